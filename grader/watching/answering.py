"""Some submissions of an assignment graded and answered: grades, receipts, pages, the exchange.

By the same classes as nbgrader's own commands, so that it is all the same as if they had been run.
Each step is done again only where it is not done yet: after a crash, whatever is left is done.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from grader.exchange import ReleaseFeedback
from grader.feedback import receipts
from grader.feedback.converter import FeedbackPages
from grader.feedback.making import write
from grader.pipeline.converter import SandboxedAutograde
from grader.pipeline.folders import SECRET
from grader.pipeline.record import read_record
from grader.pipeline.run import said_plainly
from grader.pipeline.workers import warm_up
from grader.rows import Submission, submissions
from utils.table import number


@dataclass(frozen=True)
class Answer:
    """What is said of a submission in a line; ``new`` unless it was answered before."""

    student: str
    words: str
    new: bool = True


@dataclass(frozen=True)
class Assignment:
    """An assignment of a course that is being watched; ``pages`` says whether feedback is given."""

    name: str
    config: Config
    pages: bool = True

    def course(self, student: str = "*") -> CourseDirectory:
        """nbgrader's settings for it."""
        found = CourseDirectory(config=self.config)
        found.assignment_id, found.student_id = self.name, student
        return found

    def folder(self, step: str, student: str) -> Path:
        """Where nbgrader keeps a student's "submitted", "autograded" or "feedback" folder."""
        course = self.course()
        name = getattr(course, f"{step}_directory")
        return Path(course.format_path(name, student, self.name)).resolve()

    @property
    def releases(self) -> Mapping[str, NotebookNode]:
        """The released notebooks."""
        course = self.course()
        folder = Path(course.format_path(course.release_directory, ".", self.name)).resolve()
        paths = sorted(folder.glob("*.ipynb"))
        return {path.stem: _read(path, path.stat().st_mtime_ns) for path in paths}


@lru_cache(32)
def _read(path: Path, _time: int) -> NotebookNode:
    return nbformat.read(path, 4)


def get_ready(assignment: Assignment) -> None:
    """Do beforehand what the first submission would have to wait for."""
    grader = _grader(assignment)
    with (
        _silently(grader),
        said_plainly(),
        Gradebook(grader.coursedir.db_url, grader.coursedir.course_id) as gradebook,
    ):
        bundle = grader.bundle(gradebook)
    warm_up(bundle, grader.workers())


def answer(assignment: Assignment, students: Iterable[str]) -> list[Answer]:
    """Grade what some students have in submitted/ and is new or changed, and answer them."""
    places = {student: assignment.folder("submitted", student) for student in students}
    grader = _grader(assignment)
    with _silently(grader):
        summary = grader.graded(places)
    with (
        said_plainly(),
        Gradebook(grader.coursedir.db_url, grader.coursedir.course_id) as gradebook,
    ):
        rows = submissions(gradebook, assignment.name, list(places))
    found = []
    for student in places:
        if student not in rows:
            found.append(Answer(student, summary.people.get(student, "is not in the gradebook")))
            continue
        told, new = _receipt(assignment, places[student], rows[student])
        found.append(Answer(student, _words(told, summary.people.get(student, "")), new))
    if rows:
        _give(assignment, {one.student: one.new for one in found if one.student in rows})
    return found


def _grader(assignment: Assignment) -> SandboxedAutograde:
    grader: Any = SandboxedAutograde(coursedir=assignment.course(), config=assignment.config)
    grader.create_student = assignment.config.Autograde.get("create_student", True)
    return grader


@contextlib.contextmanager
def _silently(step: Any) -> Iterator[None]:
    """Meanwhile nbgrader logs nothing: what it has to say is said in an answer, or raised."""
    before = step.log.level
    step.log.setLevel("CRITICAL")
    try:
        yield
    finally:
        step.log.setLevel(before)


def _receipt(assignment: Assignment, folder: Path, row: Submission) -> tuple[dict, bool]:
    """The receipt of a submission: the one that is there, or a new one."""
    place = assignment.folder("feedback", row.student_id)
    graded = assignment.folder("autograded", row.student_id)
    before = receipts.read(place)
    past = receipts.earlier(before)
    if before and receipts.is_of(before, folder, row.timestamp):
        if before["status"] == str((read_record(graded) or {}).get("status", "fault")):
            return before, False
        past = before["earlier"]  # the same hand-in, which a later run could read
    told = receipts.receipt(assignment.name, folder, assignment.releases, graded, row, past)
    receipts.write(place, told, assignment.pages)
    return told, True


def _give(assignment: Assignment, students: Mapping[str, bool]) -> None:
    """Make the pages, and put them where the exchange's fetch_feedback finds them; ``students`` are
    True whose receipt is new."""
    if assignment.pages:
        FeedbackPages(coursedir=assignment.course(), config=assignment.config).made_for(students)
    for student, new in students.items():
        given = assignment.pages or _receipt_pages(assignment, student, new)
        if given and (assignment.folder("submitted", student) / SECRET).is_file():
            course = assignment.course(student)
            ReleaseFeedback(coursedir=course, config=assignment.config).start()


def _receipt_pages(assignment: Assignment, student: str, new: bool) -> bool:
    """Write pages that are receipts alone; not in the place of feedback on the same hand-in, which
    the course may not want to release yet."""
    place = assignment.folder("feedback", student)
    told = receipts.read(place) or {}
    due = [place / f"{name}.html" for name in assignment.releases]
    due = [path for path in due if new or not path.exists() or receipts.is_page(path)]
    for path in due:
        write(path, receipts.page(told, path.stem))
    return bool(due)


def _words(told: Mapping, why: str) -> str:
    found = told["points"]
    if found["waits"]:
        return f"needs a person: {why or told['status']}"
    unread = f", {receipts.answers(found['unread'])} to be read" if found["unread"] else ""
    return f"{number(found['score'])} of {number(found['of'])} points{unread}"
