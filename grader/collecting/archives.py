"""Archives, opened with care: what they say of themselves is checked before anything is unpacked.

An archive in an archive is opened as well, as a folder of its own. Nothing is ever written under a
name that stands in an archive: files lie in a scratch folder under numbers.
"""

import io
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

MB = 2**20
SUFFIXES = (".zip", ".tar.gz", ".tgz", ".tar", ".gz")
MOST_NESTED = 3
_CHUNK = MB
_UNIX = 3
_DIRECTORY_END = b"PK\x05\x06"


class ArchiveError(Exception):
    """An archive is not opened; the message says why, without its name."""


@dataclass
class Budget:
    """What may still be unpacked. ``ratio``: how far one file may have been compressed."""

    size: int = 20_000 * MB
    files: int = 200_000
    largest: int = 1_000 * MB
    ratio: int = 1_000
    directory: int = 60 * MB


@dataclass(frozen=True)
class Part:
    """One step of a path: a name, and whether it is that of an archive."""

    name: str
    archive: bool = False


@dataclass(frozen=True)
class Member:
    """A file, where it was found and where it now lies. ``when`` is what the archive says."""

    parts: tuple[Part, ...]
    path: Path
    when: datetime | None = None

    @property
    def name(self) -> str:
        """The name of the file itself."""
        return self.parts[-1].name

    def read(self) -> bytes:
        """What is in it."""
        return self.path.read_bytes()


@dataclass
class Unpacking:
    """Opens archives into ``scratch``; ``refused`` says which were left closed, and why.

    From the depth ``whole`` on, an archive with one file that is too much stays closed as a whole;
    above, in a class's own, only that file is left out.
    """

    scratch: Path
    budget: Budget = field(default_factory=Budget)
    whole: int = 0
    refused: list[tuple[Member, str]] = field(default_factory=list)
    count: int = 0

    def members(self, found: Member, depth: int = 0) -> Iterator[Member]:
        """The file itself, or in place of an archive what is in it."""
        if not is_archive(found.name):
            yield found
            return
        try:
            if depth > MOST_NESTED:
                raise ArchiveError("it lies too deep in other archives")
            inside = list(self._opened(found, depth))
        except ArchiveError as error:
            self.refused.append((found, str(error)))
            yield found
            return
        for member in inside:
            yield from self.members(member, depth + 1)

    def _opened(self, found: Member, depth: int) -> Iterator[Member]:
        head = (*found.parts[:-1], Part(stem(found.name), archive=True))
        try:
            if zipfile.is_zipfile(found.path):
                yield from self._zip(found.path, head, depth)
            else:
                yield from self._tar(found.path, head)
        except ArchiveError:
            raise
        except (
            zipfile.BadZipFile,
            tarfile.TarError,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise ArchiveError(f"it cannot be read ({type(error).__name__})") from error

    def _zip(self, path: Path, head: tuple[Part, ...], depth: int) -> Iterator[Member]:
        check_directory(path, self.budget)
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            for entry in self._checked(entries, head, depth):
                mode = entry.external_attr >> 16
                if entry.create_system == _UNIX and stat.S_ISLNK(mode):
                    continue
                parts = clean_parts(repaired(entry))
                if parts:
                    with archive.open(entry) as file:
                        path = self._kept(file, entry.file_size)
                    yield Member((*head, *map(Part, parts)), path, written(entry.date_time))

    def _checked(
        self, entries: list[zipfile.ZipInfo], head: tuple[Part, ...], depth: int
    ) -> list[zipfile.ZipInfo]:
        """Refuse before unpacking what says of itself that it is too much."""
        if any(entry.flag_bits & 1 for entry in entries):
            raise ArchiveError("it is locked with a password")
        if len(entries) > self.budget.files:
            raise ArchiveError(f"it holds {len(entries)} files, too many to unpack")
        kept = []
        for entry in entries:
            why = self._too_much(entry)
            if why and depth >= self.whole:
                raise ArchiveError(why)
            if why:
                parts = (*head, *map(Part, clean_parts(repaired(entry))))
                self.refused.append((Member(parts, self.scratch), why))
            else:
                kept.append(entry)
        total = sum(entry.file_size for entry in kept)
        if total > self.budget.size:
            raise ArchiveError(f"it would unpack to {total // MB} MB, too much to unpack")
        return kept

    def _too_much(self, entry: zipfile.ZipInfo) -> str:
        if entry.file_size > self.budget.largest:
            return f"it would unpack to {entry.file_size // MB} MB, too much to unpack"
        packed = self.budget.ratio * max(entry.compress_size, 1)
        if entry.file_size > 10 * MB and entry.file_size > packed:
            return "it is packed like an archive that is meant to fill a disk"
        return ""

    def _tar(self, path: Path, head: tuple[Part, ...]) -> Iterator[Member]:
        """Twice through: what a tar file says of itself stands before each of its files."""
        with tarfile.open(path, "r:*") as archive:
            total = count = 0
            for entry in archive:
                total, count = total + max(entry.size, 0), count + 1
                if total > self.budget.size or entry.size > self.budget.largest:
                    raise ArchiveError("it would unpack to more than there is room for")
                if count > self.budget.files:
                    raise ArchiveError(f"it holds more than {self.budget.files} files")
        with tarfile.open(path, "r:*") as archive:
            for entry in archive:
                file = archive.extractfile(entry) if entry.isreg() else None
                if file is not None and (parts := clean_parts(entry.name)):
                    when = datetime.fromtimestamp(min(max(entry.mtime, 0), 2**33), UTC)
                    yield Member(
                        (*head, *map(Part, parts)),
                        self._kept(file, entry.size),
                        when.replace(tzinfo=None),
                    )

    def _kept(self, file: IO[bytes], size: int) -> Path:
        """Write a file to the scratch folder, never more than the archive said there is."""
        self.count += 1
        self.budget.files -= 1
        self.budget.size -= size
        path = self.scratch / f"{self.count}"
        left = size
        with path.open("wb") as kept:
            while chunk := file.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    raise ArchiveError("it holds more than it says")
                kept.write(chunk)
        return path


def is_archive(name: str) -> bool:
    """Whether a file of this name is opened."""
    return name.lower().endswith(SUFFIXES)


def stem(name: str) -> str:
    """An archive's name without its ending."""
    suffix = next(s for s in SUFFIXES if name.lower().endswith(s))
    return name[: -len(suffix)]


def check_directory(path: Path, budget: Budget) -> None:
    """Refuse a list of contents that would itself be too much to read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 66_000))
        tail = file.read()
    place = tail.rfind(_DIRECTORY_END)
    if place < 0 or len(tail) < place + 16:
        raise ArchiveError("it is cut off or damaged")
    listed = int.from_bytes(tail[place + 12 : place + 16], "little")
    if listed == 0xFFFFFFFF:  # a large archive: its list is somewhere in the file
        listed = size
    if listed > budget.directory:
        raise ArchiveError("its list of contents alone is too long to read")


def repaired(entry: zipfile.ZipInfo) -> str:
    """The name, read as UTF-8 where the archive does not say what it is."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def clean_parts(name: str) -> list[str]:
    """The parts of a path: no way up, no root, no drive, nothing that does not print."""
    parts = re.split(r"[/\\]", name)
    cleaned = [clean_name(part) for part in parts]
    return [part for part in cleaned if part not in ("", ".", "..") and not part.endswith(":")]


def clean_name(name: str) -> str:
    """One name, in one line that every file system takes."""
    name = "".join(c if c.isprintable() else " " for c in name)
    name = name.encode("utf-8", "replace").decode()
    name = " ".join(name.split()) if "  " in name or name != name.strip() else name
    while len(name.encode()) > 200:
        root, dot, suffix = name.rpartition(".")
        name = f"{root[:-8]}{dot}{suffix}" if dot and len(suffix) < 10 else name[:-8]
    return name


def written(date: tuple[int, ...]) -> datetime | None:
    """When a file in a zip was written, by a clock whose zone nobody knows."""
    try:
        found = datetime(*date[:6])  # pyright: ignore[reportArgumentType]
    except ValueError:
        return None
    return found if found.year > 1980 else None  # 1980 is what programs write for no time


def packed_bytes(data: bytes) -> bool:
    """Whether bytes are those of a zip file, whatever it is called."""
    return data[:4] == b"PK\x03\x04" and zipfile.is_zipfile(io.BytesIO(data))
