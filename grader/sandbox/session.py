"""One submission, seen from the trusted side: its cells run, its functions called."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any

from grader.sandbox.border import wire
from grader.sandbox.border.codec import Packed, decode, encode
from grader.sandbox.border.errors import (
    CannotCross,
    SandboxFault,
    SessionDied,
    StudentFault,
    StudentTimeout,
)
from grader.sandbox.border.limits import Limits
from grader.sandbox.border.opaque import Opaque, locate
from grader.sandbox.border.recorder import Output
from grader.sandbox.causes import Causes
from grader.sandbox.control import Control
from grader.sandbox.lending import ask_lent
from grader.sandbox.remote import RemoteFunction
from grader.sandbox.replies import (
    BadReply,
    arguments_of,
    cause_of_death,
    checked_outputs,
    error_of,
    field_of,
    seconds_of,
    warning_of,
)
from grader.sandbox.results import (
    CallReport,
    CellResult,
    StudentError,
    error_output,
    kind_of,
)

MOST_BOUND = 10_000  # names that one cell may bind
MOST_USED = 10_000  # calls of given and lent functions that a report lists
# Processor time that a call may use beyond what the sandbox says: arguments cross, pages are slow.
UNSAID, UNSAID_BYTE = 0.004, 5e-9  # seconds, and more for each byte
TIMED_BYTES = 100_000  # larger arguments are there to be timed


class Session:
    """A running submission. `dead` is why it no longer runs, if it does not."""

    def __init__(self, control: Control, number: int, sock: socket.socket, limits: Limits):
        self.control, self.number, self.sock, self.limits = control, number, sock, limits
        self.dead: SessionDied | None = None
        self.budget: tuple[float, float] | None = None  # of the test cell: deadline, seconds
        self.faults: list[StudentFault | CannotCross] = []  # raised: what a test must not swallow
        self.incidents: list[StudentFault] = []  # every timeout and death, raised or reported
        self.causes = Causes()  # of names that are missing
        self.calls = 0  # into the submission, so far: what was read before may have changed
        self._functions: dict[tuple[int, str], RemoteFunction] = {}
        self.on_binding: list[Callable[[list[str]], None]] = []  # told which names a cell bound
        self._requests = 0
        self._lent: dict[str, Callable] = {}  # functions of ours that the call under way may ask
        self.asked = False  # one of them is running now
        # Raised in a test that does not expect it, it would end a loop of the test's as if done.
        self.stop_iteration = True
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
            result.whole = timeout is None and (error is None or field_of(reply, "whole", bool))
            for tell in self.on_binding:
                tell(bound)
            self.calls += 1
        except BadReply as problem:
            result = CellResult(cell_id, [], 0.0, fault=self._nonsense(problem, f"cell {cell_id}"))
        except SessionDied as death:
            result = CellResult(cell_id, [], time.monotonic() - start, fault=death)
        if result.fault:
            kept = [o for o in result.outputs if o["output_type"] != "error"]
            result.outputs = [*kept, error_output(kind_of(result.fault), str(result.fault))]
            result.seconds = time.monotonic() - start
            result.whole = False
        elif isinstance(result.error, StudentError):
            result.error = self._with_cause(result.error, result.outputs)
        self.causes.learn(source, result)
        return result

    def _with_cause(self, error: StudentError, outputs: list[Output]) -> StudentError:
        told = self.causes.tell(error)
        for output in outputs if told is not error else ():
            if output.get("evalue") == error.message:
                output.update(error_output(told.name, told.message, told.traceback))
        return told

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
                function = self._function(field_of(reply, "handle", int), name)
                function.parameters = reply.get("parameters")
                return kind, function
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
            request = {"op": "call", "handle": function.handle, "args": packed}
            request["given"] = {n: self._encode(v, f"what {n}() gives") for n, v in data.items()}
            request["lent"], request["seed"] = list(self._lent), seed
            before = (
                self.control.processor_seconds(self.number) if packed.size > TIMED_BYTES else None
            )
            reply, report.fault = self._exchange(request, f"{name}()", seconds)
            self._fill(report, reply)
            if before is not None:
                used = self.control.processor_seconds(self.number) - before
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
            self.control.end(self.number)

    # How it is done

    def _fill(self, report: CallReport, reply: dict) -> None:
        report.seconds = seconds_of(reply)
        report.busy_seconds = max(0.0, field_of(reply, "busy", float))
        report.used = [n for n in field_of(reply, "used", list)[:MOST_USED] if type(n) is str]
        report.twice = field_of(reply, "twice", bool)
        report.error = error_of(field_of(reply, "error", dict, None), self.limits)
        report.error = report.error and self.causes.tell(report.error)
        report.cut = field_of(reply, "cut", bool)
        report.outputs = checked_outputs(field_of(reply, "outputs", list), self.limits)
        report.warnings = [warning_of(w) for w in field_of(reply, "warnings", list)[:1000]]
        if isinstance(report.fault, StudentTimeout):
            report.error = None
            return
        if (after := field_of(reply, "after", memoryview, None)) is not None:
            try:
                report.after = arguments_of(self._decode(after, f"an argument of {report.name}()"))
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

    def _decode(self, data: memoryview, what: str, functions: bool = True) -> Any:
        found: list[Opaque] = []

        def restore(description: str, handle: int | None) -> Opaque:
            found.append(Opaque(description, handle, self))
            return found[-1]

        try:
            value = decode(data, self.limits, self._function if functions else None, restore)
        except CannotCross as error:
            raise CannotCross(error.problem, what) from None
        if found:
            locate(value, what if what.isidentifier() else f"{what}, at ")
        return value

    def _refer(self, value: Any) -> int | None:
        if type(value) is RemoteFunction and value.session is self:
            return value.handle
        if type(value) is Opaque and value.origin is self:
            return value.handle
        return None

    def _function(self, handle: int, name: str = "function") -> RemoteFunction:
        # One function under two names is two stand-ins: its points go by the name it is asked for.
        key = (handle, name)
        if key not in self._functions:
            if not 0 <= handle < 2**32 or len(self._functions) > self.limits.mapping_count:
                raise CannotCross("names a function that does not exist")
            self._functions[key] = RemoteFunction(self, handle, name)
        return self._functions[key]

    def remember(self, fault: StudentFault | CannotCross) -> StudentFault | CannotCross:
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
                self.control.interrupt(self.number)
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
        self.control.await_answer(self.sock, deadline)
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
        # None of the submission's own functions: it waits for this answer and cannot run one.
        packed = field_of(message, "args", memoryview)
        args, kwargs = arguments_of(self._decode(packed, "an argument", functions=False))
        self.asked = True  # and stays so if the time of the test cell runs out meanwhile
        value, error = ask_lent(function, args, kwargs, self.limits)
        self.asked = False
        if error is None:
            try:
                return {"error": None, "value": self._encode(value, "it")}
            except CannotCross as problem:
                error = ["ValueError", str(problem)[:300]]
        return {"error": error, "value": None}

    def _nonsense(self, problem: BadReply, where: str) -> SessionDied:
        return self._die(where, "protocol", str(problem))

    def _die(self, where: str, reason: str, detail: str = "") -> SessionDied:
        """End the session, find out why it ended, and remember that."""
        self._closed = True
        self.sock.close()
        by_itself = reason == ""  # then its status may be a moment in coming
        status, said = self.control.end(self.number, by_itself)
        cause, message, number = cause_of_death(reason, status, said, self.limits, detail)
        self.dead = SessionDied(f"{where} {message}", where, cause, number)
        self.incidents.append(self.dead)
        return self.dead
