"""What has been handed in, and whether it is all there: in the exchange, or in a folder.

A look at the folders says what there is; nothing depends on having been told of every change. So a
watch that was stopped, or a network drive that tells of nothing, loses no submission.
"""

import contextlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

from grader.collecting.archives import is_archive
from grader.collecting.files import NOTEBOOK
from grader.pipeline.folders import SECRET, TIMESTAMP, refused, remove
from grader.times import TimeError, read_time

QUIET = 0.3  # seconds without a change, after which what looks whole is whole
MOST_FILES = 5_000
UNFINISHED = ".arriving-"
Seen = tuple[tuple[str, int, int], ...]  # name, size and time of each file


@dataclass(frozen=True)
class Arrival:
    """A student's folder of an assignment. ``stamp`` is when it was handed in, as nbgrader's
    exchange writes it into the folder's name and with that as naive UTC; "" elsewhere."""

    student: str
    assignment: str
    folder: Path
    stamp: str = ""
    time: datetime | None = None

    @property
    def when(self) -> datetime:
        """When it was handed in: by its name, or by the newest of its files."""
        if self.time:
            return self.time
        times = [time for _, _, time in seen(self.folder)]
        return datetime.fromtimestamp(max(times, default=0) / 1e9, UTC).replace(tzinfo=None)


def in_exchange(inbound: Path, assignments: Iterable[str], zone: str = "") -> list[Arrival]:
    """The newest of what each student has handed in, folders STUDENT+ASSIGNMENT+TIME+CHANCE."""
    known = "|".join(map(re.escape, assignments))
    form = re.compile(rf"(?P<student>.+)\+(?P<assignment>{known})\+(?P<stamp>[^+]+)(?:\+[^+]*)?")
    newest: dict[tuple[str, str], Arrival] = {}
    with contextlib.suppress(OSError):
        for name in os.listdir(inbound):  # noqa: PTH208 - thousands, and only their names
            found = form.fullmatch(name)
            if found and (time := time_of(found["stamp"], zone)):
                key = found["student"], found["assignment"]
                arrival = Arrival(*key, inbound / name, found["stamp"], time)
                newest[key] = max(newest.get(key, arrival), arrival, key=_order)
    return _acceptable(newest[key] for key in sorted(newest))


def _order(arrival: Arrival) -> tuple[datetime, str]:
    return arrival.when, arrival.stamp


def time_of(stamp: str, zone: str = "") -> datetime | None:
    """A time as the exchange writes it; in a zone that nobody knows as UTC, as nbgrader reads it;
    None for what is no time."""
    for text in (stamp, stamp[:19]):
        with contextlib.suppress(TimeError):
            return read_time(text, zone)
    return None


def in_folder(top: Path, assignments: Iterable[str]) -> list[Arrival]:
    """What lies in folders STUDENT/ASSIGNMENT."""
    found = []
    with contextlib.suppress(OSError):
        for student in sorted(os.listdir(top)):  # noqa: PTH208
            if not student.startswith("."):
                places = [Arrival(student, name, top / student / name) for name in assignments]
                found += [one for one in places if one.folder.is_dir()]
    return _acceptable(found)


def _acceptable(found: Iterable[Arrival]) -> list[Arrival]:
    return [one for one in found if one.folder.is_dir() and not refused(one.student, one.folder)]


def seen(folder: Path) -> Seen:
    """The files of a folder as they are just now; the same as long as nobody writes to it."""
    found = []
    for path in sorted(islice(folder.rglob("*"), MOST_FILES)):
        with contextlib.suppress(OSError):
            if path.is_file() and not path.is_symlink():
                about = path.stat()
                found.append((str(path.relative_to(folder)), about.st_size, about.st_mtime_ns))
    return tuple(found)


def is_whole(arrival: Arrival) -> bool:
    """Whether all that is there can be read, and nbgrader's last file is there.

    A copy that is not finished looks like a damaged file: both are waited for.
    """
    if arrival.stamp and not _has_text(arrival.folder / SECRET):
        return False
    files = [path for path in islice(arrival.folder.rglob("*"), MOST_FILES) if path.is_file()]
    notebooks = [path for path in files if NOTEBOOK.fullmatch(path.name)]
    archives = [path for path in files if is_archive(path.name)]
    return (
        bool(notebooks or archives)
        and all(map(_is_json, notebooks))
        and all(zipfile.is_zipfile(path) for path in archives if path.suffix == ".zip")
    )


def _has_text(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _is_json(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except (OSError, ValueError, RecursionError):
        return False


@dataclass
class Waiting:
    """Arrivals that are not done: each is ready when it has not changed for a while.

    ``patience`` is for what does not look whole, in seconds.
    """

    patience: float
    done: dict[Path, Seen] = field(default_factory=dict)
    since: dict[Path, tuple[Seen, float]] = field(default_factory=dict)

    def ready(
        self, arrivals: Iterable[Arrival], now: float, changed: Container[Path] | None = None
    ) -> list[Arrival]:
        """Those of all arrivals that are there, are not done and have come to rest.

        What is done is looked at again where it is said to have ``changed``, None for all; and
        never in the exchange, where a folder comes once.
        """
        found, there = [], set()
        for arrival in arrivals:
            folder = arrival.folder
            there.add(folder)
            quietly = changed is not None and folder not in changed and folder not in self.since
            if folder in self.done and (arrival.stamp or quietly):
                continue
            files = seen(folder)
            if self.done.get(folder) == files or not files:
                continue
            before, start = self.since.get(folder, (None, now))
            if before != files:
                start = now
            self.since[folder] = (files, start)
            quiet = now - start
            if quiet >= self.patience or (quiet >= QUIET and is_whole(arrival)):
                found.append(arrival)
        for known in (self.done, self.since):
            for folder in known.keys() - there:
                del known[folder]
        return found

    @property
    def some(self) -> bool:
        """Whether anything is waited for."""
        return bool(self.since)

    def finish(self, arrival: Arrival) -> None:
        """It is done, as it was when it came to rest; another change makes it new."""
        files, _ = self.since.pop(arrival.folder, (seen(arrival.folder), 0.0))
        self.done[arrival.folder] = files

    def later(self, arrival: Arrival, now: float) -> None:
        """It could not be done: try again after a while."""
        self.since[arrival.folder] = (seen(arrival.folder), now)


def collect(arrival: Arrival, target: Path) -> bool:
    """Copy an arrival to where submissions are graded, whole or not at all; False when it is there.

    Links stay links, which grading leaves out: they may lead to what their student cannot read.
    """
    if _is_there(arrival, target):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=target.parent))
    try:
        shutil.copytree(arrival.folder, unfinished, symlinks=True, dirs_exist_ok=True)
        unfinished.chmod(0o755)
        if not _has_text(unfinished / TIMESTAMP):
            stamp = arrival.stamp or f"{arrival.when:%Y-%m-%d %H:%M:%S} UTC"
            (unfinished / TIMESTAMP).unlink(missing_ok=True)
            (unfinished / TIMESTAMP).write_text(stamp, encoding="utf-8")
        remove(target)
        unfinished.rename(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return True


def _is_there(arrival: Arrival, target: Path) -> bool:
    """Whether a submission is there already: the same one, or by the exchange a later one."""
    if not target.is_dir():
        return False
    if not arrival.stamp:
        return _contents(arrival.folder) == _contents(target)
    if not _has_text(target / TIMESTAMP):
        return False
    stamp = (target / TIMESTAMP).read_text(encoding="utf-8", errors="replace").strip()
    time = time_of(stamp)
    return stamp == arrival.stamp or bool(time and (time, stamp) > _order(arrival))


def _contents(folder: Path) -> dict[str, str]:
    return {name: sha256((folder / name).read_bytes()).hexdigest()
            for name, *_ in seen(folder) if name not in (TIMESTAMP, SECRET)}  # fmt: skip


def clear(top: Path) -> Iterator[Path]:
    """Remove what a killed watch has left half-copied."""
    for left in top.glob(f"*/{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)
        yield left
