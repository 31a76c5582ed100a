"""Answers that go wrong in general ways, made of the right one: what any function may be told.

Each stands under the name of the explanation that is to tell it (see ``utils.explain``).
"""

import copy
from collections.abc import Callable
from functools import partial
from types import FunctionType
from typing import Any

import numpy as np

from utils.checkfile import Case, Checks
from utils.compare import same
from utils.expected import Batches, Raises
from utils.observe import observe

Change = Callable[[Any, list], Any]  # from the right answer and the arguments to another


def careless(reference: Callable, checks: Checks) -> dict[str, Callable]:
    """The functions that make sense here, by name: those that make a right answer a wrong one."""
    dealt = any(isinstance(case.expected, Batches) for case in checks.cases)
    rights = [observe(reference, case.inputs, case.given).value for case in checks.cases]
    found = {
        name: answering(reference, change)
        for name, change in (DEALINGS if dealt else CHANGES).items()
        if any(map(partial(_spoils, change), rights, checks.cases))
    }
    if not checks.in_place and _alterable(checks.cases[0]):
        found["in-place"] = answering(reference, _spoiling)
    return found


def answering(reference: Callable, change: Change) -> Callable:
    """The reference with ``change`` made to its answers. It lives among the reference's names, so
    that what a case gives reaches the functions that the reference calls."""

    def answer(*arguments: Any) -> Any:
        return change(reference(*arguments), list(arguments))

    return FunctionType(
        answer.__code__, reference.__globals__, reference.__name__, closure=answer.__closure__
    )


def each(value: Any, change: Callable) -> Any:
    """``value`` with every array and number in it changed."""
    if isinstance(value, dict):
        return {key: each(entry, change) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(each(entry, change) for entry in value)
    if isinstance(value, np.ndarray | float | int | np.number) and not isinstance(value, bool):
        return change(value)
    return value


def _spoils(change: Change, right: Any, case: Case) -> bool:
    if isinstance(right, Raises):
        return False
    return not same(change(right, list(case.inputs.values())), case.expected)


def _alterable(case: Case) -> bool:
    """Whether an array is among the inputs."""
    sizes: list[int] = []
    each(list(case.inputs.values()), lambda leaf: sizes.append(np.ndim(leaf)))
    return any(sizes)


def _spoiling(right: Any, arguments: list) -> Any:
    """The right answer, with the inputs spoilt afterwards."""
    right = copy.deepcopy(right)
    each(arguments, _spoil)
    return right


def _spoil(leaf: Any) -> Any:
    if isinstance(leaf, np.ndarray) and leaf.ndim:
        leaf[...] = leaf + 1
    return leaf


def _arrays(change: Callable) -> Change:
    """A change of every array, where an array is one that has a dimension."""
    return lambda right, _: each(right, lambda a: change(a) if np.ndim(a) else a)


def _numbers(change: Callable) -> Change:
    """A change of every number, alone or in an array."""
    return lambda right, _: each(right, change)


def _transposed(array: np.ndarray) -> np.ndarray:
    return array.T if array.shape != array.shape[::-1] else array


def _rank_1(array: np.ndarray) -> np.ndarray:
    return array.ravel() if array.ndim == 2 and 1 in array.shape and array.size > 1 else array


def _first_row(array: np.ndarray) -> np.ndarray:
    return array[0] if array.ndim > 1 and len(array) > 1 else array


def _unfinished(leaf: Any) -> Any:
    if not np.ndim(leaf):
        return float("nan")
    found = np.array(leaf, float)
    found.flat[0] = np.nan
    return found


def _by_m(power: int) -> Change:
    """Every number times m, the columns of the first table among the arguments, or 1/m."""

    def change(right: Any, arguments: list) -> Any:
        columns = [a.shape[1] for a in arguments if isinstance(a, np.ndarray) and a.ndim == 2]
        m = next((count for count in columns if count > 1), 1)
        return each(right, lambda leaf: leaf * float(m) ** power)

    return change


def _without_an_entry(right: Any, _: list) -> Any:
    """The answer without the last entry of the first dict in it."""
    if isinstance(right, dict):
        return dict(list(right.items())[:-1])
    if isinstance(right, tuple | list) and any(isinstance(entry, dict) for entry in right):
        place = [isinstance(entry, dict) for entry in right].index(True)
        shorter = _without_an_entry(right[place], _)
        return type(right)([*right[:place], shorter, *right[place + 1 :]])
    return right


def _reversed(right: Any, _: list) -> Any:
    return right[::-1] if isinstance(right, tuple) else right


def _one_too_few(right: Any, _: list) -> Any:
    return right[:-1] if isinstance(right, tuple) else right


def _one_too_many(right: Any, _: list) -> Any:
    return (*right, 0.0) if isinstance(right, tuple) else right


def _uncut(right: Any, arguments: list) -> Any:
    """The batches as they would be if nothing were shuffled."""
    ends = np.cumsum([X.shape[1] for X, _ in right])[:-1]
    return list(zip(*(np.split(table, ends, axis=1) for table in arguments[:2]), strict=True))


CHANGES: dict[str, Change] = {
    "none": lambda right, _: None,
    "order": _reversed,
    "count": _one_too_few,
    "count (one more)": _one_too_many,
    "missing-entry": _without_an_entry,
    "transposed": _arrays(_transposed),
    "rank-1": _arrays(_rank_1),
    "lost-dimension": _arrays(_first_row),
    "broadcast": _arrays(lambda array: np.stack([array, array])),
    "not-finite": _numbers(_unfinished),
    "zeros": _numbers(lambda leaf: leaf * 0),
    "sign": _numbers(lambda leaf: 0 - leaf),
    "factor-m": _by_m(1),
    "factor-1/m": _by_m(-1),
    "factor-2": _numbers(lambda leaf: leaf * 2),
    "shift": _numbers(lambda leaf: leaf + 1),
}
# Batches are the right numbers in a random order: what is seen are their forms, and the dealing.
DEALINGS: dict[str, Change] = {
    name: CHANGES[name]
    for name in ("none", "transposed", "rank-1", "lost-dimension", "broadcast", "not-finite")
} | {
    "examples-missing": lambda right, _: right[:-1],
    "examples-twice": lambda right, _: right + right[:1],
    "pairs": lambda right, _: [(X, Y[:, ::-1]) for X, Y in right],
    "batch-size": lambda right, _: [*right, (right[0][0][:, :0], right[0][1][:, :0])],
    "not-shuffled": _uncut,
    "value": lambda right, _: [(X + 1, Y) for X, Y in right],
}
# What else a change may rightly be called: a size can be 2, m and 1 are alike for one example, a
# single number shows no pattern, of a random draw only the distribution is known, and what follows
# from a part that is changed too is measured by that.
ALSO = {
    "order": {"value"},
    "transposed": {"type", "one-example-only"},
    "rank-1": {"one-example-only"},
    "broadcast": {"type", "shape"},
    "zeros": {"value", "alike-rows"},
    "factor-m": {"factor", "factor-2", "factor-n", "one-example-only", "spread", "value"},
    "factor-1/m": {"factor", "factor-1/2", "factor-1/n", "one-example-only", "spread", "value"},
    "factor-2": {"factor-m", "factor-n", "spread", "value"},
    "sign": {"shift"},
    "shift": {"value", "mean"},
}


def names_of(change: str) -> set[str]:
    """The explanations that may tell a change, its own first of all."""
    return {own_name(change)} | ALSO.get(change, set())


def own_name(change: str) -> str:
    """The explanation that a change is named after."""
    return change.split(" (")[0]
