"""Where the gradebook is, and how to open it."""

import os
from pathlib import Path

from nbgrader.api import Gradebook

from grader.assignment import ROOT


def course_root() -> Path:
    """The folder with a class's work: COURSE_ROOT, or the project's own folder."""
    return Path(os.environ.get("COURSE_ROOT", ROOT)).resolve()


def open_gradebook() -> Gradebook:
    """nbgrader's gradebook of the course, to be used in a ``with`` statement."""
    return Gradebook(f"sqlite:///{course_root() / 'gradebook.db'}", "neural-networks-by-hand")
