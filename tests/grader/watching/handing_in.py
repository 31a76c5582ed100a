"""Students of the tiny assignment who hand in, through nbgrader's own exchange or a folder."""

import shutil
from datetime import datetime
from pathlib import Path

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import (
    ExchangeFetchFeedback,
    ExchangeReleaseAssignment,
    ExchangeSubmit,
)
from traitlets.config import Config

from grader.watching import app
from tests.grader.pipeline import tiny


def settings(root: Path, **watching: object) -> Config:
    """The course's configuration: one process grades, and nobody owns a folder."""
    found = tiny.config(root, jobs=1)
    for name, value in watching.items():
        found.Watching[name] = value
    return found


def release(root: Path) -> None:
    """Release the assignment to the exchange, and let nobody be late."""
    with tiny.gradebook(root) as book:
        book.update_or_create_assignment(tiny.NAME, duedate=datetime(2100, 1, 1))
    _run(ExchangeReleaseAssignment, root, "*", root)


def submit(
    root: Path, student: str, answers: dict[str, str] = tiny.RIGHT, why: str | None = None
) -> Path:
    """Hand in by nbgrader's own exchange; where it arrives."""
    home = root / "homes" / student
    folder = home / tiny.NAME
    folder.mkdir(parents=True, exist_ok=True)
    written = tiny.hand_in(root, f".{student}", answers, why=why)
    shutil.copy(written / f"{tiny.NAME}.ipynb", folder)
    shutil.rmtree(root / "submitted" / f".{student}")
    before = set(inbound(root).iterdir())
    _run(ExchangeSubmit, root, student, home)
    (arrived,) = set(inbound(root).iterdir()) - before
    return arrived


def fetch(root: Path, student: str) -> list[Path]:
    """The pages that nbgrader's fetch_feedback brings a student."""
    home = root / "homes" / student
    _run(ExchangeFetchFeedback, root, student, home)
    return sorted(home.glob(f"{tiny.NAME}/feedback/*/*.html"))


def inbound(root: Path) -> Path:
    """Where the exchange keeps what is handed in."""
    return root / "exchange" / "neural-networks-by-hand" / "inbound"


def _run(kind: type, root: Path, student: str, home: Path) -> None:
    config = settings(root)
    course = CourseDirectory(config=config)
    course.assignment_id, course.student_id = tiny.NAME, student
    step = kind(coursedir=course, authenticator=Authenticator(config=config), config=config)
    step.assignment_dir, step.cache = str(home), str(root / "caches" / student)
    step.start()


def watch(root: Path, say=print, drop: Path | None = None, **watching: object) -> app.Watch:
    """A watch of the course, to be told when to look."""
    config = settings(root, **watching)
    course = CourseDirectory(config=config)
    assignments = app._assignments(config, course, [tiny.NAME])
    found = app._watch(config, course, assignments, drop)
    found.say = say
    found.submitted.mkdir(parents=True, exist_ok=True)
    return found
