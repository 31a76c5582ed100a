"""Week 4: a network of any depth, block by block, and the two models made of the blocks.

Inputs are drawn so that mistakes show: at least three layers wherever there are layers, all sizes
different, m > 1, biases and upstream gradients that are neither 0 nor 1, both signs everywhere,
and no score so close to 0 that rounding could move it across the kink of the ReLU.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from grader.exercises import Exercise, Lendable
from grader.exercises.training import own_start, with_or_without_costs
from utils.expected import OneOf, Sample

KINK = 0.02  # no score of a ReLU is drawn closer to 0


def away_from_zero(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Numbers of either sign with magnitudes from 0.2 to 1.5."""
    return rng.uniform(0.2, 1.5, shape) * rng.choice([-1, 1], shape)


def different_sizes(rng: np.random.Generator, count: int) -> list[int]:
    """Sizes from 2 to 7, no two the same."""
    return [int(n) for n in rng.choice(np.arange(2, 8), count, replace=False)]


def layers_and_examples(
    rng: np.random.Generator, last: int = 1, fewest: int = 3
) -> tuple[list[int], int]:
    """The sizes of ``fewest`` layers or one more, the input first, and a number of examples."""
    *dims, m = different_sizes(rng, int(rng.integers(fewest + 1, fewest + 3)))
    return [*dims, last], m


def drawn_parameters(rng: np.random.Generator, dims: list[int]) -> dict[str, np.ndarray]:
    """W and b of each layer, biases too, of a size at which no probability rounds to 0 or 1."""
    found = {}
    for layer, (before, here) in enumerate(pairwise(dims), 1):
        found[f"W{layer}"] = away_from_zero(rng, here, before) / np.sqrt(before)
        found[f"b{layer}"] = 0.5 * away_from_zero(rng, here, 1)
    return found


def run(X: np.ndarray, parameters: dict[str, np.ndarray]) -> tuple[np.ndarray, list]:
    """The answer and the caches, the way the text lays them out, for checks that start there."""
    A, caches = X, []
    for layer in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = W @ A + b
        caches.append(((A, W, b), Z))
        A = np.maximum(Z, 0)
    return 1 / (1 + np.exp(-Z)), caches


def alive(caches: list, kink: float = KINK) -> bool:
    """Whether each layer has scores of both signs, and no hidden score lies near the kink."""
    scores = [Z for _, Z in caches]
    clear = all(np.abs(Z).min() > kink for Z in scores[:-1])
    return clear and all((Z > 0).any() and (Z < 0).any() for Z in scores)


def labels(rng: np.random.Generator, m: int) -> np.ndarray:
    """Y (1, m) with both labels."""
    return rng.permutation(np.r_[0, 1, rng.integers(0, 2, m - 2)]).reshape(1, m)


def network(rng: np.random.Generator) -> tuple[np.ndarray, dict, list, np.ndarray]:
    """X, parameters, caches and AL of a network that is ``alive``."""
    while True:
        dims, m = layers_and_examples(rng)
        X, parameters = rng.normal(size=(dims[0], m)), drawn_parameters(rng, dims)
        AL, caches = run(X, parameters)
        if alive(caches):
            return X, parameters, caches, AL


def forward_inputs(rng: np.random.Generator) -> dict[str, object]:
    """X and the parameters of at least three layers."""
    X, parameters, _, _ = network(rng)
    return {"X": X, "parameters": parameters}


def backward_inputs(rng: np.random.Generator) -> dict[str, object]:
    """AL, Y and the caches of at least three layers."""
    _, _, caches, AL = network(rng)
    return {"AL": AL, "Y": labels(rng, AL.shape[1]), "caches": caches}


def layer_inputs(rng: np.random.Generator, activation: str = "") -> dict[str, object]:
    """A_prev, W, b and an activation, drawn unless it is given."""
    while True:
        n, n_prev, m = different_sizes(rng, 3)
        A_prev, W, b = (away_from_zero(rng, *s) for s in [(n_prev, m), (n, n_prev), (n, 1)])
        Z = W @ A_prev + b
        if np.abs(Z).min() > KINK and (Z > 0).any() and (Z < 0).any():
            break
    activation = activation or str(rng.choice(["relu", "sigmoid"]))
    return {"A_prev": A_prev, "W": W, "b": b, "activation": activation}


def linear_inputs(rng: np.random.Generator) -> dict[str, object]:
    """A, W, b."""
    inputs = layer_inputs(rng)
    return {"A": inputs["A_prev"], "W": inputs["W"], "b": inputs["b"]}


def linear_backward_inputs(rng: np.random.Generator) -> dict[str, object]:
    """dZ and the cache of the linear part."""
    inputs = linear_inputs(rng)
    shape = (inputs["W"].shape[0], inputs["A"].shape[1])
    return {"dZ": away_from_zero(rng, *shape), "cache": tuple(inputs.values())}


def layer_backward_inputs(rng: np.random.Generator, activation: str = "") -> dict[str, object]:
    """dA, the cache of a layer, and its activation."""
    inputs = layer_inputs(rng, activation)
    A_prev, W, b = inputs["A_prev"], inputs["W"], inputs["b"]
    Z = W @ A_prev + b
    return {
        "dA": away_from_zero(rng, *Z.shape),
        "cache": ((A_prev, W, b), Z),
        "activation": inputs["activation"],
    }


def cost_inputs(rng: np.random.Generator) -> dict[str, object]:
    """AL and Y, no probability near one half, and one example far on the wrong side."""
    m = int(rng.integers(5, 10))
    far, Y = rng.uniform(0.1, 0.4, (1, m)), labels(rng, m)
    AL = np.where(rng.random((1, m)) < 0.5, far, 1 - far)
    AL[0, -1] = 0.002 if Y[0, -1] else 0.998
    return {"AL": AL, "Y": Y}


def update_inputs(rng: np.random.Generator) -> dict[str, object]:
    """Parameters of at least four layers, their gradients (and those by A), and a rate."""
    dims, m = layers_and_examples(rng, last=8, fewest=4)
    parameters = drawn_parameters(rng, dims)
    grads = {f"dA{layer}": away_from_zero(rng, n, m) for layer, n in enumerate(dims[:-1])}
    for name, value in parameters.items():
        grads["d" + name] = away_from_zero(rng, *value.shape)
    rate = float(np.round(rng.uniform(0.05, 0.5), 3))
    return {"parameters": parameters, "grads": grads, "learning_rate": rate}


def one_unit(inputs: dict[str, object]) -> dict[str, object]:
    """The same for a layer of one unit."""
    return inputs | {"W": inputs["W"][:1], "b": inputs["b"][:1]}


def one_unit_one_example(rng: np.random.Generator) -> dict[str, object]:
    """A, W, b with one unit and m = 1."""
    inputs = linear_inputs(rng)
    return one_unit(inputs | {"A": inputs["A"][:, :1]})


def one_unit_forward(rng: np.random.Generator) -> dict[str, object]:
    """The last layer of a network."""
    return one_unit(layer_inputs(rng, "sigmoid"))


def large_scores(rng: np.random.Generator) -> dict[str, object]:
    """A ReLU layer with scores beyond 1000: nothing cuts them off."""
    while True:
        inputs = layer_inputs(rng, "relu")
        inputs["A_prev"] = 1000 * inputs["A_prev"]
        if (inputs["W"] @ inputs["A_prev"] + inputs["b"]).max() > 1000:
            return inputs


def one_unit_back(rng: np.random.Generator) -> dict[str, object]:
    """dZ and the cache of one unit."""
    inputs = one_unit(linear_inputs(rng))
    return {"dZ": away_from_zero(rng, 1, inputs["A"].shape[1]), "cache": tuple(inputs.values())}


def one_unit_layer_back(rng: np.random.Generator) -> dict[str, object]:
    """dA, the cache of the last layer of a network, and its activation."""
    A_prev, W, b, activation = one_unit_forward(rng).values()
    A_prev = 6 * A_prev  # out to where the sigmoid is almost flat
    Z = W @ A_prev + b
    return {
        "dA": away_from_zero(rng, *Z.shape),
        "cache": ((A_prev, W, b), Z),
        "activation": activation,
    }


def network_of(rng: np.random.Generator, dims: list[int]) -> tuple[np.ndarray, dict, list]:
    """X, parameters and caches of a network of these sizes that is ``alive``."""
    while True:
        X, parameters = rng.normal(size=(dims[0], 4)), drawn_parameters(rng, dims)
        _, caches = run(X, parameters)
        if all((Z > 0).any() and np.abs(Z).min() > 1e-4 for _, Z in caches):
            return X, parameters, caches


def narrow_sizes(rng: np.random.Generator) -> list[int]:
    """Eleven narrow layers: from the tenth on, names in alphabetical order are out of order."""
    return [*rng.permutation(np.resize([2, 3, 1, 4], 11)).tolist(), 1]


def forward_of(dims: Callable) -> Callable:
    """X and the parameters of a network of the sizes that ``dims(rng)`` draws."""

    def inputs(rng: np.random.Generator) -> dict[str, object]:
        X, parameters, _ = network_of(rng, dims(rng))
        return {"X": X, "parameters": parameters}

    return inputs


def backward_of(dims: Callable) -> Callable:
    """AL, Y and the caches of a network of the sizes that ``dims(rng)`` draws."""

    def inputs(rng: np.random.Generator) -> dict[str, object]:
        _, _, caches = network_of(rng, dims(rng))
        AL = 1 / (1 + np.exp(-caches[-1][1]))
        return {"AL": AL, "Y": labels(rng, AL.shape[1]), "caches": caches}

    return inputs


def single_layer(rng: np.random.Generator) -> list[int]:
    """The sizes of logistic regression: the input and one unit."""
    return [int(rng.integers(3, 6)), 1]


def one_example_cost(rng: np.random.Generator) -> dict[str, object]:
    """AL and Y with m = 1."""
    return {"AL": rng.uniform(0.1, 0.4, (1, 1)), "Y": np.array([[1]])}


def eleven_layers_to_update(rng: np.random.Generator) -> dict[str, object]:
    """Parameters of eleven layers with dW and db alone, as two_layer_model hands them over.

    The gradients of the last layer come first, as they do on the way back.
    """
    parameters = drawn_parameters(rng, narrow_sizes(rng))
    grads = {f"d{name}": away_from_zero(rng, *v.shape) for name, v in parameters.items()}
    grads = dict(reversed(grads.items()))
    return {"parameters": parameters, "grads": grads, "learning_rate": 0.3}


# A random matrix is judged by its mean and spread: that takes several hundred entries.
def two_layer_sizes(rng: np.random.Generator) -> dict[str, int]:
    """n_x, n_h and n_y."""
    ranges = {"n_x": (40, 51), "n_h": (24, 31), "n_y": (32, 39)}
    return {name: int(rng.integers(*limits)) for name, limits in ranges.items()}


def deep_sizes(rng: np.random.Generator) -> dict[str, list[int]]:
    """Three or four layers; neighbours differ so much that their scales cannot be confused."""
    ranges = [(60, 70), (15, 19), (42, 48), (22, 26), (70, 80)][: int(rng.integers(4, 6))]
    return {"layer_dims": [int(rng.integers(*limits)) for limits in ranges]}


def eleven_sizes(rng: np.random.Generator) -> dict[str, list[int]]:
    """Eleven layers, whose scales are not to be told apart here but whose numbers are."""
    return {"layer_dims": [int(n) for n in rng.integers(20, 27, 12)]}


def gaussian(scale: float) -> object:
    """What replaces a reference's own draw: any draw of that scale."""

    def replaced(expected: dict[str, object]) -> dict[str, object]:
        return {
            name: Sample(value.shape, 0.0, scale) if isinstance(value, Sample) else value
            for name, value in expected.items()
        }

    return replaced


def deep_starts(expected: dict[str, object]) -> OneOf:
    """The scales in real use: 1/√n of the layer before, as the text asks; 0.01; He's √(2/n)."""

    def scaled(scale) -> dict[str, object]:
        return {
            name: Sample(value.shape, 0.0, scale(value.shape[1])) if name[0] == "W" else value
            for name, value in expected.items()
        }

    return OneOf(
        (scaled(lambda n: n**-0.5), scaled(lambda n: 0.01), scaled(lambda n: (2 / n) ** 0.5))
    )


def training_inputs(rng: np.random.Generator, depth: int) -> dict[str, object]:
    """Data, the sizes of ``depth`` layers, a learning rate and a number of iterations.

    The number is one more than a multiple of 100, and ``print_cost`` is on, so that every way of
    noting costs gives the same list: also that of the last iteration, or only of those printed.
    The rate is so small that few scores cross a kink.
    """
    *hidden, n_x = different_sizes(rng, depth)
    m = int(rng.integers(9, 13))
    return {
        "X": rng.normal(size=(n_x, m)),
        "Y": rng.permutation(np.r_[np.ones(3, int), np.zeros(m - 3, int)]).reshape(1, m),
        "layers_dims": [n_x, *hidden, 1],
        "learning_rate": float(np.round(rng.uniform(0.0005, 0.0009), 5)),
        "num_iterations": int(rng.choice([101, 201])),
        "print_cost": True,
    }


def special_training(
    dims: list[int], deepest: list[int], shallowest: list[int]
) -> dict[str, Callable]:
    """Rows for a training function, for networks of these sizes."""

    def resting(rng: np.random.Generator) -> dict[str, object]:
        """Features of zero and balanced labels, which leave a network where it starts."""
        inputs = {"X": np.zeros((deepest[0], 2)), "Y": np.array([[0, 1]]), "layers_dims": deepest}
        return inputs | {"learning_rate": 0.5, "num_iterations": 1, "print_cost": True}

    def large_steps(rng: np.random.Generator) -> dict[str, object]:
        """A few steps on many examples, so large that the cost goes up; nothing is printed."""
        m = int(rng.integers(130, 150))
        Y = rng.permutation(np.arange(m) < 0.3 * m).astype(int).reshape(1, m)
        inputs = {"X": 0.3 * rng.normal(size=(dims[0], m)), "Y": Y, "layers_dims": dims}
        rate = float(np.round(rng.uniform(12, 13), 2))
        return inputs | {"learning_rate": rate, "num_iterations": 3, "print_cost": False}

    def nearly_learned(rng: np.random.Generator) -> dict[str, object]:
        """One label and a large rate, so that a cost near zero is reached, and still goes down.

        Whoever takes it for small or flat enough stops too early.
        """
        m = int(rng.integers(4, 7))
        X = 0.1 * rng.normal(size=(shallowest[0], m))
        inputs = {"X": X, "Y": np.ones((1, m), int), "layers_dims": shallowest}
        return inputs | {"learning_rate": 30.0, "num_iterations": 101, "print_cost": True}

    return {
        "its own start": resting,
        "large steps, no printing": large_steps,
        "a cost near zero": nearly_learned,
    }


def given_start(inputs: dict[str, object]) -> dict[str, object]:
    """One start for both initializers, with such biases as no fresh start has.

    None where the student's own is looked at.
    """
    X, dims, sure = inputs["X"], inputs["layers_dims"], inputs["Y"].all()
    if not X.any():
        return {}
    rng = np.random.default_rng(inputs["num_iterations"] + 7 * X.shape[1])
    while True:
        start = drawn_parameters(rng, dims)
        for name in start:
            if name[0] == "b":
                start[name] = np.sign(start[name]) * rng.uniform(0.8, 1.5, start[name].shape)
        _, caches = run(X, start)
        if sure and all((Z > 0).any() for _, Z in caches[:-1]):
            start[f"b{len(caches)}"] += 15 - caches[-1][1].mean()
            break
        if alive(caches, kink=0.0):
            break
    return {"initialize_parameters": start, "initialize_parameters_deep": start}


def asked_start(inputs: dict[str, object]) -> dict[str, object]:
    """Random weights of a scale in real use, and biases of zero.

    The scales are that of the text, 0.01, He's and Glorot's; each matrix may have any of them.
    """
    start: dict[str, object] = {}
    for layer, (before, here) in enumerate(pairwise(inputs["layers_dims"]), 1):
        scales = (before**-0.5, 0.01, (2 / before) ** 0.5, (2 / (before + here)) ** 0.5)
        start[f"W{layer}"] = OneOf(tuple(Sample((here, before), 0.0, std) for std in scales))
        start[f"b{layer}"] = np.zeros((here, 1))
    return start


def wide(inputs: dict[str, object]) -> dict[str, object]:
    """As many layers, with so many units that the spread of each matrix can be told."""
    hidden = [(40, 60, 50)[layer % 3] for layer in range(len(inputs["layers_dims"]) - 3)]
    dims = [30, *hidden, 400, 1]
    return inputs | {"X": np.zeros((30, 2)), "layers_dims": dims}


def upwards_at_the_kink(solution: dict[str, Callable]) -> dict[str, Callable]:
    """The slope of the ReLU at 0 is a matter of definition, and 1 to some.

    Scores are exactly 0 at a start with biases of zero, where all units of a layer are silent.
    """
    backward = solution["linear_activation_backward"]

    def linear_activation_backward(dA, cache, activation):
        linear_cache, Z = cache
        return backward(dA, (linear_cache, np.where(Z == 0, np.finfo(float).tiny, Z)), activation)

    return {"linear_activation_backward": linear_activation_backward}


def trained(expected: tuple) -> OneOf:
    """A model returns its parameters and the costs, or the parameters alone.

    A single cost may stand there twice, for the last iteration too, or not at all unprinted.
    """
    parameters, costs = expected
    if not any(value.any() for name, value in parameters.items() if name[0] == "b"):
        dims = [parameters["W1"].shape[1]]  # nothing has moved: any start as asked is as good
        dims += [len(parameters[f"b{layer}"]) for layer in range(1, len(parameters) // 2 + 1)]
        return with_or_without_costs(asked_start({"layers_dims": dims}))
    if len(costs) == 1:
        return with_or_without_costs(parameters)
    return OneOf((expected, parameters))


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
        adapt=gaussian(0.01),
        see="The shape of every matrix",
        mistakes="""
        zeros: All weights are zero, so all hidden units compute the same and learn the same, for
        ever. They have to start apart.
            0.01 * rng.normal(size=(n_h, n_x)) -> np.zeros((n_h, n_x))
            0.01 * rng.normal(size=(n_y, n_h)) -> np.zeros((n_y, n_h))
        not-scaled: The weights are drawn, but not made small. By which factor does the text
        multiply them?
            0.01 * rng.normal(size=(n_h, n_x)) -> rng.normal(size=(n_h, n_x))
            0.01 * rng.normal(size=(n_y, n_h)) -> rng.normal(size=(n_y, n_h))
        second-not-scaled: The weights of the hidden layer are small, those of the output layer are
        not.
            0.01 * rng.normal(size=(n_y, n_h)) -> rng.normal(size=(n_y, n_h))
        uniform: Your weights lie between 0 and 0.01, all positive. A normal distribution is
        symmetric about 0.
            rng.normal(size=(n_h, n_x)) -> rng.random(size=(n_h, n_x))
            rng.normal(size=(n_y, n_h)) -> rng.random(size=(n_y, n_h))
        second-from-input: The output layer does not see the input. What does it see, and how many
        of them are there?
            size=(n_y, n_h) -> size=(n_y, n_x)
        """,
    ),
    Exercise(
        "initialize_parameters_deep",
        inputs=deep_sizes,
        special={"eleven layers": eleven_sizes},
        random=True,
        adapt=deep_starts,
        see="A start that keeps the signal alive",
        mistakes="""
        zeros: All weights are zero: the units of a layer would stay copies of one another.
            rng.normal(size=(here, before)) / np.sqrt(before) -> np.zeros((here, before))
        not-scaled: The weights are drawn, but not scaled: from layer to layer the signal would grow
        out of bounds.
            ` / np.sqrt(before)` ->
        scaled-by-own-units: The scale goes with the number of inputs that a unit adds up, not with
        the number of units in its own layer.
            / np.sqrt(before) -> / np.sqrt(here)
        no-root: The weights are too small: you divide by the number of inputs, the formula by
        another function of it.
            / np.sqrt(before) -> / before
        times-root: The wider the layer before, the larger your weights; it should be the other way
        round.
            / np.sqrt(before) -> * np.sqrt(before)
        uniform: All your weights are positive. A normal distribution is symmetric about 0.
            rng.normal( -> rng.random(
        last-missing: The last layer is missing. If layer_dims has four entries, how many layers
        have weights, and what is the last number that your range gives?
            range(1, len(layer_dims)) -> range(1, len(layer_dims) - 1)
        numbered-from-zero: Your layers are numbered from 0. The input is layer 0 and has no
        weights; the first layer with weights is 1.
            parameters[f"W{layer}"] -> parameters[f"W{layer - 1}"]
            parameters[f"b{layer}"] -> parameters[f"b{layer - 1}"]
        biases-of-layer-before: The biases have as many rows as the layer before. Each unit adds its
        own bias.
            np.zeros((here, 1)) -> np.zeros((before, 1))
        """,
    ),
    Exercise(
        "linear_forward",
        inputs=linear_inputs,
        special={"one unit, one example": one_unit_one_example},
        returns=("Z", "cache"),
        see="The shape of every matrix",
        mistakes=r"""
        no-bias: Z lacks the bias, one number for each unit.
            np.dot(W, A) + b -> np.dot(W, A)
        minus-bias: The bias is subtracted; in the formula it is added.
            np.dot(W, A) + b -> np.dot(W, A) - b
        bias-inside: The bias is multiplied along with the input. It joins after the product.
            np.dot(W, A) + b -> np.dot(W, A) + W.sum(axis=1, keepdims=True) * b
        transposed: Z has examples in rows. With one example a column in A, the examples are columns
        of Z too.
            np.dot(W, A) + b -> (np.dot(W, A) + b).T
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
            "sigmoid, one unit": one_unit_forward,
            "relu": large_scores,
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
            "one layer": forward_of(single_layer),
            "eleven layers": forward_of(narrow_sizes),
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
        only-last-cache: Only one cache is left at the end: each layer overwrites that of the one
        before.
            caches.append(cache) -> caches = [cache]
        """,
    ),
    Exercise(
        "compute_cost",
        inputs=cost_inputs,
        special={"one example": one_example_cost},
        see="The cost at the end of the chain",
        mistakes="""
        no-mean: That is the total loss; the cost is the average over the examples.
            -np.sum(losses) / m -> -np.sum(losses)
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
        one-loss-each: You return one loss for each example; a single number is asked.
            -np.sum(losses) / m -> -losses / m
        """,
    ),
    Exercise(
        "linear_backward",
        inputs=linear_backward_inputs,
        special={"one unit": one_unit_back},
        returns=("dA_prev", "dW", "db"),
        see="Gradients have the shape of what they belong to",
        mistakes="""
        no-mean: dW and db are summed over the examples, not averaged. Where does 1/m go?
            np.dot(dZ, A_prev.T) / m -> np.dot(dZ, A_prev.T)
            np.sum(dZ, axis=1, keepdims=True) / m -> np.sum(dZ, axis=1, keepdims=True)
        all-averaged: What is passed back has one column for each example; it is not an average.
        Which two of the three formulas begin with 1/m?
            np.dot(W.T, dZ) -> np.dot(W.T, dZ) / m
        wrong-m: You divide by the number of units. Which dimension counts the examples?
            m = A_prev.shape[1] -> m = A_prev.shape[0]
        m-is-units-here: You divide by the number of units of this layer. Which dimension of dZ
        counts the examples?
            m = A_prev.shape[1] -> m = dZ.shape[0]
        db-axis: db is summed along the wrong axis: one number for each unit is asked, not for each
        example.
            axis=1 -> axis=0
        db-one-number: db is a single number, summed over examples and units. Each unit has a bias
        of its own.
            np.sum(dZ, axis=1, keepdims=True) -> np.sum(dZ)
        b-added: A bias shifts the score; no slope depends on it.
            np.dot(W.T, dZ) -> np.dot(W.T, dZ + b)
        """,
    ),
    Exercise(
        "linear_activation_backward",
        inputs=layer_backward_inputs,
        special={
            "sigmoid, one unit": one_unit_layer_back,
            "relu": lambda rng: layer_backward_inputs(rng, "relu"),
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
            "one layer": backward_of(single_layer),
            "eleven layers": backward_of(narrow_sizes),
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
        averaged-twice: Everything is m times too small. linear_backward averages already; the first
        slope is one for each example.
            -(Y / AL - (1 - Y) / (1 - AL)) -> -(Y / AL - (1 - Y) / (1 - AL)) / Y.shape[1]
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
        first-layer-missing: Nothing reaches the first layer. Where does your loop stop?
            range(L, 0, -1) -> range(L, 1, -1)
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
        special={"eleven layers, no dA": eleven_layers_to_update},
        in_place=True,
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
        inputs=lambda rng: training_inputs(rng, depth=2),
        special=special_training([4, 7, 1], [16, 25, 1], [5, 3, 1]),
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
        hidden=3,
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
        every-cost: The list holds the cost of every iteration. One in a hundred is asked:
        iterations 0, 100, 200, …
            if i % 100 == 0: -> if True:
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
        inputs=lambda rng: training_inputs(rng, depth=int(rng.integers(3, 5))),
        special=special_training([5, 6, 4, 1], [8, 7, 6, 5, 4, 3, 1], [5, 1]),
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
        hidden=3,
        see="The whole chain, there and back",
        mistakes="""
        not-updated: The cost never changes: the parameters after the step are thrown away.
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
        every-cost: The list holds the cost of every iteration. One in a hundred is asked:
        iterations 0, 100, 200, …
            if i % 100 == 0: -> if True:
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
