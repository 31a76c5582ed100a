"""A small assignment of ordinary nbgrader cells: asserts, an expected error, data, a part score."""

import copy
from functools import cache
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, writes

from grader.pipeline.bundle import Bundle
from grader.sandbox import Limits

NAME = "asserts"
FILE = "asserts.ipynb"
GIVEN = "import numpy as np\nfrom numpy.testing import assert_allclose, assert_array_equal\n"
RIGHT = {
    "squares": """
def squares(n):
    if n < 1:
        raise ValueError("n must be positive")
    return [i * i for i in range(1, n + 1)]
""",
    "mean": "def mean(x):\n    return x.sum() / x.size\n",
    "greet": "def greet(name):\n    return 'Hello, ' + name\n",
    "settings": "settings = {'rate': 0.5, 'sizes': (2, 3)}\n",
    "cubes": "def cubes(n):\n    return n**3\n",
}
TESTS = {
    "squares": (3.0, """
assert squares(3) == [1, 4, 9]
for n, last in [(2, 4), (10, 100)]:
    assert squares(n)[-1] == last, "the last square"
try:
    squares(0)
except ValueError:
    pass
else:
    raise AssertionError("squares(0) must raise a ValueError")
"""),
    "mean": (2.0, """
x = np.arange(12.0).reshape(3, 4)
assert_allclose(mean(x), 5.5)
assert np.isclose(mean(x + 1), 6.5)
assert isinstance(mean(x), float)
assert_array_equal(x, np.arange(12.0).reshape(3, 4))
"""),
    "greet": (1.0, """
for name, greeting in zip(("you", "us"), map(greet, ("you", "us"))):
    assert greeting == "Hello, " + name
"""),
    "settings": (2.0, """
assert settings == {"rate": 0.5, "sizes": (2, 3)}
assert settings["rate"] < 1 and len(settings["sizes"]) == 2
"""),
    "cubes": (4.0, "good = [cubes(n) == n**3 for n in range(4, 8)]\nsum(good) / len(good) * 4"),
}  # fmt: skip
POINTS = {f"test-{name}": points for name, (points, _) in TESTS.items()}


def _cell(name: str, source: str, **marks: object) -> NotebookNode:
    info = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    cell = new_code_cell(source.strip("\n"), id=name)
    cell.metadata["nbgrader"] = info | {"grade_id": name} | marks
    return cell


@cache
def released() -> NotebookNode:
    """The notebook as students get it, not to be changed."""
    cells = [new_code_cell(GIVEN.strip(), id="given")]
    for name, (points, test) in TESTS.items():
        cells.append(_cell(name, "# YOUR CODE HERE\nraise NotImplementedError()", solution=True))
        cells.append(_cell(f"test-{name}", test, grade=True, locked=True, points=points))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=kernel)


def perfect() -> NotebookNode:
    """The notebook with every answer right."""
    book = copy.deepcopy(released())
    for cell in book.cells:
        cell.source = RIGHT.get(cell.id, cell.source).strip("\n")
    return book


def bundle(files: Path, limits: Limits) -> Bundle:
    """What submissions are graded against; there are no hidden parts."""
    text = writes(released())
    books = {NAME: text}
    return Bundle(NAME, {}, books, books, str(files), "", limits, "auto", key=text)
