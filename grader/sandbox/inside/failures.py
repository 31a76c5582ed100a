"""What goes wrong in a student's code, as plain data."""

from __future__ import annotations

import builtins
import linecache
import traceback
from collections.abc import Callable
from typing import TextIO

from IPython.core.error import UsageError

from ..border.codec import encode
from ..border.recorder import clean

MAX_WARNINGS = 50


def describe_error(error: BaseException, cell: str) -> dict:
    """An exception as plain data: nearest built-in type, message, the student's own lines.

    `cell` is the one that runs, for an error of its syntax.
    """
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
        last = [cell, error.lineno or 0, clean(error.text or "").strip(), ""]
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
        source = linecache.getline(filename, number).strip()
        place = "" if function == "<module>" else f", in {function}"
        lines.append(f"Cell {cell}, line {number}{place}\n    {source}")
        last = [clean(cell), number, clean(source), function]
    return lines, last


def listing(caught: list[dict]) -> Callable:
    """A `warnings.showwarning` that adds to `caught`."""

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if len(caught) < MAX_WARNINGS:
            kind = next(k for k in category.__mro__ if getattr(builtins, k.__name__, None) is k)
            text = clean(str(message))[:2000]
            place = clean(str(filename))[:200]
            caught.append({"type": kind.__name__, "message": text, "file": place, "line": lineno})

    return show
