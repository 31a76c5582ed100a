"""What is in hand, in a file: whatever is killed and when, the next watch goes on with it."""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAME = ".watching.json"


@dataclass
class Pending:
    """The submissions that were begun and have no receipt yet: "student/assignment"."""

    path: Path
    begun: set[str] = field(default_factory=set)

    def begin(self, student: str, assignment: str) -> None:
        """Remember a submission before it is graded."""
        self._change(self.begun | {f"{student}/{assignment}"})

    def end(self, student: str, assignment: str) -> None:
        """Forget one that has its receipt, or for which there is nothing more to do."""
        self._change(self.begun - {f"{student}/{assignment}"})

    def has(self, student: str, assignment: str) -> bool:
        """Whether a submission was begun and not ended."""
        return f"{student}/{assignment}" in self.begun

    def _change(self, begun: set[str]) -> None:
        if begun == self.begun:
            return
        own = self.path.with_name(f"{self.path.name}-{os.getpid()}")
        own.write_text(json.dumps(sorted(begun)) + "\n", encoding="utf-8")
        own.replace(self.path)
        self.begun = begun


def read_pending(root: Path) -> Pending:
    """What an earlier watch of the course in ``root`` left undone."""
    path = root / NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = []
    return Pending(path, {one for one in found if isinstance(one, str)})


@contextlib.contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Meanwhile nobody else watches the course; ``BlockingIOError`` when somebody does."""
    descriptor = os.open(root / f"{NAME}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)
