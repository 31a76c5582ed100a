"""The conversation with a template: what it is asked, and what happens when it does not answer."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from pathlib import Path

from grader.sandbox.border import wire
from grader.sandbox.border.codec import decode, encode
from grader.sandbox.border.errors import CannotCross, SandboxFault
from grader.sandbox.cgroup import make_group, open_counters, remove_group

START_SECONDS = 60.0  # a cold disk can take long over SciPy
ANSWER_SECONDS = 10.0
END_SECONDS = 3.0


class Control:
    """A template process and the socket to it.

    Submissions have numbers: what is said of one that is over does nothing to the next. A template
    that fails to answer is ended, and `SandboxFault` raised.
    """

    def __init__(self, process: subprocess.Popen, sock: socket.socket):
        self.process, self._sock = process, sock
        self.running: int | None = None  # the number of the submission that runs
        self.closed = False
        self._requests = self._started = 0
        self._group: Path | None = None

    def prepare(self, settings: dict) -> list[str]:
        """Tell a new template what to load; its notes on what it could not."""
        deadline = time.monotonic() + START_SECONDS
        wire.send(self._sock, encode(settings), deadline)
        notes = decode(wire.receive(self._sock, 2**20, deadline))["notes"]
        self._group = make_group(self.process.pid)
        if self._group:
            counters = open_counters(self._group)
            try:
                self._ask("count", pass_on=counters)
            finally:
                for descriptor in counters:
                    os.close(descriptor)
        return notes

    @property
    def counts(self) -> bool:
        """Whether the kernel counts all that it holds for a submission, by a cgroup."""
        return self._group is not None

    def start(self) -> tuple[int, socket.socket]:
        """Start a submission: its number, and the socket to it once it is ready."""
        if self.running is not None:
            raise SandboxFault("this sandbox is running a submission already; close that first")
        ours, theirs = wire.pair()
        try:
            with theirs:
                reply = self._ask("start", pass_on=[theirs.fileno()])
            if "problem" in reply:
                raise SandboxFault(f"the submission could not be started: {reply['problem']}")
            self._started += 1
            self.running = self._started
            self._greet(ours)
        except BaseException:
            ours.close()
            if self.running is not None:
                self.end(self.running)
            raise
        return self._started, ours

    def await_answer(self, sock: socket.socket, deadline: float | None) -> None:
        """Wait for bytes from the submission on `sock`.

        Raises `Closed` when it ended by itself without sending any, `TooSlow` after the deadline.
        """
        if self.closed:
            raise SandboxFault("the sandbox is closed")
        if sock not in wire.wait([sock, self._sock], deadline):
            raise wire.Closed  # the template has a death to report

    def interrupt(self, number: int) -> None:
        """Send the submission a Ctrl-C; on return it has been sent."""
        if self.running == number:
            self._ask("interrupt")

    def processor_seconds(self, number: int) -> float:
        """What the submission's processes have used, by the kernel's clocks.

        It counts from any start: only the difference of two means something.
        """
        return self._ask("time")["seconds"] if self.running == number else 0.0

    def end(self, number: int, by_itself: bool = False) -> tuple[int | None, str]:
        """End the submission; its wait status if it ended by itself, and the template's reason.

        With `by_itself` it seems to be ending and is given a moment to finish. Nothing happens if
        it is over already.
        """
        if self.running != number:
            return None, ""
        self.running = None
        reply = self._ask("end", by_itself=by_itself)
        return reply["status"], reply["reason"]

    def close(self, patience: float = END_SECONDS) -> None:
        """End the template, which gets `patience` seconds to end its submission by itself."""
        self.running, self.closed = None, True
        self._sock.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self.process.kill()
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()
        if self._group:
            remove_group(self._group)
            self._group = None

    def last_words(self) -> str:
        """The last line that the template wrote to its standard error before it ended."""
        if not self.process.stderr or self.process.stderr.closed:
            return ""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1)
        self.process.kill()
        os.set_blocking(self.process.stderr.fileno(), False)
        text = (self.process.stderr.read() or b"").decode(errors="replace").strip()
        return text.splitlines()[-1] if text else ""

    def _greet(self, sock: socket.socket) -> None:
        """Wait until a new submission says that it is ready."""
        try:
            hello = decode(wire.receive(sock, 65536, time.monotonic() + ANSWER_SECONDS))
        except (wire.Closed, wire.TooSlow, wire.TooLarge, CannotCross) as error:
            problem = f"{type(error).__name__}: {error}"
            raise SandboxFault(f"the submission could not be started ({problem})") from None
        if hello != {"id": 0, "ready": True}:
            raise SandboxFault(f"the submission could not be started: {hello.get('problem')}")

    def _ask(self, op: str, pass_on: list[int] | None = None, **details: bool) -> dict:
        if self.closed:
            raise SandboxFault("the sandbox is closed")
        self._requests += 1
        deadline = time.monotonic() + ANSWER_SECONDS
        try:
            wire.send(self._sock, encode({"op": op, "id": self._requests, **details}), deadline)
            if pass_on:
                socket.send_fds(self._sock, [b"f"], pass_on)
            while True:
                reply = decode(wire.receive(self._sock, 2**20, deadline))
                if reply["id"] == self._requests:  # others report a death, which "end" tells too
                    return reply
        except (wire.Closed, wire.TooSlow, CannotCross, OSError) as error:
            self.close(patience=0)
            raise SandboxFault(f"the template process failed ({type(error).__name__})") from error
        except BaseException:  # interrupted half-way: the conversation cannot be taken up again
            self.close(patience=0)
            raise
