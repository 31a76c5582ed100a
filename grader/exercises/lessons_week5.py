"""What the lessons of week 5 ask readers to write."""

import numpy as np

from grader.exercises import Exercise
from grader.exercises.draw import at, between, choice, draw, labels, made, normal, signed, whole
from utils.checkfile import Speed


def run_of_costs(rng: np.random.Generator) -> dict:
    """Costs that fall with a small bump and a large one, and then rise for good."""
    patience = int(rng.integers(3, 5))
    start = list(1 - 0.05 * np.arange(int(rng.integers(3, 6))))
    small = [start[-1] + 0.03, start[-1] - 0.1]  # a bump of one note
    large = [small[-1] + rng.uniform(0.02, 0.1) for _ in range(patience - 1)]
    lowest = small[-1] - 0.1
    end = [lowest + rng.uniform(0.02, 0.1) for _ in range(patience + 2)]
    costs = np.array([*start, *small, *large, lowest, *end, lowest - 0.2])  # the last is too late
    return {"costs": [float(c) for c in costs.round(3)], "patience": patience}


def never_stopped(rng: np.random.Generator) -> dict:
    """Costs that fall to the end."""
    costs = np.linspace(1, 0.2, int(rng.integers(5, 9))) + rng.uniform(0, 0.01)
    return {"costs": [float(c) for c in costs.round(3)], "patience": 3}


EXERCISES = [
    Exercise(
        "error_bar",
        inputs=draw(error=between(0.02, 0.3), m=whole(50, 5000)),
        special={"a coin": at(error=0.5)},
        see="Splitting the data",
        mistakes="""
        no-root: That is the variance. What makes a spread of it?
            (error * (1 - error) / m) ** 0.5 -> error * (1 - error) / m
        one-example: That is the spread of a single answer; a mean of many is steadier.
            (error * (1 - error) / m) ** 0.5 -> (error * (1 - error)) ** 0.5
        m-outside: The number of examples belongs below the root.
            (error * (1 - error) / m) ** 0.5 -> (error * (1 - error)) ** 0.5 / m
        no-right: Both ways to answer play their part, not the wrong one alone.
            error * (1 - error) -> error
        """,
    ),
    Exercise(
        "decayed",
        inputs=draw(
            w=choice(-2.0, -0.5, 0.8, 3.0),
            learning_rate=between(0.1, 0.5),
            lambd=between(0.3, 2.0),
            m=whole(5, 20),
            steps=whole(3, 9),
        ),
        special={"a single step": at(steps=1)},
        see="Weight decay",
        mistakes="""
        no-m: λ is shared by all examples. By what is it divided?
            lambd / m -> lambd
        halved: The penalty has a 2 below the line. What does its slope have?
            lambd / m -> lambd / (2 * m)
        grows: The weight grows in every step. Which way does decay go?
            1 - learning_rate -> 1 + learning_rate
        plain: A step takes away a *share* of what is left, not always the same.
            (1 - learning_rate * lambd / m) ** steps ->
                (1 - steps * learning_rate * lambd / m)
        no-rate: A step is as long as the learning rate says.
            learning_rate * lambd -> lambd
        """,
    ),
    Exercise(
        "stop_after",
        inputs=run_of_costs,
        special={"it never stops": never_stopped},
        see="Early stopping",
        mistakes="""
        too-late: It looks at all of the run, also at what comes after it has stopped.
            place - best == patience -> False
        too-early: It stops a note too early: how many notes in a row may pass?
            place - best == patience -> place - best == patience - 1
        first-bump: It stops at the first cost that is not lower.
            place - best == patience -> place > best
        where-stopped: That is where the run stopped. Which note was the best?
            return best -> return place
        cost: That is the best cost. At which place does it stand?
            return best -> return costs[best]
        """,
    ),
    Exercise(
        "back_to_units",
        inputs=draw(X=normal("n m"), mu=signed("n 1", 2.0, 9.0), sigma=between(1.5, 5.0, "n 1")),
        special={"as many features as examples": at(m="n")},
        speed=Speed({"X": 1}, 20_000),
        see="The same for the test set",
        mistakes="""
        once-more: The features are normalized once more. Undo it instead.
            X * sigma + mu -> (X - mu) / sigma
        order: The steps are undone in the wrong order: the last one done is the first to undo.
            X * sigma + mu -> (X + mu) * sigma
        no-mean: The spread is back, and the middle is still 0.
            X * sigma + mu -> X * sigma
        no-spread: The middle is back, and the spread is still 1.
            X * sigma + mu -> X + mu
        """,
    ),
    Exercise(
        "start_scale",
        inputs=draw(
            n=whole(10, 200),
            z=normal("k", std=1.5),
            a=made(lambda z: np.maximum(z, 0.0)),
            k=(30, 60),
        ),
        special={
            "tanh": at(a=made(lambda z: np.tanh(z))),
            "another bend": at(a=made(lambda z: np.where(z > 0, z, 0.3 * z))),
        },
        see="Where to begin: Xavier and He",
        mistakes="""
        variance: That is the variance of the weights; their spread is asked.
            np.sqrt(1 / (n * kept)) -> 1 / (n * kept)
        he: That is right for one bend alone. Measure what this one leaves.
            np.mean(a**2) / np.mean(z**2) -> 0.5
        xavier: It is as if the bend left everything. Measure what it leaves.
            np.mean(a**2) / np.mean(z**2) -> 1.0
        upside-down: The less a bend leaves, the *larger* the weights must be.
            np.mean(a**2) / np.mean(z**2) -> np.mean(z**2) / np.mean(a**2)
        spread: The middle of the answers counts as well: no mean is taken off here.
            np.mean(a**2) / np.mean(z**2) -> np.var(a) / np.var(z)
        no-n: The more inputs, the larger the sum. Where does their number come in?
            n * kept -> kept
        """,
    ),
    Exercise(
        "network_slopes",
        inputs=draw(theta=normal("9"), X=normal("2 m"), Y=labels("1 m"), m=(12, 20)),
        see="Checking a whole network",
        mistakes="""
        one-side: This nudges up only; the comparison is with the cost itself.
            theta[k] - 1e-5 -> theta[k]
            / 2e-5 -> / 1e-5
        twice: Twice too large. How far apart are the two places?
            / 2e-5 -> / 1e-5
        all-at-once: All parameters are nudged together. Leave the others alone.
            up[k], down[k] = theta[k] + 1e-5, theta[k] - 1e-5 ->
                up, down = theta + 1e-5, theta - 1e-5
        upside-down: The opposite sign: the cost after the nudge up comes first.
            (cost_of_network(up, X, Y) - cost_of_network(down, X, Y)) ->
                (cost_of_network(down, X, Y) - cost_of_network(up, X, Y))
        not-divided: That is how far the cost has moved. How many times the distance is it?
            / 2e-5 -> / 1
        """,
    ),
]
