"""The notebook of a bug hunt, as an instructor notebook: an ordinary assignment of nbgrader's.

Each solution cell holds the function as it stands in the course's own notebook, and in its metadata
what students find there: the same with its fault. What was noticed stands before it as text and
picture, since a release has no outputs.
"""

import ast
import base64
from collections.abc import Iterator, Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.assignment import Assignment
from grader.cells import STARTS_AS, defined_in, imports_in, is_test
from grader.hunting.cases import Case, Hunt, names_used
from grader.marks import is_solution, nbgrader_of

POINTS = 5  # a case
PICTURE = "noticed.png"
LONGEST = 1200  # characters of what a look printed
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
IMPORTS = """\
import matplotlib.pyplot as plt
import numpy as np
{more}
from utils import check
from utils.datasets import load_points
from utils.plotting import plot_decision_boundary, use_course_style
from utils.symptoms import beside, curve, descend, falls, paths, slopes, spreads

use_course_style()"""
TITLE = """\
# Week {week} · The bug hunt

Most of the work with networks is not writing them. It is looking at one that runs, learns less
than it should, and says nothing. Here are {count} cases, each a function of this week. Each has
run, each looks like work that is done, and in each there is **one fault**, of a kind that people
really make.

You know how somebody noticed. Find the place, and mend it."""
RULES = """\
**How to hunt.** Look at what was noticed before you look at the code: which part of the function
could make just that? Form a guess, then a small experiment: print a shape, work out two examples on
paper, set `m = 1`. Change one thing, run the cell, then look again with the cell below it, and let
`check` tell. If the fault is still there, `check` says in words where people usually find it.

Often a single line is to blame, sometimes the same slip in two. The cases build on one another, so
take them in order. Your own solution of the assignment would tell you much: leave it closed, you
learn more."""
ROUND = """\

The first round is done, and some functions come again, each with another fault. Below, the mended
one gives way to the faulty one as soon as you run the cell."""
END = """\
## The case is closed

What found the faults? A curve that rose, a number beside the one that it should be, a slope that
was measured by nudging. None of that needed the right code. Keep these looks: a network of your own
has no `check`, and it will run, and say nothing."""
GRADED = """\
check({name})
### BEGIN HIDDEN TESTS
from grader.grading import grade

grade({name})
### END HIDDEN TESTS"""


def notebook(hunt: Hunt, cases: Sequence[Case], week: int) -> NotebookNode:
    """The instructor notebook with these cases."""
    texts = [case.text for case in cases] + [case.scene.code for case in cases]
    given = list(given_cells(hunt.assignment, texts))
    texts += [cell.source for cell in given]
    title = TITLE.format(week=week, count=len(cases))
    cells = [
        new_markdown_cell(title, id="title"),
        new_markdown_cell(RULES, id="rules"),
        new_code_cell(IMPORTS.format(more=more_imports(hunt.assignment, texts)), id="imports"),
        *given,
    ]
    for number, case in enumerate(cases, 1):
        again = [one.function for one in cases[: number - 1]]
        first = case.function in again and len(set(again)) == len(again)
        cells += case_cells(hunt, case, number, ROUND if first else "")
    cells.append(new_markdown_cell(END, id="end"))
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def case_cells(hunt: Hunt, case: Case, number: int, before: str) -> list[NotebookNode]:
    """What was noticed, the function, the look, and the check."""
    name, case_id = case.function, f"case-{number}"
    noticed = new_markdown_cell(told(case, number, before), id=case_id)
    if case.shown.picture:
        picture = base64.b64encode(case.shown.picture).decode()
        noticed.attachments = {PICTURE: {"image/png": picture}}
    function = new_code_cell(hunt.source(name), id=f"{case_id}-function")
    function.metadata = marks(function.id, solution=True, locked=False) | {STARTS_AS: case.text}
    look = new_code_cell(case.scene.code, id=f"{case_id}-look")
    look.metadata.tags = ["skip-execution"]
    test = new_code_cell(GRADED.format(name=name), id=f"test-{case_id}")
    test.metadata = marks(test.id, grade=True, points=POINTS)
    return [noticed, function, look, test]


def told(case: Case, number: int, before: str) -> str:
    """The words of a case: what was noticed, and what a right function shows."""
    lines = [f"## Case {number} · `{case.function}`", before.strip(), case.scene.words]
    lines += ["```text\n" + clipped(case.shown.text) + "\n```"]
    if case.shown.picture:
        lines.append(f"![What {case.function} showed](attachment:{PICTURE})")
    if not case.scene.code.startswith("beside("):
        lines += ["It should have said:", "```text\n" + clipped(case.wanted.text) + "\n```"]
    return "\n\n".join(filter(None, lines))


def clipped(text: str) -> str:
    """A text that is not too long to read."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def marks(name: str, **more: object) -> NotebookNode:
    """nbgrader's metadata of a cell."""
    info = {"grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3}
    return NotebookNode(nbgrader={**info, "grade_id": name, **more})


def given_cells(assignment: Assignment, texts: Sequence[str]) -> Iterator[NotebookNode]:
    """The course's own cells that define what these texts use, directly or through each other."""
    books = assignment.notebooks.values()
    cells = [cell for book in books for cell in book.cells if cell.cell_type == "code"]
    found = [c for c in cells if nbgrader_of(c).get("locked") and not is_test(c)]
    sources = dict.fromkeys(c.source for c in found if not is_solution(c))
    needed = set().union(*map(names_used, texts))
    wanted: set[str] = set()
    while more := {s for s in sources if s not in wanted and defined_in(s) & needed}:
        wanted |= more
        needed |= set().union(*map(names_used, more))
    for number, source in enumerate((s for s in sources if s in wanted), 1):
        name = f"given-{number}"
        yield new_code_cell(source, id=name, metadata=marks(name))


def more_imports(assignment: Assignment, texts: Sequence[str]) -> str:
    """The imports of the course's notebooks that these texts need besides."""
    have = names_bound(IMPORTS.format(more=""))
    needed = set().union(*map(names_used, texts)) - have
    found: dict[str, None] = {}
    for source in assignment.definitions:
        for node in imports_in(source):
            names = [alias for alias in node.names if (alias.asname or alias.name) in needed]
            for alias in names:
                one = (
                    ast.ImportFrom(node.module, [alias], node.level)
                    if isinstance(node, ast.ImportFrom)
                    else ast.Import([alias])
                )
                found[ast.unparse(one)] = None
    return "".join(f"{line}\n" for line in found)


def names_bound(source: str) -> set[str]:
    """The names that the imports of a cell bind."""
    return {alias.asname or alias.name for node in imports_in(source) for alias in node.names}
