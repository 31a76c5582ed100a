"""Is the instructor's notebook rebuilt with the student's answers, whatever was handed in?"""

import base64
import copy
import io
import json
import random
import re
from collections.abc import Callable

import pytest
from nbformat.v4 import new_code_cell, new_output
from PIL import Image

from tests.grader.intake.handed_in import (
    ANSWERS,
    RELEASE,
    SOURCE,
    answered,
    cell_of,
    check_answers,
    index_of,
    kinds,
    marked,
    nbgrader,
    taken_in,
)


def picture(kind: str = "PNG") -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3), "orange").save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


def mangle_delete(notebook, rng):
    del notebook["cells"][rng.randrange(len(notebook["cells"]))]


def mangle_double(notebook, rng):
    cell = copy.deepcopy(rng.choice(notebook["cells"]))
    notebook["cells"].insert(rng.randrange(len(notebook["cells"]) + 1), cell)


def mangle_move(notebook, rng):
    cell = notebook["cells"].pop(rng.randrange(len(notebook["cells"])))
    notebook["cells"].insert(rng.randrange(len(notebook["cells"]) + 1), cell)


def mangle_edit(notebook, rng):
    cell = rng.choice(notebook["cells"])
    if not set(cell["source"] if isinstance(cell["source"], str) else "") & set("§"):
        cell["source"] = rng.choice(["", "x = 1", "# hm\n", "\0\r\n", 5, None, ["a\n", "b"], "def"])


def mangle_strip(notebook, rng):
    for cell in notebook["cells"]:
        if rng.random() < 0.5:
            cell["metadata"] = rng.choice([{}, None, 3, {"nbgrader": None}, {"nbgrader": "x"}])


def mangle_ids(notebook, rng):
    for cell in notebook["cells"]:
        if rng.random() < 0.5:
            cell["id"] = rng.choice(["same", "", None, 4, "a b c", "x" * 500, "title"])


def mangle_type(notebook, rng):
    rng.choice(notebook["cells"])["cell_type"] = rng.choice(["code", "markdown", "raw", "?", None])


def mangle_metadata(notebook, rng):
    meta = rng.choice(notebook["cells"]).get("metadata")
    if isinstance(meta, dict) and isinstance(meta.get("nbgrader"), dict):
        key = rng.choice(["grade", "solution", "locked", "points", "task", "schema_version"])
        meta["nbgrader"][key] = rng.choice([True, False, -1, 1e300, "9", None, [], {"a": []}])


def mangle_add(notebook, rng):
    own = {"cell_type": rng.choice(["code", "markdown", "raw"]), "source": f"own = {rng.random()}"}
    notebook["cells"].insert(rng.randrange(len(notebook["cells"]) + 1), own)


def mangle_extras(notebook, rng):
    cell = rng.choice(notebook["cells"])
    cell["outputs"] = rng.choice([None, 3, "x", [{"output_type": "stream"}], {"a": 1}])
    cell["attachments"] = rng.choice([None, [], {"a": {"image/png": "x"}}, {"b": 3}])


MANGLINGS: list[Callable] = [
    value for name, value in list(globals().items()) if name.startswith("mangle_")
]


def identifiable(notebook: dict) -> set[str]:
    """Return the answers that still carry their name, or define their function, anywhere."""
    found = set()
    for cell in notebook["cells"]:
        text = cell["source"] if isinstance(cell["source"], str) else ""
        mark = re.search(r"§ (\w+) §", text)
        if mark is None:
            continue
        meta = cell.get("metadata")
        meta = meta.get("nbgrader") if isinstance(meta, dict) else None
        named = isinstance(meta, dict) and meta.get("grade_id") == mark[1]
        if named or (mark[1] != "written" and cell["cell_type"] == "code"):
            found.add(mark[1])
    return found


def test_an_honest_submission_comes_through_without_a_note():
    result = taken_in(answered())
    assert result.notes == ()
    check_answers(result)
    assert [cell.id for cell in result.notebook.cells] == [cell.id for cell in SOURCE.cells]


def test_an_untouched_release_comes_through_without_a_note():
    result = taken_in(RELEASE)
    assert result.notes == ()
    assert "raise NotImplementedError" in cell_of(result.notebook, "cube").source


def test_nothing_is_changed_in_place():
    before = copy.deepcopy((SOURCE, RELEASE))
    taken_in(answered())
    assert before == (SOURCE, RELEASE)


def test_doubled_test_cells_run_once():
    notebook = answered()
    notebook.cells.insert(0, copy.deepcopy(cell_of(notebook, "test-cube")))
    result = taken_in(notebook)
    assert kinds(result) == ["doubled"]
    assert len(result.notebook.cells) == len(SOURCE.cells)


@pytest.mark.parametrize("name", ["test-double", "test-half"])
def test_a_deleted_test_cell_is_put_back_with_its_hidden_tests(name):
    notebook = answered()
    del notebook.cells[index_of(notebook, name)]
    result = taken_in(notebook)
    assert [(note.kind, note.cell) for note in result.notes] == [("restored", name)]
    assert "HIDDEN" in cell_of(result.notebook, name).source


def test_an_edited_test_cell_is_rebuilt_and_noted():
    notebook = answered()
    cell_of(notebook, "test-cube").source = "assert True"
    result = taken_in(notebook)
    assert [(note.kind, note.cell) for note in result.notes] == [("rebuilt", "test-cube")]
    assert not any(cell.source == "assert True" for cell in result.notebook.cells)


@pytest.mark.parametrize("name", ["double", "written", "half"])
def test_a_deleted_solution_cell_is_empty_and_named(name):
    notebook = answered()
    del notebook.cells[index_of(notebook, name)]
    result = taken_in(notebook)
    assert [(note.kind, note.cell) for note in result.notes] == [("missing", name)]
    assert f"“{name}”" in result.notes[0].sentence
    assert cell_of(result.notebook, name).source == ""
    check_answers(result, but=(name,))


def test_another_kernel_is_replaced():
    notebook = answered()
    notebook.metadata.kernelspec = {"name": "my-env", "display_name": "Mine", "language": "R"}
    result = taken_in(notebook)
    assert kinds(result) == ["kernel"]


def test_the_students_own_cells_cannot_pose_as_graded_ones():
    notebook = answered()
    fake = new_code_cell("100", metadata=nbgrader("bonus", "test", points=100), id="bonus")
    fake.metadata.tags = ["skip-execution"]
    notebook.cells.append(fake)
    result = taken_in(notebook)
    assert kinds(result) == ["metadata"]
    assert result.notebook.cells[-1].source == "100"
    assert result.notebook.cells[-1].metadata == {}


def test_the_students_own_cells_stay_between_their_neighbours():
    notebook = answered()
    for name in ("double", "test-cube"):
        own = new_code_cell(f"mine = '{name}'", id=f"mine-{name}")
        notebook.cells.insert(index_of(notebook, name), own)
    result = taken_in(notebook)
    assert result.notes == ()
    for name, before in (("double", "h-double"), ("test-cube", "cube")):
        place = index_of(result.notebook, name)
        assert result.notebook.cells[place - 1].source == f"mine = '{name}'"
        assert place - 2 == index_of(result.notebook, before)


def test_a_helper_before_a_moved_answer_comes_before_what_it_helps():
    notebook = answered()
    answer = notebook.cells.pop(index_of(notebook, "double"))
    notebook.cells += [new_code_cell("def aid(x):\n    return x"), answer]
    sources = [cell.source for cell in taken_in(notebook).notebook.cells]
    assert sources.index("def aid(x):\n    return x") < sources.index(ANSWERS["double"])


def test_an_edited_ordinary_cell_is_the_students_and_a_deleted_one_comes_back():
    notebook = answered()
    cell_of(notebook, "try-double").source = "print(double(30))"
    del notebook.cells[index_of(notebook, "imports")]
    result = taken_in(notebook)
    assert cell_of(result.notebook, "try-double").source == "print(double(30))"
    assert cell_of(result.notebook, "imports").source == cell_of(SOURCE, "imports").source
    assert [(note.kind, note.cell) for note in result.notes] == [("restored", "imports")]


def test_outputs_do_not_survive():
    notebook = answered()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [new_output("execute_result", data={"text/plain": "5" * 100_000})]
            cell.execution_count = 7
            cell.metadata["collapsed"] = True
    assert "55555" not in json.dumps(taken_in(notebook).notebook)


def test_attached_pictures_stay_and_other_attachments_go():
    notebook = answered()
    cell_of(notebook, "written").attachments = {
        "a.png": {"image/png": picture(), "text/html": "<script>"},
        "b.svg": {"image/svg+xml": "<svg onload=alert(1)>"},
        "c.png": {"image/png": base64.b64encode(b"<script>").decode()},
        "d": 5,
    }
    cell_of(notebook, "test-cube")["attachments"] = {"x": {"text/html": "<script>"}}
    result = taken_in(notebook)
    assert cell_of(result.notebook, "written").attachments == {"a.png": {"image/png": picture()}}
    assert ("attachment", "written") in [(note.kind, note.cell) for note in result.notes]


@pytest.mark.parametrize("seed", range(600))
def test_no_mangling_raises_or_loses_an_answer(seed):
    rng = random.Random(seed)
    notebook = marked()
    for _ in range(rng.randint(1, 12)):
        if notebook["cells"]:
            rng.choice(MANGLINGS)(notebook, rng)
    names = identifiable(notebook)
    result = taken_in(notebook)
    assert result.status == "ok" or not names
    for name in names:
        assert f"§ {name} §" in cell_of(result.notebook, name).source, (name, result.notes)
    for note in result.notes:
        assert note.sentence.endswith(".") and note.sentence[0].isupper()
