"""Make a function's random numbers repeat, wherever it takes them from.

Used on both sides: in the sandbox for a student's function, outside for one that lives there.
"""

import contextlib
import gc
import itertools
import os
import random
import time
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import numpy as np

CLOCKS = ("time", "monotonic", "perf_counter")
BEGINNING = 1_600_000_000  # what the clocks say, in seconds


@contextlib.contextmanager
def seeded(seed: int | None) -> Iterator[None]:
    """Inside, whatever is random begins in the same way each time; afterwards nothing has happened.

    The global generators begin at ``seed``. New ones without a seed take one from the machine's
    entropy, and some people take the clock's: both repeat. A generator that is kept anywhere, in a
    global or a default or an object, goes on from where it was and is put back there at the end.
    Without a ``seed`` nothing is done.
    """
    if seed is None:
        yield
        return
    kept = [_put_back(thing) for thing in gc.get_objects() if type(thing) in KEPT]
    kept += [_restorer(lambda: np.random.get_state(False), np.random.set_state)]
    kept += [_restorer(random.getstate, random.setstate)]
    entropy = random.Random(seed).randbytes
    sow = _sowing(entropy)
    try:
        with contextlib.ExitStack() as stack:

            def replaced(owner: object, name: str, value: object) -> None:
                stack.enter_context(patch.object(owner, name, value))

            replaced(os, "urandom", entropy)
            replaced(random, "_urandom", entropy)  # what `secrets` and NumPy ask
            replaced(random, "seed", sow.__get__(random.seed.__self__))
            replaced(random.Random, "seed", sow)
            for name in CLOCKS:
                ticks = itertools.count(BEGINNING * 10**9, 1000)  # a microsecond at each look
                replaced(time, name, lambda ticks=ticks: next(ticks) / 1e9)
                replaced(time, name + "_ns", ticks.__next__)
            np.random.seed(seed)
            random.seed(seed)
            yield
    finally:
        for restore in kept:
            restore()


def _sowing(entropy: Callable[[int], bytes]) -> Callable:
    """``random.Random.seed``, which takes ``entropy`` where no seed is given."""
    original = random.Random.seed

    def seed(self: random.Random, a: Any = None, version: int = 2) -> None:
        original(self, int.from_bytes(entropy(8)) if a is None else a, version)

    return seed


def _restorer(get: Callable, put: Callable) -> Callable[[], None]:
    """A function that puts back the state that there is now."""
    state = get()
    return lambda: put(state)


def _bits(generator: np.random.BitGenerator) -> Callable[[], None]:
    return _restorer(lambda: generator.state, lambda state: setattr(generator, "state", state))


# By exact type: an object that only says it is one of these runs no code here.
KEPT: dict[type, Callable[[Any], Callable[[], None]]] = {
    np.random.RandomState: lambda it: _restorer(lambda: it.get_state(False), it.set_state),
    random.Random: lambda it: _restorer(it.getstate, it.setstate),
}
KEPT |= {
    kind: _bits
    for name in ("MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64")
    if (kind := getattr(np.random, name, None))
}


def _put_back(generator: object) -> Callable[[], None]:
    """What restores a generator's state."""
    return KEPT[type(generator)](generator)
