"""One submission, seen from the trusted side: its cells run, its functions called."""

from __future__ import annotations

import builtins
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from . import jail, wire
from .codec import Packed, decode, encode
from .effects import show_again, write_back
from .errors import (
    CannotCross,
    SandboxFault,
    SessionDied,
    StudentFault,
    StudentTimeout,
)
from .outputs import Output
from .replies import (
    BadReply,
    StudentError,
    arguments_of,
    cause_of_death,
    checked_outputs,
    error_of,
    error_output,
    field_of,
    seconds_of,
    warning_of,
)

if TYPE_CHECKING:
    from utils.observe import Call

    from .box import Sandbox

KEPT = 8  # a check keeps the answers to all its cases, so that each may be so much smaller
LENT_ENTRIES, FAST = 500_000, "?bBhHiIlLqQfd"  # what a lent function may be given
MOST_BOUND = 10_000  # names that one cell may bind
MOST_VALUES = 4  # what a lent function may use of our memory, in values of the largest size
# Processor time that a call may use beyond what the sandbox says: arguments cross, pages are slow.
UNSAID, UNSAID_BYTE = 0.004, 5e-9  # seconds, and more for each byte
TIMED_BYTES = 100_000  # larger arguments are there to be timed
# Raised again in the trusted process, these would stop the grader instead of a test.
NOT_RAISED = (KeyboardInterrupt, SystemExit, GeneratorExit)


@dataclass
class CellResult:
    """What a cell showed and how it ended. `fault` says why it did not come to its own end."""

    cell_id: str
    outputs: list[Output]
    seconds: float
    error: StudentError | BaseException | None = None
    fault: StudentFault | SandboxFault | CannotCross | None = None
    cut: bool = False  # its output passed the limit
    bound: list[str] = field(default_factory=list)  # the names a student cell gave new values

    @property
    def ok(self) -> bool:
        return self.error is None and self.fault is None


@dataclass
class CallReport:
    """One call of a student's function; exactly one of value, error and fault says how it ended.

    `seconds` and `busy_seconds`, of the processor, were measured in the sandbox. `changed` tells
    whether the call changed its arguments in place; `after` is then (args, kwargs) as they are now.
    `warnings` are (category, message, cell or file, line). `fault` is a timeout, a death, or a
    value that cannot cross.
    """

    name: str
    value: Any = None
    error: StudentError | None = None
    fault: StudentFault | CannotCross | None = None
    outputs: list[Output] = field(default_factory=list)
    warnings: list[tuple[type[Warning], str, str, int]] = field(default_factory=list)
    changed: bool = False
    after: tuple[tuple, dict] | None = None
    seconds: float = 0.0
    busy_seconds: float = 0.0
    size: int = 0  # bytes of `value` as it crossed
    cut: bool = False
    used: list[str] = field(default_factory=list)  # the given and lent names that it called

    @property
    def exception(self) -> BaseException | None:
        """What the call raised, as its nearest built-in type."""
        return self.error.exception if self.error else None

    @property
    def stdout(self) -> str:
        return _text(self.outputs, "stdout")

    @property
    def stderr(self) -> str:
        return _text(self.outputs, "stderr")


class RemoteFunction:
    """Stands for a function of the student's: calling it runs theirs and brings the result back."""

    def __init__(self, session: Session, handle: int, name: str):
        self._session, self._handle = session, handle
        self.__name__ = self.__qualname__ = name

    def __repr__(self) -> str:
        return f"<the submission's function {self.__name__}>"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """As calling the function: prints, warns, changes its arguments, raises or returns."""
        try:
            report = self.examine(args, kwargs)
        except CannotCross as error:
            raise self._session.remember(error) from None
        show_again(report.outputs)
        if report.after:
            write_back((args, kwargs), report.after)
        for category, message, place, line in report.warnings:
            warnings.warn_explicit(message, category, place, line)
        if report.fault:
            raise self._session.remember(report.fault)
        if (error := report.exception) is not None:
            stops = isinstance(error, StopIteration) and not self._session.stop_iteration
            if stops or isinstance(error, NOT_RAISED):
                raise RuntimeError(f"{type(error).__name__}: {error}") from None
            raise error
        return report.value

    def examine(
        self, args: tuple = (), kwargs: dict | None = None, seconds: float | None = None
    ) -> CallReport:
        """Call it and report everything that happened; raises only if an argument cannot cross."""
        return self._session.call(self, args, kwargs or {}, seconds)

    def observe(
        self, inputs: dict[str, Any], given: dict[str, Any], seed: int | None = None
    ) -> Call:
        """Call it by position, as `utils.observe.observe` calls a function that lives here.

        `given` are other functions of the submission's and what they are during this call: data to
        return, or functions of ours, which run here. With a ``seed`` its random numbers repeat, see
        `seeding`. A timeout or a death is raised.
        """
        # Imported here: the template loads this package too, where there is no `utils` to import.
        from utils.expected import Raises
        from utils.observe import UNREADABLE, Call, changed

        report = self._session.call(self, tuple(inputs.values()), {}, None, given, seed)
        fault = report.fault
        if isinstance(fault, StudentFault):
            raise self._session.remember(fault)
        value, message, line, inside = report.value, "", "", ""
        if fault is not None:
            value, message = Raises(UNREADABLE), f"{fault.where} {fault.problem}"
        elif report.error is not None:
            value, message = Raises(type(report.error.exception).__name__), report.error.message
            if report.error.line:
                line, inside = report.error.line[2], report.error.line[3]
        if report.size > self._session.limits.value_bytes // KEPT:
            value, message = Raises("MemoryError"), "what it returned is too large to be kept"
        altered: tuple[str, ...] = ()
        if report.changed:
            altered = tuple(inputs)
            if report.after and len(report.after[0]) == len(inputs):
                altered = changed(inputs, list(report.after[0]))
        return Call(value, report.busy_seconds, altered, message, line, inside, tuple(report.used))


class Session:
    """A running submission. `dead` is why it no longer runs, if it does not."""

    def __init__(self, box: Sandbox, sock):
        self.box, self.limits, self.sock = box, box.limits, sock
        self.dead: SessionDied | None = None
        self.budget: tuple[float, float] | None = None  # of the test cell: deadline, seconds
        self.faults: list[StudentFault | CannotCross] = []  # raised: what a test must not swallow
        self.incidents: list[StudentFault] = []  # every timeout and death, raised or reported
        self.calls = 0  # into the submission, so far: what was read before may have changed
        self._functions: dict[tuple[int, str], RemoteFunction] = {}
        self.on_binding: list[Callable[[list[str]], None]] = []  # told which names a cell bound
        self._requests = 0
        self._lent: dict[str, Callable] = {}  # functions of ours that the call under way may ask
        self.asked = False  # one of them is running now
        # Raised in a test that does not expect it, it would end a loop of the test's as if done.
        self.stop_iteration = True
        self._name = ""  # of what is being fetched now: the name a new stand-in gets
        self._closed = False

    # What it offers

    def run(self, source: str, cell_id: str, seconds: float | None = None) -> CellResult:
        """Run a cell of the student's; never raises for what the student's code does."""
        start = time.monotonic()
        try:
            reply, timeout = self._exchange(
                {"op": "run", "source": source, "cell": cell_id}, f"cell {cell_id}", seconds
            )
            outputs = checked_outputs(field_of(reply, "outputs", list), self.limits)
            error = error_of(field_of(reply, "error", dict, None), self.limits)
            bound = [n for n in field_of(reply, "bound", list)[:MOST_BOUND] if type(n) is str]
            result = CellResult(cell_id, outputs, seconds_of(reply), error, timeout)
            result.cut = field_of(reply, "cut", bool)
            result.bound = bound
            for tell in self.on_binding:
                tell(bound)
            self.calls += 1
        except BadReply as problem:
            result = CellResult(cell_id, [], 0.0, fault=self._nonsense(problem, f"cell {cell_id}"))
        except SessionDied as death:
            result = CellResult(cell_id, [], time.monotonic() - start, fault=death)
        if result.fault:
            kept = [o for o in result.outputs if o["output_type"] != "error"]
            result.outputs = [*kept, error_output(type(result.fault).__name__, str(result.fault))]
            result.seconds = time.monotonic() - start
        return result

    def get(self, name: str) -> Any:
        """The value of a name, or a stand-in for a function; NameError if it is not defined.

        Modules are answered with NameError too: see `lookup`.
        """
        kind, value = self.lookup(name)
        if kind in ("value", "function"):
            return value
        raise NameError(f"name {name!r} is not defined", name=name)

    def lookup(self, name: str) -> tuple[str, Any]:
        """A name as ("value", …), ("function", stand-in), ("module", its name), ("missing", None).

        Raises `CannotCross` for what is none of these.
        """
        where = f"name {name}"
        try:
            reply, timeout = self._exchange({"op": "get", "name": name}, where, None)
            if timeout:
                raise timeout
            kind = field_of(reply, "kind", str)
            if kind == "missing":
                return kind, None
            if kind == "module":
                return kind, field_of(reply, "module", str)
            if kind == "function":
                return kind, self._function(field_of(reply, "handle", int), name)
            if kind == "value":
                return kind, self._decode(field_of(reply, "value", memoryview), name)
            if kind == "other":
                problem = field_of(reply, "problem", str)
                part = field_of(reply, "where", str).removeprefix("the value")
                raise CannotCross(problem[:300], f"{name}{part[:200]}")
            raise BadReply(f"an answer of kind {kind[:40]!r}")
        except BadReply as problem:
            raise self.remember(self._nonsense(problem, where)) from None
        except (StudentFault, CannotCross) as fault:
            raise self.remember(fault) from None

    def call(
        self,
        function: RemoteFunction,
        args: tuple,
        kwargs: dict,
        seconds: float | None = None,
        given: dict[str, Any] | None = None,
        seed: int | None = None,
    ) -> CallReport:
        """See `RemoteFunction.examine`, and `observe` for `given` and `seed`."""
        name = function.__name__
        packed = self._encode((args, kwargs), f"an argument of {name}()")
        report = CallReport(name)
        self.calls += 1
        try:
            self._lent = {n: f for n, f in (given or {}).items() if callable(f)}
            data = {n: v for n, v in (given or {}).items() if n not in self._lent}
            request = {"op": "call", "handle": function._handle, "args": packed}
            request["given"] = {n: self._encode(v, f"what {n}() gives") for n, v in data.items()}
            request["lent"], request["seed"] = list(self._lent), seed
            request["fill"] = given is not None  # a check's call, not a test's
            before = self.box.processor_seconds() if packed.size > TIMED_BYTES else None
            reply, report.fault = self._exchange(request, f"{name}()", seconds)
            self._fill(report, reply)
            if before is not None:
                used = self.box.processor_seconds() - before
                if used > report.busy_seconds + UNSAID + UNSAID_BYTE * packed.size:
                    report.busy_seconds = used  # its clock is not the kernel's
        except BadReply as problem:
            report.fault = self._nonsense(problem, f"{name}()")
        except (SessionDied, CannotCross) as fault:
            report.fault = fault
        finally:
            self._lent = {}
        return report

    def set(self, name: str, value: Any) -> None:
        """Bind a name in the submission to plain data or to one of its own functions."""
        packed = self._encode(value, f"the value for {name}")
        self.calls += 1
        self._exchange({"op": "set", "name": name, "value": packed}, f"name {name}", None)

    def delete(self, name: str) -> bool:
        """Delete a name; whether there was one."""
        self.calls += 1
        reply, _ = self._exchange({"op": "del", "name": name}, f"name {name}", None)
        return reply.get("found") is True

    def refuse(self, name: str, message: str) -> None:
        """Replace a function of the submission by one that raises TimeoutError(message)."""
        self.calls += 1
        self._exchange({"op": "refuse", "name": name, "message": message}, f"name {name}", None)

    def names(self) -> list[str]:
        """The names that the submission has defined so far."""
        reply, _ = self._exchange({"op": "names"}, "names", None)
        names = reply.get("names")
        return [n for n in names if type(n) is str] if type(names) is list else []

    @property
    def closed(self) -> bool:
        """Whether it is over, by death or by `close`."""
        return self._closed

    def close(self) -> None:
        """End the submission and everything it started."""
        if not self._closed:
            self._closed = True
            self.sock.close()
            if self.box._session is self:
                self.box.end()

    # How it is done

    def _fill(self, report: CallReport, reply: dict) -> None:
        report.seconds = seconds_of(reply)
        report.busy_seconds = max(0.0, field_of(reply, "busy", float))
        report.used = [n for n in field_of(reply, "used", list)[:10_000] if type(n) is str]
        report.error = error_of(field_of(reply, "error", dict, None), self.limits)
        report.cut = field_of(reply, "cut", bool)
        report.outputs = checked_outputs(field_of(reply, "outputs", list), self.limits)
        report.warnings = [warning_of(w) for w in field_of(reply, "warnings", list)[:1000]]
        if isinstance(report.fault, StudentTimeout):
            report.error = None
            return
        if (after := field_of(reply, "after", memoryview, None)) is not None:
            try:
                report.after = arguments_of(self._decode(after, report.name))
                report.changed = True
            except CannotCross:
                report.changed = True
        if report.error is None:
            problem = field_of(reply, "problem", list, None)
            if problem:
                what, where = (str(part)[:300] for part in (*problem, "", "")[:2])
                part = where.removeprefix("the value")
                raise CannotCross(what, f"what {report.name}() returned{part and ', at '}{part}")
            packed = field_of(reply, "value", memoryview)
            report.size = len(packed)
            report.value = self._decode(packed, f"what {report.name}() returned")

    def _encode(self, value: Any, what: str) -> Packed:
        try:
            return encode(value, self.limits, self._refer)
        except CannotCross as error:
            part = error.where.removeprefix("the value")
            refused = CannotCross(error.problem, what + (f", at {part}" if part else ""))
            refused.ours = True
            raise refused from None

    def _decode(self, data: memoryview, what: str) -> Any:
        self._name = what
        try:
            return decode(data, self.limits, self._function)
        except CannotCross as error:
            raise CannotCross(error.problem, what) from None

    def _refer(self, value: Any) -> int | None:
        if type(value) is RemoteFunction and value._session is self:
            return value._handle
        return None

    def _function(self, handle: int, name: str = "function") -> RemoteFunction:
        # One function under two names is two stand-ins: its points go by the name it is asked for.
        key = (handle, name)
        if key not in self._functions:
            if not 0 <= handle < 2**32 or len(self._functions) > self.limits.mapping_count:
                raise CannotCross("names a function that does not exist")
            self._functions[key] = RemoteFunction(self, handle, name)
        return self._functions[key]

    def remember(self, fault):
        """Note a fault that is about to be raised into a test, which may try to swallow it."""
        self.faults.append(fault)
        return fault

    def _exchange(
        self, request: dict, where: str, seconds: float | None
    ) -> tuple[dict, StudentTimeout | None]:
        """Ask the submission; its answer, and a timeout if it had to be interrupted."""
        if self.dead:
            raise SessionDied(str(self.dead), self.dead.where, self.dead.reason)
        if self._closed:
            raise SandboxFault("the session is closed")
        self._requests += 1
        allowed = seconds or self.limits.cell_seconds
        deadline = time.monotonic() + allowed
        if self.budget and self.budget[0] < deadline:
            deadline, allowed = self.budget
        timeout = None
        try:
            wire.send(
                self.sock, encode({"id": self._requests, **request}, self.limits.frame), deadline
            )
            try:
                reply = self._receive(deadline)
                while "ask" in reply:
                    answer = encode(self._answer(reply), self.limits.frame)
                    wire.send(self.sock, answer, deadline)
                    reply = self._receive(deadline)
            except wire.TooSlow:
                message = f"{where} was stopped: it took longer than {allowed:g} seconds"
                timeout = StudentTimeout(message, where)
                self.incidents.append(timeout)
                self.box.interrupt()
                grace = time.monotonic() + self.limits.grace_seconds
                while "ask" in (reply := self._receive(grace)):  # just before the interrupt
                    continue
            if reply.get("id") != self._requests:
                raise BadReply("an answer to something else")
        except wire.TooSlow:
            raise self._die(where, "time") from None
        except wire.Closed:
            raise self._die(where, "") from None
        except (wire.TooLarge, CannotCross, BadReply):
            raise self._die(where, "protocol") from None
        except BaseException:  # Ctrl-C or a timer, half-way: the conversation cannot go on
            self.close()
            raise
        if reply.get("memory"):
            raise self._die(where, "memory")
        return reply, timeout

    def _receive(self, deadline: float) -> dict:
        """The next message; `Closed` when the submission ended without sending one."""
        ready = wire.wait([self.sock, self.box.control], deadline)
        if self.sock not in ready:
            raise wire.Closed  # the template has a death to report
        frame = wire.receive(self.sock, self.limits.frame.value_bytes, deadline)
        message = decode(frame, self.limits.frame)
        if type(message) is not dict:
            raise BadReply("an answer that is no answer")
        return message

    def _answer(self, message: dict) -> dict:
        """What a function that is lent answers to a question for it."""
        function = self._lent.get(field_of(message, "ask", str))
        if function is None:
            raise BadReply("a question that it may not ask")
        args, kwargs = arguments_of(decode(field_of(message, "args", memoryview), self.limits))
        if _entries((args, kwargs)) > LENT_ENTRIES:
            return {"error": ["ValueError", "what it was given is too large"], "value": None}
        self.asked = True  # and stays so if the time of the test cell runs out meanwhile
        try:
            with warnings.catch_warnings(), jail.memory_for(MOST_VALUES * self.limits.value_bytes):
                warnings.simplefilter("ignore")
                value = function(*_wanted(function, args), **kwargs)
                answer = {"error": None, "value": self._encode(value, "it")}
        except Exception as error:
            kind = type(error).__name__
            known = kind if hasattr(builtins, kind) else "ValueError"
            answer = {"error": [known, str(error)[:300]], "value": None}
        self.asked = False
        return answer

    def _nonsense(self, problem: BadReply, where: str) -> SessionDied:
        return self._die(where, "protocol", str(problem))

    def _die(self, where: str, reason: str, detail: str = "") -> SessionDied:
        """End the session, find out why it ended, and remember that."""
        self._closed = True
        self.sock.close()
        by_itself = reason == ""  # then its status may be a moment in coming
        status, said = self.box.end(by_itself) if self.box._session is self else (None, "")
        cause, message, number = cause_of_death(reason, status, said, self.limits, detail)
        self.dead = SessionDied(f"{where} {message}", where, cause, number)
        self.incidents.append(self.dead)
        return self.dead


def _wanted(function: Callable, args: tuple) -> tuple:
    """The arguments that a function of ours takes: some conventions have more than we do."""
    return args[: function.__code__.co_argcount] if hasattr(function, "__code__") else args


def _entries(value: Any) -> float:
    """How many numbers are in the arrays of a value; no end of them where NumPy would be slow.

    A product of matrices is C code, which no timer interrupts. What has no fast one (half
    precision, beyond 64 bits, objects) is not computed with here.
    """
    if type(value) in (dict, list, tuple):
        parts = value.values() if type(value) is dict else value
        return sum(map(_entries, parts))
    if type(value) is np.ndarray and value.size:
        return value.size if value.dtype.char in FAST else inf
    return 0


def _text(outputs: list[Output], stream: str) -> str:
    return "".join(o["text"] for o in outputs if o.get("name") == stream)
