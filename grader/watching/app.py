"""``python -m grader watch``: grade what is handed in as it arrives, until Ctrl-C."""

import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import Exchange
from traitlets.config import Config
from watchfiles import Change, watch

from grader.collecting.settings import Collecting
from grader.configuration import ConfigurationError, configuration
from grader.gradebook import GradebookError
from grader.outputs.text import one_line
from grader.pipeline.errors import RunError
from grader.pipeline.processes import warm
from grader.pipeline.progress import silent
from grader.watching.answering import Assignment, answer, get_ready
from grader.watching.arrivals import Arrival, Waiting, clear, collect, in_exchange, in_folder
from grader.watching.settings import Watching

STEP = 100  # milliseconds between looks while something is waited for
WHOLE_LOOK = 20.0  # seconds between looks at everything: a network drive tells of no change
RETRY = 5.0  # seconds until what could not be graded is tried again
MOST_TRIES = 3  # where only what is there now is graded
AT_ONCE = 10  # submissions, or a tenth of many, that are graded before they are answered
WARM = 2  # assignments that are made ready beforehand: as many as a process keeps
Say = Callable[[str], None]


@dataclass
class Watch:
    """What is watched: ``inbound`` of the exchange, a ``drop`` folder that is copied from, if there
    is one, and submitted/, where everything is graded."""

    assignments: dict[str, Assignment]
    inbound: Path
    submitted: Path
    drop: Path | None
    zone: str
    patience: float
    say: Say
    waiting: Waiting = field(init=False)
    failed: Counter[Path] = field(default_factory=Counter)  # how often, by the folder

    def __post_init__(self) -> None:
        self.waiting = Waiting(self.patience)

    @property
    def places(self) -> list[Path]:
        """The folders in which something may arrive."""
        return [place for place in (self.inbound, self.submitted, self.drop) if place]

    def look(self, changed: Container[Path] | None = None) -> None:
        """See what there is, and answer what is ready (see `Waiting.ready`)."""
        names = list(self.assignments)
        arrivals = in_exchange(self.inbound, names, self.zone)
        arrivals += in_folder(self.drop, names) if self.drop else []
        arrivals += in_folder(self.submitted, names)
        ready = self.waiting.ready(arrivals, time.monotonic(), changed)
        for name in names:
            mine = [one for one in ready if one.assignment == name]
            several = max(AT_ONCE, len(mine) // 10)
            for start in range(0, len(mine), several):
                self.handle(self.assignments[name], mine[start : start + several])

    def handle(self, assignment: Assignment, arrivals: list[Arrival]) -> None:
        """Collect, grade and answer some arrivals; what fails is tried again later."""
        start = time.monotonic()
        held: dict[str, list[Arrival]] = {}
        for one in arrivals:
            try:
                self._collect(assignment, one)
                held.setdefault(one.student, []).append(one)
            except OSError as error:
                self._later(one, f"cannot be read: {error.strerror or error}")
        try:
            answers = answer(assignment, held) if held else []
        except (NbGraderException, ExchangeError, GradebookError, RunError, OSError) as error:
            for one in (one for several in held.values() for one in several):
                self._later(one, str(error))
            return
        seconds = time.monotonic() - start
        for one in (one for several in held.values() for one in several):
            self.waiting.finish(one)
        for found in answers:
            if found.new:
                about = f"{found.student}: {found.words} ({seconds:.1f} s)"
                self.say(f"{assignment.name} {about}")

    def _collect(self, assignment: Assignment, arrival: Arrival) -> None:
        target = assignment.folder("submitted", arrival.student)
        if arrival.folder.resolve() != target and collect(arrival, target):
            copied = Arrival(arrival.student, arrival.assignment, target)
            self.waiting.finish(copied)  # it is graded with what it was copied from

    def _later(self, arrival: Arrival, why: str) -> None:
        self.say(f"{arrival.assignment} {arrival.student}: not yet: {why}")
        self.failed[arrival.folder] += 1
        self.waiting.later(arrival, time.monotonic() + RETRY)


def run(names: list[str], folder: Path | None = None, once: bool = False) -> int:
    """Watch some assignments, or all that are released; with ``once`` only what is there now."""
    try:
        config = configuration()
    except ConfigurationError as error:
        print(f"grader: {error}", file=sys.stderr)
        return 1
    course = CourseDirectory(config=config)
    assignments = _assignments(config, course, names)
    if not assignments:
        return 1
    if folder is not None and not folder.is_dir():
        print(f"There is no folder {folder} to watch.", file=sys.stderr)
        return 1
    found = _watch(config, course, assignments, folder)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C does
    try:
        with warm(), silent():
            _begin(found, course, once)
            if once:
                return _until_done(found)
            _for_ever(found)
    except KeyboardInterrupt:
        found.say("Stopped. What has arrived meanwhile is graded when you start again.")
    except (NbGraderException, GradebookError, RunError) as error:
        if "Stopped" not in str(error):
            print(f"grader: {error}", file=sys.stderr)
            return 1
        found.say("Stopped. What is not graded yet is graded when you start again.")
    finally:
        signal.signal(signal.SIGTERM, before)
    return 0


def _assignments(config: Config, course: CourseDirectory, names: Iterable[str]) -> list[Assignment]:
    """The assignments to watch; none, and a word, when one that is named is not released."""
    top = Path(course.format_path(course.release_directory, ".", ".")).resolve()
    released = sorted(path.parent.name for path in top.glob("*/*.ipynb"))
    wanted = list(dict.fromkeys(names or released))
    unknown = [name for name in wanted if name not in released]
    if unknown or not wanted:
        what = f"{unknown[0]} is not released" if unknown else "Nothing is released"
        print(f"{what}: no notebook for it in {top}. `make release` first.", file=sys.stderr)
        return []
    pages = Watching(config=config).feedback
    return [Assignment(name, config, pages) for name in wanted]


def _watch(
    config: Config, course: CourseDirectory, assignments: list[Assignment], drop: Path | None
) -> Watch:
    exchange = Exchange(coursedir=course, config=config)
    inbound = Path(exchange.root) / course.course_id / "inbound"
    submitted = Path(course.format_path(course.submitted_directory, ".", ".")).resolve()
    drop = drop.resolve() if drop else None
    return Watch(
        {one.name: one for one in assignments},
        inbound,
        submitted.parent if submitted.name == "." else submitted,
        None if drop == submitted else drop,
        Collecting(config=config).time_zone,
        Watching(config=config).patience,
        _say,
    )


def _say(words: str) -> None:
    print(f"{datetime.now():%H:%M:%S} {one_line(words)}", flush=True)


def _begin(found: Watch, course: CourseDirectory, once: bool) -> None:
    found.submitted.mkdir(parents=True, exist_ok=True)
    for left in clear(found.submitted):
        found.say(f"{left.parent.name}: a half-copied folder of a watch that was killed is gone.")
    for one in [] if once else list(found.assignments.values())[-WARM:]:
        get_ready(one)
    if not once:
        where = [place for place in found.places if place.is_dir()]
        found.say(f"Watching {', '.join(map(str, where))} for {', '.join(found.assignments)}. "
                  "Ctrl-C ends it.")  # fmt: skip


def _until_done(found: Watch) -> int:
    """Answer all that is there, and what looks half-copied when it has had its time; 1 when some
    of it cannot be graded however often it is tried."""
    found.look()
    while left := found.waiting.since.keys() - _given_up(found):
        time.sleep(STEP / 1000)
        found.look(left)
    return 1 if _given_up(found) else 0


def _given_up(found: Watch) -> set[Path]:
    return {folder for folder, times in found.failed.items() if times >= MOST_TRIES}


def _for_ever(found: Watch) -> None:
    """Answer what arrives, for as long as nobody stops it.

    The exchange's folder tells by its own time that another has come, however many there are.
    """
    found.look()
    places = [place for place in (found.submitted, found.drop) if place]
    newest, last = _changed(found.inbound), time.monotonic()
    for events in _events(places, found.say):
        now, time_of_inbound = time.monotonic(), _changed(found.inbound)
        if now - last > WHOLE_LOOK:
            last = now
            found.look()
        elif events or found.waiting.some or time_of_inbound != newest:
            found.look({_folder(places, Path(path)) for _, path in events})
        newest = time_of_inbound


def _events(places: list[Path], say: Say) -> Iterator[set[tuple[Change, str]]]:
    """What changes below some folders, and nothing now and then; it is asked for again where the
    system cannot tell it."""
    options: dict[str, Any] = {"rust_timeout": STEP, "yield_on_timeout": True, "step": 20,
               "debounce": STEP, "watch_filter": None}  # fmt: skip
    try:
        yield from watch(*places, **options)
    except (OSError, RuntimeError) as error:  # too many folders for it
        say(f"The system cannot tell of changes here, so they are looked for: {error}")
        yield from watch(*places, force_polling=True, poll_delay_ms=1000, **options)


def _folder(places: list[Path], path: Path) -> Path:
    """The student's folder of an assignment that a changed file is in."""
    for place in places:
        if path.is_relative_to(place):
            return place.joinpath(*path.relative_to(place).parts[:2])
    return path


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0
