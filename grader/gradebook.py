"""Where the gradebook is, and how to open it."""

from nbgrader.api import Gradebook

from grader.places import course_root


def open_gradebook() -> Gradebook:
    """nbgrader's gradebook of the course, to be used in a ``with`` statement."""
    return Gradebook(f"sqlite:///{course_root() / 'gradebook.db'}", "neural-networks-by-hand")
