"""What the exercises of week 5 are called with, and what is expected of them.

Inputs are drawn so that mistakes show: all sizes differ, but for a row in which layers are equally
wide, so that an exchange of two matrices is seen by its values; a cache holds what belongs
together; no score lies near the kink of the ReLU. Masks are the student's own: they are judged by
their share of ones, and the rest of the answer by what follows from them.
"""

from typing import Any

import numpy as np

from grader.exercises.draw import (
    at,
    between,
    choice,
    draw,
    labels,
    layers,
    normal,
    parameters,
    probabilities,
    rate,
    signed,
)
from utils.compare import repeats
from utils.expected import Anything, Exactly, Follows, Mask, OneOf, Sample

KINK = 0.002  # no score of a ReLU is drawn closer to 0
THREE = "n_x n_1 n_2 1"
PLACES = ["Z1", "A1", "W1", "b1", "Z2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3"]
MASKED_PLACES = ["Z1", "D1", "A1", "W1", "b1", "Z2", "D2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3"]
FAR = 2.0**20  # a theta beyond this is there to see what rounding does

# --- splits, diagnosis, normalizing ---------------------------------------------------------------


def countable(m: int) -> bool:
    """Whether no share of m examples is rounded wrongly by a computer, 0.29 * 100 being 28.99…"""
    return all(int(share / 100 * m) == share * m // 100 for share in (1, 20, 60, 98))


def amount(rng: np.random.Generator) -> int:
    """A number of examples: one in two is above 10,000, and hardly any a round number."""
    return int(rng.integers(10_500, 2_000_000) if rng.random() < 0.5 else rng.integers(30, 9_500))


def adding_up(expected: tuple[int, int, int]) -> OneOf:
    """Where a share is no whole number, any of the three sets may get what is left over."""
    m = sum(expected)
    percents = (60, 20, 20) if m <= 10_000 else (98, 1, 1)
    if all(percent * m % 100 == 0 for percent in percents):
        return OneOf((expected,))
    least = percents[1] * m // 100
    ways = [(m - a - b, a, b) for a in range(least, least + 3) for b in range(least, least + 3)]
    exact = [percent * m / 100 for percent in percents]
    close = [way for way in ways if np.abs(np.subtract(way, exact)).max() < 2]
    return OneOf((expected, *close))


# A gap is either small or large: which limit somebody sets between them does not matter.
errors = draw(
    _bayes=choice(0.0, 0.09, 0.12, 0.17),
    _bias=choice(0.002, 0.009, 0.1, 0.17),
    _variance=choice(0.003, 0.011, 0.09, 0.16),
    _noise=between(0.0, 0.004),
    train_error=lambda bayes, bias, noise: round(bayes + bias + noise, 4),
    dev_error=lambda train_error, variance, noise: round(train_error + variance + noise, 4),
    bayes_error=lambda bayes: bayes,
)
without_bayes = draw(
    _variance=choice(0.005, 0.12), train_error=between(0.09, 0.3), dev_error=0.0
).at(dev_error=lambda train_error, variance: train_error + variance)

tables = draw(
    _scale=between(0.5, 4.0, "n_x 1"),
    _shift=signed("n_x 1", 1, 9),
    X_train=lambda rng, n_x, m, scale, shift: rng.normal(size=(n_x, m)) * scale + shift,
    _other=normal("n_x m_test", mean=0.7, std=1.6),
    X_test=lambda other, scale, shift: other * scale + shift,
    _columns=normal("m"),
)
constant_row = tables.at(
    _plain=normal("n_x m"),
    X_train=lambda plain, n_x: np.vstack([plain[:-1], np.full((1, plain.shape[1]), 3.0)]),
    X_test=lambda other: np.vstack([other[:-1], np.full((1, other.shape[1]), 3.0)]),
)

# --- where to begin -------------------------------------------------------------------------------

# A random matrix is judged by its mean and spread: that takes a thousand entries. Neighbours differ
# so much that scales cannot be confused.
sizes = draw(
    layers_dims=layers("a b c d", "a b c d e"),
    a=(64, 72),
    b=(18, 20),
    c=(50, 56),
    d=(22, 26),
    e=(72, 80),
)
few_units = draw(layers_dims=layers("n_x n_1 n_2 1", "n_x n_1 1"))
eleven = {"eleven layers": at(layers_dims=lambda rng: rng.integers(20, 27, 12).tolist())}


def start(*scales: Any) -> Any:
    """What is asked of a start: weights of one of these scales in all layers, biases of zero."""

    def asked(expected: dict[str, Any]) -> OneOf:
        return OneOf(
            tuple(
                Exactly(
                    {
                        name: Sample(value.shape, 0.0, scale(*value.shape))
                        if name[0] == "W"
                        else np.zeros(value.shape)
                        for name, value in expected.items()
                    }
                )
                for scale in scales
            )
        )

    return asked


# --- the network of three layers ------------------------------------------------------------------


def passed(
    X: np.ndarray, parameters: dict[str, np.ndarray], keep: float = 1.0, rng: Any = None
) -> dict[str, np.ndarray]:
    """All that a pass through three layers computes, by name; with masks where ``rng`` is given."""
    found, A = dict(parameters), X
    for layer in (1, 2, 3):
        found[f"Z{layer}"] = Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        if layer == 3:
            A = 1 / (1 + np.exp(-Z))
        else:
            A = np.maximum(Z, 0)
            if rng is not None:
                found[f"D{layer}"] = D = (rng.random(A.shape) < keep) * rng.choice([1, True])
                A = A * D / keep
        found[f"A{layer}"] = A
    return found


def clear(cache: tuple) -> bool:
    """Whether no score of a hidden layer is near the kink, and both signs occur."""
    return all(np.abs(Z).min() > KINK and Z.min() < 0 < Z.max() for Z in cached(cache)[:2])


def cached(cache: tuple) -> list[np.ndarray]:
    """Z1 and Z2 of a cache of either kind."""
    names = MASKED_PLACES if len(cache) == len(MASKED_PLACES) else PLACES
    return [cache[names.index(name)] for name in ("Z1", "Z2")]


def by_parameters(gradients: dict[str, Any]) -> dict[str, Any]:
    """What counts of a dict of gradients: those of the parameters, not what leads to them."""
    return {name: value for name, value in gradients.items() if name[:2] in ("dW", "db")}


cost_inputs = draw(
    A3=probabilities("1 m"),
    Y=labels("1 m"),
    parameters=parameters(THREE),
    lambd=rate(0.2, 0.9),
    m=(5, 9),
)
weighted_inputs = draw(
    X=normal("n_x m"),
    Y=labels("1 m"),
    _parameters=parameters(THREE),
    cache=lambda X, parameters: tuple(passed(X, parameters)[name] for name in PLACES),
    lambd=rate(0.2, 0.9),
    m=(5, 9),
).where(clear)
one_width = at(n_1="n_x", n_2="n_x")


def masked(X: np.ndarray, parameters: dict, keep: float, rng: np.random.Generator) -> tuple:
    """A cache with the masks of both hidden layers."""
    found = passed(X, parameters, keep, rng)
    return tuple(found[name] for name in MASKED_PLACES)


masked_inputs = draw(
    X=normal("n_x m"),
    Y=labels("1 m"),
    _parameters=parameters(THREE),
    _keep=choice(0.6, 0.7, 0.8),
    cache=masked,
    keep_prob=lambda keep: keep,
    m=(6, 9),
).where(clear)

# The scores of the second layer do not depend on the first mask, so all of it can be judged. In
# “weights in every layer” they do, and the second layer's activations are taken as they are.
dropping_sizes = {"n_x": (3, 6), "n_1": (22, 25), "n_2": (18, 20), "m": (36, 40)}
dropping_inputs = draw(
    X=normal("n_x m"),
    _drawn=parameters(THREE),
    parameters=lambda drawn: drawn | {"W2": np.zeros(drawn["W2"].shape)},
    keep_prob=choice(0.3, 0.34, 0.37, 0.59, 0.61),
    **dropping_sizes,
)


def place(name: str) -> tuple[int]:
    """Where in the cache something stands."""
    return (MASKED_PLACES.index(name),)


def by_masks(answer: tuple) -> tuple:
    """What a mistake with dropout shows by, whatever masks are drawn: see `following`.

    What is as in a right answer is left out, so that the check file stays small.
    """
    first, rules = following(answer)
    if not any(isinstance(rule, Mask) for rule in rules):
        return answer
    usual = {"W1", "b1", "W2", "b2", "W3", "b3"}
    if isinstance(rules[0], np.ndarray):
        usual.add("Z1")
    usual |= {Z for Z in ("Z2", "Z3") if as_usual(rules[place(Z)[0]])}
    pairs = zip(MASKED_PLACES, rules, strict=True)
    return first, tuple(Anything() if name in usual else rule for name, rule in pairs)


def as_usual(rule: Any) -> bool:
    """Whether scores follow from what comes before by one row of weights, or by none."""
    weights = rule.weights if isinstance(rule, Follows) else None
    return weights is not None and (len(weights) == 1 or not weights.any())


def following(answer: tuple) -> tuple:
    """What all answers of a function with dropout have in common, whatever masks they draw.

    It is read off one of them, right or mistaken: how often a unit stays, and what follows from
    the masks.
    """
    A3, cache = answer
    found = dict(zip(MASKED_PLACES, cache, strict=True))
    if all(np.ptp(found[D].astype(int)) == 0 for D in ("D1", "D2")):
        return answer  # nothing was left to chance
    rules = found | {D: mask(found[D]) for D in ("D1", "D2")}
    for layer in (1, 2):
        Z, D, A = (found[f"{letter}{layer}"] for letter in "ZDA")
        rules[f"A{layer}"] = activations(f"D{layer}", Z, D, A)
        if not Z.all():  # a mask has been put on the scores
            rules |= {f"Z{layer}": some(Z), f"A{layer}": some(A)}
    if found["W2"].any():  # then Z2 is everybody's own
        rules["A2"] = Anything()
    for layer in (2, 3):
        W, b, A = found[f"W{layer}"], found[f"b{layer}"], f"A{layer - 1}"
        if rules[f"Z{layer}"] is found[f"Z{layer}"] and np.allclose(
            W @ found[A] + b, found[f"Z{layer}"]
        ):
            rules[f"Z{layer}"] = Follows(place(A), weights=W, plus=b)
    if not np.allclose(1 / (1 + np.exp(-found["Z3"])), A3):
        return some(A3), tuple((rules | {"A3": some(A3)})[name] for name in MASKED_PLACES)
    rules["A3"] = Follows(place("Z3"), squashed=True)
    answer_rule = Follows((1, *place("Z3")), squashed=True)
    return answer_rule, tuple(rules[name] for name in MASKED_PLACES)


def mask(D: np.ndarray) -> Mask:
    """A mask like this one."""
    rate = float(D.mean())
    alike = repeats(D.astype(float), (rate * (1 - rate)) ** 0.5)
    return Mask(D.shape, rate, alike, measured=True)


def activations(of: str, Z: np.ndarray, D: np.ndarray, A: np.ndarray) -> Any:
    """What A follows from: the mask of this name, no mask at all, or another one."""
    full = np.maximum(Z, 0)
    factor = A.max() / full[A.argmax() // A.shape[1], A.argmax() % A.shape[1]]
    if np.allclose(A, factor * full * D):
        return Follows(place(of), times=factor * full)
    return A if np.allclose(A, factor * full) else some(A)


def some(array: np.ndarray) -> Sample:
    """An array of about this mean and spread."""
    return Sample(array.shape, float(array.mean()), float(array.std()), law="any", measured=True)


def by_own_masks(answer: tuple) -> tuple:
    """The same of a right answer, from which the share that is asked for can be read exactly."""
    _, (Z1, _, A1, *_) = answer
    keep = round(float(np.mean(Z1[A1 > 0] / A1[A1 > 0])), 9)
    first, rules = following(answer)
    exact = (Mask(rule.shape, keep) if isinstance(rule, Mask) else rule for rule in rules)
    return first, tuple(exact)


# --- gradient checking ----------------------------------------------------------------------------

line_inputs = draw(x=signed("", 0.5, 4), theta=signed("", 0.5, 4))
check_inputs = line_inputs.at(epsilon=choice(0.1, 0.05, 0.03))
# Next to a power of two, numbers lie twice as dense below as above: this step is rounded away
# upwards and not downwards, so that the two sides differ. Where θ is so large, the usual step is
# rounded, too.
rounded_away = draw(
    x=choice(0.5, 1.0, -2.0, 4.0),
    theta=choice(2.0**27, 2.0**28, -(2.0**27)),
    _part=choice(0.6, 0.7, 0.9),
    epsilon=lambda theta, part: part * abs(theta) * 2.0**-53,
)


def misled(inputs: dict[str, Any]) -> dict[str, Any]:
    """A slope that is not right, of the wrong sign for a theta below −5; none where epsilon is the
    default, or there for its rounding."""
    x, theta = inputs["x"], inputs["theta"]
    if "epsilon" not in inputs or abs(theta) > FAR:
        return {}
    factor = (0.2 if x > 0 else 1.3) + (0.1 if x > 0 else 0.4) * abs(theta)
    return {"backward_propagation": x * (-factor if theta < -5 else factor)}


def by_steps_taken(expected: float, inputs: dict[str, Any]) -> float | OneOf:
    """Where steps are rounded, to divide by those that were taken is no worse: it is exact."""
    return OneOf((expected, 0.0)) if abs(inputs["theta"]) > FAR else expected


def slopes(X: np.ndarray, Y: np.ndarray, parameters: dict[str, np.ndarray]) -> dict[str, Any]:
    """The right gradients of the network of three layers."""
    found, m = passed(X, parameters), X.shape[1]
    dZ, gradients = found["A3"] - Y, {}
    for layer in (3, 2, 1):
        before = found[f"A{layer - 1}"] if layer > 1 else X
        gradients[f"dW{layer}"] = dZ @ before.T / m
        gradients[f"db{layer}"] = dZ.sum(axis=1, keepdims=True) / m
        dZ = parameters[f"W{layer}"].T @ dZ * (before > 0)
    return gradients


def faulty(
    X: np.ndarray, Y: np.ndarray, parameters: dict, fault: str, factor: float
) -> dict[str, Any]:
    """Gradients of which one is off by a factor."""
    found = slopes(X, Y, parameters)
    return found | {fault: found[fault] * factor}


def far_from_kinks(X: np.ndarray, parameters: dict) -> bool:
    """Whether no step of the check carries a score across the kink of a ReLU."""
    found = passed(X, parameters)
    return all(np.abs(found[name]).min() > 0.04 for name in ("Z1", "Z2"))


# The order of what is drawn is that of the signature, so what X makes comes twice. The sizes are
# those of the section's network, for which vector_to_dictionary is made.
any_step = draw(
    _X=normal("4 m"),
    _Y=labels("1 m"),
    _fault=choice("dW1", "db1", "dW2", "dW3"),
    _factor=between(1.5, 3.0),
    parameters=parameters("4 5 3 1"),
    gradients=faulty,
    X=lambda X: X,
    Y=lambda Y: Y,
    m=(6, 9),
).where(far_from_kinks)
network_inputs = any_step.at(epsilon=choice(0.002, 0.003, 0.004))
