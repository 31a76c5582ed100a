"""What runs in the student's process: a notebook-like shell that answers requests.

Everything in this process is at the student's mercy, replies included; the other side checks them.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import inspect
import os
import signal
import socket
import sys
import tempfile
import time
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from ..border import wire
from ..border.codec import Packed, decode, encode
from ..border.errors import CannotCross
from ..border.limits import Limits
from ..border.recorder import Recorder, Stream, clean
from ..border.seeding import seeded
from .elsewhere import MOST, rest_of
from .failures import describe_error, listing
from .shell import StudentShell, cell_running, current

getpid = os.getpid
MOST_KEPT = 2000  # objects that stay behind while the other side has something in their place


def twice(value: Any) -> bool:
    """Whether one and the same dict stands twice in a tuple or list, as in `utils.observe`, which
    is not here: what crosses is a copy of each."""
    if type(value) not in (tuple, list):
        return False
    dicts = [id(entry) for entry in value if type(entry) is dict]
    return len(dicts) > len(set(dicts))


def serve(shell: StudentShell, sock: socket.socket, limits: Limits) -> None:
    """Answer requests until the other side closes; never returns."""
    sys.stdout, sys.stderr = Stream("stdout", current, 1), Stream("stderr", current, 2)
    student = Student(shell, limits, sock)
    wire.send(sock, encode({"id": 0, "ready": True}))
    with contextlib.suppress(wire.Closed):
        while True:
            request = decode(wire.receive(sock, limits.frame.value_bytes), limits.frame)
            if "op" not in request:  # what a call that was interrupted had asked for
                continue
            reply = student.answer(request)
            if getpid() != student.pid:  # a fork that the student's code let run on
                break
            wire.send(sock, reply)
    os._exit(0)


class Student:
    """The state of one submission: its namespace, and the objects that were handed out."""

    def __init__(self, shell: StudentShell, limits: Limits, sock: socket.socket):
        self.shell, self.limits, self.sock, self.pid = shell, limits, sock, getpid()
        self.names = shell.user_ns
        self.initial = frozenset(self.names)
        self.objects: list[Any] = []  # what the other side has handles of
        self.handles: dict[int, int] = {}  # by the id of the object
        self.parameters: dict[int, list | None] = {}  # of functions, by their handles
        self.busy = False
        self.lost: set[str] = set()  # names that lines which cannot work here would have bound
        self.captures = [_capture_descriptor(1), _capture_descriptor(2)]

    def answer(self, request: dict) -> Packed:
        try:
            reply = getattr(self, "op_" + request["op"])(request)
            return encode({"id": request["id"], **reply}, self.limits.frame)
        except MemoryError:
            gc.collect()
            return encode({"id": request["id"], "memory": True})

    # What can be asked

    def op_run(self, request: dict) -> dict:
        before = dict(self.names)
        cell_running[0] = request["cell"]
        with self.running() as recorder:
            start = time.perf_counter()
            error, whole = self.run_cell(request["source"], request["cell"])
            seconds = time.perf_counter() - start
        hidden = self.initial | set(self.shell.user_ns_hidden)  # IPython's own, such as _1
        bound = [n for n, v in self.names.items() if v is not before.get(n, _absent)]
        return {
            "outputs": recorder.finish(),
            "cut": recorder.cut,
            "seconds": seconds,
            "error": describe_error(error, request["cell"]) if error else None,
            "whole": whole,
            "bound": [n for n in bound if type(n) is str and n not in hidden],
        }

    def run_cell(self, source: str, cell: str) -> tuple[BaseException | None, bool]:
        """Run a cell; its first error, and whether all of it ran but what cannot work here."""
        result = self.shell.run_cell(source, store_history=True)
        first = error = result.error_before_exec or result.error_in_exec
        rest: str | None = source
        for _ in range(MOST):
            if not error or not self.busy:
                break
            rest = rest_of(self.shell, rest, error, cell, self.lost)
            if not rest:
                break
            result = self.shell.run_cell(rest, store_history=False)
            error = result.error_before_exec or result.error_in_exec
        return first, not error or rest == ""

    def op_get(self, request: dict) -> dict:
        name = request["name"]
        if name not in self.names or name in self.initial:
            return {"kind": "missing"}
        value = self.names[name]
        if type(value) is types.ModuleType:
            return {"kind": "module", "module": clean(str(value.__name__))}
        if callable(value) and not isinstance(value, type):
            handle = self.handle(value)
            if handle not in self.parameters:
                self.parameters[handle] = parameters_of(value)
            return {"kind": "function", "handle": handle, "parameters": self.parameters[handle]}
        try:
            return {"kind": "value", "value": self.packed(value)}
        except CannotCross as error:
            return {"kind": "other", "problem": clean(error.problem), "where": clean(error.where)}

    def op_call(self, request: dict) -> dict:
        function = self.objects[request["handle"]]
        before = bytes(request["args"])  # the arrays inside are views, which the call may change
        args, kwargs = self.unpacked(request["args"])
        value = described = None
        caught: list[dict] = []
        used: list[str] = []
        with self.bound(request, used), self.running(caught) as recorder:
            start, busy = time.perf_counter(), time.thread_time()
            try:
                with seeded(request["seed"]):
                    value = function(*args, **kwargs)
            except BaseException as error:
                described = describe_error(error, cell_running[0])
            seconds, busy = time.perf_counter() - start, time.thread_time() - busy
        reply = {
            "outputs": recorder.finish(),
            "cut": recorder.cut,
            "seconds": seconds,
            "busy": busy,
            "error": described,
            "warnings": caught,
            "value": None,
            "problem": None,
            "used": used,
            "after": self.changed((args, kwargs), before),
            "twice": twice(value),
        }
        if described is None:
            try:
                reply["value"] = self.packed(value)
            except CannotCross as error:
                reply["problem"] = [clean(error.problem), clean(error.where)]
        return reply

    def op_set(self, request: dict) -> dict:
        self.names[request["name"]] = self.unpacked(request["value"])
        return {}

    def op_del(self, request: dict) -> dict:
        found = request["name"] in self.names and request["name"] not in self.initial
        if found:
            del self.names[request["name"]]
        return {"found": found}

    def op_refuse(self, request: dict) -> dict:
        name, message = request["name"], request["message"]
        function = self.names.get(name)
        if callable(function):

            def refused(*_: Any, **__: Any) -> None:
                raise TimeoutError(message)

            refused.__name__ = name
            self.names[name] = refused
            if (known := self.handles.pop(id(function), None)) is not None:
                self.objects[known] = refused
                self.handles[id(refused)] = known
        return {}

    def op_names(self, request: dict) -> dict:
        return {"names": [n for n in self.names if type(n) is str and n not in self.initial]}

    # How it is done

    @contextlib.contextmanager
    def bound(self, request: dict, used: list[str]) -> Iterator[None]:
        """While it lasts, some names are what the request gives them: data to return, or functions
        of the other side's, to be asked for each result."""
        given = {
            name: self.returning(name, value, used) for name, value in request["given"].items()
        }
        given |= {name: self.asking(name, request["id"], used) for name in request["lent"]}
        before = {name: self.names[name] for name in given if name in self.names}
        self.names.update(given)
        try:
            yield
        finally:
            for name in given:
                self.names.pop(name, None)
            self.names.update(before)

    def returning(self, name: str, packed: memoryview, used: list[str]) -> Callable:
        data = bytes(packed)

        def stand_in(*_: Any, **__: Any) -> Any:
            used.append(name)
            return self.unpacked(bytearray(data))

        return stand_in

    def asking(self, name: str, number: int, used: list[str]) -> Callable:
        def stand_in(*args: Any, **kwargs: Any) -> Any:
            used.append(name)
            packed = encode((args, kwargs), self.limits, keep=self.keep)
            wire.send(self.sock, encode({"id": number, "ask": name, "args": packed}))
            answer = decode(
                wire.receive(self.sock, self.limits.frame.value_bytes), self.limits.frame
            )
            if answer["error"]:
                raise getattr(builtins, answer["error"][0])(answer["error"][1])
            return self.unpacked(bytearray(answer["value"]))

        return stand_in

    @contextlib.contextmanager
    def running(self, caught: list[dict] | None = None) -> Iterator[Recorder]:
        """Record what the student's code shows, and let an interrupt reach it only meanwhile.

        With `caught`, warnings are listed there instead of being printed.
        """
        recorder = Recorder(self.limits)
        current.append(recorder)
        signal.signal(signal.SIGINT, self.interrupt)
        show = warnings.showwarning
        if caught is not None:
            warnings.showwarning = listing(caught)
        self.busy = True
        try:
            yield recorder
        finally:
            self.busy = False
            if caught is not None:
                warnings.showwarning = show
                self.flush_figures()
            for stream, descriptor in zip(("stdout", "stderr"), self.captures, strict=True):
                if text := _take(descriptor, self.limits.output_bytes):
                    recorder.write(stream, text)
            current.remove(recorder)

    def flush_figures(self) -> None:
        """Show the figures that a call drew (a cell does so by itself)."""
        if plt := sys.modules.get("matplotlib.pyplot"):
            with contextlib.suppress(Exception):
                if plt.get_fignums():
                    self.shell.events.trigger("post_execute")

    def interrupt(self, *_: object) -> None:
        if self.busy:
            self.busy = False
            raise KeyboardInterrupt("it took too long")

    def packed(self, value: Any) -> Packed:
        return encode(value, self.limits, self.refer, self.keep)

    def unpacked(self, data: Any) -> Any:
        return decode(data, self.limits, self.objects.__getitem__, self.kept)

    def kept(self, _: str, handle: int | None) -> Any:
        if handle is None:
            raise CannotCross("holds a part that was not kept")
        return self.objects[handle]

    def handle(self, value: Any) -> int:
        """The number under which the other side may ask for an object, which is kept for that."""
        known = self.handles.get(id(value))
        if known is None:
            known = self.handles[id(value)] = len(self.objects)
            self.objects.append(value)
        return known

    def refer(self, value: Any) -> int | None:
        return self.handle(value) if type(value) is types.FunctionType else None

    def keep(self, value: Any) -> int | None:
        """As `handle`, for what stays behind; without end, such objects would fill the memory."""
        room = len(self.objects) < MOST_KEPT or id(value) in self.handles
        return self.handle(value) if room else None

    def changed(self, arguments: Any, before: bytes) -> Packed | None:
        """The arguments as they are now, if the call changed them in place."""
        try:
            after = self.packed(arguments)
        except CannotCross:
            return None
        return None if after.tobytes() == before else after


_absent = object()


def parameters_of(function: Any) -> list[list] | None:
    """Of every parameter its name, its kind as a number, and whether it has a default."""
    try:
        parameters = inspect.signature(function).parameters.values()
        return [[clean(p.name), int(p.kind), p.default is not p.empty] for p in parameters]
    except Exception:
        return None


def _capture_descriptor(number: int) -> int:
    """Point a standard descriptor at a nameless file, for what does not go through sys.stdout."""
    with tempfile.TemporaryFile(dir=".", buffering=0) as file:
        os.dup2(file.fileno(), number)
    os.set_inheritable(number, True)
    return number


def _take(descriptor: int, limit: int) -> str:
    """What was written to a captured descriptor since last time."""
    try:
        if not os.fstat(descriptor).st_size:
            return ""
        data = os.pread(descriptor, limit + 1, 0)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
    except OSError:
        return ""
    return data.decode(errors="replace")
