"""The few Linux system calls that Python does not wrap, and what /proc says of memory.

Nothing here imports more than the standard library. Each call returns whether it worked; the caller
decides whether that is enough.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import sys

LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x00020000, 0x08000000, 0x10000000
SOCKET_BYTES = 2 * 212_992  # what one may send before it has to wait, and a message beyond
# Lines of memory.stat in both versions of cgroups, and the whole of memory.kmem.usage_in_bytes.
COUNTED = frozenset({b"anon", b"kernel", b"sock", b"rss", b"shmem", b""})
MS_NOSUID, MS_NODEV, MS_BIND = 2, 4, 4096


def prctl(option: int, value: int = 0, extra: object = 0) -> bool:
    return LINUX and _libc.prctl(option, ctypes.c_ulong(value), extra, 0, 0) == 0


def unshare(flags: int) -> bool:
    return LINUX and _libc.unshare(flags) == 0


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> bool:
    parts = [text.encode() for text in (source, target, kind)]
    return _libc.mount(*parts, flags, options.encode() or None) == 0


def capset(header: bytes, data: bytes) -> bool:
    return LINUX and _libc.capset(header, data) == 0


def memory_of(pid: int | str) -> int:
    """Bytes of memory that belong to a process and not to a file; 0 when it is gone."""
    try:
        fd = os.open(f"/proc/{pid}/status", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return 0
    try:
        text = os.read(fd, 8192)
    except OSError:
        return 0
    finally:
        os.close(fd)
    lines = (line.split() for line in text.splitlines())
    return sum(int(w[1]) * 1024 for w in lines if w and w[0] in (b"RssAnon:", b"RssShmem:"))


def mapped_memory() -> int:
    """Bytes of address space this process has mapped."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - pathlib is not loaded yet
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 2**30


def held_in_sockets() -> int:
    """Bytes that the kernel may at most be holding for the sockets of this network namespace.

    They are local ones, which it lists even while they are on their way from one process to
    another. Each is counted as if it were full.
    """
    try:
        with open("/proc/net/unix", "rb") as file:  # noqa: PTH123
            return SOCKET_BYTES * max(0, file.read().count(b"\n") - 1)
    except OSError:
        return 0


def counted(descriptors: list[int]) -> int:
    """Bytes of memory that a cgroup counts, by its open files; the kernel's own are among them."""
    total = 0
    for fd in descriptors:
        with contextlib.suppress(OSError, ValueError):
            for line in os.pread(fd, 8192, 0).splitlines():
                name, _, value = line.rpartition(b" ")
                if name in COUNTED:
                    total += int(value)
    return total
