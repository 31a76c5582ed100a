"""What runs in the student's process: a notebook-like shell that answers requests.

Everything in this process is at the student's mercy, replies included; the other side checks them.
`prepare` is called once, in the template, before any fork; `serve` in each fork.
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
import traceback
import types
import warnings
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import UsageError
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell

from . import wire
from .codec import Packed, decode, encode
from .errors import CannotCross
from .limits import Limits
from .outputs import Recorder, Stream, clean
from .seeding import seeded

current: list[Recorder] = []  # the recorder of what is running now, if anything is
cell_running = [""]
getpid = os.getpid

NO_INPUT = (
    "input() cannot be used in a graded notebook: nobody is there to answer. "
    "Give the value to a variable instead."
)
MAX_WARNINGS = 50


class CellCompiler(CachingCompiler):
    """Names compiled code after its cell, so that tracebacks can say which cell."""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return f"<cell {cell_running[0]}>"


class RecordingPublisher(DisplayPublisher):
    def publish(self, data, metadata=None, **_):
        if current:
            current[-1].show(data, metadata or {})

    def clear_output(self, wait=False):
        if current:
            current[-1].clear()


class RecordingHook(DisplayHook):
    def start_displayhook(self):
        pass

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        if current:
            current[-1].show(format_dict, md_dict or {}, self.prompt_count)

    def finish_displayhook(self):
        pass


class StudentShell(InteractiveShell):
    """IPython without a terminal, a kernel or a history file."""

    system = InteractiveShell.system_raw  # `!command`, without a pseudo-terminal

    def init_history(self):
        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)

    def _tee(self, channel):
        return contextlib.nullcontext()  # IPython would keep a second copy of all output

    def _format_exception_for_storage(self, *_, **__):
        return {}  # IPython would format a traceback of its own, which takes a fifth of a second

    def enable_gui(self, gui=None):
        pass

    def showtraceback(self, exc_tuple=None, *_, **__):
        error = self._get_exc_info(exc_tuple)[1]
        described = describe_error(error)
        if current:
            current[-1].error(described["name"], described["message"], described["traceback"])

    showsyntaxerror = showindentationerror = showtraceback


StudentShell.display_pub_class.default_value = RecordingPublisher
StudentShell.displayhook_class.default_value = RecordingHook
StudentShell.compiler_class.default_value = CellCompiler


def prepare() -> StudentShell:
    """A warm shell in which plots appear inline, as in any notebook."""
    shell = StudentShell.instance()
    shell.run_cell("%matplotlib inline\nimport matplotlib.pyplot as plt\n1", store_history=False)
    shell.reset(new_session=True)
    shell.builtin_trap.activate()
    builtins.input = _no_input
    return shell


def _no_input(prompt: object = "") -> str:
    raise EOFError(NO_INPUT)


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
    """The state of one submission: its namespace, and the functions that were handed out."""

    def __init__(self, shell: StudentShell, limits: Limits, sock: socket.socket):
        self.shell, self.limits, self.sock, self.pid = shell, limits, sock, getpid()
        self.names = shell.user_ns
        self.initial = frozenset(self.names)
        self.functions: list[Any] = []
        self.busy = False
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
            result = self.shell.run_cell(request["source"], store_history=True)
            seconds = time.perf_counter() - start
        error = result.error_before_exec or result.error_in_exec
        hidden = self.initial | set(self.shell.user_ns_hidden)  # IPython's own, such as _1
        bound = [n for n, v in self.names.items() if v is not before.get(n, _absent)]
        return {
            "outputs": recorder.finish(),
            "cut": recorder.cut,
            "seconds": seconds,
            "error": describe_error(error) if error else None,
            "bound": [n for n in bound if type(n) is str and n not in hidden],
        }

    def op_get(self, request: dict) -> dict:
        name = request["name"]
        if name not in self.names or name in self.initial:
            return {"kind": "missing"}
        value = self.names[name]
        if type(value) is types.ModuleType:
            return {"kind": "module", "module": clean(str(value.__name__))}
        if callable(value) and not isinstance(value, type):
            return {"kind": "function", "handle": self.handle(value)}
        try:
            return {"kind": "value", "value": encode(value, self.limits, self.refer)}
        except CannotCross as error:
            return {"kind": "other", "problem": clean(error.problem), "where": clean(error.where)}

    def op_call(self, request: dict) -> dict:
        function = self.functions[request["handle"]]
        before = bytes(request["args"])  # the arrays inside are views, which the call may change
        args, kwargs = decode(request["args"], self.limits, self.functions.__getitem__)
        value = described = None
        caught: list[dict] = []
        used: list[str] = []
        with self.bound(request, used), self.running(caught) as recorder:
            start, busy = time.perf_counter(), time.thread_time()
            try:
                with seeded(request["seed"]):
                    value = function(*args, *self.unasked(request, function, args), **kwargs)
            except BaseException as error:
                described = describe_error(error)
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
        }
        if described is None:
            try:
                reply["value"] = encode(value, self.limits, self.refer)
            except CannotCross as error:
                reply["problem"] = [clean(error.problem), clean(error.where)]
        return reply

    def unasked(self, request: dict, function: Any, args: tuple) -> list[None]:
        """As `utils.observe.unasked`, which this process may not have."""
        if not request["fill"]:
            return []
        try:
            parameters = inspect.signature(function).parameters.values()
        except (TypeError, ValueError):
            return []
        positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        required = [p for p in parameters if p.kind in positional and p.default is p.empty]
        return [None] * (len(required) - len(args))

    def op_set(self, request: dict) -> dict:
        self.names[request["name"]] = decode(
            request["value"], self.limits, self.functions.__getitem__
        )
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

            def refused(*_, **__):
                raise TimeoutError(message)

            refused.__name__ = name
            self.names[name] = refused
            self.functions = [refused if f is function else f for f in self.functions]
        return {}

    def op_names(self, request: dict) -> dict:
        return {"names": [n for n in self.names if type(n) is str and n not in self.initial]}

    # How it is done

    @contextlib.contextmanager
    def bound(self, request: dict, used: list[str]):
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

    def returning(self, name: str, packed: memoryview, used: list[str]):
        data = bytes(packed)

        def stand_in(*_, **__):
            used.append(name)
            return decode(bytearray(data), self.limits, self.functions.__getitem__)

        return stand_in

    def asking(self, name: str, number: int, used: list[str]):
        def stand_in(*args, **kwargs):
            used.append(name)
            packed = encode((args, kwargs), self.limits)
            wire.send(self.sock, encode({"id": number, "ask": name, "args": packed}))
            answer = decode(
                wire.receive(self.sock, self.limits.frame.value_bytes), self.limits.frame
            )
            if answer["error"]:
                raise getattr(builtins, answer["error"][0])(answer["error"][1])
            return decode(bytearray(answer["value"]), self.limits)

        return stand_in

    @contextlib.contextmanager
    def running(self, caught: list[dict] | None = None):
        """Record what the student's code shows, and let an interrupt reach it only meanwhile.

        With `caught`, warnings are listed there instead of being printed.
        """
        recorder = Recorder(self.limits)
        current.append(recorder)
        signal.signal(signal.SIGINT, self.interrupt)
        show = warnings.showwarning
        if caught is not None:
            warnings.showwarning = _lister(caught)
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

    def handle(self, function: Any) -> int:
        for index, known in enumerate(self.functions):
            if known is function:
                return index
        self.functions.append(function)
        return len(self.functions) - 1

    def refer(self, value: Any) -> int | None:
        return self.handle(value) if type(value) is types.FunctionType else None

    def changed(self, arguments: Any, before: bytes) -> Packed | None:
        """The arguments as they are now, if the call changed them in place."""
        try:
            after = encode(arguments, self.limits, self.refer)
        except CannotCross:
            return None
        return None if after.tobytes() == before else after


_absent = object()


def describe_error(error: BaseException) -> dict:
    """An exception as plain data: nearest built-in type, message, the student's own lines."""
    kind = type(error)
    builtin = next(k.__name__ for k in kind.__mro__ if getattr(builtins, k.__name__, None) is k)
    try:
        message = clean(str(error))
    except Exception:
        message = "(its message cannot be shown)"
    try:
        args = encode(error.args)
    except Exception:
        args = None
    name = clean(str(kind.__name__))
    lines, last = _student_lines(error)
    if isinstance(error, SyntaxError):
        lines = [line.rstrip() for line in traceback.format_exception_only(error)]
        last = [cell_running[0], error.lineno or 0, clean(error.text or "").strip(), ""]
        lines = [line for line in lines if not line.lstrip().startswith("File ")]
    elif isinstance(error, UsageError):
        lines.append(message)
    else:
        lines.append(f"{name}: {message}" if message else name)
    return {
        "type": builtin,
        "name": name,
        "message": message[:10_000],
        "args": args,
        "traceback": [clean(line) for line in lines],
        "line": last,
    }


def _student_lines(error: BaseException) -> tuple[list[str], list | None]:
    """The student's own frames, and the innermost of them as [cell, line, source, function]."""
    frames = []
    for frame, number in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        if code.co_filename.startswith("<cell "):
            frames.append((code.co_filename[6:-1], number, code.co_name, code.co_filename))
    if len(frames) > 8:
        frames = [*frames[:4], None, *frames[-4:]]
    lines, last = [], None
    for found in frames:
        if found is None:
            lines.append("  … and so on …")
            continue
        cell, number, function, filename = found
        source = traceback.linecache.getline(filename, number).strip()
        place = "" if function == "<module>" else f", in {function}"
        lines.append(f"Cell {cell}, line {number}{place}\n    {source}")
        last = [clean(cell), number, clean(source), function]
    return lines, last


def _lister(caught: list[dict]):
    def show(message, category, filename, lineno, file=None, line=None):
        if len(caught) < MAX_WARNINGS:
            kind = next(k for k in category.__mro__ if getattr(builtins, k.__name__, None) is k)
            text = clean(str(message))[:2000]
            place = clean(str(filename))[:200]
            caught.append({"type": kind.__name__, "message": text, "file": place, "line": lineno})

    return show


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
