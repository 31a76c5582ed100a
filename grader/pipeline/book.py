"""Results into nbgrader's gradebook: one writer, a transaction a batch."""

import contextlib
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import insert, select
from sqlalchemy.orm import selectinload

from grader.gradebook import Row
from grader.pipeline.people import Cell, comments, looked_at, marked, waited, waiting
from grader.pipeline.result import Due, Result
from grader.times import TimeError, read_time

# In the order in which one needs the other.
TABLES: tuple[Any, ...] = (Student, SubmittedAssignment, SubmittedNotebook, Grade, Comment)
Penalty = Callable[[str, float, float], float | None]


@contextlib.contextmanager
def transaction(gradebook: Gradebook) -> Iterator[None]:
    """All that is written inside is kept together, or none of it."""
    try:
        yield
        gradebook.db.commit()
    except BaseException:
        gradebook.db.rollback()
        raise


class Refreshed(NamedTuple):
    """The penalty as it was and as it is, and the reasons why a person is still due."""

    before: float
    after: float
    people: list[Due]


class Questions(NamedTuple):
    """A notebook's name, and the names of its cells with a grade or with a comment, by ids."""

    name: str
    graded: dict[str, str]
    commented: dict[str, str]


class Written(NamedTuple):
    """A submitted notebook's rows: its own, its grades, its comments."""

    questions: Questions
    row: Row
    grades: list[Row]
    comments: list[Row]


class New:
    """A row that a table has not got yet: columns as attributes, and nothing hangs on it."""

    notebooks: tuple[Row, ...] = ()
    grades: tuple[Row, ...] = ()
    comments: tuple[Row, ...] = ()

    def __init__(self, kind: Any, **values: object):
        vars(self).update(dict.fromkeys(kind.__table__.columns.keys()), **values)


class Rows(NamedTuple):
    """A submission's rows, and by their tables those of them that are new."""

    submission: Row
    notebooks: list[Written]
    new: dict[Any, list[New]]


class Book:
    """The gradebook's rows of one assignment, whose questions are read once."""

    def __init__(self, gradebook: Gradebook, assignment: str, penalty: Penalty, create: bool):
        self.db, self.penalty, self.create = gradebook.db, penalty, create
        found: Row = gradebook.find_assignment(assignment)
        self.assignment, self.duedate = found.id, found.duedate
        self.notebooks = {book.id: _questions(book) for book in found.notebooks}
        self.expected: dict[str, Row | None] = {}  # rows that are read already

    def students(self) -> set[str]:
        """Those who have a submission in the gradebook."""
        query = select(SubmittedAssignment.student_id)
        query = query.where(SubmittedAssignment.assignment_id == self.assignment)
        return set(self.db.execute(query).scalars())

    def known(self, student: str) -> bool:
        """Whether a student may be graded: is in the gradebook, or may be put there."""
        return self.create or self._exists(student)

    def expect(self, students: Sequence[str]) -> None:
        """Read the rows of some students at once: they are about to be written."""
        books = selectinload(SubmittedAssignment.notebooks)
        query = (
            select(SubmittedAssignment)
            .where(
                SubmittedAssignment.assignment_id == self.assignment,
                SubmittedAssignment.student_id.in_(students),
            )
            .options(
                books.selectinload(SubmittedNotebook.grades),
                books.selectinload(SubmittedNotebook.comments),
            )
        )
        found: list[Row] = list(self.db.execute(query).scalars())
        self.expected = dict.fromkeys(students) | {one.student_id: one for one in found}

    def write(
        self,
        student: str,
        timestamp: datetime | None,
        result: Result,
        before: dict | None = None,
    ) -> str:
        """Write one submission; does not commit. Grades given by hand stay as they are.

        ``before`` is the record of this very submission, if it was graded before: what a person has
        settled since then stays settled. Returns the digest of what they wrote about it.
        """
        rows = self._rows(student)
        rows.submission.timestamp = timestamp
        asked = marked(result.people, result.grades)
        had_waited = None if before is None else waited(before)
        _settle(rows.submission, before)
        for notebook in rows.notebooks:
            _write_notebook(notebook, result, asked, had_waited)
        self._late(rows, student)
        self._add(rows.new)
        return comments(rows.submission)

    def refresh(self, student: str, timestamp: datetime | None, record: dict) -> Refreshed:
        """What may have changed for a submission that is graded; does not commit.

        The penalty, when the due date, an extension or points by hand are others now; and the
        reasons for a person, when somebody has looked.
        """
        rows = self._rows(student)
        rows.submission.timestamp = timestamp
        before = _taken(rows)
        self._late(rows, student)
        _settle(rows.submission, record)
        self._add(rows.new)
        return Refreshed(before, _taken(rows), waiting(record, rows.submission))

    def _exists(self, student: str) -> bool:
        query = select(Student.id).where(Student.id == student)
        return self.db.execute(query).first() is not None

    def _rows(self, student: str) -> Rows:
        """A student's rows, with new ones for whatever is not in the gradebook."""
        new: dict[Any, list[New]] = {kind: [] for kind in TABLES}
        submission: Row = self._found(student)
        if submission is None:
            if not self._exists(student):
                new[Student].append(New(Student, id=student))
            keys = {"assignment_id": self.assignment, "student_id": student}
            submission = New(SubmittedAssignment, id=new_id(), **keys)
            new[SubmittedAssignment].append(submission)
        known = {row.notebook_id: row for row in submission.notebooks}
        notebooks = [
            _completed(identity, questions, known.get(identity), submission.id, new)
            for identity, questions in self.notebooks.items()
        ]
        return Rows(submission, notebooks, new)

    def _found(self, student: str) -> Row | None:
        """A student's submission with all that hangs on it, if there is one."""
        if student not in self.expected:
            self.expect([student])
        return self.expected.pop(student)

    def _add(self, new: dict[Any, list[New]]) -> None:
        """Put new rows into the gradebook, many at once and without asking for them again."""
        for kind, rows in new.items():
            if rows:
                self.db.execute(insert(kind.__table__), [vars(row) for row in rows])

    def _late(self, rows: Rows, student: str) -> None:
        """Late penalties, as nbgrader's own preprocessor assigns them: for each notebook."""
        work = rows.submission
        late = seconds_late(work.timestamp, self.duedate, work.extension)
        for notebook in rows.notebooks:
            notebook.row.late_submission_penalty = None
            if late > 0:
                score = sum(_counts(grade) for grade in notebook.grades)
                taken = self.penalty(student, score, late)
                if taken is not None:
                    notebook.row.late_submission_penalty = min(max(taken, 0.0), score)


def _questions(book: Row) -> Questions:
    return Questions(
        book.name,
        {cell.id: cell.name for cell in (*book.grade_cells, *book.task_cells)},
        {cell.id: cell.name for cell in (*book.solution_cells, *book.task_cells)},
    )


def _completed(
    notebook: str,
    questions: Questions,
    row: Row | None,
    submission: str,
    new: dict[Any, list[New]],
) -> Written:
    """The rows of a submitted notebook, among ``new`` those of questions that are asked since."""
    if row is None:
        row = New(SubmittedNotebook, id=new_id(), notebook_id=notebook, assignment_id=submission)
        new[SubmittedNotebook].append(row)
    grades = [
        New(Grade, id=new_id(), cell_id=cell, notebook_id=row.id, needs_manual_grade=True)
        for cell in _missing(questions.graded, row.grades)
    ]
    said = [
        New(Comment, id=new_id(), cell_id=cell, notebook_id=row.id)
        for cell in _missing(questions.commented, row.comments)
    ]
    new[Grade] += grades
    new[Comment] += said
    return Written(questions, row, [*row.grades, *grades], [*row.comments, *said])


def new_id() -> str:
    """An id as nbgrader's are, but later ones are larger.

    Rows of one submission then lie side by side in every index; ids by chance would touch as many
    pages of a large gradebook as there are rows.
    """
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


def _missing(cells: dict[str, str], rows: Iterable[Row]) -> list[str]:
    """The cells that have no row yet, in their order."""
    there = {row.cell_id for row in rows}
    return [cell for cell in cells if cell not in there]


def _settle(submission: Row, record: dict | None) -> None:
    """Take away the mark for a look where a person has said something since."""
    settled = looked_at(record, submission)
    for row in submission.notebooks if settled else ():
        for grade in row.grades:
            if (row.name, grade.name) in settled:
                grade.needs_manual_grade = False


def _write_notebook(
    notebook: Written, result: Result, asked: set[Cell], had_waited: set[Cell] | None
) -> None:
    name, graded, commented = notebook.questions
    earned = {grade.cell: grade.score for grade in result.grades if grade.notebook == name}
    for grade in notebook.grades:
        grade.auto_score = earned.get(graded[grade.cell_id])
        by_hand = grade.manual_score is not None
        cell = (name, graded[grade.cell_id])
        due = by_hand or grade.auto_score is None or cell in asked
        has_points = by_hand or (grade.auto_score is not None and cell in (had_waited or ()))
        read = had_waited is not None and has_points and not grade.needs_manual_grade
        grade.needs_manual_grade = due and not read
    untouched = set(result.unanswered.get(name, ()))
    for comment in notebook.comments:
        empty = commented[comment.cell_id] in untouched
        comment.auto_comment = "No response." if empty else None


def seconds_late(
    timestamp: datetime | None, due: datetime | None, extension: timedelta | None
) -> float:
    """Seconds after the due date, extension included; 0 when in time or when there is no date."""
    if timestamp is None or due is None:
        return 0.0
    return max(0.0, (timestamp - (due + extension if extension else due)).total_seconds())


def _taken(rows: Rows) -> float:
    """The penalty of a submission, over all its notebooks."""
    return sum(notebook.row.late_submission_penalty or 0.0 for notebook in rows.notebooks)


def _counts(grade: Row) -> float:
    """What a grade counts, as the gradebook computes it."""
    base = grade.auto_score if grade.manual_score is None else grade.manual_score
    return (base or 0.0) + (grade.extra_credit or 0.0) * (base is not None)


def scores(gradebook: Gradebook, assignment: str) -> dict[str, float]:
    """Every student's score of an assignment, before late penalties."""
    submission: Row = SubmittedAssignment
    query = select(submission.student_id, submission.score).where(
        submission.assignment_id == gradebook.find_assignment(assignment).id
    )
    return {student: score for student, score in gradebook.db.execute(query)}


def timestamp_of(text: str | None, time_zone: str = "") -> datetime | None:
    """The time in a timestamp file; None when there is none to read.

    Not nbgrader's own reading: it takes a zone that it does not know as UTC.
    """
    try:
        return read_time(text, time_zone) if text else None
    except TimeError:
        return None
