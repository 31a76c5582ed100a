"""What has arrived in a folder of folders, and no longer changes while somebody copies it there."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

MOST_FILES = 500  # of one folder, to see whether it has changed
Look = tuple[tuple[str, int, int], ...]  # of each file the name, the time and the size


@dataclass
class Arrivals:
    """Remembers how folders looked. ``at_once`` are those that need not be waited for."""

    last: dict[Path, Look] = field(default_factory=dict)
    handled: dict[Path, Look] = field(default_factory=dict)

    def settled(
        self, folders: Iterable[Path], at_once: frozenset[Path] = frozenset()
    ) -> list[Path]:
        """The folders that are new or changed, and look as they did the last time."""
        now = {folder: look(folder) for folder in folders}
        found = [
            folder
            for folder, seen in now.items()
            if seen
            and seen != self.handled.get(folder)
            and (seen == self.last.get(folder) or folder in at_once)
        ]
        self.last = now
        return found

    def handle(self, folder: Path) -> None:
        """From now on a folder is of interest only when it looks unlike this last look."""
        self.handled[folder] = self.last[folder]


def look(folder: Path) -> Look:
    """How a folder looks from outside; () for one without a file, or that is going away."""
    return tuple(sorted(islice(_files(folder), MOST_FILES)))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    if folder.is_symlink():
        yield "", 0, 0  # never followed; what grades says what is wrong with it
        return
    for top, _, names in os.walk(folder):
        for name in names:
            path = Path(top) / name
            try:
                found = path.lstat()
            except OSError:
                continue
            yield str(path.relative_to(folder)), found.st_mtime_ns, found.st_size
