"""What one student handed in: the files that count, read within limits.

A notebook is never left out because of other files, nor because of what its cells showed.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from grader.collecting.archives import (
    MB,
    Budget,
    Member,
    Part,
    Unpacking,
    is_archive,
    packed_bytes,
    stem,
)
from grader.collecting.junk import is_junk
from grader.collecting.slimming import slimmed
from grader.outputs.text import spoken
from grader.times import epoch

LARGEST_FILE = 20 * MB
LARGEST_SUBMISSION = 60 * MB
MOST_FILES = 200
MOST_NOTEBOOKS = 50
MOST_SEEN = 100_000
LONGEST_NAME = 1000  # folders included: what is graded lies deeper than what is handed in
EARLIER = "earlier attempts"  # the folder that collecting keeps them in
NOTEBOOK = re.compile(r"(.+)\.ipynb(?:\.txt|\.json)?", re.IGNORECASE)  # as browsers save them
# What nbgrader itself keeps beside a submission.
OURS = ("timestamp.txt", "submission_secret.txt")


class Files(dict[str, bytes]):
    """The files of a submission by name, with what is known of them.

    ``times`` tell when a file was written: a source, whose clock cannot be compared with that of
    another, and seconds. ``left_out`` and ``unpacked`` are sentences; ``closed`` are archives that
    were not opened, with the reason.
    """

    def __init__(self, *found: object, **more: bytes) -> None:
        super().__init__(*found, **more)
        self.times: dict[str, tuple[str, float]] = {}
        self.left_out: list[str] = []
        self.unpacked: list[str] = []
        self.closed: dict[str, str] = {}


@dataclass
class _Reader:
    """Fills ``files``; notebooks and other files have room of their own."""

    files: Files = field(default_factory=Files)
    notebook_room: int = LARGEST_SUBMISSION
    room: int = LARGEST_SUBMISSION
    notebooks: int = 0

    def notebook(self, name: str, data: bytes) -> None:
        small = slimmed(data)
        if small is None or len(small) > self.notebook_room or self.notebooks >= MOST_NOTEBOOKS:
            self.left_out(name)
            return
        self.notebooks += 1
        self.notebook_room -= len(small)
        self.files[name] = small

    def other(self, name: str, path: Path) -> None:
        size = path.stat().st_size
        others = len(self.files) - self.notebooks
        if size > LARGEST_FILE or size > self.room or others >= MOST_FILES:
            self.left_out(name)
            return
        self.room -= size
        self.files[name] = path.read_bytes()

    def left_out(self, name: str, why: str = "the submission is too large") -> None:
        self.files.left_out.append(f"{spoken(name, 60)} was left out: {why}.")


def read_files(folder: Path, reserved: frozenset[str] = frozenset()) -> Files:
    """Read what lies in a student's folder; links, junk and what is too large are left out.

    ``reserved`` are names of files that grading writes itself.
    """
    reader, plain = _Reader(), []
    for path, name in _seen(folder):
        if path.is_symlink():
            reader.files.left_out.append(f"{spoken(name, 60)} is a link and was left out.")
        elif not path.is_file():
            if not path.is_dir():
                reader.files.left_out.append(
                    f"{spoken(name, 60)} is no plain file and was left out."
                )
        elif len(os.fsencode(name)) > LONGEST_NAME:
            reader.left_out(name, "its name is too long")
        elif _taken(name, reserved):
            reader.left_out(name, "grading writes a file of that name")
        else:
            plain.append((name, path))
    notebooks = [(name, path) for name, path in plain if NOTEBOOK.fullmatch(path.name)]
    for name, path in sorted(notebooks, key=lambda pair: (pair[0].count("/"), pair[0])):
        if path.stat().st_size > 10 * LARGEST_FILE:
            reader.left_out(name)
            continue
        data = path.read_bytes()
        if packed_bytes(data):
            _unpack(reader, name, path)
        else:
            reader.notebook(name, data)
            reader.files.times[name] = ("", path.stat().st_mtime)
    for name, path in plain:
        if (name, path) not in notebooks and not (_packed(name) and _unpack(reader, name, path)):
            reader.other(name, path)
    return reader.files


def _seen(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file that is no junk, with its name, in the order of names."""
    found = list(islice(folder.rglob("*"), MOST_SEEN))
    for path in sorted(found):
        parts = path.relative_to(folder).parts
        if not is_junk(parts) and not (len(parts) == 1 and parts[0] in OURS):
            yield path, "/".join(parts)


def _taken(name: str, reserved: frozenset[str]) -> bool:
    """Whether a name, or a folder in it, is one that a graded folder has a file for."""
    parts = PurePosixPath(name).parts
    return parts[0] in reserved or any(part.endswith(".ipynb") for part in parts[:-1])


def _packed(name: str) -> bool:
    return is_archive(name) and not (name.endswith(".gz") and not name.endswith(".tar.gz"))


def _unpack(reader: _Reader, name: str, path: Path) -> bool:
    """Put the files of an archive that holds a notebook in its place; whether it did."""
    if path.stat().st_size > 10 * LARGEST_FILE:
        reader.files.closed[name] = "it is too large"
        return False
    called = name if is_archive(name) else name + ".zip"
    with tempfile.TemporaryDirectory() as scratch:
        budget = Budget(15 * LARGEST_FILE, 5_000, 10 * LARGEST_FILE, directory=MB)
        opened = Unpacking(Path(scratch), budget)
        top = Member((Part(PurePosixPath(called).name),), path)
        inside = [m for m in opened.members(top) if not is_junk(p.name for p in m.parts)]
        for _, why in opened.refused:
            reader.files.closed[name] = why
        found = {m: NOTEBOOK.fullmatch(m.name) for m in inside}
        if not any(found.values()):
            return False
        for member, inner in sorted(named(inside).items(), key=lambda pair: pair[1]):
            place = _free(reader.files, PurePosixPath(name).parent, inner, stem(called))
            if found[member]:
                reader.notebook(place, member.read())
                if member.when and place in reader.files:
                    reader.files.times[place] = (name, epoch(member.when))
            else:
                reader.other(place, member.path)
    reader.files.unpacked.append(
        f"{spoken(name, 60)} is an archive: it was opened, and what is in it was read."
    )
    return True


def named(members: list[Member]) -> dict[Member, str]:
    """A path for each: archives are no folders, and one folder around everything is none."""
    paths = {m: [p.name for p in m.parts[:-1] if not p.archive] + [m.name] for m in members}
    while paths and all(len(parts) > 1 for parts in paths.values()):
        if len({parts[0] for parts in paths.values()}) > 1:
            break
        paths = {member: parts[1:] for member, parts in paths.items()}
    return {member: "/".join(parts) for member, parts in paths.items()}


def _free(files: Files, folder: PurePosixPath, inner: str, archive: str) -> str:
    """A path that no other file has."""
    place = (folder / inner).as_posix()
    if place in files:
        place = (folder / PurePosixPath(archive).name / inner).as_posix()
    number = 2
    while place in files:
        place = (folder / f"{PurePosixPath(archive).name}-{number}" / inner).as_posix()
        number += 1
    return place
