"""Submissions where nbgrader keeps them, submitted/ and autograded/, a folder a student.

A graded folder ends with `grading.json`, written last: a folder without it is not finished, and is
graded again.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.pipeline import record
from grader.pipeline.record import Keys, read_record, write_record
from grader.pipeline.result import Result

LARGEST_FILE = 20 * 2**20
LARGEST_SUBMISSION = 60 * 2**20
MOST_FILES = 200
LONGEST_NAME = 1000  # folders included: what is graded lies deeper than what is handed in
TIMESTAMP = "timestamp.txt"
LONGEST_TIMESTAMP = 100
LEFT_OUT = (TIMESTAMP, ".ipynb_checkpoints", "__pycache__")


@dataclass(frozen=True)
class Submission:
    """One student's folder of an assignment. ``notes`` say what was left out of ``files``."""

    student: str
    folder: Path
    files: dict[str, bytes]
    notes: tuple[str, ...]

    def key(self, bundle_key: str) -> str:
        """The same for the same files under the same assignment, and for nothing else."""
        digest = hashlib.sha256(bundle_key.encode())
        digest.update(self.timestamp or b"")
        for name in sorted(self.files):
            digest.update(os.fsencode(name) + b"\0" + hashlib.sha256(self.files[name]).digest())
        return digest.hexdigest()

    @property
    def timestamp(self) -> bytes | None:
        """What the timestamp file says, None when there is no such plain file."""
        path = self.folder / TIMESTAMP
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(LONGEST_TIMESTAMP)


def read_submission(student: str, folder: Path) -> Submission:
    """Read what a student handed in; what is too large or no plain file is left out, and said."""
    files, notes, total = {}, [], 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part in LEFT_OUT for part in path.parts[len(folder.parts) :]):
            continue
        shown = os.fsencode(name).decode(errors="replace")
        if path.is_symlink():
            notes.append(f"{shown} is a link and was left out.")
        elif path.is_file():
            size = path.stat().st_size
            if size > LARGEST_FILE or total + size > LARGEST_SUBMISSION or len(files) >= MOST_FILES:
                notes.append(f"{shown} was left out: the submission is too large.")
                continue
            if len(os.fsencode(name)) > LONGEST_NAME:
                notes.append(f"{shown[:60]}… was left out: its name is too long.")
                continue
            if _taken(path.relative_to(folder)):
                notes.append(f"{shown} was left out: grading writes a file of that name.")
                continue
            files[name] = path.read_bytes()
            total += size
    return Submission(student, folder, files, tuple(notes))


def _taken(path: Path) -> bool:
    """Whether a name, or a folder in it, is one that a graded folder has a file for."""
    return path.parts[0] == record.NAME or any(part.endswith(".ipynb") for part in path.parts[:-1])


def write_result(folder: Path, submission: Submission, result: Result, keys: Keys) -> None:
    """Put a result where nbgrader looks for it, all at once or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder.parent))
    try:
        for name, data in submission.files.items():
            if not name.endswith(".ipynb"):
                path = unfinished / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        for name, text in result.notebooks.items():
            (unfinished / f"{name}.ipynb").write_text(text, encoding="utf-8")
        if (stamp := submission.timestamp) is not None:
            (unfinished / TIMESTAMP).write_bytes(stamp)
        write_record(unfinished, result, keys, read_record(folder))
        unfinished.chmod(0o755)
        remove(folder)
        unfinished.rename(folder)
    except BaseException:
        remove(unfinished)
        raise


def remove(folder: Path) -> None:
    """Remove a folder, also one whose files are read-only, as nbgrader's own are."""
    if folder.exists():
        away = folder.with_name(f".removed-{folder.name}-{os.getpid()}")
        folder.rename(away)
        shutil.rmtree(away, ignore_errors=True)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Meanwhile, no other run writes to ``folder``; ``BlockingIOError`` when one does already.

    What a killed run left half-written there is cleared away first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in (*folder.glob("*/.unfinished-*"), *folder.glob("*/.removed-*")):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(descriptor)
