"""Are mini-batches what they should be: all the examples, each once, pairs kept, shuffled?

Which order they come in is for chance to say, so they are not compared with one another's.
"""

from collections.abc import Sequence

import numpy as np

from utils.draws import DEVIATIONS
from utils.expected import Batches

Pairs = Sequence[tuple[np.ndarray, np.ndarray]]
# In a random order about two examples follow a neighbour; so many do less often than `draws.RARE`.
NEIGHBOURS = 15
REACH = "From which column to which does each batch reach?"
LEFT_OVER = (
    "What becomes of those that are left over when the full batches are cut, or when there is no "
    "full one?"
)


def misdealt(pairs: Pairs, expected: Batches) -> tuple[str, str] | None:
    """The first thing that is wrong with batches of the right form: its name, and words for it.

    ``pairs`` are the batches of X and Y; None when nothing is wrong.
    """
    rows, m = expected.X.shape
    total = sum(x.shape[1] for x, _ in pairs)
    if total > 2 * m:
        return "examples-twice", f"the batches have {total} columns in all, for {m} examples."
    X = np.hstack([np.empty((rows, 0)), *(x for x, _ in pairs)])
    Y = np.hstack([np.empty((1, 0)), *(y for _, y in pairs)])
    if not (np.isfinite(X).all() and np.isfinite(Y).all()):
        return "not-finite", "the batches are not finite everywhere."
    places = columns_in(X, expected.X)
    counts = np.bincount(places[places >= 0], minlength=m)
    told = _strange(places) or _uncounted(counts, expected.sizes)
    if told:
        return told
    if not np.array_equal(Y, expected.Y[:, places]):
        return "pairs", (
            "the labels no longer belong to their examples. Do the columns of X and of Y go "
            "through one and the same order?"
        )
    return _missized([x.shape[1] for x, _ in pairs], expected.sizes) or _unshuffled(places)


def columns_in(found: np.ndarray, table: np.ndarray) -> np.ndarray:
    """For each column the number of the column of ``table`` that it equals, or −1."""
    room = 1e-9 * (1 + np.abs(table).max(initial=0.0))
    off = np.abs(found[:, :, None] - table[:, None, :]).max(axis=0)
    nearest = off.argmin(axis=1)
    return np.where(off[np.arange(off.shape[0]), nearest] <= room, nearest, -1)


def _strange(places: np.ndarray) -> tuple[str, str] | None:
    strange = int((places < 0).sum())
    if not strange:
        return None
    columns = "1 column" if strange == 1 else f"{strange} columns"
    are = "is" if strange == 1 else "are"
    return "value", f"{columns} of the batches of X {are} none of the columns of X."


def _uncounted(counts: np.ndarray, sizes: tuple[int, ...]) -> tuple[str, str] | None:
    twice, never = int((counts > 1).sum()), int((counts == 0).sum())
    if twice:
        missing = f", and {never} in none" if never else ""
        stand = "stands" if twice == 1 else "stand"
        return "examples-twice", (
            f"{twice} of the {counts.size} examples {stand} in the batches more than once{missing}."
            f" {REACH}"
        )
    if never:
        is_in = "is" if never == 1 else "are"
        left_over = never == sizes[-1] and (len(sizes) == 1 or sizes[-1] < sizes[0])
        question = LEFT_OVER if left_over else REACH
        return "examples-missing", (
            f"{never} of the {counts.size} examples {is_in} in no batch. {question}"
        )
    return None


def _missized(found: list[int], wanted: tuple[int, ...]) -> tuple[str, str] | None:
    if tuple(found) == wanted:
        return None
    if 0 in found:
        return "batch-size", (
            "A batch is empty. How many examples are left over when they fill the batches exactly?"
        )
    rule = ": all full ones first, then one of what is left" if wanted[-1] < wanted[0] else ""
    return "batch-size", (
        f"the batches have {_listed(found)} examples, where {_listed(wanted)} are expected{rule}."
    )


def _listed(sizes: Sequence[int]) -> str:
    if len(sizes) <= 6:
        return ", ".join(map(str, sizes))
    return f"{', '.join(map(str, sizes[:4]))}, …, {sizes[-1]}"


def _unshuffled(places: np.ndarray) -> tuple[str, str] | None:
    """Whether the order is not one that chance would give: as it was, reversed, or only in part."""
    m = places.size
    neighbours = int((np.abs(np.diff(places)) == 1).sum())
    alike = m > 2 and abs(np.corrcoef(places, np.arange(m))[0, 1]) > DEVIATIONS / np.sqrt(m - 1)
    if neighbours < min(NEIGHBOURS, m - 1) and not alike:
        return None
    return "not-shuffled", (
        "the examples stand in the batches much as they stood in X. Is every column shuffled "
        "before the batches are cut?"
    )
