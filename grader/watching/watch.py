"""`python -m grader watch`: look once or twice a second, and grade what has arrived.

All of it is nbgrader's own steps, in this process, with whatever the course's configuration puts in
their place: collect, autograde, generate feedback, release feedback. A submission that was graded
before, by whomever, is left alone; so is one that has not changed.
"""

import contextlib
import glob
import logging
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.apps.api import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader
from nbgrader.utils import temp_attrs
from traitlets.config import Config

from grader.outputs.text import one_line
from grader.pipeline.folders import SECRET, read_submission
from grader.pipeline.record import read_record
from grader.pipeline.workers import staying_open
from grader.watching.arrivals import Arrivals
from grader.watching.pending import Pending, only_one, read_pending
from grader.watching.receipt import put, receipt

EVERY = 0.4  # seconds between looks
SHARE = 4  # a look may take one part of so many: a large class is looked at less often
AGAIN = 30.0  # seconds until what could not be done is tried again
LATER = "It is tried again."
PREFIX = re.compile(r"^(\[ERROR\] |[\w.]*(Error|Exception): )")


@dataclass
class Watch:
    """A course that is watched; ``say`` takes one sentence at a time."""

    api: NbGraderAPI
    pending: Pending
    say: Callable[[str], None]
    inbound: Arrivals = field(default_factory=Arrivals)
    submitted: Arrivals = field(default_factory=Arrivals)
    not_before: dict[Path, float] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)

    def look(self) -> int:
        """Do what there is to do now; returns how many submissions were graded and fed back."""
        collected = self._collect()
        folders = [folder for folder, _, _ in self._submissions()]
        arrived = set(self.submitted.settled(folders, frozenset(collected)))
        done = 0
        for folder, student, assignment in self._submissions():
            if folder in arrived and self.not_before.get(folder, 0.0) <= time.monotonic():
                done += self._attend(folder, student, assignment)
        return done

    def _attend(self, folder: Path, student: str, assignment: str) -> bool:
        """Grade one submission and feed it back, unless that is done."""
        who = f"{one_line(student)}, {assignment}"
        try:
            found = read_submission(student, folder).key("")
            record = self._record(student, assignment)
            if record.get("submission") == found and not self.pending.has(student, assignment):
                self.submitted.handle(folder)
                return False
            self.pending.begin(student, assignment)
            start = time.monotonic()
            if not self._step(who, self._grade, student, assignment):
                return self._later(folder)
            record = self._record(student, assignment)
            if record.get("submission") != found:  # no folder was written, or it has changed
                return self._without_grade(folder, student, assignment, found)
            if not self._feed_back(folder, student, assignment, record):
                return self._later(folder)
        except OSError as error:
            self.say(f"{who}: {one_line(str(error))}. {LATER}")
            return self._later(folder)
        self.pending.end(student, assignment)
        self.submitted.handle(folder)
        self.say(f"{who}: {told(record)}, in {time.monotonic() - start:.1f} seconds")
        return True

    def _grade(self, student: str, assignment: str) -> dict:
        return self.api.autograde(assignment, glob.escape(student), force=False)

    def _without_grade(self, folder: Path, student: str, assignment: str, found: str) -> bool:
        """What was handed in is no folder that can be graded, unless it is another one by now."""
        if read_submission(student, folder).key("") == found:
            self.say(f"{one_line(student)}, {assignment}: could not be graded, see `make grade`")
            self.pending.end(student, assignment)
            self.submitted.handle(folder)
        return False

    def _feed_back(self, folder: Path, student: str, assignment: str, record: dict) -> bool:
        who, place = (
            f"{one_line(student)}, {assignment}",
            self._place("feedback", student, assignment),
        )
        one = glob.escape(student)
        if record.get("status") != "fault" and not self._step(
            who, self.api.generate_feedback, assignment, one
        ):
            return False
        submission = read_submission(student, folder)
        put(place, receipt(assignment, submission, record, self._releases(assignment)))
        if (folder / SECRET).is_file():  # it came through the exchange, and goes back there
            return self._step(who, self.api.release_feedback, assignment, one)
        return True

    def _collect(self) -> list[Path]:
        """Collect what has arrived in the exchange; returns the folders in submitted/."""
        collected = []
        for folder in self.inbound.settled(self._handed_in()):
            if self.not_before.get(folder, 0.0) > time.monotonic():
                continue
            parts = folder.name.rsplit("+", 3)
            assignment = parts[1] if len(parts) == 4 else ""
            if assignment not in self._assignments():
                self._once(f"{one_line(folder.name)} in the exchange is for no assignment here.")
            else:
                student = parts[0]
                who = f"{one_line(student)}, {assignment}"
                with temp_attrs(self.api.coursedir, student_id=glob.escape(student)):
                    if not self._step(who, self.api.collect, assignment):
                        self._later(folder)
                        continue
                collected.append(self._place("submitted", student, assignment))
            self.inbound.handle(folder)
        return collected

    def _handed_in(self) -> Iterator[Path]:
        exchange = self.api.exchange.Collect(
            coursedir=self.api.coursedir, authenticator=self.api.authenticator, parent=self.api
        )
        course = Path(getattr(exchange, "root", "")) / self.api.coursedir.course_id
        with contextlib.suppress(OSError):
            yield from sorted(path for path in (course / "inbound").iterdir() if path.is_dir())

    def _submissions(self) -> Iterator[tuple[Path, str, str]]:
        top = Path(self.api.coursedir.format_path(self.api.coursedir.submitted_directory, "", ""))
        known = self._assignments()
        for folder in sorted(top.glob("*/*")):
            student, assignment = folder.parent.name, folder.name
            if student.startswith(".") or assignment.startswith(".") or not folder.is_dir():
                continue
            if assignment in known:
                yield folder, student, assignment
            elif any(folder.glob("*.ipynb")):
                self._once(f"{one_line(student)} handed in {one_line(assignment)}, which is not "
                           "released here.")  # fmt: skip

    def _assignments(self) -> set[str]:
        place = self.api.coursedir.format_path(self.api.coursedir.release_directory, ".", "")
        return {path.parent.name for path in Path(place).glob("*/*.ipynb")}

    def _releases(self, assignment: str) -> dict[str, nbformat.NotebookNode]:
        place = self.api.coursedir.format_path(
            self.api.coursedir.release_directory, ".", assignment
        )
        return {path.stem: nbformat.read(path, 4) for path in sorted(Path(place).glob("*.ipynb"))}

    def _place(self, step: str, student: str, assignment: str) -> Path:
        directory = getattr(self.api.coursedir, f"{step}_directory")
        return Path(self.api.coursedir.format_path(directory, student, assignment))

    def _record(self, student: str, assignment: str) -> dict:
        return read_record(self._place("autograded", student, assignment)) or {}

    def _step(self, who: str, step: Callable[..., dict], *words: str) -> bool:
        """One of nbgrader's steps; what goes wrong is a sentence."""
        done = step(*words)
        error = done.get("error", "")
        if "KeyboardInterrupt" in error or "RunError: Stopped" in error:
            raise KeyboardInterrupt  # nbgrader keeps it in the text of the error
        if not done["success"]:
            said = [line for line in done.get("log", "").splitlines() if line.startswith("[ERROR]")]
            why = (said or error.strip().splitlines() or ["it did not work"])[-1]
            why = one_line(PREFIX.sub("", why)).rstrip(".")
            self.say(f"{who}: {why}. {LATER}")
        return done["success"]

    def _later(self, folder: Path) -> bool:
        self.not_before[folder] = time.monotonic() + AGAIN
        return False

    def _once(self, sentence: str) -> None:
        if sentence not in self.strange:
            self.strange.add(sentence)
            self.say(sentence)


def told(record: dict) -> str:
    """What came of a submission, in short."""
    people = record.get("people", [])
    if record.get("status") != "graded":
        return f"needs a person: {one_line(people[0]['why']) if people else record.get('status')}"
    grades = record.get("grades", [])
    given = sum(grade["score"] or 0 for grade in grades)
    return f"{given:g} of {sum(grade['points'] for grade in grades):g} points" + (
        ", needs a person" if people else ""
    )


def configuration() -> Config:
    """The configuration of the course in this folder, as nbgrader's commands read it."""
    app: Any = NbGrader()
    app.initialize([])
    return app.config


def run(config: Config | None = None) -> int:
    """Watch the course in this folder until Ctrl-C."""
    api = NbGraderAPI(config=config or configuration())
    api.config.SandboxedAutograde.jobs = 1  # in this process, whose sandbox stays warm
    root = Path(api.coursedir.root)
    try:
        with only_one(root), staying_open(), unheard():
            say(f"Watching {root}: what is handed in is graded and fed back. Ctrl-C ends it.")
            _watch(Watch(api, read_pending(root), say))
    except BlockingIOError:
        say(f"Another watch of {root} is running: let it go on, or end it first.")
        return 1
    except KeyboardInterrupt:
        say("Stopped. What was begun goes on with the next watch.")
    return 0


@contextlib.contextmanager
def unheard() -> Iterator[None]:
    """Keep nbgrader's log off the terminal: what matters of it is said in sentences."""
    log, nowhere = logging.getLogger("traitlets"), logging.NullHandler()
    before, log.propagate = log.propagate, False
    log.addHandler(nowhere)
    try:
        yield
    finally:
        log.removeHandler(nowhere)
        log.propagate = before


def _watch(watch: Watch) -> None:
    while True:
        start = time.monotonic()
        done = watch.look()
        if not done:
            time.sleep(max(EVERY, SHARE * (time.monotonic() - start)))


def say(sentence: str) -> None:
    """Print one line, now."""
    print(f"{time.strftime('%H:%M:%S')}  {sentence}", flush=True)
