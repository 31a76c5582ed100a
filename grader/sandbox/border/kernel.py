"""The few Linux system calls that Python does not wrap, and what /proc says of memory.

Nothing here imports more than the standard library. Each call returns whether it worked; the caller
decides whether that is enough.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys

LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x00020000, 0x08000000, 0x10000000
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
