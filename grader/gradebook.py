"""Where the gradebook is, how to open it, and what keeps it quick when a class is large."""

import contextlib
import logging
import math
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from grader.configuration import ConfigurationError, course_directory
from grader.outputs.text import one_line

Row = (
    Any  # of the gradebook: nbgrader declares columns, so the types of what is in them are unknown
)
TABLES = {"assignment", "student", "notebook", "grade"}
# What nbgrader looks rows up by, and has no index for: a column of a table.
INDEXES = (
    ("grade", "notebook_id"),
    ("comment", "notebook_id"),
    ("submitted_notebook", "assignment_id"),
    ("submitted_assignment", "student_id"),
    ("base_cell", "notebook_id"),
)
# PostgreSQL's words for another's transaction in the way: serialisation, deadlock, lock.
BUSY = ("40001", "40P01", "55P03")
log = logging.getLogger(__name__)


class GradebookError(Exception):
    """There is a gradebook that cannot be used; the message says why."""


@contextlib.contextmanager
def open_gradebook() -> Iterator[Gradebook]:
    """nbgrader's gradebook of the course, wherever its configuration has it."""
    course = configured()
    look_at(course.db_url)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        yield gradebook


def is_there() -> bool:
    """Whether there is a gradebook: a file that is not there yet is not made by looking."""
    file = sqlite_file(configured().db_url)
    return file is None or file.exists()


def configured() -> Any:
    """nbgrader's ``CourseDirectory``; ``GradebookError`` when the configuration cannot be used."""
    try:
        return course_directory()
    except ConfigurationError as error:
        raise GradebookError(str(error)) from error


def sqlite_file(url: str) -> Path | None:
    """The file of a gradebook that is one, as SQLite has it; None for one on a server."""
    found = make_url(url)
    named = found.get_backend_name() == "sqlite" and found.database not in (None, "", ":memory:")
    return Path(str(found.database)) if named else None


def look_at(url: str) -> None:
    """``GradebookError`` unless a gradebook can be there: a SQLite file that is one, is not there
    or is still empty; or a server that can be spoken to with what is installed."""
    try:
        file = sqlite_file(url)
        if file is not None:
            _look_at_file(file.absolute())
        else:
            make_url(url).get_dialect().import_dbapi()
    except ArgumentError as error:
        raise GradebookError(f"The gradebook's address cannot be used: {error}.") from error
    except ImportError as error:
        raise GradebookError(
            f"The gradebook is in a database that needs a package: {error}. For PostgreSQL it is "
            "psycopg, with an address that begins with postgresql+psycopg://"
        ) from error


def _look_at_file(path: Path) -> None:
    if not path.exists():
        return
    aside = "Put it back from a copy, or move it away to begin a new one."
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as database:
            rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = {name for (name,) in rows}
    except sqlite3.OperationalError as error:
        if "locked" in str(error):  # it is being used, so it is one
            return
        raise GradebookError(f"{path} cannot be opened: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise GradebookError(f"{path} is damaged or no gradebook: {error}. {aside}") from error
    if tables and not tables >= TABLES:
        raise GradebookError(f"{path} is the database of something else than nbgrader. {aside}")


def add_indexes(gradebook: Gradebook) -> None:
    """Make the indexes that a large class needs, once; nbgrader knows nothing of them.

    Without them every submission costs a look at all grades of the course. They are a comfort:
    where they cannot be made (another program writes, this user may not), all works as it did.
    """
    try:
        known = inspect(gradebook.engine)
        for table, column in INDEXES:
            name = f"ix_{table}_{column}"
            if name not in {found["name"] for found in known.get_indexes(table)}:
                gradebook.db.execute(
                    text(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({column})")
                )
                gradebook.db.commit()
    except DBAPIError as error:
        gradebook.db.rollback()
        log.info("the gradebook has no indexes yet: %s", error.orig)


def may_pass(error: DBAPIError) -> bool:
    """Whether the same change may work a moment later: another program has to finish first."""
    return "locked" in str(error.orig) or getattr(error.orig, "sqlstate", None) in BUSY


def words_of(error: DBAPIError) -> str:
    """What a database says, without the lines of advice that some add."""
    lines = [line.strip() for line in str(error.orig).splitlines()]
    return one_line(next(filter(None, lines), type(error.orig).__name__)).rstrip(".")


@dataclass(frozen=True)
class Entry:
    """What the gradebook says of one submission."""

    student: str
    timestamp: datetime | None
    score: float
    penalty: float
    to_be_read: bool

    @property
    def final(self) -> float:
        """The score after the late penalty."""
        return max(0.0, self.score - self.penalty)


def entries(gradebook: Gradebook, assignment: Assignment) -> dict[str, Entry]:
    """All submissions of an assignment by student, in the order of their names; one query.

    Sums are made here and exactly: a database adds in the order in which its rows happen to lie, so
    that the same grades had another last digit in another database.
    """
    work: Row = SubmittedAssignment
    book: Row = SubmittedNotebook
    grade: Row = Grade
    query = (
        select(
            work.student_id,
            work.timestamp,
            book.id,
            book.late_submission_penalty,
            grade.score,
            grade.needs_manual_grade,
        )
        .outerjoin(book, book.assignment_id == work.id)
        .outerjoin(grade, grade.notebook_id == book.id)
        .where(work.assignment_id == assignment.id)
    )
    rows = sorted(gradebook.db.execute(query), key=lambda row: row[0])
    return {
        student: _entry(student, list(found))
        for student, found in groupby(rows, key=lambda row: row[0])
    }


def _entry(student: str, rows: list[Row]) -> Entry:
    penalties = {row[2]: row[3] or 0.0 for row in rows}
    scores = [row[4] for row in rows if row[4] is not None]
    return Entry(
        student,
        rows[0][1],
        math.fsum(scores),
        math.fsum(penalties.values()),
        any(row[5] for row in rows),
    )
