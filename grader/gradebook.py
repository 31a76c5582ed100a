"""Where the gradebook is, and how to open it."""

from typing import Any

from nbgrader.api import Gradebook

from grader.places import course_root

Row = (
    Any  # of the gradebook: nbgrader declares columns, so the types of what is in them are unknown
)


def open_gradebook() -> Gradebook:
    """nbgrader's gradebook of the course, to be used in a ``with`` statement."""
    return Gradebook(f"sqlite:///{course_root() / 'gradebook.db'}", "neural-networks-by-hand")
