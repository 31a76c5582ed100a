"""Does an array look like draws from a normal distribution? Bounds that chance does not reach.

Each bound is one that a right draw passes with a probability below `RARE`, so that all bounds on
all arrays of a check together fail a right answer less than once in a million. Within that, they
see as much as the number of entries allows:

- mean and standard deviation: exactly the spread that n draws have; a scale 20 % off is seen in
  nearly every draw of 1,200 entries, one of 50 % in 200;
- the largest entry: n normal draws have a few far ones. A uniform draw has none beyond 1.73
  standard deviations, two values ±c none beyond 1: seen from 270 and from 50 entries on;
- the mean distance from the mean, in standard deviations: 0.80 for normal draws, 0.87 for uniform
  ones, 0.71 where the tails are heavy (Laplace): seen from 900 and 500 entries on;
- rows or columns that repeat or are multiples of each other: units that will always be the same.
"""

from functools import lru_cache
from math import erf, erfc, log, sqrt

import numpy as np

RARE = 1e-8
DEVIATIONS = 5.73  # beyond so many, on either side, a normal number lies with probability RARE
# The distance from the mean is not quite normal itself, hence wider bounds.
DISTANCE, DISTANCE_SPREAD, DISTANCE_DEVIATIONS = 0.7979, 0.2123, 6.5
LONG = 4  # rows that are multiples of each other by chance are shorter
PARALLEL = 1e-9  # 1 - |cosine| below which two rows of that length are multiples
MOST_ROWS = 500  # beyond, only equal rows are looked for: pairs would take too long


def mean_room(size: int, std: float) -> float:
    """How far the mean of ``size`` draws may be off."""
    return DEVIATIONS * std / sqrt(size)


def std_range(size: int, std: float, widened: float = 1.0) -> tuple[float, float]:
    """The least and largest standard deviation that ``size`` draws show.

    Their variance has a χ² distribution, whose quantiles are those of Wilson and Hilferty.
    ``widened`` is a factor for bounds around a spread that is itself measured.
    """
    freedom = max(size - 1, 1)
    spread = DEVIATIONS * widened * sqrt(2 / (9 * freedom))
    low, high = (max(0.0, 1 - 2 / (9 * freedom) + side * spread) ** 1.5 for side in (-1, 1))
    return low * std * sqrt(freedom / size), high * std * sqrt(freedom / size)


def law(array: np.ndarray, mean: float, std: float) -> str:
    """The distribution that entries of this mean and spread seem to have.

    "normal" (whatever cannot be told from it), "bounded" when entries far from the mean are
    missing, "two values", "heavy tails", or "outlier" when one entry is absurdly far away.
    """
    distances = np.abs(np.asarray(array, float).ravel() - mean)
    size, distances = distances.size, distances / std
    farthest = float(distances.max())
    if size * erfc(min(farthest, 30.0) / sqrt(2)) < RARE:
        return "outlier"
    within = erf(farthest / sqrt(2))
    if size * log(within) < log(RARE) if within > 0 else size > 1:
        return "two values" if _few_values(array) else "bounded"
    room = DISTANCE_DEVIATIONS * DISTANCE_SPREAD / sqrt(size)
    off = float(distances.mean()) / float(distances.std() ** 2 + distances.mean() ** 2) ** 0.5
    off -= DISTANCE
    if size >= 50 and abs(off) > room:
        return "bounded" if off > 0 else "heavy tails"
    return "normal"


def alike(array: np.ndarray) -> bool:
    """Whether two rows or two columns of a matrix are the same, or multiples of each other."""
    return array.ndim == 2 and _alike(array.shape, array.dtype.str, array.tobytes())


@lru_cache(maxsize=16)  # an answer is held against one mistake after the other
def _alike(shape: tuple[int, int], kind: str, data: bytes) -> bool:
    array = np.frombuffer(data, kind).reshape(shape)
    return not _few_values(array) and (_repeats(array) or _repeats(array.T))


def _few_values(array: np.ndarray) -> bool:
    """Whether there are no more than two values: masks and signs, which are not drawn evenly."""
    return len(np.unique(array.ravel()[:50])) <= 2 and len(np.unique(array)) <= 2


def _repeats(rows: np.ndarray) -> bool:
    count, length = rows.shape
    if count < 2 or length < 2:
        return False
    if len({row.tobytes() for row in rows}) < count:
        return True
    if length < LONG or count > MOST_ROWS:
        return False
    rows = np.asarray(rows, float)
    sizes = np.linalg.norm(rows, axis=1)
    if not sizes.all():
        return False
    cosines = np.abs((rows / sizes[:, None]) @ (rows / sizes[:, None]).T)
    np.fill_diagonal(cosines, 0.0)
    return bool(cosines.max() > 1 - PARALLEL)
