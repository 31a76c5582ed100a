"""Is an answer equal to what was expected? Part by part, to a floating-point tolerance.

A part is one leaf of the expected value: a number, an array, a string. Every style that is in
real use counts as equal: a float, a NumPy scalar, a 0-d or a (1, 1) array where a number is asked;
a list or a tuple; int, float or bool for 0 and 1; extra entries in a dict; nested lists of numbers
for an array; a deque, a named tuple, an OrderedDict, a matrix for what they are made of. What no
part of the expected value asks for is not looked at.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from utils.batches import misdealt
from utils.draws import alike, law, mean_room, std_range
from utils.expected import Anything, Batches, Exactly, Follows, Leading, Mask, OneOf, Raises, Sample

RTOL = 1e-5
ATOL = 1e-7  # besides 1e-6 of the largest entry: a zero among large numbers is rarely exact
NUMERIC = "biuf"
FORM = ("missing", "extra", "count", "type", "shape")
LONGEST = 1_000_000  # of a range that is taken as a list


@dataclass(frozen=True)
class Part:
    """One leaf of an expected value beside the answer's: ``problem`` is None when they agree.

    ``problem`` is one of ``"missing"``, ``"extra"``, ``"count"``, ``"type"``, ``"shape"``,
    ``"value"``. Where a whole dict or tuple is not what it should be, each of its parts holds the
    whole, and ``of`` is its name. ``within`` is the name of the dict that an entry stands in.
    """

    name: str
    answer: Any
    expected: Any
    problem: str | None
    of: str | None = None
    within: str = ""


def compare(answer: Any, expected: Any, names: tuple[str, ...] = ()) -> list[Part]:
    """All parts of ``expected``, each with the verdict on ``answer``.

    ``names`` are the words for the entries of a returned tuple, for instance ``("grads", "cost")``.
    """
    return list(parts_of(answer, expected, names=names))


def closest(tries: Iterable[list[Part]]) -> list[Part]:
    """The option that the answer was meant for: the one of its form, then of most of its values.

    Behind one that agrees, none is looked at.
    """
    seen = []
    for parts in tries:
        if all(part.problem is None for part in parts):
            return parts
        seen.append(parts)

    def distance(parts: list[Part]) -> tuple[int, int]:
        wrong = [part.problem for part in parts if part.problem]
        return sum(problem in FORM for problem in wrong), len(wrong)

    return min(seen, key=distance)


def same(answer: Any, expected: Any) -> bool:
    """Whether every part agrees. Behind one that does not, none is looked at."""
    return all(part.problem is None for part in parts_of(answer, expected))


def parts_of(
    answer: Any, expected: Any, name: str = "", names: tuple[str, ...] = (), within: str = ""
) -> Iterator[Part]:
    """As `compare`, one part after the other: most answers that are wrong differ in the first."""
    answer = base(answer)
    if type(expected) is np.ndarray:  # as nearly all are, and no other kind to be asked for
        yield _leaf(name, answer, expected, within)
    elif isinstance(expected, OneOf):
        tries = (list(parts_of(answer, o, name, names, within)) for o in expected.options)
        yield from closest(tries)
    elif isinstance(expected, Exactly) and isinstance(expected.value, dict):
        yield from parts_of(answer, expected.value, name, names, within)
        if type(answer) is dict and (extra := answer.keys() - expected.value.keys()):
            ordered = [str(key) for key in answer if key in extra]
            counts = len(answer), len(expected.value)
            yield Part(", ".join(ordered), *counts, "extra", name, within)
    elif isinstance(expected, Exactly):
        listed = type(answer) in (tuple, list)
        problem = "type" if listed else leaf_problem(answer, expected.value)
        yield Part(name, answer, expected.value, problem, within=within)
    elif isinstance(expected, Leading):
        yield from parts_of(answer, as_short(answer, expected), name, names, within)
    elif isinstance(expected, Batches):
        yield replace(_dealt(answer, expected, name), within=within)
    elif isinstance(expected, dict):
        within = name or within
        for key, entry in expected.items():
            label = str(key)
            if type(answer) is not dict:
                yield Part(label, answer, expected, "type", name, within)
            elif key not in answer:
                yield Part(label, None, entry, "missing", name, within)
            else:
                yield from parts_of(answer[key], entry, label, (), within)
    elif isinstance(expected, tuple | list) and not is_numbers(expected):
        problem = _sequence_problem(answer, expected)
        for index, entry in enumerate(expected):
            label = names[index] if index < len(names) else f"{name}[{index}]"
            if problem is None:
                entry = followed(entry, answer) if isinstance(entry, Follows) else entry
                yield from parts_of(answer[index], entry, label, (), within)
            else:
                yield Part(label, answer, expected, problem, name, within)
    else:
        yield _leaf(name, answer, expected, within)


def as_short(answer: Any, expected: Leading) -> tuple:
    """The values that are expected of an answer of this length."""
    short = type(answer) in (tuple, list) and len(answer) == expected.least
    return expected.values[: expected.least] if short else expected.values


def _dealt(answer: Any, expected: Batches, name: str) -> Part:
    """The verdict on mini-batches: the first one that has not the form of a batch, or the whole."""
    if type(answer) not in (tuple, list):
        return Part(name, answer, expected, "type")
    for number, batch in enumerate(answer):
        if problem := _batch_problem(base(batch), expected, number):
            return problem
    wrong = misdealt(pairs_of(answer), expected)
    return Part(name, answer, expected, "value" if wrong else None)


def _batch_problem(batch: Any, expected: Batches, number: int) -> Part | None:
    """What keeps one batch from being a pair of arrays with the same number of columns."""
    label, wanted = f"batch [{number}]", (expected.X, expected.Y)
    if type(batch) not in (tuple, list):
        return Part(f"the {label}", batch, wanted, "type")
    if len(batch) != len(wanted):
        return Part(f"the {label}", batch, wanted, "count", f"the {label}")
    size = expected.sizes[min(number, len(expected.sizes) - 1)]
    x = base(batch[0])
    if type(x) is np.ndarray and x.ndim == 2 and len(x) == len(expected.X):
        size = x.shape[1]  # whether that many are right is seen when all are counted
    for part, table, letter in zip(batch, wanted, "XY", strict=True):
        shape = (len(table), size)
        part = _unlisted(base(part), shape)
        if problem := array_form(part, shape):
            return Part(f"the {letter} of {label}", part, np.empty(shape), problem)
    return None


def pairs_of(answer: Any) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches of an answer that has their form, as pairs of arrays."""
    return [(np.asarray(base(x)), np.asarray(base(y))) for x, y in map(base, answer)]


def base(value: Any) -> Any:
    """The plain value that ``value`` stands for, when its class only adds to one: one level deep.

    The sandbox sends the same across, so what `check` finds is what grading finds. Nothing of the
    value's own class is asked.
    """
    kind = type(value)
    if kind in _PLAIN or issubclass(kind, np.generic):
        return value
    if kind is range:
        return list(value) if len(value) <= LONGEST else value
    take = next((take for plain, take in _TAKEN.items() if issubclass(kind, plain)), None)
    return take(value) if take else value


_PLAIN = frozenset({np.ndarray, dict, tuple, list, float, int, bool, str, type(None)})
_TAKEN = {
    np.ndarray: lambda value: np.ndarray.view(value, np.ndarray),
    dict: lambda value: dict(dict.items(value)),
    tuple: lambda value: tuple.__getitem__(value, slice(None)),
    list: lambda value: list.__getitem__(value, slice(None)),
    deque: lambda value: list(deque.__iter__(value)),
    float: float.__float__,
    int: int.__int__,
    str: str.__str__,
}


def followed(expected: Follows, answer: Any) -> np.ndarray | Anything:
    """What an entry of ``answer`` is to be, since it follows from another one.

    Anything, where that one is not of the form that it should have: that is told of it alone.
    """
    for place in expected.of:
        answer = base(answer)
        if type(answer) not in (tuple, list) or place >= len(answer):
            return Anything()
        answer = answer[place]
    factor = expected.weights if expected.weights is not None else expected.times
    size = np.size(answer) if type(answer) is np.ndarray else 0
    if size == 0 or answer.dtype.kind not in NUMERIC or answer.ndim != 2:
        return Anything()
    with np.errstate(all="ignore"):
        found = answer.astype(float)
        if expected.weights is not None and expected.weights.shape[1] == len(found):
            found = expected.weights @ found
        elif expected.times is not None and expected.times.shape == found.shape:
            found = expected.times * found
        elif factor is not None:
            return Anything()
        found = found if expected.plus is None else found + expected.plus
        return 1 / (1 + np.exp(-found)) if expected.squashed else found


def _sequence_problem(answer: Any, expected: tuple | list) -> str | None:
    row = type(answer) is np.ndarray and answer.ndim == 1  # numbers that unpack as a tuple does
    if not row and type(answer) not in (tuple, list):
        return "type"
    return None if len(answer) == len(expected) else "count"


def is_a(value: Any, *kinds: type) -> bool:
    """``isinstance`` by the true type, since an object can claim any other ``__class__``."""
    return issubclass(type(value), kinds)


def is_numbers(value: Any) -> bool:
    """Whether ``value`` is a list of numbers, such as costs: compared as one array."""
    return isinstance(value, list) and all(
        isinstance(entry, int | float | np.number) for entry in value
    )


def _leaf(name: str, answer: Any, expected: Any, within: str) -> Part:
    """The verdict on one leaf, with nested lists as the array that they stand for."""
    if isinstance(expected, np.ndarray | Sample | Mask):
        answer = _unlisted(answer, expected.shape)
    return Part(name, answer, expected, leaf_problem(answer, expected), within=within)


def _unlisted(answer: Any, shape: tuple[int, ...]) -> Any:
    """Nested lists of numbers as the array of this shape that they stand for."""
    array = nested(answer, shape) if type(answer) in (list, tuple) else None
    if array is None and type(answer) is list and len(shape) == 1:
        array = as_numbers(answer)  # a list of another length
    return answer if array is None else array


def leaf_problem(answer: Any, expected: Any) -> str | None:
    """What is wrong with one leaf: None, ``"type"``, ``"shape"`` or ``"value"``."""
    answer = base(answer)
    if isinstance(expected, Anything | Follows):
        return None
    if isinstance(expected, Raises):
        return None if isinstance(answer, Raises) and answer.kind == expected.kind else "value"
    if isinstance(expected, Sample):
        form = array_form(answer, expected.shape)
        return form or ("value" if sample_problem(answer, expected) else None)
    if isinstance(expected, Mask):
        form = array_form(answer, expected.shape)
        return form or ("value" if mask_problem(answer, expected) else None)
    if isinstance(expected, str):
        return _str_problem(answer, expected)
    if expected is None:
        return None if answer is None else "type"
    if isinstance(expected, np.ndarray):
        return _array_problem(answer, expected)
    if isinstance(expected, list):
        if type(answer) in (tuple, list) and len(answer) != len(expected):
            return "shape"  # without a look at what may be a million of anything
        numbers = as_numbers(answer)
        return "type" if numbers is None else _array_problem(numbers, np.array(expected, float))
    number = as_number(answer)
    if number is None:
        return "type"
    return None if _close(number, np.asarray(expected)) else "value"


def as_number(answer: Any) -> np.ndarray | None:
    """A number in any of its guises (float, NumPy scalar, array of one entry) as a 0-d array."""
    answer = base(answer)
    if is_a(answer, bool, int, float, np.number, np.bool_):
        number = np.asarray(answer)
        return number if number.dtype.kind in NUMERIC else None  # an int beyond 64 bits
    if type(answer) is np.ndarray and answer.size == 1 and answer.dtype.kind in NUMERIC:
        return answer.reshape(())
    return None


def as_numbers(answer: Any) -> np.ndarray | None:
    """A list, tuple or array of numbers as a 1-d float array."""
    answer = base(answer)
    if type(answer) is np.ndarray and answer.dtype.kind in NUMERIC:
        return answer.reshape(-1)
    if type(answer) not in (tuple, list):
        return None
    numbers = [as_number(entry) for entry in answer]
    return None if any(number is None for number in numbers) else np.array(numbers, float)


def nested(answer: Any, shape: tuple[int, ...]) -> np.ndarray | None:
    """Lists in lists of numbers as an array, if they are nested as ``shape`` says; else None."""
    answer = base(answer)
    if not shape:
        return as_number(answer)
    if type(answer) is np.ndarray:
        return answer if answer.shape == shape and answer.dtype.kind in NUMERIC else None
    if type(answer) not in (tuple, list) or len(answer) != shape[0]:
        return None
    rows = [nested(entry, shape[1:]) for entry in answer]
    if any(row is None for row in rows):
        return None
    return np.array(rows).reshape(shape)


def array_form(answer: Any, shape: tuple[int, ...]) -> str | None:
    """Whether ``answer`` is an array of real numbers of this shape: None, "type" or "shape"."""
    if type(answer) in (tuple, list):
        return None if nested(answer, shape) is not None else "type"
    if type(answer) is not np.ndarray or answer.dtype.kind not in NUMERIC:
        return "type"
    return None if answer.shape == shape else "shape"


def _str_problem(answer: Any, expected: str) -> str | None:
    if not is_a(answer, str):
        return "type"
    return None if str.__eq__(answer, expected) else "value"  # not a subclass's own ==


def _array_problem(answer: Any, expected: np.ndarray) -> str | None:
    if expected.ndim == 0 and (scalar := as_number(answer)) is not None:
        return None if _close(scalar, expected) else "value"
    if problem := array_form(answer, expected.shape):
        return problem
    if type(answer) is not np.ndarray:
        answer = nested(answer, expected.shape)
    return None if _close(answer, expected) else "value"


def sample_problem(answer: Any, expected: Sample) -> str | None:
    """What is wrong with an array of the right form: "not-finite", "mean", "spread", "alike-rows"
    or "distribution"; None if it may well have been drawn as expected."""
    answer = np.asarray(answer)
    if not np.all(np.isfinite(answer)):
        return "not-finite"
    if not answer.size:
        return None
    known = expected.law != "any"  # or else there is nothing to know beyond mean and spread
    if known and alike(answer) != expected.alike:
        return "alike-rows"
    widened = (2**0.5 if expected.measured else 1.0) * (1.0 if known else 2.0)
    low, high = std_range(answer.size, expected.std, widened)
    off, std = abs(answer.mean() - expected.mean), answer.std()
    if off > widened * mean_room(answer.size, max(std, expected.std)):
        return "mean"
    if answer.size > 1 and not low <= std <= high:
        return "spread"
    if off > widened * mean_room(answer.size, expected.std):
        return "mean"
    other = known and law(answer, expected.mean, expected.std) != expected.law
    return "distribution" if other else None


def mask_problem(answer: Any, expected: Mask) -> str | None:
    """What is wrong with a mask of the right form: "value" for entries beside 0 and 1, "mean" for
    another share of ones, "alike-rows" where entries are not drawn one by one."""
    answer, rate = np.asarray(answer, float), expected.rate
    if not np.all((answer == 0) | (answer == 1)):
        return "value"
    std = (rate * (1 - rate)) ** 0.5
    size = min(answer.shape, default=1) if expected.alike else answer.size
    if abs(answer.mean() - rate) > (1.5 if expected.measured else 1.0) * mean_room(size, std):
        return "mean"
    return None if repeats(answer, std) == expected.alike else "alike-rows"


def repeats(mask: np.ndarray, std: float) -> bool:
    """Whether rows or columns of a mask are too much alike to be drawn entry by entry."""
    for axis in range(mask.ndim):
        shares = mask.mean(axis=axis)
        _, high = std_range(shares.size, std / mask.shape[axis] ** 0.5)
        if shares.std() > 1.1 * high:  # shares are not quite normal
            return True
    return False


def _close(answer: np.ndarray, expected: np.ndarray) -> bool:
    if answer.shape == expected.shape and (answer == expected).all():  # the usual case
        return True
    finite = np.isfinite(expected)
    wanted = expected.astype(float)
    sizes = np.abs(wanted)
    atol = ATOL + 1e-6 * sizes.max(initial=0.0, where=finite)
    if not finite.all():
        return bool(np.allclose(answer, wanted, rtol=RTOL, atol=atol, equal_nan=True))
    with np.errstate(all="ignore"):  # as np.allclose does, without its detours
        return bool(np.all(np.abs(answer - wanted) <= atol + RTOL * sizes))
