"""Week 6: what its functions are called with, and which conventions are as right as the text's.

Inputs are drawn so that mistakes show: three layers, all sizes different, gradients of at least 0.1
on either side, states of the past that are neither 0 nor what one step would make of them, and t of
at least 2, where 1 − β and 1 − βᵗ differ. Where a square root is taken of nothing, no step
is right, so that no convention for ε is refuted there.
"""

from typing import Any

import numpy as np

from grader.exercises.draw import (
    at,
    away,
    between,
    choice,
    draw,
    layers,
    normal,
    parameters,
    rate,
    signed,
    whole,
)
from utils.expected import Batches, Exactly, OneOf

Arrays = dict[str, np.ndarray]
LAYERS = "n_x n_1 n_2 n_3"
# Narrow ones: from the tenth on, names in alphabetical order are out of order.
ELEVEN = "3 2 1 2 1 2 1 2 1 2 1 2"

# So many examples that a random order can be told from one that is not.
batch_inputs = draw(
    X=normal("n_x m"),
    Y=whole(0, 9, "1 m"),  # ten classes, so that a label seldom fits another example
    mini_batch_size=lambda m, rng: int(rng.choice([n for n in range(9, 14) if m % n])),
    seed=whole(1, 1000),
    m=(40, 60),
    n_x=(2, 5),
)


def dealt(_: list, inputs: dict[str, Any]) -> Batches:
    """Any order of the examples in batches of the size that is asked, the last one smaller."""
    X, size = inputs["X"], inputs["mini_batch_size"]
    full, left = divmod(X.shape[1], size)
    return Batches(X, inputs["Y"], (size,) * full + (left,) * (left > 0))


def slopes(parameters: Arrays, rng: np.random.Generator) -> Arrays:
    """Gradients of the shapes of the parameters, none of them small."""
    return {f"d{name}": away(rng, value.shape, 0.2) for name, value in parameters.items()}


def steep_slopes(parameters: Arrays, rng: np.random.Generator) -> Arrays:
    """So large that a limit to them would show, the last layer first."""
    return {f"d{name}": away(rng, v.shape, 6, 12) for name, v in reversed(parameters.items())}


def squares(grads: Arrays, rng: np.random.Generator) -> Arrays:
    """Averages of squares: positive, and none near 0."""
    return {name: rng.uniform(0.2, 2.0, slope.shape) for name, slope in grads.items()}


def nothing(grads: Arrays) -> Arrays:
    """Averages before the first step."""
    return {name: np.zeros_like(slope) for name, slope in grads.items()}


def one_flat(parameters: Arrays, rng: np.random.Generator) -> Arrays:
    """Gradients of which one in each array is 0."""
    grads = slopes(parameters, rng)
    for slope in grads.values():
        slope.flat[0] = 0.0
    return grads


network = draw(
    _dims=layers(LAYERS),
    parameters=parameters("dims"),
    n_x=(2, 5),
    n_1=(2, 5),
    n_2=(2, 5),
    n_3=(2, 5),
)
eleven_layers = {"_dims": layers(ELEVEN)}
step = network.at(grads=slopes)
descent = step.at(learning_rate=rate(0.05, 0.5, digits=3))
momentum = step.at(v=slopes, beta=rate(0.7, 0.95), learning_rate=rate(0.05, 0.5, digits=3))
rmsprop = step.at(s=squares, beta=rate(0.7, 0.95), learning_rate=rate(0.05, 0.5, digits=3))
adam = step.at(
    v=slopes,
    s=squares,
    t=whole(2, 6),
    learning_rate=rate(0.05, 0.5, digits=3),
    beta1=rate(0.8, 0.9),
    beta2=rate(0.95, 0.99, digits=3),
)
# At rest so far, and flat in places: 0 / (0 + ε) is 0, wherever ε stands.
first_rmsprop = at(grads=one_flat, s=nothing)
first_adam = at(grads=one_flat, v=nothing, s=nothing, t=1)
large_epsilon = {"epsilon": between(0.05, 0.2)}
# What is left out has the default that the text gives.
usual_rmsprop = step.at(s=squares)
usual_adam = step.at(v=slopes, s=squares, t=whole(2, 6))


def descended(
    inputs: dict[str, Any], along: Arrays, squared: Arrays, old: Arrays, *hats: float
) -> OneOf:
    """Where the parameters may end: ε beside the root or under it, or (for each of ``hats``) beside
    the root of what is not corrected yet."""
    epsilon = inputs.get("epsilon", 1e-8)
    roots = {name: np.sqrt(square) for name, square in squared.items()}
    below = [
        {name: root + epsilon for name, root in roots.items()},
        {name: np.sqrt(square + epsilon) for name, square in squared.items()},
        *({name: root + epsilon / hat for name, root in roots.items()} for hat in hats),
    ]
    rate = inputs.get("learning_rate", 0.01)
    ends = [{n: v - rate * along[f"d{n}"] / b[f"d{n}"] for n, v in old.items()} for b in below]
    return OneOf(tuple(map(Exactly, ends)))


def rmsprop_conventions(expected: tuple, inputs: dict[str, Any]) -> tuple:
    """ε where people put it."""
    _, s = expected
    return descended(inputs, inputs["grads"], s, inputs["parameters"]), s


def adam_conventions(expected: tuple, inputs: dict[str, Any]) -> tuple:
    """ε where people put it."""
    _, v, s, v_corrected, s_corrected = expected
    hat = float(np.sqrt(1 - inputs.get("beta2", 0.999) ** inputs["t"]))
    ends = descended(inputs, v_corrected, s_corrected, inputs["parameters"], hat)
    return ends, v, s, v_corrected, s_corrected


def moved(expected: tuple) -> tuple:
    """The parameters without entries of another kind, which others would count."""
    return Exactly(expected[0]), *expected[1:]


decay = draw(
    learning_rate0=rate(0.05, 0.9, digits=3),
    epoch_num=whole(3, 40),
    decay_rate=between(0.2, 1.8),
)
# A number of epochs that is no multiple of the interval, with several intervals behind it.
stairs = draw(
    _stairs=whole(2, 7),
    _interval=whole(11, 60),
    _over=between(0.55, 0.85),
    learning_rate0=rate(0.05, 0.9, digits=3),
    epoch_num=lambda stairs, interval, over: int((stairs + over) * interval),
    decay_rate=between(0.2, 1.8),
    time_interval=lambda interval: interval,
)
usual_stairs = draw(
    learning_rate0=rate(0.05, 0.9, digits=3),
    epoch_num=whole(2300, 5700),
    decay_rate=between(0.2, 1.8),
).where(lambda epoch_num: 100 < epoch_num % 1000 < 900)
root = draw(
    learning_rate0=rate(0.05, 0.9, digits=3),
    epoch_num=whole(3, 40),
    k=rate(0.4, 0.9),
)
usual_root = draw(learning_rate0=rate(0.05, 0.9, digits=3), epoch_num=whole(3, 40))
averaged = draw(
    values=signed("n", 2, 20),
    beta=rate(0.6, 0.95),
    bias_correction=choice(False, True),
    n=(6, 12),
)
uncorrected = draw(values=signed("n", 2, 20), beta=rate(0.6, 0.95), n=(6, 12))
