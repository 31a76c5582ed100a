"""Who waits for a person, and why: a state that lasts until somebody has looked.

Grading leaves reasons (`Due`) in the record beside the graded notebook and marks grades in the
gradebook, as formgrader lists them. A reason is settled when none of its grades is marked any more,
which is so once a person has saved their points; where all have points already, and only a look is
asked for, a comment in the notebook does as well.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from grader.cells import is_test
from grader.intake import Note
from grader.marks import nbgrader_of
from grader.pipeline.result import Due, Grade

if TYPE_CHECKING:  # what grades reads no gradebook, and does not load nbgrader
    from grader.gradebook import Row

WAITS = "A person will look at this submission before it has a grade."
Cell = tuple[str, str]  # a notebook and its graded cell


def asked_by(notes: Iterable[Note], notebook: str, cells: Sequence) -> list[Due]:
    """The reasons that intake's notes on a notebook's ``cells`` give."""
    return [
        Due(note.sentence, notebook, graded_cell(cells, note.cell)) for note in notes if note.ask
    ]


def graded_cell(cells: Sequence, name: str | None) -> str:
    """The graded cell that decides on a cell: itself, or the next test; "" when there is none."""
    found = False
    for cell in cells:
        info = nbgrader_of(cell)
        found = found or (name is not None and name in (info.get("grade_id"), cell.get("id")))
        if found and (is_test(cell) or info.get("grade")):
            return info["grade_id"]
    return ""


def in_question(due: Due, grades: Iterable[Grade]) -> list[Grade]:
    """The grades that a reason is about, which a person has to confirm.

    Those that have no points yet; or one of those that have, to be found in formgrader.
    """
    if due.cell:
        return [g for g in grades if (g.notebook, g.cell) == (due.notebook, due.cell)]
    found = [grade for grade in grades if due.notebook in ("", grade.notebook)]
    return [grade for grade in found if grade.score is None] or found[:1]


def marked(people: Iterable[Due], grades: Sequence[Grade]) -> set[Cell]:
    """The graded cells that formgrader is to list because of some reasons."""
    return {(g.notebook, g.cell) for due in people for g in in_question(due, grades)}


def waiting(record: dict | None, submission: "Row") -> list[Due]:
    """The reasons of a record that no person has settled yet, by the gradebook's ``submission``."""
    people, grades = kept(record)
    if not people:
        return []
    settled = looked_at(record, submission)
    open_ones = {
        (book.name, grade.name)
        for book in submission.notebooks
        for grade in book.grades
        if grade.needs_manual_grade and (book.name, grade.name) not in settled
    }
    return [due for due in people if marked([due], grades) & open_ones]


def looked_at(record: dict | None, submission: "Row") -> set[Cell]:
    """Grades that were marked for a look alone, in a submission with a comment since then."""
    people, grades = kept(record)
    if not people or (record or {}).get("comments", "") == comments(submission):
        return set()
    return marked(people, [grade for grade in grades if grade.score is not None]) - {
        (grade.notebook, grade.cell) for grade in grades if grade.score is None
    }


def waited(record: dict) -> set[Cell]:
    """The graded cells that a person was due for, or that only a person gives points."""
    people, grades = kept(record)
    return marked(people, grades) | {(g.notebook, g.cell) for g in grades if g.score is None}


def kept(record: dict | None) -> tuple[list[Due], list[Grade]]:
    """The reasons and the grades of a record."""
    found = record or {}
    people = [Due(**due) for due in found.get("people", [])]
    return people, [Grade(**grade) for grade in found.get("grades", [])]


def comments(submission: "Row") -> str:
    """A digest of what people wrote about a submission."""
    written = sorted(
        (book.name, comment.name, comment.manual_comment)
        for book in submission.notebooks
        for comment in book.comments
        if comment.manual_comment
    )
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()[:16] if written else ""


def told(people: Sequence[Due]) -> str:
    """The reasons on one line: the first, and how many more."""
    more = f" (and {len(people) - 1} more)" if len(people) > 1 else ""
    return f"{people[0].why}{more}"
