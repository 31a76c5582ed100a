"""Functions of ours that a student's function may ask for results, within bounds."""

from __future__ import annotations

import builtins
import contextlib
import resource
import warnings
from collections.abc import Callable, Iterator
from math import inf
from typing import Any

import numpy as np

from grader.sandbox.border.kernel import mapped_memory
from grader.sandbox.border.limits import Limits

LENT_ENTRIES, FAST = 500_000, "?bBhHiIlLqQfd"  # what a lent function may be given
MOST_VALUES = 4  # what a lent function may use of our memory, in values of the largest size


def ask_lent(
    function: Callable, args: tuple, kwargs: dict, limits: Limits
) -> tuple[Any, list[str] | None]:
    """What `function` answers: a value, or the built-in type and the message of an exception."""
    if entries((args, kwargs)) > LENT_ENTRIES:
        return None, ["ValueError", "what it was given is too large"]
    try:
        with warnings.catch_warnings(), memory_for(MOST_VALUES * limits.value_bytes):
            warnings.simplefilter("ignore")
            return function(*wanted(function, args), **kwargs), None
    except Exception as error:
        kind = type(error).__name__
        return None, [kind if hasattr(builtins, kind) else "ValueError", str(error)[:300]]


@contextlib.contextmanager
def memory_for(size: int) -> Iterator[None]:
    """Meanwhile this process may map only `size` bytes more than it has; MemoryError beyond."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    known = [limit for limit in before if limit != resource.RLIM_INFINITY]
    with contextlib.suppress(ValueError, OSError):  # macOS
        resource.setrlimit(resource.RLIMIT_AS, (min([mapped_memory() + size, *known]), before[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, before)


def wanted(function: Callable, args: tuple) -> tuple:
    """The arguments that a function of ours takes: some conventions have more than we do."""
    return args[: function.__code__.co_argcount] if hasattr(function, "__code__") else args


def entries(value: Any) -> float:
    """How many numbers are in the arrays of a value; no end of them where NumPy would be slow.

    A product of matrices is C code, which no timer interrupts. What has no fast one (half
    precision, beyond 64 bits, objects) is not computed with here.
    """
    if type(value) in (dict, list, tuple):
        parts = value.values() if type(value) is dict else value
        return sum(map(entries, parts))
    if type(value) is np.ndarray and value.size:
        return value.size if value.dtype.char in FAST else inf
    return 0
