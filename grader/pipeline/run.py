"""A whole assignment: find what is new, grade it, write it down, say what came of it."""

import contextlib
import logging
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.exc import OperationalError
from tqdm import tqdm

from grader.pipeline import folders
from grader.pipeline.book import Book, Penalty, scores, timestamp_of, transaction
from grader.pipeline.bundle import Bundle
from grader.pipeline.record import read_record
from grader.pipeline.result import Result
from grader.pipeline.workers import run_tasks
from grader.times import TimeError, read_time

log = logging.getLogger(__name__)
BATCH = 25
BATCH_SECONDS = 2.0
LINE_SECONDS = 10.0  # between lines of progress where there is no terminal
LOCKED_SECONDS = 60.0  # to wait for another program that writes to the gradebook
AGAIN = "What was graded is kept; run the same command again for the rest."


class RunError(Exception):
    """A run cannot go on; the message says why. What was graded until then is kept."""


@dataclass
class Summary:
    """What a run did. ``changed`` has scores before and after; ``people`` who needs a look."""

    graded: int = 0
    unchanged: int = 0
    seconds: float = 0.0
    changed: dict[str, tuple[float, float]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    untimed: list[str] = field(default_factory=list)  # nothing says when they handed in


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
    graded_before: set[str] = field(default_factory=set)
    batch: list[tuple[str, Result]] = field(default_factory=list)
    patience: float = field(default_factory=lambda: LOCKED_SECONDS)

    def new_ones(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """The submissions that are new or changed, read one at a time."""
        due = self.book.assignment.duedate
        for student, folder in self.submissions.items():
            if not self.book.known(student):
                self.summary.people[student] = "is not in the gradebook: add the student there"
                continue
            try:
                submission = folders.read_submission(student, folder)
            except OSError as error:
                self.summary.people[student] = f"cannot be read: {error}"
                continue
            self._look_at_time(submission)
            key = submission.key(f"{self.bundle_key} {due}")
            record = read_record(self.autograded[student])
            if record:
                self.graded_before.add(student)
                same = record.get("key") == key and record.get("status") != "fault"
                if same and not self.force:
                    self.summary.unchanged += 1
                    continue
            self.waiting[student] = (submission, key)
            yield student, submission.files

    def _look_at_time(self, submission: folders.Submission) -> None:
        """Say whose time of handing in is not there or cannot be read: lateness depends on it."""
        stamp, student = submission.timestamp, submission.student
        if stamp is None:
            self.summary.untimed += [student] if self.book.assignment.duedate else []
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
        if self.batch:
            self._write_grades()
        while self.batch:
            student, result = self.batch[0]
            submission, key = self.waiting[student]
            folders.write_result(self.autograded[student], submission, result, key)
            self.batch.pop(0)
            self.waiting.pop(student)
            self.summary.graded += 1
            if result.status != "graded":
                notes = (*result.notes, *submission.notes)
                self.summary.people[student] = ": ".join((result.status, *notes[:1]))

    def _write_grades(self) -> None:
        """When another program is writing to the gradebook, wait until it is done."""
        while True:
            start = time.monotonic()
            try:
                with transaction(self.gradebook):
                    for student, result in self.batch:
                        when = timestamp(self.waiting[student][0], self.time_zone)
                        self.book.write(student, when, result)
                return
            except OperationalError as error:  # SQLite has waited for a few seconds already
                self.patience -= time.monotonic() - start
                if "locked" not in str(error) or self.patience < 0:
                    raise


@contextlib.contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what may happen to a disk or a gradebook into one sentence: ``RunError``."""
    try:
        yield
    except OperationalError as error:
        what = str(error.orig)
        if "locked" in what:
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
) -> Summary:
    """Grade every submission that is new or changed, ``jobs`` at a time.

    ``submissions`` and ``autograded`` map a student to their folders. Whatever is killed and when,
    the next run does again what was not finished, and nothing else.
    """
    start = time.monotonic()
    book = Book(gradebook, bundle.assignment, penalty, create)
    run = Run(gradebook, book, bundle.key, submissions, autograded, force, time_zone)
    before = scores(gradebook, bundle.assignment)
    bar = Progress(len(submissions), run.summary)
    written = start
    try:
        for student, result in run_tasks(bundle, run.new_ones(), jobs):
            run.batch.append((student, result))
            bar.step(result)
            if len(run.batch) >= BATCH or time.monotonic() - written > BATCH_SECONDS:
                run.write()
                written = time.monotonic()
        run.write()
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
        for student in sorted(run.graded_before & before.keys())
        if abs(before[student] - after[student]) > 1e-9
    }
    run.summary.seconds = time.monotonic() - start
    return run.summary


def timestamp(submission: folders.Submission, time_zone: str = "") -> datetime | None:
    """When a submission was handed in."""
    found = submission.timestamp
    return timestamp_of(None if found is None else found.decode(errors="replace"), time_zone)


class Progress:
    """A bar on a terminal, a line now and then in a log: done, failed, rate, time to go."""

    def __init__(self, total: int, summary: Summary):
        terminal = sys.stderr.isatty()
        self.bar = tqdm(total=total, unit="submission", desc="grading", disable=not terminal)
        self.total, self.summary = total, summary
        self.done = self.failed = 0
        self.first = self.last = 0.0

    def step(self, result: Result) -> None:
        """One more is done."""
        self.done += 1
        self.failed += result.status != "graded"
        self.bar.set_postfix(failed=self.failed, refresh=False)
        self.bar.update(1)
        now = time.monotonic()
        if self.done == 1:
            self.first = self.last = now  # what it took to start says nothing about the rate
        elif self.bar.disable and now - self.last > LINE_SECONDS:
            self.last = now
            rate = (self.done - 1) / (now - self.first)
            left = (self.total - self.summary.unchanged - self.done) / rate
            words = "graded %d of %d, %d failed, %.1f a second, %.0f seconds to go"
            log.warning(words, self.done, self.total, self.failed, rate, left)

    def close(self) -> None:
        """Leave the bar as it stands."""
        self.bar.close()
