"""Does intake rebuild the instructor's notebook from whatever a student hands in?"""

import base64
import copy
import io
import json
import random
import re
from collections.abc import Callable

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions, ComputeChecksums, LockCells
from PIL import Image

from grader.intake import rebuild, recognise
from grader.intake.reading import read
from grader.intake.stubs import drop_leftover_stubs

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def nbgrader(grade_id: str, kind: str, cell_type: str = "code", points: float = 0) -> dict:
    """Return the metadata that nbgrader puts on a cell of this kind."""
    meta = {
        "grade_id": grade_id,
        "grade": kind in ("test", "manual"),
        "solution": kind in ("solution", "manual"),
        "locked": kind in ("test", "locked"),
        "task": kind == "task",
        "schema_version": 3,
        "cell_type": cell_type,
    }
    if kind in ("test", "manual", "task"):
        meta["points"] = points
    return {"nbgrader": meta}


def function_cell(name: str, body: str) -> nbformat.NotebookNode:
    text = f'def {name}(x):\n    """Return {name} of x."""\n    ### BEGIN SOLUTION\n{body}\n'
    text += "    ### END SOLUTION"
    return new_code_cell(text, metadata=nbgrader(name, "solution"), id=f"id-{name}")


def check_cell(name: str, value: str) -> nbformat.NotebookNode:
    text = f"assert {name}(1) is not None\n### BEGIN HIDDEN TESTS\n"
    text += f"assert {name}(2) == {value}\n### END HIDDEN TESTS"
    meta = nbgrader(f"test-{name}", "test", points=5)
    return new_code_cell(text, metadata=meta, id=f"id-test-{name}")


def make_source() -> nbformat.NotebookNode:
    """Return a small instructor notebook with every kind of cell."""
    written = nbgrader("written", "manual", "markdown", 3)
    notebook = new_notebook(metadata={"kernelspec": KERNEL})
    notebook.cells = [
        new_markdown_cell("# Week 0\nA few functions to write.", id="title"),
        new_code_cell("import math\nimport numpy as np", id="imports"),
        new_markdown_cell("## Doubling", id="h-double"),
        function_cell("double", "    return 2 * x"),
        new_code_cell("print(double(3))", id="try-double"),
        check_cell("double", "4"),
        new_markdown_cell(
            "Read this.", metadata=nbgrader("read", "locked", "markdown"), id="id-read"
        ),
        function_cell("cube", "    y = x * x\n    return y * x"),
        check_cell("cube", "8"),
        new_markdown_cell("Why does $x^3$ keep its sign?", id="question"),
        new_markdown_cell("Because 3 is odd.", metadata=written, id="id-written"),
        function_cell("half", "    return x / 2"),
        check_cell("half", "1"),
        new_markdown_cell(
            "Draw something.", metadata=nbgrader("draw", "task", "markdown", 2), id="id-draw"
        ),
    ]
    return notebook


def make_release(source: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return the student version, made by nbgrader's own preprocessors."""
    notebook, resources = copy.deepcopy(source), {"nbgrader": {}}
    for step in (LockCells, ClearSolutions, ClearHiddenTests, ComputeChecksums):
        notebook, resources = step().preprocess(notebook, resources)
    return notebook


SOURCE = make_source()
RELEASE = make_release(SOURCE)
ANSWERS = {
    "double": 'def double(x):\n    """Return 2x."""\n    # YOUR CODE HERE\n    return x + x',
    "cube": 'def cube(x):\n    """Return cube of x."""\n    return x**3',
    "half": "def half(x):\n    return x * 0.5",
    "written": "An odd power of a negative number is negative.",
}


def answered() -> nbformat.NotebookNode:
    """Return the release with every answer filled in."""
    notebook = copy.deepcopy(RELEASE)
    for name, text in ANSWERS.items():
        cell_of(notebook, name).source = text
    return notebook


def cell_of(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    return notebook.cells[index_of(notebook, name)]


def index_of(notebook: nbformat.NotebookNode, name: str) -> int:
    for index, cell in enumerate(notebook.cells):
        if cell.metadata.get("nbgrader", {}).get("grade_id") == name or cell.get("id") == name:
            return index
    raise LookupError(name)


def to_bytes(notebook: object) -> bytes:
    return json.dumps(notebook).encode()


def taken_in(notebook: object):
    """Rebuild a submission and check what must hold for every one that is accepted."""
    submitted = notebook if isinstance(notebook, bytes) else to_bytes(notebook)
    result = rebuild(RELEASE, SOURCE, submitted)
    if result.status == "ok":
        check_invariants(result.notebook)
    else:
        assert result.notebook is None and result.notes
    return result


def check_invariants(notebook: nbformat.NotebookNode) -> None:
    """Every source cell is there once, in order; all that is not an answer is the source's."""
    nbformat.validate(notebook)
    ids = [cell.id for cell in SOURCE.cells]
    assert [cell.id for cell in notebook.cells if cell.id in ids] == ids
    assert notebook.metadata == SOURCE.metadata
    for cell in notebook.cells:
        if cell.id not in ids:
            assert cell.metadata == {} and cell.id.startswith("student-")
            continue
        original = SOURCE.cells[ids.index(cell.id)]
        assert cell.metadata == original.metadata
        assert cell.cell_type == original.cell_type
        meta = original.metadata.get("nbgrader", {})
        if meta and not meta["solution"]:
            assert cell.source == original.source
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


def kinds(result) -> list[str]:
    return [note.kind for note in result.notes]


def check_answers(result, but: tuple[str, ...] = ()) -> None:
    for name, text in ANSWERS.items():
        if name not in but:
            assert cell_of(result.notebook, name).source == text, name


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


# What plain nbgrader does badly, row by row.


def test_a_doubled_solution_keeps_the_answer_nearest_its_place():
    notebook = answered()
    late = copy.deepcopy(cell_of(notebook, "double"))
    late.source = "def double(x):\n    return 'second thoughts'"
    notebook.cells.append(late)
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["doubled"]
    assert not any("second thoughts" in cell.source for cell in result.notebook.cells)


def test_of_a_doubled_cell_the_answer_wins_over_the_stub():
    notebook = answered()
    stub = copy.deepcopy(cell_of(RELEASE, "double"))
    notebook.cells.insert(index_of(notebook, "double"), stub)
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["doubled"]


def test_a_copied_cell_that_became_a_helper_is_kept_as_a_helper():
    notebook = answered()
    helper = copy.deepcopy(cell_of(notebook, "double"))
    helper.source = "def helper(x):\n    return x"
    place = index_of(notebook, "double")
    notebook.cells.insert(place, helper)
    result = taken_in(notebook)
    check_answers(result)
    kept = [cell.source for cell in result.notebook.cells]
    assert kept.index(helper.source) < kept.index(ANSWERS["double"])


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


def test_a_renamed_file_is_recognised():
    other = make_source()
    other.cells = [function_cell("quarter", "    return x / 4"), check_cell("quarter", "0.5")]
    candidates = {"week1": make_release(other), "week0": RELEASE}
    assert recognise(to_bytes(answered()), candidates) == "week0"
    assert recognise(to_bytes(make_release(other)), candidates) == "week1"
    assert recognise(b"{", candidates) is None
    assert recognise(to_bytes(new_notebook(cells=[new_code_cell("1")])), candidates) is None
    assert recognise(to_bytes(answered()), {"a": RELEASE, "b": RELEASE}) is None
    assert recognise(to_bytes(answered()), {}) is None


def test_two_notebooks_of_one_assignment_with_a_shared_import_cell_are_told_apart():
    parts = {}
    for name in ("blocks", "application"):
        part = new_notebook(metadata={"kernelspec": KERNEL})
        part.cells = [
            new_code_cell("import numpy as np", id=f"imports-{name}"),
            function_cell(f"solve_{name}", "    return x"),
            new_markdown_cell("YOUR ANSWER HERE", metadata=nbgrader("w", "manual", "markdown", 1)),
        ]
        parts[name] = make_release(part)
    for name, part in parts.items():
        assert recognise(to_bytes(part), parts) == name
        assert recognise(to_bytes(stripped(part, ids=True)), parts) == name


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_unreadable_rather_than_zero(share):
    whole = to_bytes(answered())
    result = taken_in(whole[: int(len(whole) * share)])
    assert result.status == "unreadable"
    assert kinds(result) == ["unreadable"]


def stripped(notebook, metadata: bool = True, ids: bool = False) -> nbformat.NotebookNode:
    bare = copy.deepcopy(notebook)
    for cell in bare.cells:
        if metadata:
            cell.metadata = {}
        if ids:
            cell.pop("id", None)
    return bare


@pytest.mark.parametrize("ids", [False, True], ids=["ids kept", "ids lost"])
def test_stripped_metadata_is_recovered(ids):
    result = taken_in(stripped(answered(), ids=ids))
    check_answers(result)
    assert kinds(result) == ["recovered"]
    assert len(result.notebook.cells) == len(SOURCE.cells)


def test_stripped_and_moved_and_with_helpers_is_recovered():
    notebook = stripped(answered(), ids=True)
    moved = notebook.cells.pop(index_of(SOURCE, "cube"))
    notebook.cells.insert(2, new_code_cell("def helper():\n    return 1"))
    notebook.cells.append(moved)
    result = taken_in(notebook)
    check_answers(result)
    assert set(kinds(result)) == {"recovered", "moved"}
    assert sum("helper" in cell.source for cell in result.notebook.cells) == 1


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [new_code_cell("print('hello')")],
        [new_markdown_cell("YOUR ANSWER HERE"), new_code_cell("import math\nimport numpy as np")],
        [new_code_cell("import math\nimport numpy as np"), new_markdown_cell("My essay")],
    ],
)
def test_another_notebook_is_unrecognised(cells):
    result = taken_in(new_notebook(cells=cells))
    assert result.status == "unrecognised"
    assert kinds(result)[-1] == "unrecognised"


def test_another_assignment_with_one_exercise_of_the_same_name_is_unrecognised():
    other = [function_cell(name, "    return 1") for name in ("double", "a", "b", "c")]
    assert taken_in(make_release(new_notebook(cells=other))).status == "unrecognised"


def test_another_kernel_is_replaced():
    notebook = answered()
    notebook.metadata.kernelspec = {"name": "my-env", "display_name": "Mine", "language": "R"}
    result = taken_in(notebook)
    assert kinds(result) == ["kernel"]


# Forged and damaged cells.


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("test-cube", "points", 1000),
        ("test-cube", "points", "9" * 400),
        ("test-cube", "solution", True),
        ("test-cube", "locked", False),
        ("test-cube", "grade", False),
        ("cube", "grade", True),
        ("cube", "locked", True),
        ("written", "points", -1),
        ("draw", "solution", True),
    ],
)
def test_forged_metadata_is_ignored_and_noted(name, key, value):
    notebook = answered()
    cell_of(notebook, name).metadata.nbgrader[key] = value
    result = taken_in(notebook)
    check_answers(result)
    assert ("metadata", name) in [(note.kind, note.cell) for note in result.notes]


def test_the_students_own_cells_cannot_pose_as_graded_ones():
    notebook = answered()
    fake = new_code_cell("100", metadata=nbgrader("bonus", "test", points=100), id="bonus")
    fake.metadata.tags = ["skip-execution"]
    notebook.cells.append(fake)
    result = taken_in(notebook)
    assert kinds(result) == ["metadata"]
    assert result.notebook.cells[-1].source == "100"
    assert result.notebook.cells[-1].metadata == {}


def test_an_answer_under_a_test_cells_name_is_still_found():
    notebook = answered()
    answer = cell_of(notebook, "cube")
    answer.metadata.nbgrader.grade_id = "test-cube"
    answer.id = "new"
    check_answers(taken_in(notebook))


def test_swapped_names_do_not_swap_anything_but_the_answers_text():
    notebook = answered()
    first, second = cell_of(notebook, "double"), cell_of(notebook, "test-double")
    first.metadata, second.metadata = second.metadata, first.metadata
    taken_in(notebook)


def test_every_cell_under_one_id():
    notebook = answered()
    for cell in notebook.cells:
        cell.id = "same"
    check_answers(taken_in(notebook))
    check_answers(taken_in(stripped(notebook)))


@pytest.mark.parametrize("kind", ["markdown", "raw", "nonsense", None, 7, ["code"]])
def test_a_changed_cell_type_is_changed_back(kind):
    notebook = answered()
    cell_of(notebook, "cube")["cell_type"] = kind
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["type"]


def test_moved_cells_go_back_to_their_place():
    notebook = answered()
    notebook.cells.append(notebook.cells.pop(index_of(notebook, "double")))
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["moved"]
    assert "“double”" in result.notes[0].sentence


def test_reversed_cells_go_back_to_their_places():
    notebook = answered()
    notebook.cells.reverse()
    check_answers(taken_in(notebook))


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


def picture(kind: str = "PNG") -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3), "orange").save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


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


def test_merge_conflicts_are_noted():
    notebook = answered()
    text = "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> theirs"
    cell_of(notebook, "cube").source = text
    result = taken_in(notebook)
    assert [(note.kind, note.cell) for note in result.notes] == [("conflict", "cube")]
    whole = to_bytes(answered()).replace(b'"nbformat"', b'\n<<<<<<< HEAD\n>>>>>>> b\n"nbformat"')
    assert "merge conflicts" in taken_in(whole).notes[0].sentence


# Files in every shape.


def test_sources_may_be_lists_of_lines():
    notebook = answered()
    for cell in notebook.cells:
        cell["source"] = cell.source.splitlines(keepends=True)
    result = taken_in(notebook)
    check_answers(result)
    assert result.notes == ()


@pytest.mark.parametrize("junk", [None, 3, {"a": 1}, [1, None, ["x"]], True])
def test_a_source_that_is_no_text_is_empty(junk):
    notebook = answered()
    cell_of(notebook, "cube")["source"] = junk
    result = taken_in(notebook)
    assert cell_of(result.notebook, "cube").source == ""
    check_answers(result, but=("cube",))


def test_cells_that_are_no_cells_are_left_out():
    notebook = dict(answered())
    notebook["cells"] = [1, None, "x", [], *notebook["cells"], {}, {"metadata": 4}]
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["damaged"]


def test_version_3_is_converted():
    result = taken_in(nbformat.convert(answered(), 3))
    check_answers(result)
    assert "format" in kinds(result)


@pytest.mark.parametrize(
    ("encode", "noted"),
    [
        (lambda text: b"\xef\xbb\xbf" + text.encode(), False),
        (lambda text: text.encode("utf-16"), True),
        (lambda text: text.encode("utf-16-le"), True),
        (lambda text: text.encode("utf-16-be"), True),
        (lambda text: text.encode("utf-32"), True),
        (lambda text: text.encode("cp1252"), True),
        (lambda text: text.encode() + b"\0\0\0", False),
        (lambda text: text.encode().replace(b"\n", b"\r\n"), False),
        (lambda text: text.encode().replace(b"An odd", b"An\x81odd"), True),
        (lambda text: text.encode("utf-8", "surrogatepass").replace(b"An ", b"An \xed\xa0\x80"), 1),
    ],
)
def test_every_encoding_is_read(encode, noted):
    notebook = answered()
    cell_of(notebook, "half").source += "\n# é"
    text = json.dumps(notebook, indent=1, ensure_ascii=False)
    result = taken_in(encode(text))
    assert result.status == "ok"
    check_answers(result, but=("written", "half"))
    assert ("encoding" in kinds(result)) is bool(noted)
    nbformat.writes(result.notebook).encode()


def test_line_ends_nul_and_lone_surrogates_inside_a_cell():
    notebook = answered()
    cell_of(notebook, "cube").source = "def cube(x):\r\n    return\0 x\r# \ud800"
    result = taken_in(notebook)
    assert cell_of(result.notebook, "cube").source == "def cube(x):\n    return x\n# ?"
    nbformat.writes(result.notebook).encode()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b" \n",
        b"null",
        b"[]",
        b"3",
        b'"cells"',
        b"{}",
        b'{"cells": 4}',
        b'{"cells": {"a": 1}}',
        b'{"worksheets": 3}',
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"\xff\xfe\x00",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"PK\x03\x04 a zip file",
        bytes(range(256)) * 50,
    ],
)
def test_what_is_no_notebook_is_unreadable(text):
    assert taken_in(text).status == "unreadable"


def test_strange_numbers_do_no_harm():
    text = to_bytes(answered()).replace(b'"nbformat": 4', b'"nbformat": ' + b"9" * 10_000)
    text = text.replace(b'"nbformat_minor": 5', b'"nbformat_minor": NaN, "x": [Infinity, 1e999]')
    check_answers(taken_in(text))


def test_far_too_much_text_is_unreadable():
    notebook = answered()
    cell_of(notebook, "cube").source = "#" * 6_000_000
    assert taken_in(notebook).status == "unreadable"


# Leftover stubs.

STUB = "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
GIVEN = "def f(x):\n    m = 2\n    # YOUR CODE HERE\n    raise NotImplementedError()\n    return m"


@pytest.mark.parametrize(
    ("source", "release", "dropped"),
    [
        ("def f(x):\n    return x\n    raise NotImplementedError()", STUB, 1),
        ("def f(x):\n    y = x\n    # YOUR CODE HERE\n    raise NotImplementedError()", STUB, 1),
        ("def f(x):\n    raise NotImplementedError()\n    return x", STUB, 1),
        ("def f(x):\n    return x\n    raise NotImplementedError()  \n%time f(1)", STUB, 1),
        ("def f(x):\n    y = (x\n    % 3)\n    return y\n    raise NotImplementedError()", STUB, 1),
        (STUB, STUB, 0),
        (STUB + "\n", STUB, 0),
        ('def f(x):\n    """Mine."""\n    raise NotImplementedError()', STUB, 0),
        ("def f(x):\n    pass\n    raise NotImplementedError()", STUB, 0),
        ("def f(x):\n    return x\n    raise NotImplementedError('odd')", STUB, 0),
        ("def f(x):\n    if x:\n        raise NotImplementedError()\n    return x", STUB, 0),
        ("def f(x):\n    return x\n    raise ValueError()", STUB, 0),
        ("def g(x):\n    return 1\n\n\n" + STUB, STUB, 0),
        ("def f(x):\n    s = '''\n    raise NotImplementedError()\n'''\n    return s", STUB, 0),
        ("def f(x:\n    return x\n    raise NotImplementedError()", STUB, 0),
        (GIVEN, GIVEN, 0),
        (GIVEN.replace("return m", "return m * x"), GIVEN, 1),
        ("x = 3\nraise NotImplementedError()", "raise NotImplementedError()", 1),
        ("raise NotImplementedError()", "raise NotImplementedError()", 0),
        (f"{STUB}\n\ndef g(x):\n    return x\n    raise NotImplementedError()", STUB, 1),
    ],
)
def test_only_an_untouched_stub_beside_real_code_is_dropped(source, release, dropped):
    text, count = drop_leftover_stubs(source, release)
    assert count == dropped
    assert len(text.split("\n")) == len(source.split("\n"))
    assert source.count("raise NotImplementedError") - text.count("raise NotImplementedError") == (
        dropped
    )
    if not dropped:
        assert text == source


def test_a_leftover_stub_is_noted():
    notebook = answered()
    cell_of(notebook, "cube").source += "\n    raise NotImplementedError()"
    result = taken_in(notebook)
    assert [(note.kind, note.cell) for note in result.notes] == [("stub", "cube")]
    scope: dict = {}
    exec(cell_of(result.notebook, "cube").source, scope)
    assert scope["cube"](2) == 8


# Everything at once, many times.


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


def marked() -> dict:
    """Return an answered notebook as plain data, each answer with a mark that edits leave alone."""
    notebook = json.loads(to_bytes(answered()))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in ANSWERS:
            cell["source"] += f"\n# § {name} §"
    return notebook


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


@pytest.mark.parametrize("seed", range(200))
def test_no_bytes_raise(seed):
    rng = random.Random(seed)
    raw = bytearray(to_bytes(marked()))
    for _ in range(rng.randint(1, 20)):
        place = rng.randrange(len(raw))
        match rng.randrange(4):
            case 0:
                del raw[place : place + rng.randint(1, 50)]
            case 1:
                raw[place] = rng.randrange(256)
            case 2:
                raw[place:place] = raw[place : place + rng.randint(1, 500)]
            case 3:
                raw[place:place] = rng.choice([b"\0", b"\xff\xfe", b"[[[", b'"', b"}", b"NaN"])
    assert taken_in(bytes(raw)).status in ("ok", "unreadable", "unrecognised")


@pytest.mark.parametrize("level", [1.0, True, 7, "2", None])
def test_a_heading_of_a_strange_level_is_a_heading_of_the_first(level):
    book = {"cells": [{"cell_type": "heading", "level": level, "source": "Title"}]}
    assert read(json.dumps(book).encode()).cells[0].source == "# Title"
