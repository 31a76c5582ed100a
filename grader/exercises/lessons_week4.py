"""What the lessons of week 4 ask readers to write."""

import numpy as np

from grader.exercises import Exercise
from grader.exercises.draw import at, between, choice, draw, made, whole
from utils.checkfile import Speed


def some_exploded(rng: np.random.Generator) -> dict:
    """Rates and costs, of which the middle one is no number."""
    rates = np.array([0.001, 0.01, 0.1, 1.0, 10.0]) * rng.integers(1, 9)
    costs = rng.uniform(0.1, 0.8, 5)
    costs[rng.integers(1, 4)] = np.nan
    return {"rates": rates, "costs": costs}


EXERCISES = [
    Exercise(
        "size_after",
        inputs=draw(layers=whole(2, 6), units=choice(4, 9, 25, 50, 100), scale=between(0.05, 0.4)),
        special={"one layer": at(layers=1)},
        see="A start that keeps the signal alive",
        mistakes="""
        no-root: A sum of random numbers does not grow with their number, but with its root.
            units**0.5 -> units
        no-units: A unit adds up many numbers. How much larger than one of them is the sum?
            (scale * units**0.5) -> scale
        times: Each layer multiplies what the one before has left. How often, in all?
            (scale * units**0.5) ** layers -> (scale * units**0.5) * layers
        once: The units add up in every layer, not in the first one alone.
            (scale * units**0.5) ** layers -> scale**layers * units**0.5
        divided: The size grows with the number of inputs; here it shrinks.
            scale * units**0.5 -> scale / units**0.5
        """,
    ),
    Exercise(
        "shapes_of_scores",
        inputs=draw(
            sizes=made(lambda rng: [int(n) for n in rng.permutation(np.arange(2, 9))[:4]]),
            m=whole(10, 40),
        ),
        special={"a single layer": at(sizes=made(lambda rng: [int(rng.integers(3, 9)), 1]))},
        see="Over all examples",
        mistakes="""
        with-input: The input is layer 0; it has no scores.
            sizes[1:] -> sizes
        one-example: These are the shapes for one example.
            (units, m) -> (units, 1)
        lying: A row for each unit, a column for each example: which number comes first?
            (units, m) -> (m, units)
        no-output: The last layer has scores, too.
            sizes[1:] -> sizes[1:-1] or sizes[:1]
        """,
    ),
    Exercise(
        "fold",
        inputs=draw(x=between(0.01, 0.99, "n"), times=whole(2, 4), n=(6, 12)),
        special={"once": at(times=1)},
        speed=Speed({"x": 0}, 50_000),
        see="Layers fold",
        mistakes="""
        once: It folds a single time.
            range(times) -> range(1)
        valley: That is the tent upside down.
            1 - np.abs(2 * x - 1) -> np.abs(2 * x - 1)
        straight: The line is stretched and not folded: what does the bend do?
            np.abs(2 * x - 1) -> (2 * x - 1)
        one-more: It folds once more than asked.
            range(times) -> range(times + 1)
        """,
    ),
    Exercise(
        "tanh_block_back",
        inputs=draw(
            told=between(0.5, 3.0), a=between(0.3, 1.6), w=between(0.4, 1.2), b=between(-0.9, -0.2)
        ),
        returns=("passed on", "dw", "db"),
        see="One block, there and back",
        mistakes="""
        no-bend: What it is told has to go back through the bend first. How steep is it there?
            told * (1 - bent**2) -> told
        at-z: The slope of tanh is made of its value, not of the score.
            1 - bent**2 -> 1 - (w * a + b) ** 2
        exchanged: Nudging the weight moves the score by the other factor.
            dz * w, dz * a -> dz * a, dz * w
        sigmoid-slope: That is the slope of the sigmoid, from its value.
            1 - bent**2 -> bent * (1 - bent)
        answer: The weight is multiplied with what came in, not with what went out.
            dz * a -> dz * bent
        not-told: The slopes of the block alone. How much does the loss move with its answer?
            told * (1 - bent**2) -> 1 - bent**2
        """,
    ),
    Exercise(
        "best_rate",
        inputs=some_exploded,
        see="Trying them out",
        mistakes="""
        nan-wins: Nothing compares with nan, so it comes out as the lowest.
            np.nanargmin -> np.argmin
        highest: That run ended with the highest cost.
            np.nanargmin -> np.nanargmax
        place: That is the place of the best run in the list. Which rate stands there?
            rates[np.nanargmin(costs)] -> int(np.nanargmin(costs))
        cost: That is the cost of the best run. Which rate had it?
            rates[np.nanargmin(costs)] -> np.nanmin(costs)
        largest: The largest rate is not the best one, least of all if it explodes.
            rates[np.nanargmin(costs)] -> rates.max()
        """,
    ),
]
