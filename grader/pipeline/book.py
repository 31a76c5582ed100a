"""Results into nbgrader's gradebook: one writer, a transaction a batch."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

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
from grader.pipeline.result import Result
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

    def known(self, student: str) -> bool:
        """Whether a student may be graded: is in the gradebook, or may be put there."""
        return self.create or self.db.get(Student, student) is not None

    def write(self, student: str, timestamp: datetime | None, result: Result) -> None:
        """Write one submission; does not commit. Grades given by hand stay as they are."""
        submission = self._submission(student)
        submission.timestamp = timestamp
        for row in submission.notebooks:
            self._write_notebook(row, row.notebook.name, result)
        self._late(submission, student)

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
        return found or self._new_submission(student)

    def _new_submission(self, student: str) -> SubmittedAssignment:
        """The rows that nbgrader makes for a new submission, all of them empty."""
        if self.db.get(Student, student) is None:
            self.db.add(Student(id=student))
            self.db.flush()
        with self.db.no_autoflush:
            made = SubmittedAssignment(assignment_id=self.assignment.id, student_id=student)
            for book in self.notebooks.values():
                row = SubmittedNotebook(notebook=book, assignment=made)
                for cell in (*book.grade_cells, *book.task_cells):
                    Grade(cell_id=cell.id, notebook=row)
                for cell in (*book.solution_cells, *book.task_cells):
                    Comment(cell_id=cell.id, notebook=row)
        self.db.add(made)
        self.db.flush()
        return made

    def _write_notebook(self, row: SubmittedNotebook, name: str, result: Result) -> None:
        book = self.notebooks[name]
        earned = {grade.cell: grade.score for grade in result.grades if grade.notebook == name}
        cells = {cell.id: cell.name for cell in (*book.grade_cells, *book.task_cells)}
        for grade in row.grades:
            grade.auto_score = earned.get(cells[grade.cell_id])
            by_hand = grade.manual_score is not None
            grade.needs_manual_grade = by_hand or grade.auto_score is None
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
