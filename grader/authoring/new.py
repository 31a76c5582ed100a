"""`python -m grader new NAME`: an assignment with one exercise, to be looked at and changed.

It is an ordinary assignment: a notebook in source/ and a module in grader/exercises/.
"""

import keyword
import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.exercises import HUNT, ExerciseError
from grader.places import ROOT
from grader.weeks import ASSIGNMENT

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 60
RESERVED = re.compile(r"con|nul|aux|prn|(com|lpt)\d")  # no folder can be called so on Windows
TEMPLATE = Path(__file__).with_name("template_exercises.txt")
INTRODUCTION = """# TITLE

One exercise, to show how an assignment is made. Change it, copy it, and write your own beside it.

**How it works.** Fill in a cell, run it, then run the cell below it: `check(...)` tells you what \
differs and where to look. Check as often as you like. Hidden cases with other numbers are added \
when your work is graded."""
IMPORTS = """import numpy as np

from utils import check, failing_case"""
TASK = """## 1 · Centre the rows

A table $X$ of shape $(n, m)$ has $n$ rows. Subtract from every row its own mean, so that each row \
has mean 0. Leave $X$ as it is and return a new array."""
SOLUTION = '''def centre_rows(X):
    """Take its mean from every row.

    X: a table of shape (n, m)
    returns: a table of the same shape, every row with mean 0
    """
    ### BEGIN SOLUTION
    means = X.mean(axis=1, keepdims=True)
    return X - means
    ### END SOLUTION'''
TRY = """centre_rows(np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 60.0]]))"""
TEST = """check(centre_rows)
### BEGIN HIDDEN TESTS
from grader.grading import grade

grade(centre_rows)
### END HIDDEN TESTS"""
POINTS = 5


def run(name: str, root: Path = ROOT) -> int:
    """Make the assignment ``name``, and say what to do next."""
    book, module = create(name, root)
    print(f"{book}: the notebook, with the solution")
    print(f"{module}: inputs, mistakes and hints")
    print(
        f"Next: make lint ASSIGNMENT={name}, make release ASSIGNMENT={name}, docs/author-guide.md"
    )
    return 0


def create(name: str, root: Path = ROOT) -> tuple[Path, Path]:
    """Write the notebook and the module of a new assignment into the course in ``root``.

    ``ExerciseError`` for a name that is taken or that no folder or module can have: nothing is
    written then, and whatever was there stays as it is.
    """
    folder, module = root / "source" / name, root / "grader" / "exercises" / module_of(name)
    if problem := unfit(name) or taken(name, folder, module, root):
        raise ExerciseError(problem)
    title = name.replace("-", " ").capitalize()
    book = folder / f"{name}.ipynb"
    folder.mkdir(parents=True)
    try:
        nbformat.write(notebook(title), book)
        with module.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.read_text(encoding="utf-8").replace("TITLE", title))
    except OSError:
        book.unlink(missing_ok=True)
        folder.rmdir()
        raise
    return book, module


def module_of(name: str) -> str:
    """The file of an assignment's exercises."""
    return f"{name.replace('-', '_')}.py"


def unfit(name: str) -> str:
    """Why a name is no name for an assignment; "" when it is one."""
    if name.startswith(HUNT):
        return f"{name} would be a bug hunt: `make hunt` makes those. Choose another name."
    if not NAME.fullmatch(name) or len(name) > LONGEST:
        return (
            f"{name!r} is no name for an assignment: use small letters, digits and single hyphens, "
            f"a letter first, {LONGEST} at most, such as week7-convolutions."
        )
    if RESERVED.fullmatch(name) or keyword.iskeyword(name):
        return f"{name} means something to Windows or to Python: choose another name."
    return ""


def taken(name: str, folder: Path, module: Path, root: Path) -> str:
    """What has a name already, in a sentence; "" when it is free."""
    places = (folder, module, module.with_suffix(""), root / "release" / name)
    there = next((path for path in places if path.exists() or path.is_symlink()), None)
    if there:
        return f"{name} cannot be made: {there} is there already, and stays as it is."
    week = ASSIGNMENT.fullmatch(name)
    same = sorted(root.glob(f"source/week{int(week[1])}-*")) if week else []
    if week and same:
        return f"week {int(week[1])} has an assignment already: {same[0].name}."
    return ""


def notebook(title: str) -> NotebookNode:
    """The instructor notebook of a new assignment."""
    cells = [
        new_markdown_cell(INTRODUCTION.replace("TITLE", title), id="title"),
        new_code_cell(IMPORTS, id="imports"),
        new_markdown_cell(TASK, id="centre-rows-text"),
        new_code_cell(SOLUTION, id="centre-rows", metadata=marks("centre-rows", solution=True)),
        new_code_cell(TRY, id="centre-rows-try", metadata={"tags": ["skip-execution"]}),
        new_code_cell(
            TEST,
            id="test-centre-rows",
            metadata=marks("test-centre-rows", grade=True, locked=True, points=POINTS),
        ),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def marks(name: str, **told: object) -> dict:
    """nbgrader's marks on a cell."""
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {"schema_version": 3, "grade_id": name, **plain, **told}}
