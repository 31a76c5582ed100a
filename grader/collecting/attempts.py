"""What one student handed in, attempt by attempt, laid out as it will lie in ``submitted/``."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from grader.collecting.choosing import Choice, choose
from grader.collecting.files import EARLIER, NOTEBOOK, OURS, Files
from grader.collecting.names import without_copy_mark
from grader.collecting.owners import Piece, below
from grader.collecting.slimming import slimmed
from grader.times import TimeError, epoch, read_time


@dataclass(frozen=True)
class Kept:
    """A file of an attempt: where it lies now, its name in the download, when it was written."""

    path: Path
    shown: str
    when: datetime | None
    clock: str  # whose clock that was: times of different ones are not compared


@dataclass
class Attempt:
    """Files that were handed in together, by the name that the student gave them."""

    files: dict[str, Kept] = field(default_factory=dict)
    when: datetime | None = None
    utc: datetime | None = None
    late: bool = False
    number: int = 0
    source: str = ""
    platform: str = ""
    zone: str = ""

    @property
    def written(self) -> datetime | None:
        """The latest time of its files, by the clock of the archive."""
        return max((kept.when for kept in self.files.values() if kept.when), default=None)

    @property
    def download(self) -> int:
        """The number that a browser gave the download: 1 in ``submissions (1).zip``."""
        stem = self.source.removesuffix(".zip")
        return without_copy_mark(stem, lambda text: not text.endswith(")"))[1]

    def digest(self) -> str:
        """The same for the same files under the same names."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(name.encode() + b"\0")
            with self.files[name].path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()


@dataclass
class Layout:
    """How a student's folder will look: ``files`` by their place; which count, and why."""

    files: dict[str, Kept]
    choice: Choice
    counts: Attempt
    number: int
    attempts: int


def attempts_of(pieces: list[Piece]) -> list[Attempt]:
    """The attempts among one student's files; the same one in two downloads is one."""
    groups: dict[tuple, list[Piece]] = defaultdict(list)
    for piece in pieces:
        owner = piece.owner
        stamped = owner.when is not None or owner.platform == "pattern"
        key = (owner.when, owner.number) if stamped else (piece.source,)
        groups[key if owner.platform != "Blackboard" else (owner.when,)].append(piece)
    found: dict[str, Attempt] = {}
    for group in groups.values():
        attempt = _attempt(group)
        if attempt.files:
            before = found.get(attempt.digest())
            if before is None or (attempt.when or datetime.min) > (before.when or datetime.min):
                found[attempt.digest()] = attempt
    return list(found.values())


def _attempt(pieces: list[Piece]) -> Attempt:
    first = pieces[0]
    made = Attempt(source=first.source, platform=first.owner.platform)
    works = [piece for piece in pieces if not piece.owner.text] or [
        piece for piece in pieces if not piece.member.name.lower().endswith(".txt")
    ]
    paths = {}
    for piece in works:
        made.number = max(made.number, piece.owner.number)
        made.late = made.late or piece.owner.late or below(piece).late
        if below(piece).names == ("timestamp.txt",):
            made.utc = _ours(piece)
        elif below(piece).names:
            paths[piece] = below(piece).names
    made.when = first.owner.when
    made.zone = first.owner.zone
    while paths and all(len(names) > 1 for names in paths.values()):
        if len({names[0] for names in paths.values()}) > 1:
            break
        paths = {piece: names[1:] for piece, names in paths.items()}
    for piece, names in paths.items():
        shown = "/".join(part.name for part in piece.member.parts)
        kept = Kept(piece.member.path, shown, piece.member.when, piece.source or "")
        name = _free("/".join(names), made.files)
        if name not in OURS:
            made.files[name] = kept
    return made


def _ours(piece: Piece) -> datetime | None:
    """A timestamp.txt in a folder, as nbgrader and Sakai write it."""
    try:
        return read_time(piece.member.read()[:100].decode(errors="replace"))
    except TimeError:
        return None


def _free(name: str, taken: Mapping[str, object]) -> str:
    stem, dot, suffix = name.rpartition(".")
    number, free = 2, name
    while free in taken:
        free = f"{stem} [{number}]{dot}{suffix}" if dot else f"{name} [{number}]"
        number += 1
    return free


def in_order(attempts: list[Attempt]) -> tuple[list[Attempt], bool]:
    """The attempts, the latest last; and whether anything tells which that is.

    By the time in the name, else that in the archive, else a number.
    """
    if len(attempts) < 2:
        return attempts, True
    marks: list[Callable[[Attempt], Any]] = [
        lambda attempt: attempt.utc,
        lambda attempt: attempt.when,
        lambda attempt: attempt.written,
        lambda attempt: attempt.number or None,
        lambda attempt: attempt.download,
    ]
    for mark in marks:
        if all(mark(attempt) is not None for attempt in attempts):
            found = sorted(attempts, key=mark)
            if mark(found[-1]) > mark(found[-2]):
                return found, True
    return attempts, False


def laid_out(
    attempts: list[Attempt], ordered: bool, releases: Mapping[str, NotebookNode]
) -> Layout:
    """Put the latest attempt on top and the others beside it; say which notebooks count."""
    *others, last = attempts
    files = dict(last.files)
    for number, attempt in enumerate(others, 1):
        folder = f"{EARLIER}/{number}" if ordered else f"attempt {number}"
        files |= {f"{folder}/{name}": kept for name, kept in attempt.files.items()}
    choice = choose(releases, readable(files))
    for name, chosen in choice.found.items():
        if name not in choice.undecided:
            _put_first(files, name, chosen, choice)
    counts = next(
        (a for a in attempts for f in choice.found.values() if files[f] in a.files.values()), last
    )
    return Layout(files, choice, counts, attempts.index(counts) + 1, len(attempts))


def _put_first(files: dict[str, Kept], name: str, chosen: str, choice: Choice) -> None:
    """Call the chosen notebook as nbgrader does, and keep aside what had that name."""
    place = f"{name}.ipynb"
    if chosen == place or "/" in chosen:
        return
    if place in files:
        files[_free(f"{EARLIER}/{place}", files)] = files.pop(place)
    files[place] = files.pop(chosen)
    choice.found[name] = place


def readable(files: Mapping[str, Kept]) -> Files:
    """The notebooks among some files, as grading will read them."""
    found = Files()
    for name, kept in files.items():
        if NOTEBOOK.fullmatch(Path(name).name):
            data = slimmed(kept.path.read_bytes())
            if data is not None:
                found[name] = data
                if kept.when:
                    found.times[name] = (kept.clock, epoch(kept.when))
    return found
