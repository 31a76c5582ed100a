"""Is what students get just what the instructor notebooks make, without the answers, and enough?"""

import json
import math
import os
import shutil
from functools import partial

import h5py
import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from grader.assignment import assignment_names, load_assignment
from grader.cells import solution_lines, unmarked
from grader.marks import is_solution
from grader.places import ROOT
from grader.release import ClearSolutionRegions, data_files, leaks, secret_lines, stub
from grader.weeks import week_of, weeks
from tests.course import alike, released_course
from utils import checkfile

NAMES = assignment_names()
WEEK2 = "week2-logistic-regression"
ADDED = ("badges", "begin-here", "progress")


@pytest.fixture
def generated(tmp_path_factory):
    """The folder that `nbgrader generate_assignment` makes of an assignment, by name."""

    return partial(released_course, tmp_path_factory)


def files_in(folder):
    paths = (
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in str(path)
    )
    return {str(path.relative_to(folder)): path for path in paths}


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_release_is_exactly_what_nbgrader_generates(name, generated):
    fresh = files_in(generated(name) / "release" / name)
    kept = files_in(ROOT / "release" / name)
    assert kept.keys() == fresh.keys(), "make release"
    for path in fresh:
        if path.endswith(".ipynb"):
            same = nbformat.read(kept[path], 4) == nbformat.read(fresh[path], 4)
        elif path.endswith(checkfile.FILE_NAME):
            same = alike(*(json_lines(folder[path]) for folder in (kept, fresh)))
        else:
            same = kept[path].read_bytes() == fresh[path].read_bytes()
        assert same, f"{path} differs: make release"


def json_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ([{"a": [1.0 + 1e-12, -3e-17]}, "b", 1], True),
        ([{"a": [1.001, 0.0]}, "b", 1], False),
        ([{"a": [math.nan, 0.0]}, "b", 1], False),
        ([{"a": [1.0]}, "b", 1], False),
        ([{"c": [1.0, 0.0]}, "b", 1], False),
        ([{"a": [1.0, 0.0]}, "c", 1], False),
        ([{"a": [1.0, 0.0]}, "b", True], False),
    ],
)
def test_only_last_digits_may_differ(other, expected):
    assert alike([{"a": [1.0, 0.0]}, "b", 1], other) is expected


def released_texts(name, folder):
    """Everything in the released notebooks that a student could read, by where it stands."""
    for path in folder.glob("*.ipynb"):
        book = nbformat.read(path, 4)
        for cell in book.cells:
            yield cell.source
            yield json.dumps(cell.metadata, ensure_ascii=False)
            yield json.dumps(cell.get("outputs", []), ensure_ascii=False)
        yield json.dumps(book.metadata, ensure_ascii=False)


@pytest.mark.parametrize("name", NAMES)
def test_no_solution_marker_or_hidden_test_stands_in_a_generated_release(name, generated):
    assignment, folder = load_assignment(name), generated(name) / "release" / name
    texts = list(released_texts(name, folder))
    assert texts and not leaks(assignment, "\n".join(texts))
    lines = secret_lines(assignment)
    assert len(lines) > 20
    checks = (folder / "checks.json").read_text(encoding="utf-8")
    for line in lines:
        assert json.dumps(line, ensure_ascii=False)[1:-1] not in checks
    for path in (folder / "utils").rglob("*.py"):
        assert not lines & {line.strip() for line in path.read_text().splitlines()}, path
    outputs = [cell for path in folder.glob("*.ipynb") for cell in nbformat.read(path, 4).cells]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in outputs)


@pytest.mark.parametrize("name", NAMES)
def test_every_solution_of_the_instructor_is_a_stub_in_the_release(name, generated):
    folder = generated(name) / "release" / name
    for stem, book in load_assignment(name).notebooks.items():
        released = {cell.id: cell for cell in nbformat.read(folder / f"{stem}.ipynb", 4).cells}
        assert list(released)[1] == "begin-here" and list(released)[-1] == "progress"
        assert [name for name in released if name not in ADDED] == [c.id for c in book.cells]
        for cell in filter(is_solution, book.cells):
            if solution_lines(cell.source) and cell.source.startswith("def "):
                assert "raise NotImplementedError" in released[cell.id].source


@pytest.mark.parametrize("name", NAMES)
def test_the_release_ships_the_data_that_its_notebooks_load_and_all_of_utils(name, generated):
    shipped = files_in(generated(name) / "release" / name)
    code = {str(path.relative_to(ROOT)) for path in (ROOT / "utils").rglob("*.[pj][sy]*")}
    code = {path for path in code if not path.endswith(".pyc")}
    assert code == {path for path in shipped if path.startswith("utils/")}
    assert {"utils/moving/kit.js", "utils/pictures.json"} <= code
    data = {
        f"datasets/{path.name}"
        for path in data_files(load_assignment(name), week_of(name, weeks()))
    }
    assert data == {path for path in shipped if path.startswith("datasets/")}
    assert not any(path.startswith(("grader", "source", "tests")) for path in shipped)


def test_a_stub_says_how_long_the_solution_is():
    assert stub(["    x = 1", "", "    # why", "    return x"], "    ") == [
        "    # Your code here (about 2 lines), in place of the next line.",
        '    raise NotImplementedError("not written yet")',
    ]
    assert "about 1 line)" in stub(["    return 1"], "    ")[0]


def test_a_solution_that_does_not_end_is_an_error():
    cell = new_code_cell("def f():\n    ### BEGIN SOLUTION\n    return 1")
    with pytest.raises(RuntimeError, match="does not end"):
        ClearSolutionRegions()._replace_solution_region(cell, "python")


def test_a_solution_that_does_not_begin_is_an_error():
    cell = new_code_cell("def f():\n    return 1\n    ### END SOLUTION")
    with pytest.raises(RuntimeError, match="does not begin"):
        ClearSolutionRegions()._replace_solution_region(cell, "python")


def test_a_solution_at_the_top_level_leaves_the_line_before_it():
    cell = new_code_cell('quiz["q1"] = ""\n### BEGIN SOLUTION\nquiz["q1"] = "b"\n### END SOLUTION')
    assert ClearSolutionRegions()._replace_solution_region(cell, "python")
    assert cell.source == 'quiz["q1"] = ""'


@pytest.fixture
def copied(tmp_path, generated):
    """The released folder of week 2, alone somewhere, with a few of its pictures."""
    folder = tmp_path / "on a stick"
    shutil.copytree(generated(WEEK2) / "release" / WEEK2, folder)
    with h5py.File(folder / "datasets" / "cats.h5", "r+") as file:
        for part, count in (("train", 24), ("test", 12)):
            for key in (f"{part}_set_x", f"{part}_set_y"):
                few = file[key][:count]
                del file[key]
                file[key] = few
    return folder


def run(folder, book):
    """Run a notebook in a folder, in a kernel that does not know the repository."""
    hide = f"import sys\nsys.path = [path for path in sys.path if path != {str(ROOT)!r}]"
    book.cells.insert(0, new_code_cell(hide))
    where = "import utils\nprint(utils.__file__)\nassert 'grader' not in sys.modules"
    book.cells.append(new_code_cell(where))
    client = NotebookClient(
        book,
        timeout=120,
        kernel_name="python3",
        skip_cells_with_tag="",  # those that grading skips run too
        resources={"metadata": {"path": str(folder)}},
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    client.execute(env=environment | {"OPENBLAS_NUM_THREADS": "1", "PATH": os.environ["PATH"]})
    return book.cells


def shown(cell):
    """All that a cell printed and displayed, as text."""
    texts = [o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in cell.outputs]
    return "\n".join(texts)


def test_a_copied_release_folder_works_alone_with_the_solutions_filled_in(copied):
    book = nbformat.read(copied / f"{WEEK2}.ipynb", 4)
    answers = {cell.id: cell for cell in load_assignment(WEEK2).notebooks[WEEK2].cells}
    for cell in filter(is_solution, book.cells):
        cell.source = unmarked(answers[cell.id].source)
    cells = run(copied, book)
    assert shown(cells[-1]).strip() == str(copied / "utils" / "__init__.py")
    tables = [shown(cell) for cell in cells if cell.source.startswith("check(")]
    assert len(tables) == 6
    for table in tables:
        headline = table.splitlines()[0].split()
        assert headline[1] == headline[3] and "✗" not in table, table
    assert any("10 of 10 questions answered" in shown(c) for c in cells if "check_quiz" in c.source)
    assert any("X (12288, 24)" in shown(cell) for cell in cells if cell.cell_type == "code")
    outputs = [o for cell in cells if cell.cell_type == "code" for o in cell.outputs]
    assert sum("image/png" in output.get("data", {}) for output in outputs) >= 4
    assert any("learning" in str(output) for output in outputs), "no progress bar"


def test_an_untouched_release_says_that_nothing_is_written_yet(copied):
    book = nbformat.read(copied / f"{WEEK2}.ipynb", 4)
    keep = ("from ", "import ", "def ", "check(")
    book.cells = [cell for cell in book.cells if cell.source.startswith(keep)]
    cells = run(copied, book)
    tables = [shown(cell) for cell in cells if cell.source.startswith("check(")]
    assert len(tables) == 6 and all("Not written yet" in table for table in tables)


def test_a_notebook_copied_without_its_folder_is_told_what_is_missing(copied):
    (copied / "checks.json").unlink()
    book = nbformat.read(copied / f"{WEEK2}.ipynb", 4)
    keep = ("import matplotlib", "def sigmoid", "check(sigmoid)")
    book.cells = [cell for cell in book.cells if cell.source.startswith(keep)]
    said = shown(run(copied, book)[-2])
    assert "checks.json is not beside this notebook" in said and "Traceback" not in said
