"""A whole assignment: find what is new, grade it, write it down, say what came of it."""

import contextlib
import errno
import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from nbgrader.api import Gradebook
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from grader.gradebook import may_pass, words_of
from grader.pipeline import folders
from grader.pipeline.book import Book, Penalty, Refreshed, scores, timestamp_of, transaction
from grader.pipeline.bundle import Bundle
from grader.pipeline.errors import AGAIN, RunError
from grader.pipeline.people import told
from grader.pipeline.progress import Progress
from grader.pipeline.record import Keys, in_short, read_record
from grader.pipeline.result import Due, Result
from grader.pipeline.told import with_notes
from grader.pipeline.workers import Job, run_tasks
from grader.times import TimeError, read_time

log = logging.getLogger(__name__)
Found = TypeVar("Found")
BATCH = 25
BATCH_SECONDS = 2.0
AT_ONCE = 200  # submissions that need no grading, and are brought up to date together
LOCKED_SECONDS = 60.0  # to wait for another program that writes to the gradebook
MOST_TRIES = 4  # to write what another program may have written first
PAUSE_SECONDS = 0.05  # between them
# What a file system says to names and files that it cannot hold, whoever they belong to.
THEIRS = (
    *(errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST),
    *(errno.ELOOP, errno.ENOENT, errno.EFBIG),
)


@dataclass
class Summary:
    """What a run did. ``changed`` has scores before and after, ``penalties`` those for being late
    without a change of the score; ``people`` who needs a look, and why."""

    graded: int = 0
    unchanged: int = 0
    seconds: float = 0.0
    changed: dict[str, tuple[float, float]] = field(default_factory=dict)
    penalties: dict[str, tuple[float, float]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    untimed: list[str] = field(default_factory=list)  # nothing says when they handed in


class Cluster(NamedTuple):
    """A Dask scheduler's address, and how long it may have no worker that grades."""

    scheduler: str
    patience: float


@dataclass
class Run:
    """One run over an assignment: what it reads, what it has in hand."""

    gradebook: Gradebook
    book: Book
    bundle_key: str
    submissions: dict[str, Path]
    autograded: dict[str, Path]
    force: bool
    time_zone: str = ""
    summary: Summary = field(default_factory=Summary)
    waiting: dict[str, tuple[folders.Submission, str]] = field(default_factory=dict)
    unchanged: dict[str, datetime | None] = field(default_factory=dict)  # and when handed in
    before: dict[str, dict] = field(default_factory=dict)  # of records of those graded before
    batch: list[tuple[str, Result]] = field(default_factory=list)
    patience: float = field(default_factory=lambda: LOCKED_SECONDS)

    def new_ones(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """The submissions that are new or changed, read one at a time."""
        with transaction(self.gradebook):
            written = self.book.students()
        for student, folder in self.submissions.items():
            if problem := folders.refused(student, folder):
                self.summary.people[student] = problem
                continue
            with transaction(self.gradebook):  # no reading is left open while others grade
                known = self.book.known(student)
            if not known:
                self.summary.people[student] = "is not in the gradebook: add the student there"
                continue
            try:
                submission = folders.read_submission(student, folder)
            except OSError as error:
                self.summary.people[student] = f"cannot be read: {error}"
                continue
            self._look_at_time(submission)
            key = submission.key(self.bundle_key)
            record = read_record(self.autograded[student])
            if record and student in written:
                self.before[student] = in_short(record)
                same = record.get("key") == key and record.get("status") != "fault"
                if same and not self.force:
                    self.summary.unchanged += 1
                    self.unchanged[student] = timestamp(submission, self.time_zone)
                    continue
            self.waiting[student] = (submission, key)
            yield student, submission.files

    def refresh(self) -> None:
        """Bring up to date what may have changed for those who need no grading."""
        students = list(self.unchanged)
        for start in range(0, len(students), AT_ONCE):
            some = students[start : start + AT_ONCE]
            found = self._patiently(lambda some=some: self._refreshed(some))
            for student, (before, after, people) in found.items():
                self._ask(student, people)
                if abs(before - after) > 1e-9:
                    self.summary.penalties[student] = (before, after)

    def _refreshed(self, students: list[str]) -> dict[str, Refreshed]:
        self.book.expect(students)
        return {
            student: self.book.refresh(student, self.unchanged[student], self.before[student])
            for student in students
        }

    def _ask(self, student: str, people: Sequence[Due]) -> None:
        if people:
            known = self.summary.people.get(student)
            self.summary.people[student] = "; ".join(filter(None, (told(people), known)))

    def _look_at_time(self, submission: folders.Submission) -> None:
        """Say whose time of handing in is not there or cannot be read: lateness depends on it."""
        stamp, student = submission.timestamp, submission.student
        if stamp is None:
            self.summary.untimed += [student] if self.book.duedate else []
            return
        try:
            read_time(stamp.decode(errors="replace"), self.time_zone)
        except TimeError as error:
            self.summary.people[student] = (
                f"timestamp.txt: {error}. Until then it counts as in time"
            )

    def write(self) -> None:
        """Write what is graded: one transaction in the gradebook, and only then the folders.

        What could not be written, for whatever reason, is still in the batch afterwards.
        """
        comments = self._write_grades() if self.batch else {}
        while self.batch:
            student, result = self.batch[0]
            result = self._write_folder(student, result, comments.get(student, ""))
            self.batch.pop(0)
            self.waiting.pop(student)
            self.summary.graded += 1
            self._ask(student, result.people)

    def _write_folder(self, student: str, result: Result, comments: str) -> Result:
        """Write a graded folder; when it is the submission that no disk can hold, a fault."""
        submission, key = self.waiting[student]
        keys = Keys(key, submission.key(""), comments)
        folder = self.autograded[student]
        result = with_notes(result, submission.notes)
        try:
            folders.write_result(folder, submission, result, keys)
        except Exception as error:
            if isinstance(error, OSError) and error.errno not in THEIRS:
                raise
            log.exception("a graded submission could not be written")
            note = "What was graded could not be written down; the scores are kept."
            people = (*result.people, Due(f"fault: {note}"))
            notes = (note, *result.notes)
            result = replace(result, status="fault", notebooks={}, notes=notes, people=people)
            folders.write_result(folder, replace(submission, files={}), result, keys)
        return result

    def _write_grades(self) -> dict[str, str]:
        """Write all of the batch into the gradebook, without whoever it cannot hold.

        Returns a digest of what people have written about each of them.
        """
        try:
            return self._patiently(lambda: self._rows(self.batch))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            written: dict[str, str] = {}
        for student, result in list(self.batch):
            try:
                written |= self._patiently(lambda one=(student, result): self._rows([one]))
            except (OperationalError, InterfaceError):
                raise
            except Exception as error:
                log.exception("the grades of a submission could not be written")
                self.batch.remove((student, result))
                self.waiting.pop(student)
                why = words_of(error) if isinstance(error, DBAPIError) else str(error)
                self.summary.people[student] = f"fault: the gradebook cannot hold it: {why}"
        return written

    def _rows(self, batch: list[tuple[str, Result]]) -> dict[str, str]:
        self.book.expect([student for student, _ in batch])
        return {student: self._write_grade(student, result) for student, result in batch}

    def _patiently(self, change: Callable[[], dict[str, Found]]) -> dict[str, Found]:
        """Change the gradebook, all or nothing; while another program writes to it, wait.

        A session that the server has ended is opened anew, and a student that another program has
        just put there is found the next time: after a few tries it is no chance any more.
        """
        tries = 0
        while True:
            start = time.monotonic()
            tries += 1
            try:
                with transaction(self.gradebook):
                    return change()
            except DBAPIError as error:
                by_chance = isinstance(error, IntegrityError) or error.connection_invalidated
                if not (may_pass(error) or (by_chance and tries < MOST_TRIES)):
                    raise
                time.sleep(PAUSE_SECONDS)
                self.patience -= time.monotonic() - start
                if self.patience < 0:
                    raise

    def _write_grade(self, student: str, result: Result) -> str:
        submission = self.waiting[student][0]
        before = self.before.get(student, {})
        same = before.get("submission") == submission.key("") and not self.force
        when = timestamp(submission, self.time_zone)
        return self.book.write(student, when, result, before if same else None)


@contextlib.contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what may happen to a disk or a gradebook into one sentence: ``RunError``."""
    try:
        yield
    except DBAPIError as error:
        what = words_of(error)
        if may_pass(error):
            what = "another program is using it, and has not finished"
        raise RunError(f"The gradebook cannot be used: {what}. {AGAIN}") from error
    except OSError as error:
        what = error.strerror or str(error)
        where = f" ({error.filename})" if error.filename else ""
        raise RunError(f"Grading had to stop: {what}{where}. {AGAIN}") from error


def grade_assignment(
    gradebook: Gradebook,
    bundle: Bundle,
    submissions: dict[str, Path],
    autograded: dict[str, Path],
    penalty: Penalty,
    jobs: int,
    force: bool = False,
    create: bool = True,
    time_zone: str = "",
    cluster: Cluster | None = None,
) -> Summary:
    """Grade every submission that is new or changed, ``jobs`` at a time or on a cluster.

    ``submissions`` and ``autograded`` map a student to their folders. Whatever is killed and when,
    the next run does again what was not finished, and nothing else.
    """
    start = time.monotonic()
    with transaction(gradebook):
        book = Book(gradebook, bundle.assignment, penalty, create)
        before = scores(gradebook, bundle.assignment)
    run = Run(gradebook, book, bundle.key, submissions, autograded, force, time_zone)
    bar = Progress(len(submissions), "grading", "graded", "submission")
    written = start
    try:
        with contextlib.closing(tasks(bundle, run.new_ones(), jobs, cluster)) as results:
            for student, result in results:
                run.batch.append((student, result))
                bar.skipped = run.summary.unchanged
                bar.step(result.status != "graded")
                if len(run.batch) >= BATCH or time.monotonic() - written > BATCH_SECONDS:
                    run.write()
                    written = time.monotonic()
        run.write()
        run.refresh()
    except BaseException as error:
        run.write()  # whatever happened: what is graded is not lost
        if isinstance(error, KeyboardInterrupt):
            raise RunError(f"Stopped: {run.summary.graded} graded. {AGAIN}") from None
        raise
    finally:
        bar.close()
    after = scores(gradebook, bundle.assignment)
    run.summary.changed = {
        student: (before[student], after[student])
        for student in sorted(run.before.keys() & before.keys())
        if abs(before[student] - after[student]) > 1e-9
    }
    run.summary.seconds = time.monotonic() - start
    return run.summary


def tasks(
    bundle: Bundle, jobs: Iterator[Job], count: int, cluster: Cluster | None
) -> Generator[tuple[str, Result]]:
    """Results as they come: from this machine, or from a cluster where one is named."""
    if cluster is None:
        yield from run_tasks(bundle, jobs, count)
        return
    try:
        from grader.pipeline import cluster as dask  # an extra: not everybody has it
    except ImportError as error:
        raise RunError(
            f"To grade on a cluster, install Dask with the version in requirements.txt: {error}."
        ) from error
    yield from dask.run_tasks(bundle, jobs, cluster.scheduler, cluster.patience)


def timestamp(submission: folders.Submission, time_zone: str = "") -> datetime | None:
    """When a submission was handed in."""
    found = submission.timestamp
    return timestamp_of(None if found is None else found.decode(errors="replace"), time_zone)
