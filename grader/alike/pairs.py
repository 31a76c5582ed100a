"""Which works are more alike than the exercise forces.

A fingerprint counts by its surprise: the bits that it takes to say how rare it is among all the
others of the class. What everybody writes is worth nothing, what two people alone have is worth
most; what was given out or is in the reference solution counts not at all.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from grader.alike.tokens import CODE, WORDS
from grader.alike.works import OWN, Block, Work

LEAST = 3.0  # strength that a pair needs to be shown
# One cell is one decision or a few, however long it is: so many times its rarest part it counts at
# most. Of words more can be said, since nothing forces them.
MOST = {CODE: 3.0, WORDS: 9.0}
UNFORCED = 0.5  # what remarks and own cells tell by themselves, however much else differs
COMMON = 0.25  # of a class: what so many have says nothing of two of them
MOST_PAIRS = 40
MOST_LOOKED_AT = 1000  # pairs, the most alike at a first look
AT_ONCE = 500  # students whose pairs are looked for together
RARE = 1.0  # bits from which a shared part is marked


@dataclass(frozen=True)
class Part:
    """A piece of one work in a pair: ``marks`` are the places that the other has as well, and
    ``bits`` the surprise of them."""

    number: int
    place: str
    marks: tuple[tuple[int, int], ...]
    bits: float


@dataclass(frozen=True)
class Pair:
    """Two works. ``share`` is how much of what is unusual in the smaller one both have;
    ``strength`` also takes in how surprising that is; ``words`` are the bits of it in comments and
    prose, ``own`` those in own cells; ``mistakes`` are what both did wrong and few others."""

    first: Work
    second: Work
    strength: float
    share: float
    words: float
    own: float
    parts: tuple[list[Part], list[Part]]
    mistakes: tuple[str, ...] = ()


class Weighed(NamedTuple):
    """A block with the bits of its fingerprints; ``damped`` is by how much it counts less than all
    of its runs together, ``whole`` how much those are."""

    block: Block
    bits: np.ndarray
    damped: float
    whole: float


@dataclass
class Class:
    """The works of a class, with how many have each fingerprint."""

    works: Sequence[Work]
    forced: np.ndarray
    mistakes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by student
    kept: dict[str, list[Weighed]] = field(default_factory=dict, repr=False)

    @cached_property
    def counted(self) -> tuple[np.ndarray, np.ndarray]:
        """All fingerprints, sorted, and how many works have each; 0 for what is forced."""
        every = np.concatenate([np.zeros(0, dtype=np.uint64), *(one.known for one in self.works)])
        prints, counts = np.unique(every, return_counts=True)
        return prints, np.where(np.isin(prints, self.forced), 0, counts)

    def bits(self, prints: np.ndarray) -> np.ndarray:
        """The surprise when two works share each of these fingerprints."""
        known, counts = self.counted
        return surprise(counts[np.searchsorted(known, prints)], len(self.works))

    def weighed(self, work: Work) -> list[Weighed]:
        """The blocks of a work with what each of their fingerprints is worth."""
        if work.student not in self.kept:
            found = []
            for block in work.blocks:
                bits = self.bits(block.prints)
                whole = float(_spread(bits, block.length).sum()) / block.length
                most = MOST[block.stream] * float(bits.max())
                found.append(Weighed(block, bits, min(1.0, most / whole) if whole else 0.0, whole))
            self.kept[work.student] = found
        return self.kept[work.student]

    @cached_property
    def made(self) -> Counter[str]:
        """How many made each mistake."""
        return Counter(name for names in self.mistakes.values() for name in names)


def surprise(counts: np.ndarray, size: int) -> np.ndarray:
    """The bits of something that ``counts`` of ``size`` people have, and two of them are a pair:
    how unlikely it is in one of the others, by what all but the two have. 0 for a count of 0."""
    others = np.maximum(counts, 2) - 2
    share = (others + 0.5) / max(size - 1, 1)
    bits = np.maximum(0.0, -np.log2(share))
    return np.where((counts == 0) | (others > COMMON * size), 0.0, bits)


def alike(group: Class) -> list[Pair]:
    """The pairs that are more alike than can be explained, the most alike first."""
    found = [pair_of(group, *two) for two in candidates(group)]
    kept = [one for one in found if one.strength >= LEAST]
    return sorted(kept, key=lambda one: -one.strength)[:MOST_PAIRS]


def candidates(group: Class) -> list[tuple[Work, Work]]:
    """The pairs that share most of what is unusual in them, at a first look."""
    rows = [_weights(group, work) for work in group.works]
    totals = np.array([values.sum() for _, values in rows])
    if not totals.any():
        return []
    matrix = _matrix(group, rows)
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(group.works), AT_ONCE):
        shared = (matrix[start : start + AT_ONCE] @ matrix.T).tocoo()
        row = shared.row + start
        less = np.minimum(totals[row], totals[shared.col])
        keep = (row < shared.col) & (less > 0)
        score = shared.data[keep] ** 2 / less[keep]
        found += zip(score, row[keep], shared.col[keep], strict=True)
        found = heapq.nlargest(MOST_LOOKED_AT, found)
    return [(group.works[one], group.works[two]) for _, one, two in found]


def _weights(group: Class, work: Work) -> tuple[np.ndarray, np.ndarray]:
    """The columns of a work's fingerprints, and what each counts in it."""
    known, _ = group.counted
    places = np.searchsorted(known, work.known)
    values = np.zeros(len(places))
    for block, bits, damped, _ in group.weighed(work):
        at = np.searchsorted(work.known, block.prints)
        values[at] = np.maximum(values[at], bits * damped / block.length)
    return places, values


def _matrix(group: Class, rows: Sequence[tuple[np.ndarray, np.ndarray]]) -> csr_matrix:
    """A row a work, with the roots of what counts and is also in another work."""
    known, counts = group.counted
    kept = [(counts[places] > 1) & (values > 0) for places, values in rows]
    columns = [places[keep] for (places, _), keep in zip(rows, kept, strict=True)]
    values = [np.sqrt(values[keep]) for (_, values), keep in zip(rows, kept, strict=True)]
    ends = np.cumsum([0, *map(len, columns)])
    shape = (len(rows), max(1, len(known)))
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=shape)


def pair_of(group: Class, first: Work, second: Work) -> Pair:
    """All that is to be said of two works."""
    shared = np.intersect1d(first.known, second.known, assume_unique=True)
    one, two = (_side(group, work, shared) for work in (first, second))
    smaller = one if one.all <= two.all else two
    bits = min(one.bits, two.bits)
    share = smaller.bits / smaller.all if smaller.all else 0.0
    words, own = min(one.words, two.words), min(one.own, two.own)
    told = max(bits * share, (words + own) * UNFORCED)
    made = [group.mistakes.get(work.student, frozenset()) for work in (first, second)]
    return Pair(
        first,
        second,
        told / math.log2(max(2, len(group.works))),
        share,
        words,
        own,
        (one.parts, two.parts),
        tuple(sorted(n for n in made[0] & made[1] if is_rare(group.made[n], len(group.works)))),
    )


def is_rare(count: int, size: int) -> bool:
    """Whether few but the two have something."""
    return count - 2 <= 0.1 * size


@dataclass
class _Side:
    all: float = 0.0
    bits: float = 0.0
    words: float = 0.0
    own: float = 0.0
    parts: list[Part] = field(default_factory=list)


def _side(group: Class, work: Work, shared: np.ndarray) -> _Side:
    """One work of a pair: a symbol is as surprising as the most surprising run that it is in."""
    side = _Side()
    marks: dict[int, list[tuple[int, int]]] = {}
    bits_of: dict[int, float] = defaultdict(float)
    for block, bits, damped, whole in group.weighed(work):
        piece = work.pieces[block.number]
        side.all += whole * damped
        both = _among(block.prints, shared)
        if not both.any():
            continue
        of_each = _spread(np.where(both, bits, 0.0), block.length)
        found = float(of_each.sum()) / block.length * damped
        side.bits += found
        side.words += found * (block.stream == WORDS)
        side.own += found * (piece.place == OWN)
        bits_of[block.number] += found
        spans = piece.streams[block.stream].spans[of_each >= RARE]
        marks.setdefault(block.number, []).extend((int(one), int(two)) for one, two in spans)
    for number, piece in enumerate(work.pieces):
        places = tuple(sorted(set(marks.get(number, ()))))
        side.parts.append(Part(number, piece.place, places, bits_of[number]))
    return side


def _spread(bits: np.ndarray, length: int) -> np.ndarray:
    """Of each symbol, the most that a run through it has."""
    found = np.zeros(len(bits) + length - 1)
    for place in range(length):
        part = found[place : place + len(bits)]
        np.maximum(part, bits, out=part)
    return found


def _among(prints: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Which of some fingerprints are among the ``known`` ones, which are sorted."""
    if not len(known):
        return np.zeros(len(prints), dtype=bool)
    return known[np.minimum(np.searchsorted(known, prints), len(known) - 1)] == prints


def groups(pairs: Iterable[Pair]) -> list[list[str]]:
    """Who hangs together by way of pairs, where that is more than two."""
    near: dict[str, set[str]] = {}
    for pair in pairs:
        one, two = pair.first.student, pair.second.student
        joined = near.get(one, {one}) | near.get(two, {two})
        near |= dict.fromkeys(joined, joined)
    found = {id(members): sorted(members) for members in near.values() if len(members) > 2}
    return sorted(found.values())
