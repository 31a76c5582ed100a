"""Call a student's function once and write down everything a check may want to know."""

import contextlib
import copy
import inspect
import io
import linecache
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any

import numpy as np

from utils.expected import Raises
from utils.mishaps import plainly, scene_of
from utils.patience import Stopped, watched

ENDLESS = "took too long"  # the kind of a call that was stopped; no exception has this name
UNREADABLE = "CannotCross"  # the kind of a value that the grader cannot take from the sandbox


@dataclass(frozen=True)
class Call:
    """What one call did.

    ``seconds`` is processor time, which other work on the machine leaves alone.
    ``value`` is what it returned, or ``Raises`` when it ended in an exception; then ``message``
    holds the exception's text, ``line`` the student's own line that raised it and ``inside`` the
    function that the line belongs to, where known. ``changed`` names the inputs that the call
    altered; ``used`` the given names that it called, as often as it did. ``lacking`` names the
    parameters that the function insists on and that nothing was there for; ``takes`` names the
    arguments that it takes, where the call passes more. ``twice`` says that one and the same dict
    stands twice in what it returned. ``printed`` is what it printed, here.
    """

    value: Any
    seconds: float
    changed: tuple[str, ...] = ()
    message: str = ""
    line: str = ""
    inside: str = ""
    used: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    takes: tuple[str, ...] | None = None
    twice: bool = False
    printed: str = ""


def observe(
    function: Callable,
    inputs: dict[str, Any],
    given: dict[str, Any] | None = None,
    spare: dict[str, Any] | None = None,
    seed: int | None = None,
) -> Call:
    """Call ``function`` with copies of ``inputs``, by position, its printing kept quiet.

    ``given`` maps names of other functions to what they are during this call: another function, or
    plain data to return whatever the arguments. With its random start given, a training function
    has one right answer. ``spare`` are values for parameters that some conventions have beyond the
    inputs: see ``further``.
    A function that lives elsewhere (in the sandbox that grades) brings its own ``observe``, which
    repeats its random numbers where a ``seed`` is given.
    """
    more, lacking, takes = further(function, inputs, spare or {})
    inputs = inputs | more
    elsewhere = getattr(type(function), "observe", None)
    if elsewhere is not None:
        call = elsewhere(function, inputs, given or {}, seed)
        return replace(call, lacking=lacking, takes=takes)
    arguments = copy.deepcopy(list(inputs.values()))
    start, heard = time.thread_time(), io.StringIO()
    message = line = inside = ""
    used: list[str] = []
    try:
        with quiet() as heard, bound(function, given or {}, used), watched(is_cell):
            value = function(*arguments)
    except Stopped as stopped:
        value, message = Raises(ENDLESS), str(stopped)
    except Exception as error:
        value = Raises(type(error).__name__)
        line, inside = student_line(error)
        message = in_words(error)
    seconds = time.thread_time() - start
    altered = changed(inputs, arguments)
    seen = tuple(used), lacking, takes, twice(value), heard.getvalue()
    return Call(value, seconds, altered, message, line, inside, *seen)


def twice(value: Any) -> bool:
    """Whether a tuple or list holds one and the same dict twice; equal ones may be several."""
    if type(value) not in (tuple, list):
        return False
    dicts = [id(entry) for entry in value if type(entry) is dict]
    return len(dicts) > len(set(dicts))


def further(
    function: Callable, inputs: dict[str, Any], spare: dict[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...], tuple[str, ...] | None]:
    """What to pass beyond ``inputs``, what there is nothing for, and what it takes if too few.

    Some conventions have parameters of their own, such as a third one of ``compute_cost``. A
    parameter that the function insists on gets the spare value of its name; those of other names
    get what is left, where it is one value or as many as they are. For the rest None is passed,
    since most such parameters do no work; their names come back, to be told to who needs them.
    """
    parameters = positional(function)
    if parameters is None:
        return {}, (), None
    if len(inputs) > len(parameters):
        return {}, (), tuple(parameter.name for parameter in parameters)
    insisted = [p.name for p in parameters[len(inputs) :] if p.default is p.empty]
    left = [value for name, value in spare.items() if name not in {*insisted, *inputs}]
    strange = [name for name in insisted if name not in spare]
    named = {name: spare[name] for name in insisted if name in spare}
    if len(left) in (1, len(strange)):
        named |= zip(strange, left, strict=False)
        strange = strange[len(left) :]
    more = {_new(name, inputs): named.get(name) for name in insisted}
    return more, tuple(strange), None


def positional(function: Callable) -> list[inspect.Parameter] | None:
    """The parameters that take an argument by position; None if unknown or without an end."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return None
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return None
    return [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]


def _new(name: str, known: dict[str, Any]) -> str:
    """``name``, or one that is not in use: a function may call its third parameter X too."""
    return name if name not in known else _new(name + "'", known)


def changed(inputs: dict[str, Any], arguments: list[Any]) -> tuple[str, ...]:
    """The names of the inputs that no longer hold what they held before the call."""
    pairs = zip(inputs.items(), arguments, strict=True)
    return tuple(name for (name, before), after in pairs if not identical(before, after))


def identical(before: Any, after: Any) -> bool:
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
def bound(function: Callable, given: dict[str, Any], used: list[str]) -> Iterator[None]:
    """While it lasts, the given names are what is given, in the function's own module."""
    names = getattr(function, "__globals__", {})
    before = {name: names[name] for name in given if name in names}

    def returning(name: str) -> Callable:
        def stand_in(*arguments: Any, **options: Any) -> Any:
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
def quiet() -> Iterator[io.StringIO]:
    """No printing, progress bars or warnings: nbgrader takes any text on stderr for a failure.

    What is printed is kept, for who wants to read it.
    """
    printed = io.StringIO()
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(io.StringIO()),
        hidden_displays(),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield printed


@contextlib.contextmanager
def hidden_displays() -> Iterator[None]:
    """In a notebook, nothing is displayed: neither a figure nor the bar of `tqdm.notebook`."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    publisher = getattr(shell, "display_pub", None)
    if publisher is None:
        yield
        return
    shown = publisher.publish
    publisher.publish = lambda *data, **more: None
    try:
        yield
    finally:
        publisher.publish = shown


def student_line(error: BaseException) -> tuple[str, str]:
    """The innermost line of the notebook that an exception passed through, and its function."""
    places = student_places(error)
    if not places:
        return "", ""
    code = places[-1].tb_frame.f_code
    line = linecache.getline(code.co_filename, places[-1].tb_lineno)
    return line.strip(), code.co_name


def student_places(error: BaseException) -> list[TracebackType]:
    """Where in the notebook an exception passed, the innermost place last."""
    places, place = [], error.__traceback__
    while place:
        if is_cell(place.tb_frame.f_code.co_filename):
            places.append(place)
        place = place.tb_next
    return places


def in_words(error: Exception) -> str:
    """What an exception says, in the course's words where there are any."""
    kind, message, places = type(error).__name__, str(error), student_places(error)
    scene = scene_of(kind, message, places[-1] if places else None)
    return plainly(kind, message, scene._replace(depth=len(places))) or message


def is_cell(filename: str) -> bool:
    """Whether a traceback's file name is a notebook cell's, or another made-up one."""
    return "ipykernel_" in filename or filename.startswith("<")
