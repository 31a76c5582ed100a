"""What the lessons of week 6 ask readers to write."""

from collections.abc import Callable

import numpy as np

from grader.exercises import Exercise, Inputs
from grader.exercises.draw import Recipe, at, between, draw, made, normal, signed, whole


def of_signs(low: bool, high: bool) -> Recipe:
    """Curvatures, some below zero or some above, or both, in any order."""

    def make(n: int, rng: np.random.Generator) -> np.ndarray:
        signs = rng.choice([-1.0, 1.0], n) if low and high else np.full(n, 1.0 if high else -1.0)
        if low and high:
            signs[rng.choice(n, 2, replace=False)] = [-1.0, 1.0]
        return (signs * rng.uniform(0.2, 3.0, n)).round(2)

    return made(make)


def examples_in_batches(left_over: Callable) -> Inputs:
    """A number of examples and the size of a batch, with so many left over."""

    def make(rng: np.random.Generator) -> dict:
        size = int(rng.integers(7, 20))
        return {"m": size * int(rng.integers(2, 7)) + left_over(size, rng), "size": size}

    return make


EXERCISES = [
    Exercise(
        "count_batches",
        inputs=examples_in_batches(lambda size, rng: int(rng.integers(1, size))),
        special={
            "nothing left over": examples_in_batches(lambda size, rng: 0),
            "fewer than a batch": lambda rng: {"m": int(rng.integers(2, 9)), "size": 16},
        },
        returns=("number", "last"),
        see="Mini-batches",
        mistakes="""
        lost: The last, smaller batch is lost.
            -(-m // size) -> m // size
            m - (number - 1) * size -> size
        empty: There is an empty batch where nothing is left over.
            -(-m // size) -> m // size + 1
        full: The last batch holds only what is left.
            m - (number - 1) * size -> size
        remainder: Where nothing is left over, the last batch is a full one.
            m - (number - 1) * size -> m % size
        """,
    ),
    Exercise(
        "running_mean",
        inputs=draw(values=normal("n", mean=5, std=3), n=(5, 12)),
        special={"a single value": at(n=1)},
        see="It costs almost no memory",
        mistakes="""
        summed: That is the sum so far. How strongly may each value pull?
            v + (value - v) / t -> v + value
        from-zero: The first value counts as the second: from which number is it counted?
            start=1 -> start=2
        weighted: That is an average which forgets: every value pulls as strongly as the others.
            (value - v) / t -> (value - v) / 10
        last: Only the mean of all of them comes back.
            np.array(means) -> v
        no-difference: Each value pulls by its own size, not by what it differs.
            (value - v) / t -> value / t
        """,
    ),
    Exercise(
        "clip_by_length",
        inputs=draw(g=signed("n", 1.0, 4.0), most=between(0.5, 1.0)),
        special={"short enough": at(most=100.0), "a matrix": at(g=signed("n m", 1.0, 4.0))},
        see="Adam",
        mistakes="""
        always: A gradient that is short enough is made longer. Leave it alone.
            length <= most -> False
        entries: Each entry is cut off by itself, which changes the direction.
            g * (most / length) -> np.clip(g, -most, most)
        unit: It has length 1 now, whatever was allowed.
            g * (most / length) -> g / length
        squared: The length is the *root* of the sum of squares.
            np.linalg.norm(g) -> np.sum(g**2)
        absolute: That length adds up sizes: L1. Here it is L2.
            np.linalg.norm(g) -> np.sum(np.abs(g))
        """,
    ),
    Exercise(
        "warm_up",
        inputs=draw(learning_rate0=between(0.1, 2.0), step=whole(2, 6), steps=whole(8, 12)),
        special={"after the warm-up": at(step=40), "the first step": at(step=1)},
        see="Learning-rate decay",
        mistakes="""
        goes-on: It goes on climbing after the warm-up.
            min(1.0, step / steps) -> step / steps
        from-zero: Counted from 0, the first step has no length at all.
            step / steps -> (step - 1) / steps
        falls: It falls instead of climbing.
            min(1.0, step / steps) -> max(0.0, 1 - step / steps)
        constant: That is the rate after the warm-up, from the beginning.
            min(1.0, step / steps) -> 1.0
        """,
    ),
    Exercise(
        "kind_of",
        inputs=draw(_n=whole(3, 7), curvatures=of_signs(True, True)),
        special={
            "all up": at(curvatures=of_signs(False, True)),
            "all down": at(curvatures=of_signs(True, False)),
        },
        see="Plateaus and saddle points",
        mistakes="""
        exchanged: Minimum and maximum are exchanged: what does a *positive* curvature do?
            np.all(curvatures > 0) -> np.all(curvatures < 0)
            if np.all(curvatures < 0) else -> if np.all(curvatures > 0) else
        any-up: One direction that goes up makes no minimum.
            np.all(curvatures > 0) -> np.any(curvatures > 0)
        any-down: One direction that goes down makes no maximum.
            if np.all(curvatures < 0) else -> if np.any(curvatures < 0) else
        mean: The directions do not make up for each other.
            np.all(curvatures > 0) -> np.mean(curvatures) > 0
            np.all(curvatures < 0) -> np.mean(curvatures) < 0
        """,
    ),
]
