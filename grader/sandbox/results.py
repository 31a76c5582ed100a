"""What came of a cell or a call, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grader.sandbox.border.errors import (
    CannotCross,
    SandboxFault,
    SessionDied,
    StudentFault,
    StudentTimeout,
)
from grader.sandbox.border.recorder import Output


@dataclass(frozen=True)
class StudentError:
    """An exception of the student's code: class name, message, and the student's own lines.

    `line` is the innermost of the student's lines as (cell, line number, source, function).
    """

    name: str
    message: str
    traceback: list[str]
    line: tuple[str, int, str, str] | None
    exception: BaseException


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
    whole: bool = True  # all of it ran, though a line of it that cannot work here may have failed

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
    twice: bool = False  # one and the same dict stands twice in `value`

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


def _text(outputs: list[Output], stream: str) -> str:
    return "".join(o["text"] for o in outputs if o.get("name") == stream)


def kind_of(fault: Exception) -> str:
    """What a fault is called where a notebook shows the class of an error."""
    kinds = {StudentTimeout: "TimeoutError", SessionDied: "Stopped", CannotCross: "TypeError"}
    return kinds.get(type(fault), "GraderError")


def error_output(name: str, message: str, traceback: list[str] | None = None) -> Output:
    """An nbformat error output."""
    return {
        "output_type": "error",
        "ename": name,
        "evalue": message,
        "traceback": traceback or [f"{name}: {message}"],
    }
