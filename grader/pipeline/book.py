"""Results into nbgrader's gradebook: one writer, a transaction a batch."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from grader.gradebook import Row
from grader.pipeline.people import Cell, comments, looked_at, marked, waited, waiting
from grader.pipeline.result import Due, Result
from grader.times import TimeError, read_time

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


class Book:
    """The gradebook's rows of one assignment, read once."""

    def __init__(self, gradebook: Gradebook, assignment: str, penalty: Penalty, create: bool):
        self.gradebook, self.db, self.penalty, self.create = (
            gradebook,
            gradebook.db,
            penalty,
            create,
        )
        self.assignment: Row = gradebook.find_assignment(assignment)
        self.notebooks = {book.name: book for book in self.assignment.notebooks}

    def students(self) -> set[str]:
        """Those who have a submission in the gradebook."""
        return {entry.student_id for entry in self.assignment.submissions}

    def known(self, student: str) -> bool:
        """Whether a student may be graded: is in the gradebook, or may be put there."""
        return self.create or self.db.get(Student, student) is not None

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
        submission = self._submission(student)
        submission.timestamp = timestamp
        asked = marked(result.people, result.grades)
        had_waited = None if before is None else waited(before)
        self._settle(submission, before)
        for row in submission.notebooks:
            self._write_notebook(row, row.notebook.name, result, asked, had_waited)
        self._late(submission, student)
        return comments(submission)

    def refresh(self, student: str, timestamp: datetime | None, record: dict) -> Refreshed:
        """What may have changed for a submission that is graded; does not commit.

        The penalty, when the due date, an extension or points by hand are others now; and the
        reasons for a person, when somebody has looked.
        """
        submission = self._submission(student)
        submission.timestamp = timestamp
        before = _taken(submission)
        self._late(submission, student)
        self._settle(submission, record)
        return Refreshed(before, _taken(submission), waiting(record, submission))

    def _settle(self, submission: Row, record: dict | None) -> None:
        """Take away the mark for a look where a person has said something since."""
        settled = looked_at(record, submission)
        for row in submission.notebooks if settled else ():
            for grade in row.grades:
                if (row.name, grade.name) in settled:
                    grade.needs_manual_grade = False

    def _submission(self, student: str) -> Row:
        query = (
            select(SubmittedAssignment)
            .where(
                SubmittedAssignment.assignment_id == self.assignment.id,
                SubmittedAssignment.student_id == student,
            )
            .options(
                selectinload(SubmittedAssignment.notebooks).selectinload(SubmittedNotebook.grades),
                selectinload(SubmittedAssignment.notebooks).selectinload(
                    SubmittedNotebook.comments
                ),
            )
        )
        found = self.db.execute(query).scalar_one_or_none()
        if found is None:
            return self._new_submission(student)
        self._complete(found)
        return found

    def _complete(self, submission: Row) -> None:
        """Add the rows of questions that were not asked when a submission was graded first."""
        rows = {row.notebook_id: row for row in submission.notebooks}
        with self.db.no_autoflush:
            for book in self.notebooks.values():
                row = rows.get(book.id) or SubmittedNotebook(notebook=book, assignment=submission)
                self.db.add(row)
                graded = {grade.cell_id for grade in row.grades}
                commented = {comment.cell_id for comment in row.comments}
                for cell in (*book.grade_cells, *book.task_cells):
                    if cell.id not in graded:
                        self.db.add(Grade(cell_id=cell.id, notebook=row))
                for cell in (*book.solution_cells, *book.task_cells):
                    if cell.id not in commented:
                        self.db.add(Comment(cell_id=cell.id, notebook=row))
        self.db.flush()

    def _new_submission(self, student: str) -> SubmittedAssignment:
        """The rows that nbgrader makes for a new submission, all of them empty."""
        if self.db.get(Student, student) is None:
            self.db.add(Student(id=student))
            self.db.flush()
        with self.db.no_autoflush:
            made = SubmittedAssignment(assignment_id=self.assignment.id, student_id=student)
        self.db.add(made)
        self._complete(made)
        return made

    def _write_notebook(
        self,
        row: SubmittedNotebook,
        name: str,
        result: Result,
        asked: set[Cell],
        had_waited: set[Cell] | None,
    ) -> None:
        book = self.notebooks[name]
        earned = {grade.cell: grade.score for grade in result.grades if grade.notebook == name}
        cells = {cell.id: cell.name for cell in (*book.grade_cells, *book.task_cells)}
        for grade in row.grades:
            grade.auto_score = earned.get(cells[grade.cell_id])
            by_hand = grade.manual_score is not None
            cell = (name, cells[grade.cell_id])
            due = by_hand or grade.auto_score is None or cell in asked
            has_points = by_hand or (grade.auto_score is not None and cell in (had_waited or ()))
            read = had_waited is not None and has_points and not grade.needs_manual_grade
            grade.needs_manual_grade = due and not read
        untouched = set(result.unanswered.get(name, ()))
        cells = {cell.id: cell.name for cell in (*book.solution_cells, *book.task_cells)}
        for comment in row.comments:
            empty = cells[comment.cell_id] in untouched
            comment.auto_comment = "No response." if empty else None

    def _late(self, submission: Row, student: str) -> None:
        """Late penalties, as nbgrader's own preprocessor assigns them: for each notebook."""
        late = seconds_late(submission.timestamp, self.assignment.duedate, submission.extension)
        for row in submission.notebooks:
            row.late_submission_penalty = None
            if late > 0:
                score = sum(_counts(grade) for grade in row.grades)
                taken = self.penalty(student, score, late)
                if taken is not None:
                    row.late_submission_penalty = min(max(taken, 0.0), score)


def seconds_late(
    timestamp: datetime | None, due: datetime | None, extension: timedelta | None
) -> float:
    """Seconds after the due date, extension included; 0 when in time or when there is no date."""
    if timestamp is None or due is None:
        return 0.0
    return max(0.0, (timestamp - (due + extension if extension else due)).total_seconds())


def _taken(submission: Row) -> float:
    """The penalty of a submission, over all its notebooks."""
    return sum(row.late_submission_penalty or 0.0 for row in submission.notebooks)


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
