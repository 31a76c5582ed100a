"""nbgrader's autograder, with this course's engine inside.

nbgrader has no setting for the class that grades, so nbgrader_config.py calls ``install()``; then
`nbgrader autograde`, the formgrader's button and `make grade` all come here. Take that line out,
and the same course is graded by nbgrader alone.
"""

import contextlib
from pathlib import Path
from typing import Any, get_args

from nbgrader.api import Gradebook
from nbgrader.apps import api, autogradeapp
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from traitlets import Bool, Enum, Float, Int, Unicode

from grader import releasing, validate
from grader.collecting.settings import Collecting
from grader.exercises import ExerciseError
from grader.gradebook import GradebookError, add_indexes, look_at
from grader.outputs.text import one_line, some
from grader.pipeline import folders
from grader.pipeline.book import transaction
from grader.pipeline.bundle import Bundle, BundleError
from grader.pipeline.bundling import make_bundle
from grader.pipeline.errors import RunError
from grader.pipeline.processes import cores
from grader.pipeline.run import Cluster, Summary, grade_assignment, said_plainly
from grader.questions import behind, forget
from grader.releasing import CarefulGenerateAssignment, register
from grader.sandbox import Limits, Mode, SandboxUnavailable
from grader.secret import SecretError, course_secret
from grader.times import shown

MB = 2**20
# What ends a run before its time, in a sentence each.
STOPS = (*(BundleError, ExerciseError, GradebookError, RunError, SandboxUnavailable, SecretError),)


def install() -> None:
    """Put ``SandboxedAutograde`` in the place of nbgrader's autograder, and what goes with it."""
    autogradeapp.Autograde = api.Autograde = SandboxedAutograde
    releasing.install()
    validate.install()


class SandboxedAutograde(Autograde):
    """Grades in a sandbox, in parallel, from and to the same folders as nbgrader's own."""

    coursedir: CourseDirectory  # nbgrader declares that there may be none; there is one

    sandbox = Enum(
        get_args(Mode),
        "auto",
        help="Isolate submissions with bubblewrap (auto and required: where it does not work, "
        "nothing is graded), or not at all (off).",
    ).tag(config=True)
    jobs = Int(0, help="How many submissions to grade at once; 0 for one a core.").tag(config=True)
    scheduler = Unicode(
        "", help="The address of a Dask scheduler, to grade on its workers and not on this machine."
    ).tag(config=True)
    worker_seconds = Float(
        120.0, help="How long a cluster may have no worker that may grade, before a run ends."
    ).tag(config=True)
    cell_seconds = Float(30.0, help="Time for a cell, and for the calls of a test cell.").tag(
        config=True
    )
    submission_seconds = Float(600.0, help="Time for a whole submission.").tag(config=True)
    memory_mb = Int(2048, help="Memory of one submission, in megabytes.").tag(config=True)
    disk_mb = Int(64, help="What one submission may write, in megabytes.").tag(config=True)
    output_mb = Float(1.0, help="What one cell may print, in megabytes.").tag(config=True)
    python_files = Bool(
        False, help="Grade a Python file in place of a notebook by the functions that it defines."
    ).tag(config=True)
    processes = Int(32, help="Processes and threads of one submission.").tag(config=True)

    def start(self) -> None:
        """Grade every submission of the assignment that is new or changed."""
        for line in told(self.graded(self._submissions())):
            self.log.warning("%s", one_line(line))

    def graded(self, students: dict[str, Path]) -> Summary:
        """Grade those of some ``students``, by their submitted folders, that are new or changed."""
        if self.coursedir.notebook_id != "*":
            self.log.warning("A submission is graded as a whole: --notebook makes no difference.")
        try:
            look_at(self.coursedir.db_url)
            with (
                said_plainly(),
                Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook,
            ):
                add_indexes(gradebook)
                return self._grade(gradebook, students)
        except STOPS as error:
            self.log.error(str(error))
            raise NbGraderException(str(error)) from error

    def workers(self) -> int:
        """How many submissions are graded at once."""
        return self.jobs or cores()

    def limits(self) -> Limits:
        """The settings as the sandbox takes them."""
        return Limits(
            cell_seconds=self.cell_seconds,
            submission_seconds=self.submission_seconds,
            memory=self.memory_mb * MB,
            disk=self.disk_mb * MB,
            file_bytes=self.disk_mb * MB,
            output_bytes=int(self.output_mb * MB),
            processes=self.processes,
        )

    def bundle(self, gradebook: Gradebook) -> Bundle:
        """What the assignment's submissions are graded against, as it is now."""
        name, place = self.coursedir.assignment_id, self.coursedir.format_path
        source = Path(place(self.coursedir.source_directory, ".", name)).resolve()
        release = Path(place(self.coursedir.release_directory, ".", name)).resolve()
        self._know_the_questions(gradebook, source, release)
        return make_bundle(
            gradebook,
            name,
            source,
            release,
            course_secret(Path(self.coursedir.root)),
            self.limits(),
            self.sandbox,
            self.python_files,
        )

    def _grade(self, gradebook: Gradebook, students: dict[str, Path]) -> Summary:
        bundle = self.bundle(gradebook)
        autograded = {student: Path(self._dest(student)) for student in students}
        penalties = AssignLatePenalties(parent=self)
        penalties.init_plugin()
        plugin: Any = penalties.plugin_inst  # of whatever class the configuration names
        with contextlib.ExitStack() as stack:
            for folder in sorted({path.parents[1] for path in autograded.values()}):
                try:
                    stack.enter_context(folders.alone(folder))
                except BlockingIOError:
                    raise RunError(f"Another run is grading into {folder}: let it end.") from None
            return grade_assignment(
                gradebook,
                bundle,
                students,
                autograded,
                plugin.late_submission_penalty,
                self.workers(),
                self.force,
                self.create_student,
                Collecting(parent=self).time_zone,
                Cluster(self.scheduler, self.worker_seconds) if self.scheduler else None,
            )

    def _know_the_questions(self, gradebook: Gradebook, source: Path, release: Path) -> None:
        """Bring the gradebook up to the release: it may know nothing of it yet, or too much."""
        name = self.coursedir.assignment_id
        there = any(source.glob("*.ipynb")) and any(release.glob("*.ipynb"))
        if there and behind(gradebook, name, release):
            self.log.warning("The questions of %s are read into the gradebook.", name)
            gradebook.db.rollback()  # the other connection writes
            register(CarefulGenerateAssignment(coursedir=self.coursedir, config=self.config))
            gradebook.db.expire_all()
        if there:
            with transaction(gradebook):
                gone = forget(gradebook, name, source, release)
            for cell in gone:
                self.log.warning("%s is asked no more: its points are gone.", cell)

    def _submissions(self) -> dict[str, Path]:
        """The submitted folder of every student that was asked for."""
        name, pattern = self.coursedir.assignment_id, self.coursedir.student_id
        top = Path(self.coursedir.format_path(self.coursedir.submitted_directory, "", "")).resolve()
        excluded = set(filter(None, self.coursedir.student_id_exclude.split(",")))
        found = {}
        for folder in sorted(top.glob(f"{pattern}/{name}")):
            student = folder.parent.name
            if folder.is_dir() and student not in excluded:
                found[student] = folder
        if not found:
            message = f"Nothing was handed in for {name}: no folder {top}/{pattern}/{name}."
            self.log.error(message)
            raise NbGraderException(message)
        return found

    def _dest(self, student: str) -> str:
        directory = self.coursedir.autograded_directory
        return self.coursedir.format_path(directory, student, self.coursedir.assignment_id)


def told(summary: Summary) -> list[str]:
    """What a run has to say, a line each."""
    lines = [
        f"{summary.graded} graded, {summary.unchanged} unchanged, in {summary.seconds:.1f} seconds"
    ]
    lines += [
        f"{student}: {before:g} -> {after:g}"
        for student, (before, after) in sorted(summary.changed.items())
    ]
    lines += [
        f"{student}: late penalty {before:g} -> {after:g}"
        for student, (before, after) in sorted(summary.penalties.items())
    ]
    if summary.untimed:
        untimed = some([shown(student) for student in summary.untimed])
        lines.append(f"Nothing says when these were handed in; they count as in time: {untimed}")
    lines += [f"{student} needs a person: {why}" for student, why in sorted(summary.people.items())]
    if len(summary.people) > 1:
        lines.append(f"{len(summary.people)} in all need a person.")
    return lines
