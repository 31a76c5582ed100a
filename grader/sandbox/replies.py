"""What a submission answers, checked field by field as if an enemy had sent it."""

from __future__ import annotations

import builtins
import contextlib
import inspect
import os
import re
import signal
from typing import Any

from grader.sandbox.border.codec import decode, encode
from grader.sandbox.border.errors import DeathReason
from grader.sandbox.border.limits import Limits
from grader.sandbox.border.recorder import Output
from grader.sandbox.results import StudentError, error_output

MIME = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}")
CELL = re.compile(r"<cell [^/\\\x00-\x1f]{1,100}>")
MAX_OUTPUTS = 10_000
MAX_LINE = 1_000_000
MAX_ARGUMENTS = 10
MAX_PARAMETERS, MAX_NAME = 64, 100


class BadReply(Exception):
    """A reply that is not what was asked for."""


def cause_of_death(
    reason: str, status: int | None, said: str, limits: Limits, detail: str
) -> tuple[DeathReason, str, int | None]:
    """Why a session ended, in a word and in a sentence, with the status or signal of its end."""
    if said == "memory" or reason == "memory":
        return "memory", f"used more than {limits.memory / 2**20:,.0f} MB of memory", None
    if reason == "time":
        return "time", "had to be ended: it did not stop when it was interrupted", None
    if status is not None and os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return "cpu", f"used more than {limits.cpu_seconds} seconds of processor time", number
        with contextlib.suppress(ValueError):
            return "signal", f"ended its process ({signal.Signals(number).name})", number
        return "signal", f"ended its process (signal {number})", number
    if status is not None and not reason:
        code = os.WEXITSTATUS(status)
        return "exit", f"ended its process (exit status {code})", code
    detail = f" ({detail})" if detail else ""
    return "protocol", f"interfered with the grading of its own code{detail}", None


_required = object()


def field_of(reply: Any, name: str, kind: type, default: Any = _required) -> Any:
    """An entry of a reply if it is of this very type; `BadReply` otherwise."""
    value = reply.get(name) if type(reply) is dict else None
    if value is None and default is not _required:
        return default
    if type(value) is not kind:
        raise BadReply(f"no proper {name}")
    return value


def seconds_of(reply: dict) -> float:
    """The time that a reply says it took; 0 where that makes no sense."""
    value = field_of(reply, "seconds", float)
    return value if 0 <= value < 1e9 else 0.0


def checked_outputs(outputs: list, limits: Limits) -> list[Output]:
    """The outputs if they are notebook outputs within the limits, rebuilt field by field."""
    if len(outputs) > MAX_OUTPUTS:
        raise BadReply("too many outputs")
    checked = [_output(output) for output in outputs]
    text = image = 0
    for output in checked:
        for mime, value in output.get("data", {}).items():
            size = len(value) if type(value) is str else encode(value, limits).size
            if mime.startswith("image/") and mime != "image/svg+xml":
                image += size
            else:
                text += size
        text += sum(len(output.get(part, "")) for part in ("text", "ename", "evalue"))
        text += sum(map(len, output.get("traceback", [])))
    if text > 2 * limits.output_bytes + 2**18 or image > limits.image_bytes:
        raise BadReply("too much output")
    return checked


def _output(output: Any) -> Output:
    kind = field_of(output, "output_type", str)
    if kind == "stream":
        name = field_of(output, "name", str)
        if name not in ("stdout", "stderr"):
            raise BadReply("an unknown stream")
        return {"output_type": kind, "name": name, "text": field_of(output, "text", str)}
    if kind == "error":
        lines = [str(line) for line in field_of(output, "traceback", list)]
        return error_output(field_of(output, "ename", str), field_of(output, "evalue", str), lines)
    if kind not in ("display_data", "execute_result"):
        raise BadReply("an unknown kind of output")
    data = field_of(output, "data", dict)
    if not all(type(m) is str and MIME.fullmatch(m) and _is_json(v) for m, v in data.items()):
        raise BadReply("a display that is not one")
    metadata = _sizes(field_of(output, "metadata", dict))
    shown = {"output_type": kind, "data": data, "metadata": metadata}
    if kind == "execute_result":
        shown["execution_count"] = field_of(output, "execution_count", int)
    return shown


def _sizes(metadata: dict) -> dict[str, dict[str, int]]:
    """Of a display's metadata the width and height of its pictures; the rest is never shown."""
    found = {mime: metadata.get(mime) for mime in ("image/png", "image/jpeg")}
    return {
        mime: {side: given[side] for side in ("width", "height") if type(given.get(side)) is int}
        for mime, given in found.items()
        if type(given) is dict
    }


def _is_json(value: Any) -> bool:
    if type(value) is dict:
        return all(type(k) is str and _is_json(v) for k, v in value.items())
    if type(value) is list:
        return all(map(_is_json, value))
    return type(value) in (str, int, float, bool, type(None))


def warning_of(found: Any) -> tuple[type[Warning], str, str, int]:
    """A warning as its category, message, file and line."""
    kind = getattr(builtins, field_of(found, "type", str)[:60], None)
    if not (isinstance(kind, type) and issubclass(kind, Warning)):
        raise BadReply("an unknown warning")
    file, line = field_of(found, "file", str), field_of(found, "line", int)
    if not CELL.fullmatch(file):
        file = "<submission>"  # a path would have whoever prints the warning read that file here
    return kind, field_of(found, "message", str)[:2000], file, min(max(line, 0), MAX_LINE)


def error_of(found: dict | None, limits: Limits) -> StudentError | None:
    """The exception that a reply describes, as one that can be raised here."""
    if found is None:
        return None
    name = field_of(found, "name", str)[:200]
    message = field_of(found, "message", str)[:10_000]
    lines = [str(line)[:2000] for line in field_of(found, "traceback", list)[:50]]
    line = field_of(found, "line", list, None)
    if line is not None:
        if [type(part) for part in line] != [str, int, str, str]:
            raise BadReply("no proper line")
        line = (line[0][:200], line[1], line[2][:500], line[3][:200])
    exception: Any = _exception(field_of(found, "type", str), message, found.get("args"), limits)
    exception.student_lines = lines[:-1]
    return StudentError(name, message, lines, line, exception)


def _exception(kind: str, message: str, args: Any, limits: Limits) -> BaseException:
    """An exception of a built-in class, with the original arguments if they are plain data."""
    cls = getattr(builtins, kind[:60], None)
    if not (isinstance(cls, type) and issubclass(cls, BaseException)):
        raise BadReply("an unknown exception")
    with contextlib.suppress(Exception):
        if type(args) is memoryview and _harmless(cls, found := decode(args, limits)):
            error = cls(*found)
            if isinstance(error, cls) and (str(error) == message):
                return error
    for base in cls.__mro__:
        with contextlib.suppress(Exception):
            return base(message)
    return Exception(message)


def _harmless(cls: type[BaseException], args: Any) -> bool:
    """Whether an exception can be made of these and printed.

    Python's own Unicode errors believe what they are told of where in a text they are, and read
    beyond it.
    """
    if type(args) is not tuple or len(args) > MAX_ARGUMENTS:
        return False
    if any(type(part) not in (str, bytes, int, float, bool, type(None)) for part in args):
        return False
    if not issubclass(cls, UnicodeError) or cls is UnicodeError:
        return True
    if len(args) < 4:
        return False
    text, start, end, _ = args[-4:]
    return (
        type(text) in (str, bytes)
        and type(start) is type(end) is int
        and (0 <= start <= end <= len(text))
    )


def arguments_of(value: Any) -> tuple[tuple, dict]:
    """The positional and keyword arguments of a call, as they came."""
    if type(value) is tuple and [type(part) for part in value] == [tuple, dict]:
        return value
    raise BadReply("no proper arguments")


def signature_of(parameters: Any) -> inspect.Signature | None:
    """The signature that a reply describes, with … for every default; None if it makes no sense."""
    if type(parameters) is not list or len(parameters) > MAX_PARAMETERS:
        return None
    if not all(type(p) is list and [*map(type, p)] == [str, int, bool] for p in parameters):
        return None
    if not all(name.isidentifier() and len(name) <= MAX_NAME for name, _, _ in parameters):
        return None
    empty = inspect.Parameter.empty
    try:
        return inspect.Signature(
            [
                inspect.Parameter(name, kind, default=... if has_default else empty)
                for name, kind, has_default in parameters
            ]
        )
    except ValueError:  # an unknown kind, a name twice, an impossible order
        return None
