"""What a value is at bottom, when its class only adds to a plain one.

Nothing that the class itself defines is asked.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import ndarray  # whatever a submission makes of `np.ndarray`

from .errors import CannotCross

VIEWS = frozenset(
    type(getattr(made, view)())
    for made in ({}, OrderedDict())
    for view in ("keys", "values", "items")
)
# Those that have a length come first: it is looked at before anything is copied.
SIZED: dict[type, Callable[[Any], Any]] = {
    dict: lambda value: dict(dict.items(value)),  # `dict.copy` would ask for `keys`
    list: list.copy,
    tuple: lambda value: tuple.__getitem__(value, slice(None)),
    deque: lambda value: list(deque.__iter__(value)),
    set: lambda value: set(set.__iter__(value)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
}
OTHERS: dict[type, Callable[[Any], Any]] = {
    np.ma.MaskedArray: lambda value: None if _masked(value) else _array(value),
    ndarray: lambda value: _array(value),
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    float: float.__float__,
    int: int.__int__,
    complex: complex.__complex__,
}


def base_of(value: Any, most: int) -> Any:
    """The plain value that `value` is at bottom; None if there is none.

    A deque, a range and what a dict gives out are lists; a masked array is its data as long as
    nothing is masked. Raises `CannotCross` for more than `most` entries.
    """
    kind = type(value)
    if kind is range or kind in VIEWS:
        _check(not value[most:] if kind is range else len(value) <= most)
        return list(value)
    for base, take in SIZED.items():
        if issubclass(kind, base):
            _check(base.__len__(value) <= most)
            return take(value)
    return next((take(value) for base, take in OTHERS.items() if issubclass(kind, base)), None)


def stays_hashable(key: Any, deep: int = 16) -> bool:
    """Whether the plain value that a hashable `key` is at bottom can be a key as well."""
    kind = type(key)
    if issubclass(kind, (tuple, frozenset)):
        base = tuple if issubclass(kind, tuple) else frozenset
        return deep > 0 and all(stays_hashable(part, deep - 1) for part in base.__iter__(key))
    return kind not in VIEWS and not issubclass(kind, (dict, list, set, deque, range, ndarray))


def _check(few_enough: bool) -> None:
    if not few_enough:
        raise CannotCross("has too many parts")


def _array(value: Any) -> ndarray:
    return ndarray.view(value, ndarray)


def _masked(value: Any) -> bool:
    return bool(np.any(np.ma.MaskedArray.mask.__get__(value)))
