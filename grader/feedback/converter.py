"""nbgrader's feedback, with this course's page and on all cores.

nbgrader has no setting for the class that makes feedback, so nbgrader_config.py calls
``install()``; then `nbgrader generate_feedback`, the formgrader's button and `make feedback` all
come here.
"""

import os
import re
import threading
from collections.abc import Collection, Iterator
from functools import partial
from glob import glob
from itertools import chain, islice
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import api, generatefeedbackapp
from nbgrader.converters.base import NbGraderException
from nbgrader.converters.generate_feedback import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets import Int, Unicode

from grader.exercises import exercises_of
from grader.feedback.excerpts import excerpts
from grader.feedback.making import Course, Job, job_digest, lost, make, up_to_date
from grader.pipeline.digest import digest_of, engine
from grader.pipeline.processes import cores, on_cores
from grader.pipeline.progress import Progress
from grader.pipeline.record import read_record
from grader.rows import Submission, submissions

HERE = Path(__file__).parent
PAGES = HERE.parent / "pages"
FEW = 100  # pages that are made here sooner than another process is started


def install() -> None:
    """Put ``FeedbackPages`` in the place of nbgrader's converter."""
    generatefeedbackapp.GenerateFeedback = api.GenerateFeedback = FeedbackPages


class FeedbackPages(GenerateFeedback):
    """Makes the feedback pages: those that are not there, or would be others now."""

    coursedir: CourseDirectory  # nbgrader declares that there may be none; there is one

    jobs = Int(0, help="How many pages to make at once; 0 for one a core.").tag(config=True)
    lessons = Unicode(
        "",
        help="Where the lessons are on the web: an address with {lesson}, the notebook's name, and "
        "{anchor} or {slug} for the heading, as Jupyter and as Sphinx write it.",
    ).tag(config=True)

    def start(self) -> None:
        """Make the pages of all students who were asked for."""
        self.made_for(None)

    def made_for(self, students: Collection[str] | None) -> None:
        """Make the pages of some students, None for all who were asked for."""
        before = Path.cwd()
        os.chdir(self.coursedir.root)
        try:
            folders = self._folders()
            if students is not None:
                folders = {name: folders[name] for name in students if name in folders}
            course = self._course()
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                known = submissions(gradebook, course.assignment, folders.keys())
            self._make(course, folders, known)
        finally:
            os.chdir(before)

    def _folders(self) -> dict[str, Path]:
        """The graded folder of every student that was asked for."""
        name = self.coursedir.assignment_id
        pattern = self._format_source(name, self.coursedir.student_id)
        excluded = set(filter(None, self.coursedir.student_id_exclude.split(",")))
        form = self._format_source(re.escape(name), "(?P<student>[^/]+)", escape=True)
        found = {}
        for folder in map(Path, sorted(glob(pattern))):  # noqa: PTH207 - of any shape
            match = re.fullmatch(form, str(folder))
            if match and folder.is_dir() and match["student"] not in excluded:
                found[match["student"]] = folder.resolve()
        if not found:
            message = f"Nothing is graded for {name}: no folder {pattern}."
            self.log.error(message)
            raise NbGraderException(message)
        return found

    def _course(self) -> Course:
        name = self.coursedir.assignment_id
        source = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", name))
        exercises = exercises_of(name)
        headings = {exercise.see for exercise in exercises.values() if exercise.see}
        return Course(
            name,
            f"{engine()} {digest_of(HERE.parent, [*HERE.iterdir(), *PAGES.iterdir()])}",
            {path.stem: path.resolve() for path in sorted(source.glob("*.ipynb"))},
            excerpts(name, headings),
            self.lessons,
        )

    def _make(self, course: Course, folders: dict[str, Path], known: dict[str, Submission]) -> None:
        due: dict[str, list[Job]] = {}
        books: dict[str, list[str]] = {}
        for student, folder in folders.items():
            if student not in known:
                self.log.warning("%s is not in the gradebook: grade first.", student)
                continue
            books[student] = self._names(folder)
            jobs = [self._job(course, folder, name, known[student]) for name in books[student]]
            if waiting := [job for job in jobs if self.force or not up_to_date(job)]:
                due[student] = waiting
            else:
                self.log.info("Skipping existing feedback of %s", student)
        failed = self._made(course, due, books)
        if failed:
            self.log.error("%d pages could not be made in full: %s", len(failed), failed[:8])

    def _names(self, folder: Path) -> list[str]:
        """The notebooks of a graded folder, those that grading lost included."""
        names = {path.stem for path in folder.glob(f"{self.coursedir.notebook_id}.ipynb")}
        if self.coursedir.notebook_id == "*":
            names |= {grade["notebook"] for grade in (read_record(folder) or {}).get("grades", [])}
        if not names:
            self.log.warning("There is no notebook in %s.", folder)
        return sorted(names)

    def _job(self, course: Course, folder: Path, name: str, submission: Submission) -> Job:
        target = Path(self._format_dest(course.assignment, submission.student_id)).resolve()
        job = Job(folder, name, submission, target / f"{name}.html")
        return Job(folder, name, submission, job.target, job_digest(course, job))

    def _made(
        self, course: Course, due: dict[str, list[Job]], books: dict[str, list[str]]
    ) -> list[str]:
        """Make what is due; the names of those whose page has the points alone."""
        left = {student: len(jobs) for student, jobs in due.items()}
        failed = []
        bar = Progress(sum(left.values()), "feedback", "made", "page")
        try:
            for job, wrong in self._done(course, self._begun(due)):
                student = job.submission.student_id
                if wrong:
                    self.log.error("No full page of %s: %s", job.target, wrong)
                    failed.append(student)
                bar.step(bool(wrong))
                left[student] -= 1
                if not left[student]:
                    self._finish(course.assignment, student, books[student])
        finally:
            bar.close()
        return failed

    def _done(self, course: Course, jobs: Iterator[Job]) -> Iterator[tuple[Job, str]]:
        """The jobs, one after another here or several at once elsewhere.

        A server's threads have no clock for what takes too long; a process has.
        """
        here, count = threading.current_thread() is threading.main_thread(), self.jobs or cores()
        first = list(islice(jobs, FEW))
        jobs = chain(first, jobs)
        if here and (count == 1 or len(first) < FEW):
            for job in jobs:
                yield job, make(course, job)
        else:
            yield from on_cores(partial(make, course), jobs, count, lost)

    def _begun(self, due: dict[str, list[Job]]) -> Iterator[Job]:
        """The jobs, each student's files copied before them, as nbgrader does."""
        for student, jobs in due.items():
            self.run_pre_convert_hook()
            self.init_assignment(self.coursedir.assignment_id, student)
            yield from jobs

    def _finish(self, assignment: str, student: str, books: list[str]) -> None:
        """What is left to do for a student: pages of notebooks that are no more, permissions."""
        folder = Path(self._format_dest(assignment, student)).resolve()
        if self.coursedir.notebook_id == "*":
            for path in folder.glob("*.html"):
                if path.stem not in books:
                    path.unlink()
        self.set_permissions(assignment, student)
        self.run_post_convert_hook()
