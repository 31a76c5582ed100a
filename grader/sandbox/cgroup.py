"""A control group for a template, where this machine lets us make one: the kernel then counts what
it holds for a submission, buffers of sockets and pipes among it, and not only what is mapped.

It is there to count; the template acts on what it reads. A container or a login often owns none of
its groups, so nothing depends on it: see `inside.jail` for what is limited everywhere.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from pathlib import Path

PREFIX = "nnbh-grader"
FILES = ("memory.stat", "memory.kmem.usage_in_bytes")  # the second is version 1's
PATIENCE = 50  # hundredths of a second
_numbers = itertools.count()


def make_group(pid: int, proc: Path = Path("/proc")) -> Path | None:
    """Move a process and those below it into a new group; the group, or None if there can be none.

    What it used until then stays with the old one.
    """
    for parent in _parents(proc):
        folder = parent / f"{PREFIX}-{os.getpid()}-{next(_numbers)}"
        try:
            _clear(parent)
            folder.mkdir()
        except OSError:
            continue
        try:
            if (folder / FILES[0]).exists():
                for one in _below(pid, proc):
                    (folder / "cgroup.procs").write_text(str(one))
                return folder
        except OSError:
            pass
        remove_group(folder)
    return None


def open_counters(group: Path) -> list[int]:
    """Descriptors of the files that count; they can be read where the group cannot be seen."""
    found = []
    for name in FILES:
        with contextlib.suppress(OSError):
            found.append(os.open(group / name, os.O_RDONLY | os.O_CLOEXEC))
    return found


def remove_group(group: Path) -> None:
    """Remove a group whose processes have ended, or are about to."""
    for _ in range(PATIENCE):
        try:
            group.rmdir()
        except FileNotFoundError:
            return
        except OSError:
            time.sleep(0.01)
        else:
            return


def _parents(proc: Path) -> list[Path]:
    """Where a group with a memory counter may be made: beside our own or in it."""
    own, mounted = {}, {}
    with contextlib.suppress(OSError, ValueError):
        for line in (proc / "self/cgroup").read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            if not controllers or "memory" in controllers.split(","):
                own[1 if controllers else 2] = path
        for line in (proc / "self/mountinfo").read_text().splitlines():
            before, _, after = line.partition(" - ")
            kind, _, options = after.split(" ")[:3]
            if kind == "cgroup2" or (kind == "cgroup" and "memory" in options.split(",")):
                root, place = before.split(" ")[3:5]
                mounted[2 if kind == "cgroup2" else 1] = (root, Path(place))
    parents = []
    for version in own.keys() & mounted.keys():
        root, place = mounted[version]
        if not Path(own[version]).is_relative_to(root):
            continue
        group = place / Path(own[version]).relative_to(root)
        # In version 2 a group that has processes cannot give its children a counter.
        parents += [group] if version == 1 or group == place else [group.parent, group]
    return parents


def _below(pid: int, proc: Path) -> list[int]:
    """A process and its descendants."""
    try:
        children = (proc / f"{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(one for child in children for one in _below(int(child), proc))]


def _clear(parent: Path) -> None:
    """Remove what a run that was killed left behind."""
    for left in parent.glob(f"{PREFIX}-*-*"):
        maker = left.name.split("-")[-2]
        if not Path(f"/proc/{maker}").exists():
            remove_group(left)
