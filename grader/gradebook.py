"""Where the gradebook is, and how to open it."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from grader.places import course_root

Row = (
    Any  # of the gradebook: nbgrader declares columns, so the types of what is in them are unknown
)
TABLES = {"assignment", "student", "notebook", "grade"}


class GradebookError(Exception):
    """There is a gradebook that cannot be used; the message says why."""


def gradebook_path() -> Path:
    """The gradebook's file, which need not be there yet."""
    return course_root() / "gradebook.db"


def open_gradebook() -> Gradebook:
    """nbgrader's gradebook of the course, to be used in a ``with`` statement."""
    look_at(gradebook_path())
    return Gradebook(f"sqlite:///{gradebook_path()}", "neural-networks-by-hand")


def look_at(path: Path) -> None:
    """``GradebookError`` unless a file is a gradebook, or is not there, or is still empty."""
    if not path.exists():
        return
    aside = "Put it back from a copy, or move it away to begin a new one."
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
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
