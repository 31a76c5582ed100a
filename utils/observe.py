"""Call a student's function once and write down everything a check may want to know."""

import contextlib
import copy
import inspect
import io
import linecache
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from utils.expected import Raises

HERE = __file__
UNREADABLE = "CannotCross"  # the kind of a value that the grader cannot take from the sandbox


@dataclass(frozen=True)
class Call:
    """What one call did.

    ``seconds`` is processor time, which other work on the machine leaves alone.
    ``value`` is what it returned, or ``Raises`` when it ended in an exception; then ``message``
    holds the exception's text, ``line`` the student's own line that raised it and ``inside`` the
    function that the line belongs to, where known. ``changed`` names the inputs that the call
    altered; ``used`` the given names that it called.
    """

    value: object
    seconds: float
    changed: tuple[str, ...] = ()
    message: str = ""
    line: str = ""
    inside: str = ""
    used: tuple[str, ...] = ()


def observe(
    function: Callable,
    inputs: dict[str, object],
    given: dict[str, object] | None = None,
    seed: int | None = None,
) -> Call:
    """Call ``function`` with copies of ``inputs``, by position, its printing kept quiet.

    ``given`` maps names of other functions to what they are during this call: another function, or
    plain data to return whatever the arguments. With its random start given, a training function
    has one right answer.
    A function that lives elsewhere (in the sandbox that grades) brings its own ``observe``, which
    repeats its random numbers where a ``seed`` is given.
    """
    if hasattr(type(function), "observe"):
        return function.observe(inputs, given or {}, seed)
    arguments = copy.deepcopy(list(inputs.values()))
    start = time.thread_time()
    message = line = inside = ""
    used: list[str] = []
    try:
        with quiet(), bound(function, given or {}, used):
            value = function(*arguments, *unasked(function, len(arguments)))
    except Exception as error:
        value, message = Raises(type(error).__name__), str(error)
        line, inside = student_line(error)
    seconds = time.thread_time() - start
    return Call(value, seconds, changed(inputs, arguments), message, line, inside, tuple(used))


def unasked(function: Callable, given: int) -> list[None]:
    """None for every further parameter that a function insists on.

    Some conventions have parameters that do no work, such as a third one of ``compute_cost``.
    """
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    required = [p for p in parameters if p.kind in positional and p.default is p.empty]
    return [None] * (len(required) - given)


def changed(inputs: dict[str, object], arguments: list[object]) -> tuple[str, ...]:
    """The names of the inputs that no longer hold what they held before the call."""
    pairs = zip(inputs.items(), arguments, strict=True)
    return tuple(name for (name, before), after in pairs if not identical(before, after))


def identical(before: object, after: object) -> bool:
    """Equal to the last bit, arrays inside lists, tuples and dicts included."""
    if isinstance(before, np.ndarray):
        if not isinstance(after, np.ndarray) or before.dtype != after.dtype:
            return False
        return np.array_equal(before, after, equal_nan=before.dtype.kind in "fc")
    if type(before) is not type(after):
        return False
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(identical(before[k], after[k]) for k in before)
    if isinstance(before, tuple | list):
        return len(before) == len(after) and all(map(identical, before, after))
    return bool(before == after) or before is after


@contextlib.contextmanager
def bound(function: Callable, given: dict[str, object], used: list[str]):
    """While it lasts, the given names are what is given, in the function's own module."""
    names = getattr(function, "__globals__", {})
    before = {name: names[name] for name in given if name in names}

    def returning(name: str) -> Callable:
        def stand_in(*arguments, **options):
            used.append(name)
            value = given[name]
            return value(*arguments, **options) if callable(value) else copy.deepcopy(value)

        return stand_in

    names.update({name: returning(name) for name in given})
    try:
        yield
    finally:
        for name in given:
            names.pop(name, None)
        names.update(before)


@contextlib.contextmanager
def quiet():
    """No printing, progress bars or warnings: nbgrader takes any text on stderr for a failure."""
    sink = io.StringIO()
    with (
        contextlib.redirect_stdout(sink),
        contextlib.redirect_stderr(sink),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


def student_line(error: BaseException) -> tuple[str, str]:
    """The innermost line of the notebook that an exception passed through, and its function."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename != HERE and is_cell(frame.filename):
            line = frame.line or linecache.getline(frame.filename, frame.lineno or 0)
            return line.strip(), frame.name
    return "", ""


def is_cell(filename: str) -> bool:
    """Whether a traceback's file name is a notebook cell's, or another made-up one."""
    return "ipykernel_" in filename or filename.startswith("<")
