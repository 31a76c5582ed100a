"""Is an answer equal to what was expected? Part by part, to a floating-point tolerance.

A part is one leaf of the expected value: a number, an array, a string. Every style that is in
real use counts as equal: a float, a NumPy scalar, a 0-d or a (1, 1) array where a number is asked;
a list or a tuple; int, float or bool for 0 and 1; extra entries in a dict.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from utils.expected import Anything, OneOf, Raises, Sample, rows_alike

RTOL = 1e-5
ATOL = 1e-7  # besides 1e-6 of the largest entry: a zero among large numbers is rarely exact
# How far a sample's mean and standard deviation may be off, in standard deviations; chance moves
# those of a small sample further.
STD_TOLERANCE = 0.25
NUMERIC = "biuf"
FORM = ("missing", "type", "shape")


@dataclass(frozen=True)
class Part:
    """One leaf of an expected value beside the answer's: ``problem`` is None when they agree.

    ``problem`` is one of ``"missing"``, ``"type"``, ``"shape"``, ``"value"``.
    """

    name: str
    answer: object
    expected: object
    problem: str | None


def compare(answer: object, expected: object, names: tuple[str, ...] = ()) -> list[Part]:
    """All parts of ``expected``, each with the verdict on ``answer``.

    ``names`` are the words for the entries of a returned tuple, for instance ``("grads", "cost")``.
    """
    if isinstance(expected, OneOf):
        return closest([compare(answer, option, names) for option in expected.options])
    return list(_walk(answer, expected, "", names))


def closest(tries: list[list[Part]]) -> list[Part]:
    """The option that the answer was meant for: the one of its form, then of most of its values."""

    def distance(parts: list[Part]) -> tuple[int, int]:
        wrong = [part.problem for part in parts if part.problem]
        return sum(problem in FORM for problem in wrong), len(wrong)

    return min(tries, key=distance)


def same(answer: object, expected: object) -> bool:
    """Whether every part agrees."""
    return all(part.problem is None for part in compare(answer, expected))


def _walk(answer: object, expected: object, name: str, names: tuple[str, ...]) -> Iterator[Part]:
    if isinstance(expected, OneOf):
        yield from closest([list(_walk(answer, o, name, names)) for o in expected.options])
    elif isinstance(expected, dict):
        good = is_a(answer, dict)
        for key, entry in expected.items():
            label = str(key)
            if not good:
                yield Part(label, answer, entry, "type")
            elif key not in answer:
                yield Part(label, None, entry, "missing")
            else:
                yield from _walk(answer[key], entry, label, ())
    elif isinstance(expected, tuple | list) and not is_numbers(expected):
        row = type(answer) is np.ndarray and answer.ndim == 1  # numbers that unpack as a tuple does
        good = (row or is_a(answer, tuple, list)) and len(answer) == len(expected)
        for index, entry in enumerate(expected):
            label = names[index] if index < len(names) else f"{name}[{index}]"
            if good:
                yield from _walk(answer[index], entry, label, ())
            else:
                yield Part(label, answer, entry, "type")
    else:
        yield Part(name, answer, expected, leaf_problem(answer, expected))


def is_a(value: object, *kinds: type) -> bool:
    """``isinstance`` by the true type, since an object can claim any other ``__class__``."""
    return issubclass(type(value), kinds)


def is_numbers(value: object) -> bool:
    """Whether ``value`` is a list of numbers, such as costs: compared as one array."""
    return isinstance(value, list) and all(
        isinstance(entry, int | float | np.number) for entry in value
    )


def leaf_problem(answer: object, expected: object) -> str | None:
    """What is wrong with one leaf: None, ``"type"``, ``"shape"`` or ``"value"``."""
    if isinstance(expected, Anything):
        return None
    if isinstance(expected, Raises):
        return None if isinstance(answer, Raises) and answer.kind == expected.kind else "value"
    if isinstance(expected, Sample):
        return _sample_problem(answer, expected)
    if isinstance(expected, str):
        return _str_problem(answer, expected)
    if expected is None:
        return None if answer is None else "type"
    if isinstance(expected, np.ndarray):
        return _array_problem(answer, expected)
    if isinstance(expected, list):
        if is_a(answer, tuple, list) and len(answer) != len(expected):
            return "shape"  # without a look at what may be a million of anything
        numbers = as_numbers(answer)
        return "type" if numbers is None else _array_problem(numbers, np.array(expected, float))
    number = as_number(answer)
    if number is None:
        return "type"
    return None if _close(number, np.asarray(expected)) else "value"


def as_number(answer: object) -> np.ndarray | None:
    """A number in any of its guises (float, NumPy scalar, array of one entry) as a 0-d array."""
    if is_a(answer, bool, int, float, np.number, np.bool_):
        number = np.asarray(answer)
        return number if number.dtype.kind in NUMERIC else None  # an int beyond 64 bits
    if type(answer) is np.ndarray and answer.size == 1 and answer.dtype.kind in NUMERIC:
        return answer.reshape(())
    return None


def as_numbers(answer: object) -> np.ndarray | None:
    """A list, tuple or array of numbers as a 1-d float array."""
    if type(answer) is np.ndarray and answer.dtype.kind in NUMERIC:
        return answer.reshape(-1)
    if not is_a(answer, tuple, list):
        return None
    numbers = [as_number(entry) for entry in answer]
    return None if any(number is None for number in numbers) else np.array(numbers, float)


def _str_problem(answer: object, expected: str) -> str | None:
    if not is_a(answer, str):
        return "type"
    return None if str.__eq__(answer, expected) else "value"  # not a subclass's own ==


def _array_problem(answer: object, expected: np.ndarray) -> str | None:
    if expected.ndim == 0 or expected.size == 1:
        scalar = as_number(answer)
        if scalar is not None and expected.ndim == 0:
            return None if _close(scalar, expected) else "value"
    if type(answer) is not np.ndarray or answer.dtype.kind not in NUMERIC:
        return "type"
    if answer.shape != expected.shape:
        return "shape"
    return None if _close(answer, expected) else "value"


def _sample_problem(answer: object, expected: Sample) -> str | None:
    if type(answer) is not np.ndarray or answer.dtype.kind not in NUMERIC:
        return "type"
    if answer.shape != expected.shape:
        return "shape"
    if not np.all(np.isfinite(answer)):
        return "value"
    room = max(STD_TOLERANCE, 4 / np.sqrt(answer.size)) * expected.std
    near = abs(answer.std() - expected.std) <= room and abs(answer.mean() - expected.mean) <= room
    repeated = rows_alike(answer.T) and answer.ndim > 1  # one column again and again
    return None if near and rows_alike(answer) == expected.alike and not repeated else "value"


def _close(answer: np.ndarray, expected: np.ndarray) -> bool:
    if np.array_equal(answer, expected):  # the usual case, and much faster
        return True
    finite = np.abs(expected[np.isfinite(expected)])
    scale = finite.max() if finite.size else 0.0
    return bool(np.allclose(answer, expected, rtol=RTOL, atol=ATOL + 1e-6 * scale, equal_nan=True))
