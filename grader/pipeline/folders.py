"""Submissions where nbgrader keeps them, submitted/ and autograded/, a folder a student.

A graded folder ends with `grading.json`, written last: a folder without it is not finished, and is
graded again.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.collecting.files import OURS, Files, read_files
from grader.outputs.images import is_picture
from grader.outputs.limits import Limits
from grader.outputs.text import spoken
from grader.pipeline import record
from grader.pipeline.record import Keys, read_record, write_record
from grader.pipeline.result import Result

TIMESTAMP, SECRET = OURS
LONGEST_TIMESTAMP = 100
ARCHIVE = "handed-in-files.zip"
# What no program opens as anything but text, numbers or a picture, under a name without surprises.
PASSIVE = re.compile(
    r"(?!nul\b|con\b|aux\b|prn\b)\w[\w .,()+=@-]{0,150}\.(txt|csv|tsv|py|json|npy|npz|h5|hdf5|dat)",
    re.IGNORECASE,
)
PICTURE = re.compile(r"\w[\w .,()+=@-]{0,150}\.(png|jpe?g)", re.IGNORECASE)
FOLDER = re.compile(r"\w[\w .,()+=@-]{0,150}")
LONGEST_SECRET = 1000


@dataclass(frozen=True)
class Submission:
    """One student's folder of an assignment. ``notes`` say what was left out of ``files``."""

    student: str
    folder: Path
    files: Files
    notes: tuple[str, ...]

    def key(self, bundle_key: str) -> str:
        """The same for the same files under the same assignment, and for nothing else."""
        digest = hashlib.sha256(bundle_key.encode())
        digest.update(self.timestamp or b"")
        for name in sorted(self.files):
            digest.update(os.fsencode(name) + b"\0" + hashlib.sha256(self.files[name]).digest())
        if len(self.files.times) > 1:  # of several notebooks the later counts
            digest.update(repr(sorted(self.files.times, key=self.files.times.__getitem__)).encode())
        return digest.hexdigest()

    @property
    def timestamp(self) -> bytes | None:
        """What the timestamp file says, None when there is no such plain file."""
        return _plain(self.folder / TIMESTAMP, LONGEST_TIMESTAMP)

    @property
    def secret(self) -> bytes | None:
        """What nbgrader names the feedback by, in the exchange."""
        return _plain(self.folder / SECRET, LONGEST_SECRET)


def _plain(path: Path, most: int) -> bytes | None:
    """The beginning of a file; None when there is no such plain file."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        return file.read(most)


def read_submission(student: str, folder: Path) -> Submission:
    """Read what a student handed in; what is too large or no plain file is left out, and said."""
    files = read_files(folder, frozenset({record.NAME, ARCHIVE}))
    return Submission(student, folder, files, tuple(files.left_out))


def refused(student: str, folder: Path) -> str | None:
    """Why a folder is not read, when it is none that a student or a collector makes."""
    if folder.is_symlink() or folder.parent.is_symlink():
        return "is handed in as a link: put the folder itself there, not a link to another"
    if not student.isprintable() or set(student) & set("<>") or {'"', "="} <= set(student):
        return "has a name that cannot be shown on a page: rename the folder in submitted/"
    return None


def write_result(folder: Path, submission: Submission, result: Result, keys: Keys) -> None:
    """Put a result where nbgrader looks for it, all at once or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder.parent))
    try:
        _write_others(unfinished, submission.files)
        for name, text in result.notebooks.items():
            (unfinished / f"{name}.ipynb").write_text(text, encoding="utf-8")
        if (stamp := submission.timestamp) is not None:
            (unfinished / TIMESTAMP).write_bytes(stamp)
        if (secret := submission.secret) is not None:
            (unfinished / SECRET).write_bytes(secret)
        write_record(unfinished, result, keys, read_record(folder))
        unfinished.chmod(0o755)
        remove(folder)
        unfinished.rename(folder)
    except BaseException:
        remove(unfinished)
        raise


def _write_others(folder: Path, files: dict[str, bytes]) -> None:
    """Write what else was handed in: plain files as they are, all others into an archive.

    A page or a drawing that somebody opens from here would run in Jupyter's own origin.
    """
    others = {name: data for name, data in files.items() if not name.endswith(".ipynb")}
    plain = {name for name, data in others.items() if is_passive(name, data)}
    for name in plain:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(others[name])
    if active := sorted(others.keys() - plain):
        with zipfile.ZipFile(folder / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, name in enumerate(active, 1):
                called = "/".join(
                    part if FOLDER.fullmatch(part) else f"{number} {spoken(part, 40).strip('. ')}"
                    for part in name.split("/")
                )
                entry = zipfile.ZipInfo(called)  # with a time that is always the same
                archive.writestr(entry, others[name], zipfile.ZIP_DEFLATED)


def is_passive(name: str, data: bytes) -> bool:
    """Whether a file, wherever somebody opens it, is no more than text, numbers or a picture."""
    *folders, file = name.split("/")
    if not all(map(FOLDER.fullmatch, folders)):
        return False
    if found := PICTURE.fullmatch(file):
        kind = "image/png" if found[1].lower() == "png" else "image/jpeg"
        return is_picture(data, kind, Limits())
    return bool(PASSIVE.fullmatch(file))


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
