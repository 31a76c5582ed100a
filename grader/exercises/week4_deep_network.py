"""Week 4: a network of any depth, block by block, and the two models made of the blocks.

Inputs are drawn so that mistakes show: at least three layers wherever there are layers, all sizes
different, m > 1, biases and upstream gradients that are neither 0 nor 1, both signs everywhere,
and no score so close to 0 that rounding could move it across the kink of the ReLU. Special cases
reach far out, so that whoever cuts something off is seen.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from grader.exercises import Exercise, Lendable
from grader.exercises.draw import (
    Draw,
    at,
    away,
    between,
    choice,
    draw,
    fixed,
    labels,
    layers,
    normal,
    parameters,
    rate,
    signed,
    whole,
)
from grader.exercises.training import own_start, with_or_without_costs
from utils.expected import Exactly, OneOf, Sample

KINK = 0.001  # no score of a ReLU is drawn closer to 0
DEEP = ("n_x n_1 n_2 1", "n_x n_1 n_2 n_3 1")
# Narrow ones: from the tenth on, names in alphabetical order are out of order.
ELEVEN = "3 4 2 3 1 4 2 3 4 1 2 1"

# A random matrix is judged by its mean and spread: that takes a thousand entries. Neighbours differ
# so much that scales cannot be confused.
two_layer_sizes = draw(n_x=whole(44, 54), n_h=whole(30, 36), n_y=whole(37, 43))
deep_sizes = draw(
    layer_dims=layers("a b c d", "a b c d e"),
    a=(64, 72),
    b=(18, 20),
    c=(50, 56),
    d=(22, 26),
    e=(72, 80),
)
# Of the scale 1/√n as the text asks, 0.01, He's and Glorot's: each is in real use.
SCALES = (
    lambda here, before: before**-0.5,
    lambda here, before: 0.01,
    lambda here, before: (2 / before) ** 0.5,
    lambda here, before: (2 / (here + before)) ** 0.5,
)


def start(shapes: dict[str, tuple], *scales: Callable[[int, int], float]) -> dict[str, Any]:
    """What is asked of a start: weights of any of these scales, and biases of zero."""
    return {
        name: OneOf(tuple(Sample(shape, 0.0, scale(*shape)) for scale in scales))
        if name[0] == "W"
        else np.zeros(shape)
        for name, shape in shapes.items()
    }


def shapes_of(parameters: dict[str, Any]) -> dict[str, tuple]:
    """The shape of each parameter, by name."""
    return {name: value.shape for name, value in parameters.items()}


def small_start(expected: dict[str, Any]) -> Exactly:
    """Any draw of the scale 0.01 in place of the reference's own."""
    return Exactly(start(shapes_of(expected), SCALES[1]))


def deep_start(expected: dict[str, Any]) -> OneOf:
    """Any draw of one of the scales, the same for all layers."""
    return OneOf(tuple(Exactly(start(shapes_of(expected), scale)) for scale in SCALES))


def score(A_prev: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Z of a layer."""
    return W @ A_prev + b


def clear(Z: np.ndarray) -> bool:
    """Whether scores have both signs and none lies near the kink."""
    return np.abs(Z).min() > KINK and Z.min() < 0 < Z.max()


linear_inputs = draw(A=signed("n_prev m"), W=signed("n n_prev"), b=signed("n 1"))
layer_inputs = draw(
    A_prev=signed("n_prev m"),
    W=signed("n n_prev"),
    b=signed("n 1"),
    activation=choice("relu", "sigmoid"),
    _Z=score,
).where(clear)
linear_backward_inputs = draw(
    _A_prev=signed("n_prev m"),
    _W=signed("n n_prev"),
    _b=signed("n 1"),
    dZ=signed("n m"),
    cache=lambda A_prev, W, b: (A_prev, W, b),
)
layer_backward_inputs = draw(
    _A_prev=signed("n_prev m"),
    _W=signed("n n_prev"),
    _b=signed("n 1"),
    _Z=score,
    dA=signed("n m"),
    cache=lambda A_prev, W, b, Z: ((A_prev, W, b), Z),
    activation=choice("relu", "sigmoid"),
).where(clear)
# The last layer of a network, out to where the sigmoid is almost flat.
far_sigmoid = {"n": 1, "activation": fixed("sigmoid")}
far_in = signed("n_prev m", 2, 9)


def far_out(Z: np.ndarray) -> bool:
    """Whether some probability is near 0 or 1, by less than 0.0001, and none rounds to it."""
    return 10 < np.abs(Z).max() < 14


def passed(X: np.ndarray, parameters: dict[str, np.ndarray]) -> tuple[np.ndarray, list]:
    """The answer and the caches, the way the text lays them out, for checks that start there."""
    A, caches = X, []
    for layer in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = score(A, W, b)
        caches.append(((A, W, b), Z))
        A = np.maximum(Z, 0)
    return 1 / (1 + np.exp(-caches[-1][1])), caches


def alive(passed: tuple[np.ndarray, list]) -> bool:
    """Whether examples still differ in the end, some ReLU cuts, and none is near its kink."""
    *hidden, last = (Z for _, Z in passed[1])
    near = any(np.abs(Z).min() < KINK for Z in hidden)
    return not near and np.ptp(last) > 0.01 and all(Z.min() < 0 for Z in hidden[:1])


forward_inputs = draw(
    _dims=layers(*DEEP), X=normal("n_x m"), parameters=parameters("dims"), _passed=passed
).where(alive)
backward_inputs = draw(
    _dims=layers(*DEEP),
    _X=normal("n_x m"),
    _parameters=parameters("dims"),
    _passed=passed,
    AL=lambda passed: passed[0],
    Y=labels("1 m"),
    caches=lambda passed: passed[1],
).where(alive)
one_layer = {"_dims": layers("n_x 1")}
eleven_layers = {"_dims": layers(ELEVEN), "n_x": 3, "m": 4}
very_sure = forward_inputs.at(**one_layer, X=normal("n_x m", std=10)).where(
    lambda passed: 12.5 < np.abs(passed[1][0][1]).max() < 15  # a limit at 0.00001 shows
)
# All decisions are the same and wrong, one by a probability of 0.00098, so that one cut off at
# 0.001 shows. Since nothing cancels, the 1e-8 that some people add to a denominator does not.
all_wrong = backward_inputs.at(
    **one_layer,
    _drawn=parameters("n_x 1"),
    _X=between(5, 60, "n_x m"),
    _parameters=lambda drawn, X: {
        name: value * 6.93 / np.abs(score(X, drawn["W1"], drawn["b1"])).max()
        for name, value in drawn.items()
    },
    Y=lambda passed: (passed[0] < 0.5).astype(int),
).where(lambda Y: np.ptp(Y) == 0)
large = normal("n_x m", std=100)  # some ReLU gives far more than 6; so large are first slopes too


def guesses(answers: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """AL (1, m) for these labels: none near one half, and the first far on the wrong side."""
    AL = np.abs(rng.integers(0, 2, answers.shape) - rng.uniform(0.1, 0.4, answers.shape))
    AL[0, 0] = np.abs(answers[0, 0] - 0.9992)
    return AL


cost_inputs = draw(_answers=labels("1 m"), AL=guesses, Y=lambda answers: answers, m=(10, 14))
# So sure, and wrong, that a probability cut off at 0.001 shows, and 1e-7 inside the logarithm not.
confident_errors = at(AL=np.array([[0.0009, 0.7, 0.99, 0.4]]), Y=np.array([[1, 0, 0, 1]]))


def slopes(dims: list[int], m: int, parameters: dict, rng: np.random.Generator) -> dict:
    """Gradients by parameters and activations, as L_model_backward returns them."""
    by_A = {f"dA{layer}": away(rng, (n, m)) for layer, n in enumerate(dims[:-1])}
    return by_A | {f"d{name}": away(rng, v.shape) for name, v in parameters.items()}


def steep_slopes(parameters: dict, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Large gradients by parameters alone, as two_layer_model hands them over, last layer first."""
    return {f"d{name}": away(rng, v.shape, 6, 12) for name, v in reversed(parameters.items())}


update_inputs = draw(
    _dims=layers("n_x n_1 n_2 n_3 n_4", "n_x n_1 n_2 n_3 n_4 n_5"),
    _m=whole(2, 8),
    parameters=parameters("dims"),
    grads=slopes,
    learning_rate=rate(0.05, 0.5, digits=3),
)


def training(*sizes: str, rates: tuple[float, float]) -> Draw:
    """Data, the sizes of layers, a learning rate and a number of iterations.

    The number is one more than a multiple of 100, and ``print_cost`` is on, so that every way of
    noting costs gives the same list: also that of the last iteration, or only of those printed.
    The rate is so large that the cost comes down far, and in most cases not at every step.
    """
    return draw(
        X=normal("n_x m"),
        Y=labels("1 m"),
        layers_dims=layers(*sizes),
        learning_rate=rate(*rates),
        num_iterations=101,
        print_cost=True,
        m=(9, 12),
    )


def special_training(resting: list[int], shallowest: str, large_rate: float) -> dict[str, dict]:
    """Rows for a training function, for networks of these sizes."""
    return {
        # Features of zero and balanced labels leave a network where it starts.
        "its own start": at(
            X=np.zeros((resting[0], 2)), Y=np.array([[0, 1]]), layers_dims=resting, num_iterations=1
        ),
        # On more examples than are in a batch, and so far out that a limit to gradients shows, and
        # that the cost goes up.
        "large steps, no printing": at(
            X=normal("n_x m", mean=300, std=90),
            Y=lambda m: np.arange(m).reshape(1, m) % 5 // 4,
            n_x=5,
            n_1=8,
            m=(130, 150),
            learning_rate=large_rate,
            num_iterations=4,
            print_cost=False,
        ),
        # One label, so that a cost near zero is there from the start, and still goes down. Whoever
        # takes it for small or flat enough stops too early.
        "a cost near zero": at(
            X=normal("n_x m", std=0.1),
            Y=lambda m: np.ones((1, m), int),
            layers_dims=layers(shallowest),
            learning_rate=30.0,
            num_iterations=301,  # some look at the costs that they note, one in a hundred
        ),
    }


def given_start(inputs: dict[str, Any]) -> dict[str, Any]:
    """One start for both initializers; none where the student's own is looked at.

    It expects either label much too often or too rarely, so that gradients are large.
    """
    X, Y = inputs["X"], inputs["Y"]
    if not X.any():
        return {}
    drawn = draw(
        _dims=fixed(inputs["layers_dims"]),
        _X=fixed(X),
        _drawn=parameters("dims"),
        parameters=lambda drawn: drawn | {"W1": drawn["W1"] / max(1, np.abs(X).mean())},
        _passed=passed,
    ).where(lambda passed: abs(passed[0].mean() - Y.mean()) > 0.2 and reached(passed, Y.all()))
    found = drawn(np.random.default_rng(inputs["num_iterations"] + 7 * X.shape[1]))["parameters"]
    if Y.all():
        _, caches = passed(X, found)
        found[f"b{len(caches)}"] += 15 - caches[-1][1].mean()
    return {"initialize_parameters": found, "initialize_parameters_deep": found}


def reached(passed: tuple[np.ndarray, list], alike: bool) -> bool:
    """Whether each ReLU lets something through, and cuts too, unless the examples are alike."""
    hidden = [Z for _, Z in passed[1][:-1]]
    return all(Z.max() > 0 and (alike or Z.min() < 0) for Z in hidden)


def asked_start(inputs: dict[str, Any]) -> dict[str, Any]:
    """What is asked of a start that a training function draws by itself."""
    shapes: dict[str, tuple] = {}
    for layer, (before, here) in enumerate(pairwise(inputs["layers_dims"]), 1):
        shapes |= {f"W{layer}": (here, before), f"b{layer}": (here, 1)}
    return start(shapes, *SCALES)


def wide(inputs: dict[str, Any]) -> dict[str, Any]:
    """As many layers, with so many units that the spread of each matrix can be told."""
    hidden = [(40, 60, 50)[layer % 3] for layer in range(len(inputs["layers_dims"]) - 3)]
    dims = [30, *hidden, 400, 1]
    return inputs | {"X": np.zeros((30, 2)), "layers_dims": dims}


def upwards_at_the_kink(solution: dict[str, Callable]) -> dict[str, Callable]:
    """The slope of the ReLU at 0 is a matter of definition, and 1 to some.

    Scores are exactly 0 at a start with biases of zero, where all units of a layer are silent.
    """
    backward = solution["linear_activation_backward"]

    def linear_activation_backward(dA: np.ndarray, cache: tuple, activation: str) -> tuple:
        linear_cache, Z = cache
        return backward(dA, (linear_cache, np.where(Z == 0, np.finfo(float).tiny, Z)), activation)

    return {"linear_activation_backward": linear_activation_backward}


def trained(expected: tuple) -> OneOf:
    """A model returns its parameters and the costs, or the parameters alone.

    A single cost may stand there twice, for the last iteration too, or not at all unprinted.
    """
    parameters, costs = expected
    if not any(value.any() for name, value in parameters.items() if name[0] == "b"):
        # nothing has moved: any start as asked is as good
        return with_or_without_costs(Exactly(start(shapes_of(parameters), *SCALES)))
    if len(costs) == 1:
        return with_or_without_costs(Exactly(parameters))
    return OneOf(((Exactly(parameters), costs), Exactly(parameters)))


def sigmoid_backward(dA: np.ndarray, Z: np.ndarray) -> np.ndarray:
    """dZ of a layer with the sigmoid."""
    A = 1 / (1 + np.exp(-Z))
    return dA * A * (1 - A)


def relu_backward(dA: np.ndarray, Z: np.ndarray) -> np.ndarray:
    """dZ of a layer with the ReLU."""
    return np.where(Z > 0, dA, 0.0)


LENDABLE = Lendable(
    {"sigmoid_backward": sigmoid_backward, "relu_backward": relu_backward},
    pairs=("sigmoid", "relu"),
)

EXERCISES = [
    Exercise(
        "initialize_parameters",
        inputs=two_layer_sizes,
        random=True,
        adapt=small_start,
        see="The shape of every matrix",
        mistakes="""
        zeros: All weights are zero, so all hidden units compute the same and learn the same, for
        ever. They have to start apart.
            0.01 * rng.normal(size=(n_h, n_x)) -> np.zeros((n_h, n_x))
            0.01 * rng.normal(size=(n_y, n_h)) -> np.zeros((n_y, n_h))
        """,
    ),
    Exercise(
        "initialize_parameters_deep",
        inputs=deep_sizes,
        special={"eleven layers": at(layer_dims=lambda rng: rng.integers(20, 27, 12).tolist())},
        random=True,
        adapt=deep_start,
        see="A start that keeps the signal alive",
        mistakes="""
        scaled-by-own-units: The scale goes with the number of inputs that a unit adds up, not with
        the number of units in its own layer.
            / np.sqrt(before) -> / np.sqrt(here)
        no-root: The weights are too small: you divide by the number of inputs, the formula by
        another function of it.
            / np.sqrt(before) -> / before
        times-root: The wider the layer before, the larger your weights; it should be the other way
        round.
            / np.sqrt(before) -> * np.sqrt(before)
        numbered-from-zero: Your layers are numbered from 0. The input is layer 0 and has no
        weights; the first layer with weights is 1.
            parameters[f"W{layer}"] -> parameters[f"W{layer - 1}"]
            parameters[f"b{layer}"] -> parameters[f"b{layer - 1}"]
        """,
    ),
    Exercise(
        "linear_forward",
        inputs=linear_inputs,
        special={"one unit, one example": at(n=1, m=1)},
        returns=("Z", "cache"),
        see="The shape of every matrix",
        mistakes=r"""
        no-bias: Z lacks the bias, one number for each unit.
            np.dot(W, A) + b -> np.dot(W, A)
        minus-bias: The bias is subtracted; in the formula it is added.
            np.dot(W, A) + b -> np.dot(W, A) - b
        bias-inside: The bias is multiplied along with the input. It joins after the product.
            np.dot(W, A) + b -> np.dot(W, A) + W.sum(axis=1, keepdims=True) * b
        cache-of-Z: The cache keeps what comes out; the way back needs what went in.
            `(A, W, b)\n    return` -> `(Z, W, b)\n    return`
        activated: An activation has crept in. This is the linear part only.
            return Z, cache -> return relu(Z), cache
        """,
    ),
    Exercise(
        "linear_activation_forward",
        inputs=layer_inputs,
        special={
            "sigmoid, one unit": layer_inputs.at(**far_sigmoid, A_prev=far_in).where(far_out),
            "relu": at(activation=fixed("relu"), A_prev=signed("n_prev m", 900, 4000)),
        },
        returns=("A", "cache"),
        uses=("linear_forward",),
        hidden=6,
        see="Blocks and caches",
        mistakes="""
        always-sigmoid: Your layer applies the sigmoid whatever activation says.
            A = relu(Z) -> A = sigmoid(Z)
        always-relu: Your layer applies the ReLU whatever activation says.
            A = sigmoid(Z) -> A = relu(Z)
        exchanged: The two activations are exchanged. Which name belongs to which?
            if activation == "sigmoid": -> if activation != "sigmoid":
        no-activation: Your layer is linear still: A is the score itself, without an activation.
            A = sigmoid(Z) -> A = Z
            A = relu(Z) -> A = Z
        tanh: In place of the sigmoid your layer applies the hyperbolic tangent.
            A = sigmoid(Z) -> A = np.tanh(Z)
        leaky: Your ReLU leaks: negative scores come out small instead of 0.
            A = relu(Z) -> A = np.where(Z > 0, Z, 0.01 * Z)
        cache-of-A: The second half of the cache should be the score Z, not what became of it.
            return A, (linear_cache, Z) -> return A, (linear_cache, A)
        activated-input: You take the activation of what came in, before the weights; it comes after
        them.
            A = sigmoid(Z) -> A = np.dot(W, sigmoid(A_prev)) + b
            A = relu(Z) -> A = np.dot(W, relu(A_prev)) + b
        """,
    ),
    Exercise(
        "L_model_forward",
        inputs=forward_inputs,
        special={
            "one layer": very_sure,
            "eleven layers": at(**eleven_layers, X=large),
        },
        returns=("AL", "caches"),
        uses=("linear_activation_forward",),
        visible=2,
        see="One layer after another",
        mistakes="""
        relu-last: The last layer answers with a ReLU, so its answer is no probability.
            "relu" if layer < L else "sigmoid" -> "relu"
        sigmoid-everywhere: The hidden layers use the sigmoid. Which activation do they use here?
            "relu" if layer < L else "sigmoid" -> "sigmoid"
        exchanged: The activations are exchanged: which one do the hidden layers use, which the
        last?
            "relu" if layer < L else "sigmoid" -> "sigmoid" if layer < L else "relu"
        first-only-relu: Only the first layer uses the ReLU. That is right for two layers; here
        there are more.
            "relu" if layer < L -> "relu" if layer < 2
        last-layer-missing: Your answer is that of the last hidden layer: one layer is missing. How
        far does the loop go?
            range(1, L + 1) -> range(1, L)
        linear-caches: Your list keeps the cache of the linear part alone. Each entry is the pair
        that the whole layer returned.
            caches.append(cache) -> caches.append(cache[0])
        """,
    ),
    Exercise(
        "compute_cost",
        inputs=cost_inputs,
        special={
            "one example": at(AL=between(0.1, 0.4, "1 1"), Y=np.array([[1]])),
            "confident errors": confident_errors,
        },
        spare=draw(parameters=parameters("n_x n_1 1")),
        see="The cost at the end of the chain",
        mistakes="""
        first-term-only: The examples whose label is 0 cost nothing with you. The formula has two
        terms.
            Y * np.log(AL) + (1 - Y) * np.log(1 - AL) -> Y * np.log(AL)
        second-log: Look at the second logarithm: which probability does the network give to the
        label 0?
            np.log(1 - AL) -> np.log(AL)
        labels-exchanged: The two terms go with the opposite labels.
            Y * np.log(AL) + (1 - Y) * np.log(1 - AL) -> (1 - Y) * np.log(AL) + Y * np.log(1 - AL)
        minus-between: The two terms are subtracted from each other; the formula adds them.
            + (1 - Y) * np.log -> - (1 - Y) * np.log
        squared-error: That is the mean squared error; the logarithmic loss is asked.
            Y * np.log(AL) + (1 - Y) * np.log(1 - AL) -> -((AL - Y) ** 2)
        base-2: The right idea in another unit: which base has the logarithm of the formula?
            Y * np.log(AL) + (1 - Y) * np.log(1 -> Y * np.log2(AL) + (1 - Y) * np.log2(1
        """,
    ),
    Exercise(
        "linear_backward",
        inputs=linear_backward_inputs,
        special={
            # all of one sign, so that averages are large
            "one unit": at(n=1, dZ=between(20, 40, "n m"), _A_prev=between(0.5, 1.5, "n_prev m")),
        },
        returns=("dA_prev", "dW", "db"),
        see="Gradients have the shape of what they belong to",
        mistakes="""
        wrong-m: You divide by the number of units. Which dimension counts the examples?
            m = A_prev.shape[1] -> m = A_prev.shape[0]
        m-is-units-here: You divide by the number of units of this layer. Which dimension of dZ
        counts the examples?
            m = A_prev.shape[1] -> m = dZ.shape[0]
        db-axis: db is summed along the wrong axis: one number for each unit is asked, not for each
        example.
            axis=1 -> axis=0
        b-added: A bias shifts the score; no slope depends on it.
            np.dot(W.T, dZ) -> np.dot(W.T, dZ + b)
        """,
    ),
    Exercise(
        "linear_activation_backward",
        inputs=layer_backward_inputs,
        special={
            "sigmoid, one unit": layer_backward_inputs.at(**far_sigmoid, _A_prev=far_in).where(
                far_out
            ),
            "relu": at(activation=fixed("relu"), _A_prev=far_in, dA=signed("n m", 30, 90)),
        },
        returns=("dA_prev", "dW", "db"),
        uses=("linear_backward",),
        hidden=6,
        see="One block, there and back",
        mistakes="""
        no-slope: dA goes straight to the linear part. The slope of the activation has to come in
        between.
            dZ = dA * (Z > 0) -> dZ = dA
            dZ = dA * A * (1 - A) -> dZ = dA
        relu-no-mask: Back through the ReLU everything passes with you. What is its slope where the
        score is negative?
            dZ = dA * (Z > 0) -> dZ = dA
        relu-mask-of-dA: You cut dA off where dA itself is negative. The slope of the ReLU depends
        on the score Z.
            dZ = dA * (Z > 0) -> dZ = dA * (dA > 0)
        relu-value: You multiply by the ReLU itself; by its slope it should be.
            dZ = dA * (Z > 0) -> dZ = dA * relu(Z)
        relu-mask-reversed: Your ReLU lets the slope through where the unit was silent, and blocks
        it where it was active.
            dZ = dA * (Z > 0) -> dZ = dA * (Z < 0)
        relu-without-dA: Back through the ReLU you pass its slope alone. The chain rule multiplies
        it by what came from above.
            dZ = dA * (Z > 0) -> dZ = 1.0 * (Z > 0)
        sigmoid-at-Z: The slope of the sigmoid is a(1 − a), with a the value of the sigmoid; you put
        in the score z.
            A = sigmoid(Z) -> A = Z
        sigmoid-half: The slope of the sigmoid is a product of two factors; one is missing.
            dZ = dA * A * (1 - A) -> dZ = dA * A
        sigmoid-value-missing: The slope of the sigmoid is a product of two factors; you kept only 1
        − a.
            dZ = dA * A * (1 - A) -> dZ = dA * (1 - A)
        sigmoid-without-dA: Back through the sigmoid you pass its slope alone. The chain rule
        multiplies it by what came from above.
            dZ = dA * A * (1 - A) -> dZ = A * (1 - A)
        tanh-slope: 1 − a² is the slope of the hyperbolic tangent; the sigmoid's is another.
            dZ = dA * A * (1 - A) -> dZ = dA * (1 - A * A)
        exchanged: The slopes of the two activations are exchanged.
            if activation == "relu": -> if activation != "relu":
        always-relu: The slope of the ReLU is used whatever activation says.
            if activation == "relu": -> if True:
        always-sigmoid: The slope of the sigmoid is used whatever activation says.
            if activation == "relu": -> if False:
        """,
    ),
    Exercise(
        "L_model_backward",
        inputs=backward_inputs,
        special={
            "one layer": all_wrong,
            "eleven layers": at(**eleven_layers, _X=large),
        },
        uses=("linear_activation_backward",),
        visible=2,
        see="The whole chain, there and back",
        mistakes="""
        error-for-dAL: You begin with the difference between answer and label. That is the slope by
        Z of the last layer; the sigmoid's slope is then applied once too often.
            dA = -(Y / AL - (1 - Y) / (1 - AL)) -> dA = AL - Y
        plus-in-dAL: Look at the sign between the two fractions of the first slope: it depends on
        what the two logarithms' slopes are.
            (Y / AL - (1 - Y) / (1 - AL)) -> (Y / AL + (1 - Y) / (1 - AL))
        half-dAL: The examples with label 0 send nothing back. The first slope has two fractions.
            -(Y / AL - (1 - Y) / (1 - AL)) -> -(Y / AL)
        sigmoid-everywhere: You go back through a sigmoid in every layer. Which activation did the
        hidden layers use going forward?
            "sigmoid" if layer == L else "relu" -> "sigmoid"
        relu-everywhere: You go back through a ReLU in every layer. Which activation did the last
        one use going forward?
            "sigmoid" if layer == L else "relu" -> "relu"
        exchanged: The activations are exchanged: the sigmoid belongs to the last layer.
            "sigmoid" if layer == L else "relu" -> "relu" if layer == L else "sigmoid"
        not-passed-on: Every layer is told the slope at the very end. What a layer passes back is
        what the layer before it is told.
            dA, dW, db = linear_activation_backward(dA,
                -> dAL = dA if layer == L else dAL; dA, dW, db = linear_activation_backward(dAL,
        dA-off-by-one: The dA are numbered one too high. What layer l passes back belongs to the
        activations of layer l − 1.
            grads[f"dA{layer - 1}"] -> grads[f"dA{layer}"]
        first-only-relu: Only the first layer is taken back through a ReLU. That is right for two
        layers; here there are more.
            "sigmoid" if layer == L else "relu" -> "sigmoid" if layer > 1 else "relu"
        numbered-from-zero: The gradients of the weights are numbered from 0; the first layer is
        layer 1.
            grads[f"dW{layer}"] -> grads[f"dW{layer - 1}"]
            grads[f"db{layer}"] -> grads[f"db{layer - 1}"]
        dW-and-db-exchanged: dW and db are exchanged. In which order does your layer return its
        three answers?
            dA, dW, db = linear -> dA, db, dW = linear
        """,
    ),
    Exercise(
        "update_parameters",
        inputs=update_inputs,
        special={
            "eleven layers, no dA": at(_dims=layers(ELEVEN), grads=steep_slopes, learning_rate=0.3),
        },
        in_place=True,
        adapt=Exactly,
        see="Parameters and hyperparameters",
        mistakes="""
        ascent: The parameters climb. The gradient points uphill, so which way is down?
            value - learning_rate -> value + learning_rate
        no-rate: The step is the whole gradient. What is learning_rate for?
            learning_rate * grads -> grads
        divided: You divide by the learning rate: the smaller it is, the larger your step.
            learning_rate * grads["d" + name] -> grads["d" + name] / learning_rate
        two-layers-only: Only the first two layers take a step. How many layers does the dictionary
        hold?
            updated[name] = value - learning_rate * grads["d" + name]
                -> updated[name] = value - learning_rate * grads["d" + name] * (name[1:] in "12")
        last-layer-left-out: All layers take a step but the last one. How far does your loop go?
            updated[name] = value - learning_rate * grads["d" + name]
                -> updated[name] = value - learning_rate * grads["d" + name] * (int(name[1:]) <
                len(parameters) // 2)
        first-layer-left-out: All layers take a step but the first one. Where does your loop begin?
            updated[name] = value - learning_rate * grads["d" + name]
                -> updated[name] = value - learning_rate * grads["d" + name] * (name[1:] != "1")
        weights-only: The weights learn and the biases stay where they were. Both take a step.
            updated[name] = value - learning_rate * grads["d" + name]
                -> updated[name] = value - learning_rate * grads["d" + name] * (name[0] == "W")
        gradient-only: What comes out is the step alone. It has to be taken from where the parameter
        was.
            value - learning_rate -> -learning_rate
        default-rate: The step always has the same size, whatever learning_rate says: is a number
        written in its place?
            learning_rate * grads -> 0.0075 * grads
        """,
    ),
    Exercise(
        "two_layer_model",
        inputs=training("n_x n_1 1", rates=(0.8, 1.2)),
        special=special_training([16, 25, 1], "n_x n_1 1", large_rate=0.00018),
        returns=("parameters", "costs"),
        uses=(
            "initialize_parameters",
            "linear_activation_forward",
            "compute_cost",
            "linear_activation_backward",
            "update_parameters",
        ),
        given=given_start,
        adapt=trained,
        own_start=own_start(asked_start, wide, upwards_at_the_kink),
        visible=2,
        hidden=2,
        see="The whole chain, there and back",
        mistakes="""
        sigmoid-hidden: The hidden layer uses the sigmoid, forward and backward. Which activation
        does the text ask for?
            W1, b1, "relu") -> W1, b1, "sigmoid")
            cache1, "relu") -> cache1, "sigmoid")
        sigmoid-hidden-back: The hidden layer goes forward through a ReLU and back through a
        sigmoid. Both ways belong to the same activation.
            cache1, "relu") -> cache1, "sigmoid")
        relu-output-back: The output layer goes forward through a sigmoid and back through a ReLU.
        Both ways belong to the same activation.
            cache2, "sigmoid") -> cache2, "relu")
        error-for-dA2: You begin the way back with the difference between answer and label. That is
        the slope by Z; asked is the one by A, before the sigmoid.
            -(Y / A2 - (1 - Y) / (1 - A2)) -> A2 - Y
        sign: The cost rises from step to step. Look at the sign in front of the slope of the loss.
            -(Y / A2 - (1 - Y) / (1 - A2)) -> Y / A2 - (1 - Y) / (1 - A2)
        not-updated: The cost never changes: the parameters after the step are thrown away.
            parameters = update_parameters(parameters -> update_parameters(dict(parameters)
        default-rate: It learns at one fixed rate, whatever learning_rate says.
            grads, learning_rate) -> grads, 0.0075)
        biases-stay: The weights learn and the biases stay where they were.
            "db1": db1 -> "db1": 0 * db1
            "db2": db2 -> "db2": 0 * db2
        output-only: Only the output layer learns; the hidden layer stays as it was drawn.
            "dW1": dW1 -> "dW1": 0 * dW1
            "db1": db1 -> "db1": 0 * db1
        first-cost-missing: The cost of iteration 0 is missing from the list; it comes first.
            if i % 100 == 0: -> if i % 100 == 0 and i > 0:
        cost-after-step: The parameters are right. Each cost in the list is that of one
        iteration later: note it as it was before the step.
            costs.append(cost)
                -> A1 = relu(parameters["W1"] @ X + parameters["b1"]); A2 = sigmoid(parameters["W2"]
                @ A1 + parameters["b2"]); costs.append(compute_cost(A2, Y))
        """,
    ),
    Exercise(
        "L_layer_model",
        inputs=training(*DEEP, rates=(0.3, 0.45)),
        special=special_training([8, 7, 6, 5, 4, 3, 1], "n_x 1", large_rate=0.0004),
        returns=("parameters", "costs"),
        uses=(
            "initialize_parameters_deep",
            "L_model_forward",
            "compute_cost",
            "L_model_backward",
            "update_parameters",
        ),
        given=given_start,
        adapt=trained,
        own_start=own_start(asked_start, wide, upwards_at_the_kink),
        visible=2,
        hidden=2,
        see="The whole chain, there and back",
        mistakes="""
        not-updated: W1 ends as it was drawn. Does each iteration begin with the parameters that the
        last step returned?
            parameters = update_parameters(parameters -> update_parameters(dict(parameters)
        stale-gradients: Every step goes along the gradient of the very first iteration. It has to
        be taken anew at each.
            grads = L_model_backward(AL, Y, caches)
                -> grads = L_model_backward(AL, Y, caches) if i == 0 else grads
        starts-anew: Each iteration starts from the beginning again: where does the random start
        belong, before the loop or in it?
            AL, caches = L_model_forward
                -> parameters = initialize_parameters_deep(layers_dims); AL, caches =
                L_model_forward
        default-rate: It learns at one fixed rate, whatever learning_rate says.
            grads, learning_rate) -> grads, 0.0075)
        ascent: The cost rises from step to step: you walk uphill.
            grads, learning_rate) -> grads, -learning_rate)
        two-steps: Every iteration takes two steps along the same gradient; one is asked.
            grads, learning_rate) -> grads, 2 * learning_rate)
        first-cost-missing: The cost of iteration 0 is missing from the list; it comes first.
            if i % 100 == 0: -> if i % 100 == 0 and i > 0:
        cost-at-99: The costs are noted at iterations 99, 199, …; they should be those of 0, 100, …
            if i % 100 == 0: -> if i % 100 == 99:
        cost-after-step: The parameters are right. Each cost in the list is that of one
        iteration later: note it as it was before the step.
            costs.append(cost) -> costs.append(compute_cost(L_model_forward(X, parameters)[0], Y))
        one-iteration-short: Your loop takes one step fewer than num_iterations.
            for i in trange(num_iterations, -> for i in trange(num_iterations - 1,
        """,
    ),
]
