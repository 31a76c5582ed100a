"""Frames over a socket: eight bytes of length, then that many bytes. Nothing is ever buffered.

A buffered reader would keep bytes across a fork, and a fork would then read them again.
"""

from __future__ import annotations

import select
import socket
import struct
import time

import numpy as np

from .codec import Packed

HEADER = struct.Struct("<Q")
MAX_PARTS = 64  # sent with one system call
BUFFER = 4 * 2**20


class Closed(Exception):
    """The other side has gone."""


class TooSlow(Exception):
    """The deadline passed."""


class TooLarge(Exception):
    """A frame announced more bytes than allowed."""


def pair() -> tuple[socket.socket, socket.socket]:
    """A connected pair of sockets, with as much room for large arrays as the system grants."""
    both = socket.socketpair()
    for sock in both:
        for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
            sock.setsockopt(socket.SOL_SOCKET, option, BUFFER)
    return both


def send(sock: socket.socket, packed: Packed, deadline: float | None = None) -> None:
    """Send one frame before `deadline` (on `time.monotonic`'s clock)."""
    parts = [memoryview(part) for part in (HEADER.pack(packed.size), *packed.parts)]
    first = 0
    while first < len(parts):
        try:
            sent = sock.sendmsg(parts[first : first + MAX_PARTS], [], socket.MSG_DONTWAIT)
        except BlockingIOError:
            wait([sock], deadline, write=True)
            continue
        except OSError:
            raise Closed from None
        while first < len(parts) and sent >= len(parts[first]):
            sent -= len(parts[first])
            first += 1
        if sent:
            parts[first] = parts[first][sent:]


def receive(sock: socket.socket, limit: int, deadline: float | None = None) -> memoryview:
    """Receive one frame of at most `limit` bytes before `deadline`."""
    (length,) = HEADER.unpack(_exactly(sock, HEADER.size, deadline))
    if length > limit:
        raise TooLarge
    return _exactly(sock, length, deadline)


def wait(sockets: list, deadline: float | None, write: bool = False) -> list:
    """Those of `sockets` that are ready; `TooSlow` when the deadline passes before any is."""
    poller = select.poll()
    for sock in sockets:
        poller.register(sock, select.POLLOUT if write else select.POLLIN)
    timeout = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
    ready = {fd for fd, _ in poller.poll(timeout)}
    if not ready:
        raise TooSlow
    return [sock for sock in sockets if sock.fileno() in ready]


def _exactly(sock: socket.socket, length: int, deadline: float | None) -> memoryview:
    """`length` bytes. Memory is used as they arrive: NumPy leaves it untouched until then."""
    data = np.empty(length, np.uint8).data
    filled = 0
    while filled < length:
        try:
            count = sock.recv_into(data[filled:], 0, socket.MSG_DONTWAIT)
        except BlockingIOError:
            wait([sock], deadline)
            continue
        except OSError:
            raise Closed from None
        if not count:
            raise Closed
        filled += count
    return data
