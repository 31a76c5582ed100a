"""What the gradebook says of an assignment's submissions, for many students in a few queries."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy import func, select
from sqlalchemy.sql import Select

MOST_NAMED = 500  # students that a query names; for more it reads all


@dataclass
class Grade:
    """The points of one graded cell, as nbgrader keeps them."""

    name: str
    max_score: float
    auto_score: float | None
    manual_score: float | None
    extra_credit: float
    needs_manual_grade: bool

    @property
    def unread(self) -> bool:
        """Whether it waits for a person and has no points until then."""
        return self.needs_manual_grade and self.auto_score is None and self.manual_score is None

    @property
    def score(self) -> float:
        """The points, as nbgrader counts them."""
        base = self.auto_score if self.manual_score is None else self.manual_score
        return 0.0 if base is None else base + self.extra_credit


@dataclass
class Comment:
    """What stands beside an answer: nbgrader's own remark, and what a person wrote."""

    name: str
    auto_comment: str | None
    manual_comment: str | None


@dataclass
class Notebook:
    """The grades and comments of one notebook of a submission."""

    name: str
    late_submission_penalty: float = 0.0
    grades: list[Grade] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Its points, before the late penalty."""
        return sum(grade.score for grade in self.grades)

    @property
    def max_score(self) -> float:
        """The points that there are."""
        return sum(grade.max_score for grade in self.grades)


@dataclass
class Submission:
    """One student's submission of the assignment."""

    student_id: str
    timestamp: datetime | None = None
    extension: timedelta | None = None
    due: datetime | None = None
    notebooks: list[Notebook] = field(default_factory=list)

    @property
    def needs_manual_grade(self) -> bool:
        """Whether any of its grades waits for a person."""
        return any(grade.needs_manual_grade for book in self.notebooks for grade in book.grades)


def submissions(
    gradebook: Gradebook, assignment: str, students: Collection[str] | None = None
) -> dict[str, Submission]:
    """The submissions of an assignment by student; all, or those of some ``students``."""
    try:
        row: Any = gradebook.find_assignment(assignment)
    except MissingEntry:
        return {}
    read = _Reader(gradebook, row, students)
    found = read.submissions()
    books = read.notebooks(found)
    read.grades(books)
    read.comments(books)
    return found


class _Reader:
    """The queries, on bare tables: nbgrader's classes would ask for each row's neighbours."""

    def __init__(self, gradebook: Gradebook, assignment: Any, students: Collection[str] | None):
        self.db, self.assignment = gradebook.db, assignment
        self.students = students if students and len(students) <= MOST_NAMED else None
        kinds: list[Any] = [
            api.SubmittedAssignment, api.SubmittedNotebook, api.Notebook, api.BaseCell,
            api.GradeCell, api.TaskCell, api.Grade, api.Comment,
        ]  # fmt: skip
        (self.handed, self.book, self.source, self.cell, self.graded, self.task, self.grade,
         self.comment) = (kind.__table__.c for kind in kinds)  # fmt: skip

    def submissions(self) -> dict[str, Submission]:
        handed = self.handed
        query = select(handed.student_id, handed.timestamp, handed.extension)
        due = self.assignment.duedate
        return {
            student: Submission(student, timestamp, extension, due)
            for student, timestamp, extension in self.db.execute(self._of_these(query))
        }

    def notebooks(self, found: dict[str, Submission]) -> dict[str, Notebook]:
        """The notebooks by their id, each also in its submission."""
        book = self.book
        query = (
            select(book.id, self.source.name, book.late_submission_penalty, self.handed.student_id)
            .join_from(api.SubmittedNotebook.__table__, api.SubmittedAssignment.__table__,
                       book.assignment_id == self.handed.id)
            .join(api.Notebook.__table__, book.notebook_id == self.source.id)
            .order_by(self.source.name)
        )  # fmt: skip
        books = {}
        for key, name, penalty, student in self.db.execute(self._of_these(query)):
            books[key] = Notebook(name, penalty or 0.0)
            found[student].notebooks.append(books[key])
        return books

    def grades(self, books: dict[str, Notebook]) -> None:
        grade = self.grade
        points = func.coalesce(self.graded.max_score, self.task.max_score, 0.0)
        query = (
            select(grade.notebook_id, self.cell.name, points, grade.auto_score,
                   grade.manual_score, grade.extra_credit, grade.needs_manual_grade)
            .join_from(api.Grade.__table__, api.BaseCell.__table__, grade.cell_id == self.cell.id)
            .outerjoin(api.GradeCell.__table__, self.graded.id == self.cell.id)
            .outerjoin(api.TaskCell.__table__, self.task.id == self.cell.id)
        )  # fmt: skip
        for key, name, most, auto, manual, extra, needs in self._in(query, grade.notebook_id):
            if key in books:
                books[key].grades.append(Grade(name, most, auto, manual, extra or 0.0, bool(needs)))

    def comments(self, books: dict[str, Notebook]) -> None:
        comment = self.comment
        query = (
            select(comment.notebook_id, self.cell.name, comment.auto_comment,
                   comment.manual_comment)
            .join_from(api.Comment.__table__, api.BaseCell.__table__,
                       comment.cell_id == self.cell.id)
        )  # fmt: skip
        for key, name, auto, manual in self._in(query, comment.notebook_id):
            if key in books:
                books[key].comments.append(Comment(name, auto, manual))

    def _in(self, query: Select, notebook: Any) -> Any:
        """The rows of a query that belong to this assignment's notebooks, in a fixed order."""
        query = query.join(api.SubmittedNotebook.__table__, notebook == self.book.id).join(
            api.SubmittedAssignment.__table__, self.book.assignment_id == self.handed.id
        )
        return self.db.execute(self._of_these(query).order_by(self.cell.name))

    def _of_these(self, query: Select) -> Select:
        query = query.where(self.handed.assignment_id == self.assignment.id)
        if self.students is not None:
            query = query.where(self.handed.student_id.in_(list(self.students)))
        return query
