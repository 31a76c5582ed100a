"""Temporary folders, and how those that killed processes left behind are told from the others."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

PREFIX = "sandbox-"


class Scratch(NamedTuple):
    """A temporary folder, and the open lock on it that says that its process lives."""

    path: Path
    lock: int


def make_scratch(files: Path | None = None, owner: int | None = None) -> Scratch:
    """A new folder. In it `work`, for submissions that cannot be given a folder of their own, and
    `files`, a copy that the submissions' user can read and nobody else sees changed.

    `owner` is that user where it is not ours and sees the machine as we do.
    """
    scratch = _locked_folder()
    work = scratch.path / "work"
    work.mkdir()
    if owner is not None:
        os.chown(work, owner, owner)
        scratch.path.chmod(0o711)
    if files:
        copy = scratch.path / "files"
        shutil.copytree(files, copy, ignore=shutil.ignore_patterns("lessons"))  # to be read
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    return scratch


def remove_scratch(scratch: Scratch) -> None:
    """Delete the folder, and let go of its lock."""
    shutil.rmtree(scratch.path, ignore_errors=True)
    os.close(scratch.lock)


def sweep() -> None:
    """Remove the temporary folders of killed processes.

    A folder's lock is gone when its process is. Nothing else can tell: the process may run in
    another process namespace.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            lock = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(lock)


def _locked_folder() -> Scratch:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        with contextlib.suppress(FileNotFoundError):  # swept before it was locked
            lock = os.open(folder, os.O_RDONLY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():
                return Scratch(folder, lock)
            os.close(lock)
