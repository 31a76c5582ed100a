"""What a check may expect besides plain numbers, arrays, strings, tuples, lists and dicts.

A check file is data, so a rule such as "a random matrix of this shape and scale" is data too:

- ``Sample``: an array drawn at random, judged by its entries' distribution
- ``Mask``: zeros and ones drawn at random, judged by their share
- ``Follows``: what follows from another part of the same answer, such as a mask
- ``Exactly``: a dict with these entries and no others, an array and no list in its place
- ``OneOf``: any one of several answers, for conventions that are all in real use
- ``Anything``: a part whose value does not matter
- ``Raises``: the call ends in an exception of this type
- ``Leading``: a tuple of which the last values may be left out
- ``Batches``: examples dealt into mini-batches, in whatever order chance gave
"""

from dataclasses import dataclass

import numpy as np

from utils.draws import alike, law


@dataclass(frozen=True)
class Sample:
    """A random array: its shape, the mean and standard deviation of its entries.

    ``law`` is what `draws.law` calls its distribution; where it is "any", mean and spread are all
    that is known. ``alike`` says that rows or columns stand in it more than once, as nobody would
    want. The mean and spread of a ``measured`` sample are those
    of one draw, no more certain than those of another.
    """

    shape: tuple[int, ...]
    mean: float
    std: float
    alike: bool = False
    law: str = "normal"
    measured: bool = False


@dataclass(frozen=True)
class Mask:
    """Zeros and ones, each entry drawn by itself: the shape, and the share of ones.

    Where they are ``alike``, it is one row or column many times. The share of a ``measured`` mask
    is that of one draw, no more certain than that of another.
    """

    shape: tuple[int, ...]
    rate: float
    alike: bool = False
    measured: bool = False


@dataclass(frozen=True, eq=False)
class Follows:
    """An entry of a tuple that follows from another one of the student's own, whatever that is.

    ``of`` leads to it: places in the tuple that both stand in, and in tuples inside that.
    It is ``weights`` times that one, or ``times`` it entry by entry, ``plus`` something; and the
    sigmoid of this, where ``squashed``.
    """

    of: tuple[int, ...]
    times: np.ndarray | None = None
    weights: np.ndarray | None = None
    plus: np.ndarray | None = None
    squashed: bool = False


@dataclass(frozen=True)
class Exactly:
    """What other functions compute with as it is: a dict with these entries and no others, since
    they count them; an array, and no list in its place."""

    value: dict | np.ndarray


@dataclass(frozen=True)
class OneOf:
    """Any of these is right; the first is the one that messages talk about."""

    options: tuple


@dataclass(frozen=True)
class Anything:
    """A part that may hold any value."""


@dataclass(frozen=True)
class Raises:
    """A call that ended in an exception of the built-in type ``kind``."""

    kind: str


@dataclass(frozen=True)
class Leading:
    """A tuple of these values, or of the first ``least`` of them alone."""

    values: tuple
    least: int


@dataclass(frozen=True)
class Batches:
    """A list of pairs of arrays: the columns of ``X`` and ``Y``, each once, in a random order, in
    batches of these ``sizes``."""

    X: np.ndarray
    Y: np.ndarray
    sizes: tuple[int, ...]


def sampled(value: object) -> object:
    """Replace every random array in ``value`` by a ``Sample``; constant arrays stay as they are."""
    if isinstance(value, dict):
        return {key: sampled(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(sampled(entry) for entry in value)
    if isinstance(value, np.ndarray) and value.size > 1 and value.max() > value.min():
        mean, std = float(value.mean()), float(value.std())
        return Sample(value.shape, mean, std, alike(value), law(value, mean, std), measured=True)
    return value
