"""The course as its folders have it: the weeks, with their lessons and their assignment.

A week is there when a lesson `notebooks/weekN-M-….ipynb` or an assignment `source/weekN-…` is: no
list of weeks has to be kept.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.cells import checked_in, defined_in, solution_lines
from grader.marks import is_grade, is_solution
from grader.places import ROOT

LESSON = re.compile(r"week(\d+)-(\d+)-.+")
ASSIGNMENT = re.compile(r"week(\d+)-.+")
# How long people take. Reckoned from a notebook itself, so that a change of it counts at once.
WORDS_A_MINUTE = 110  # of a text with formulas
MINUTES = {"cell": 0.5, "line": 1.2, "question": 1.5, "practice": 3, "words": 10}


@dataclass(frozen=True)
class Page:
    """A notebook that students open. ``headings`` are those of its text."""

    name: str
    title: str
    minutes: int
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Week:
    """A week: its lessons, and the notebooks of its assignment ("" for none), in order."""

    number: int
    lessons: tuple[Page, ...]
    assignment: str
    notebooks: tuple[Page, ...]


def weeks(root: Path = ROOT) -> list[Week]:
    """All weeks of the course in ``root``, in order."""
    lessons: dict[int, list[tuple[int, Page]]] = {}
    for path in root.glob("notebooks/*.ipynb"):
        if found := LESSON.fullmatch(path.stem):
            lessons.setdefault(int(found[1]), []).append((int(found[2]), page(path)))
    assignments: dict[int, str] = {}
    for path in sorted(root.glob("source/*/*.ipynb")):
        if found := ASSIGNMENT.fullmatch(path.parent.name):
            assignments.setdefault(int(found[1]), path.parent.name)
    return [
        Week(
            number,
            tuple(one for _, one in sorted(lessons.get(number, []), key=lambda pair: pair[0])),
            name := assignments.get(number, ""),
            tuple(page(path) for path in sorted(root.glob(f"source/{name}/*.ipynb")) if name),
        )
        for number in sorted(lessons.keys() | assignments.keys())
    ]


def week_of(assignment: str, course: Sequence[Week]) -> Week | None:
    """The week of a ``course`` that an assignment belongs to; None for one outside of it."""
    return next((week for week in course if week.assignment == assignment), None)


def page(path: Path) -> Page:
    """What is to be known of a notebook to link to it."""
    return _page(path, path.stat().st_mtime_ns)


@cache
def _page(path: Path, _: int) -> Page:
    return page_of(path.stem, nbformat.read(path, 4))


def page_of(name: str, book: NotebookNode) -> Page:
    """The same for a notebook that is read already."""
    texts = [cell.source for cell in book.cells if cell.cell_type == "markdown"]
    found = tuple(re.findall(r"^#+ (.+?)\s*$", "\n\n".join(texts), re.M))
    title = re.sub(r"^Week \d+(?:, lesson \d+:| ·) ", "", found[0]) if found else name
    return Page(name, title, minutes(book), found)


def minutes(book: NotebookNode) -> int:
    """About how long a notebook takes to read, to run and to answer, in fives."""
    total = sum(_minutes_of(cell) for cell in book.cells)
    return max(5, 5 * round(total / 5))


def _minutes_of(cell: NotebookNode) -> float:
    if cell.cell_type != "code":
        by_hand = MINUTES["words"] if is_grade(cell) else 0
        return by_hand + len(cell.source.split()) / WORDS_A_MINUTE
    if questions(cell):
        return MINUTES["question"]
    if "raise NotImplementedError" in cell.source and checked_in(cell.source):  # in a lesson
        return MINUTES["practice"]
    if not is_solution(cell) or not defined_in(cell.source):
        return MINUTES["cell"]
    return MINUTES["line"] * sum(bool(line.strip()) for line in solution_lines(cell.source))


def questions(cell: NotebookNode) -> list[str]:
    """The names of the quiz questions that a cell asks: ``quiz["q1"] = ""``."""
    try:
        body = ast.parse(cell.source).body if cell.cell_type == "code" else []
    except SyntaxError:  # a magic
        return []
    return list(dict.fromkeys(name for statement in body for name in _asked(statement)))


def _asked(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.Assign(
            targets=[ast.Subscript(value=ast.Name(id="quiz"), slice=ast.Constant(value=str(name)))]
        ):
            yield name
