"""A small assignment, its answers, and what must hold for every notebook that is taken in."""

import copy
import json

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions, ComputeChecksums, LockCells

from grader.intake import rebuild

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


def stripped(notebook, metadata: bool = True, ids: bool = False) -> nbformat.NotebookNode:
    bare = copy.deepcopy(notebook)
    for cell in bare.cells:
        if metadata:
            cell.metadata = {}
        if ids:
            cell.pop("id", None)
    return bare


def marked() -> dict:
    """Return an answered notebook as plain data, each answer with a mark that edits leave alone."""
    notebook = json.loads(to_bytes(answered()))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in ANSWERS:
            cell["source"] += f"\n# § {name} §"
    return notebook
