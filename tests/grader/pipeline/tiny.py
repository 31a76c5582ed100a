"""A tiny assignment with ordinary test cells, a class that hands it in, and ways to grade it.

python -m tests.grader.pipeline.tiny ROOT JOBS [SCHEDULER]    grades the course in ROOT
"""

import contextlib
import logging
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grader.pipeline.converter import SandboxedAutograde
from grader.places import ROOT

NAME = "tiny"
DUE = datetime(2026, 10, 1, 12, 0)
DOUBLE = """def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
"""
HALVES = """def halves(xs):
    ### BEGIN SOLUTION
    return [x / 2 for x in xs]
    ### END SOLUTION
"""
TEST_DOUBLE = """assert double(2) == 4
### BEGIN HIDDEN TESTS
assert double(-3) == -6
### END HIDDEN TESTS
"""
TEST_HALVES = "sum(a == b for a, b in zip(halves([1, 2, 3]), [0.5, 1, 1.5]))\n"
RIGHT = {"double": "return 2 * x", "halves": "return [x / 2 for x in xs]"}
KINDS = [
    RIGHT,
    RIGHT | {"double": "return x + 2"},
    RIGHT | {"halves": "return [0.5, 1, 7]"},
    {"double": "return None", "halves": "return 1 / 0"},
    {},
]


def cell(name: str, source: str, kind: str, points: float = 0, make=new_code_cell):
    """A cell of an instructor notebook; ``kind`` is "solution", "test" or "both"."""
    info = {
        "schema_version": 3,
        "grade_id": name,
        "grade": kind != "solution",
        "solution": kind != "test",
        "locked": kind == "test",
        "task": False,
    }
    if kind != "solution":
        info["points"] = points
    found = make(source, metadata={"nbgrader": info})
    found.id = name
    return found


def source() -> nbformat.NotebookNode:
    """The instructor notebook: 2 points, 3 with partial credit, 4 given by hand."""
    return new_notebook(
        cells=[
            new_markdown_cell("# Tiny", id="title"),
            cell("double", DOUBLE, "solution"),
            cell("test-double", TEST_DOUBLE, "test", 2),
            cell("halves", HALVES, "solution"),
            cell("test-halves", TEST_HALVES, "test", 3),
            cell("why", "Because.", "both", 4, new_markdown_cell),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )


def make_course(root: Path) -> None:
    """A course in ``root`` with the assignment released."""
    folder = root / "source" / NAME
    folder.mkdir(parents=True)
    nbformat.write(source(), folder / f"{NAME}.ipynb")
    found = NbGraderAPI(config=config(root)).generate_assignment(NAME)
    assert found["success"], found
    with gradebook(root) as book:
        book.update_or_create_assignment(NAME, duedate=DUE)


def config(root: Path, **settings: object) -> Config:
    """The project's configuration for a course in ``root``, with settings of the autograder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_ROOT", str(root))
        found = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
        path = os.environ["PATH"]
    os.environ["PATH"] = path  # nbgrader runs alembic by its name
    found.CourseDirectory.source_directory = str(root / "source")
    for name, value in settings.items():
        found.SandboxedAutograde[name] = value
    return found


def hand_in(
    root: Path,
    student: str,
    answers: dict[str, str] = RIGHT,
    when: datetime | None = DUE,
    why: str | None = None,
) -> Path:
    """Submit the released notebook with these bodies of functions; without one, it is unwritten."""
    book = answered(root / "release" / NAME / f"{NAME}.ipynb", answers, why)
    folder = root / "submitted" / student / NAME
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(book, folder / f"{NAME}.ipynb")
    if when:
        (folder / "timestamp.txt").write_text(f"{when:%Y-%m-%d %H:%M:%S} UTC\n")
    return folder


def answered(released: Path, answers: dict[str, str], why: str | None = None):
    """The released notebook with these bodies of functions."""
    book = nbformat.read(released, 4)
    for one in book.cells:
        if one.id in answers:
            head = one.source.splitlines()[0]
            one.source = f"{head}\n    {answers[one.id]}\n"
        if one.id == "why" and why:
            one.source = why
    return book


def hand_in_class(root: Path, count: int) -> None:
    """Submissions of all kinds."""
    for number in range(count):
        hand_in(root, f"student-{number:03}", KINDS[number % len(KINDS)])


def grade(
    root: Path,
    student: str = "*",
    *,
    plain: bool = False,
    force: bool = False,
    create: bool = True,
    course: dict[str, object] | None = None,
    **settings: object,
) -> None:
    """Grade the course in ``root`` as `nbgrader autograde tiny` does, in this process.

    ``course`` are settings of nbgrader's ``CourseDirectory``; ``plain`` means without our engine.
    """
    loaded = config(root, **settings)
    loaded.CourseDirectory.merge({"assignment_id": NAME, "student_id": student} | (course or {}))
    directory = CourseDirectory(config=loaded)
    kind = Autograde if plain else SandboxedAutograde
    app = kind(coursedir=directory, config=loaded)
    app.force, app.create_student = force, create
    app.start()


def gradebook(root: Path) -> Gradebook:
    """The gradebook of a course, to be used in a ``with`` statement."""
    address = os.environ.get("NBGRADER_DB_URL") or f"sqlite:///{root / 'gradebook.db'}"
    return Gradebook(address, "neural-networks-by-hand")


def contents(root: Path) -> dict[str, object]:
    """All that the gradebook says of the submissions, by student."""
    found = {}
    with gradebook(root) as book:
        for submission in book.assignment_submissions(NAME):
            assert submission.student_id not in found
            (notebook,) = submission.notebooks
            found[submission.student_id] = {
                "score": submission.score,
                "timestamp": submission.timestamp,
                "penalty": notebook.late_submission_penalty,
                "grades": sorted(
                    (g.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade)
                    for g in notebook.grades
                ),
                "comments": sorted(
                    (c.name, c.auto_comment, c.manual_comment) for c in notebook.comments
                ),
            }
    return found


def scores(root: Path) -> dict[str, float]:
    """Every student's score."""
    return {student: found["score"] for student, found in contents(root).items()}


def main() -> int:
    """Grade a course; batches are small, so that there is much to interrupt."""
    from grader.pipeline import run

    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # also where tests run in the background
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    run.BATCH = 3
    root, jobs, scheduler = Path(sys.argv[1]), int(sys.argv[2]), "".join(sys.argv[3:])
    with contextlib.suppress(NbGraderException):
        grade(root, jobs=jobs, scheduler=scheduler, worker_seconds=600.0)
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
