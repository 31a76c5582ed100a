"""Week 3: one hidden layer of tanh units and a sigmoid at the output.

Inputs are drawn so that mistakes show: n_x, n_h and m all differ, m > 1, labels of both kinds, no
zeros and nothing near the bend of ReLU except where a case asks for it. There is one output
wherever the course's network has one, so that nobody's assert on a shape is refuted.
"""

from typing import Any

import numpy as np

from grader.exercises import Exercise
from grader.exercises.draw import (
    at,
    choice,
    draw,
    labels,
    normal,
    parameters,
    probabilities,
    rate,
    scores,
    signed,
    whole,
)  # fmt: skip
from grader.exercises.training import own_start, with_or_without_costs
from utils.checkfile import Speed
from utils.expected import Exactly, OneOf, Sample

# So far out that a ceiling shows, and so close to 0 that a bend or a step elsewhere does.
REACHING = (200.0, -200.0, 0.003, -0.003)
activation_inputs = draw(z=scores("n m", *REACHING), n=(2, 4), m=(5, 8))
one_dimension = at(z=scores("m", *REACHING))
at_zero = at(z=scores("n m", 0.0, 0.0))  # where the slope is a matter of definition
far_out = at(z=np.array([[-1000.0, -30.0, 0.5, 30.0, 1000.0]]))  # a careless formula gives NaN


def forward(parameters: dict[str, np.ndarray], X: np.ndarray) -> dict[str, np.ndarray]:
    """Z1, A1, Z2, A2 of a network: what a cache holds."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": 1 / (1 + np.exp(-Z2))}


def drawn(expected: dict) -> dict[str, Any]:
    """A start as asked: Gaussian weights with a standard deviation of 0.01, biases of zero."""
    return expected | {name: Sample(expected[name].shape, 0.0, 0.01) for name in ("W1", "W2")}


forward_inputs = draw(X=normal("n_x m"), parameters=parameters("n_x n_h 1"))
# Scores of both layers so far out that a ceiling shows.
one_very_sure_unit = at(
    n_h=1,
    _drawn=parameters("n_x 1 1"),
    _sure=choice(16.0, -16.0),
    X=normal("n_x m", std=8),
    parameters=lambda drawn, sure: drawn | {"W2": np.array([[sure]])},
    m=(6, 8),
)

# A sure error, a probability of 0.0008 for the truth, so that one cut off at 0.001 shows. All
# losses together are so large that the 1e-7 some people add inside the logarithm does not.
cost_inputs = draw(
    _given=probabilities("1 m"),
    _answers=labels("1 m"),
    A2=lambda given, answers: np.hstack([given[:, 1:], abs(answers[:, -1:] - 0.9992)]),
    Y=lambda answers: answers,
    m=(9, 13),
).where(lambda A2, Y: Y.size == 1 or -np.log(abs(1 - Y - A2)).sum() > 12)
# Alone, so that nothing dilutes it; but the 1e-7 inside the logarithm does not show here either.
one_very_wrong_example = at(
    m=1,
    _label=choice(0, 1),
    A2=lambda label: np.array([[0.002 if label else 0.998]]),
    Y=lambda label: np.array([[label]]),
)

backward_inputs = draw(
    _features=normal("n_x m"),
    parameters=parameters("n_x n_h 1"),
    cache=lambda parameters, features: forward(parameters, features),
    X=lambda features: features,
    Y=labels("1 m"),
    m=(6, 12),
)


def centred(parameters: dict, X: np.ndarray, score: float = 0.0) -> dict[str, np.ndarray]:
    """The same with a b2 that gives one half of the examples a higher score than this."""
    return parameters | {"b2": parameters["b2"] + score - np.median(forward(parameters, X)["Z2"])}


def steep(drawn: dict, features: np.ndarray) -> dict[str, np.ndarray]:
    """A hidden unit where tanh is steep, a large weight behind it, and a high score for nearly all:
    gradients so large that a limit to them shows."""
    W1 = drawn["W1"] / 40
    b1 = 0.8 - np.mean(W1 @ features, keepdims=True)
    return centred(drawn | {"W1": W1, "b1": b1, "W2": 20 * np.sign(drawn["W2"])}, features, 2.0)


one_steep_unit = at(
    n_h=1,
    _drawn=parameters("n_x 1 1"),
    _features=normal("n_x m", mean=40, std=3),
    parameters=steep,
    Y=lambda m: np.eye(1, m, dtype=int),
)

usual_step = draw(
    parameters=parameters("n_x n_h n_y"),
    grads=parameters("n_x n_h n_y", "d", small=30),  # a limit to them would show
)

model_inputs = draw(
    X=normal("n_x m", std=0.6),
    Y=labels("1 m"),
    n_h=whole(2, 3),
    num_iterations=whole(100, 129),
    n_x=(7, 8),
    m=(5, 6),
)
# Features of zero and balanced labels, which leave a network where it starts.
resting = at(X=np.zeros((16, 2)), Y=np.array([[0, 1]]), n_h=25, num_iterations=1)
# More than a batch of 128 examples, so far to one side that the cost goes up and down.
printing = at(
    X=normal("n_x m", mean=40, std=15),  # from a start of one's own too
    n_h=16,
    num_iterations=whole(7, 8),
    print_cost=True,
    n_x=(2, 4),
    m=(130, 149),
)
# One label for examples that are alike and far out: a cost of 1e-6 from the second step on. Every
# tanh is flat there, so that 24 weights and a bias of the output grow together. They go on growing,
# slowly and visibly; whoever takes the cost for small or flat enough stops too early.
nearly_learned = at(
    _centre=signed("n_x 1", 400.0, 2000.0),
    _noise=normal("n_x m"),
    X=lambda centre, noise: centre + noise,
    Y=lambda m: np.ones((1, m), int),
    n_h=24,
)


def model_given(inputs: dict) -> dict[str, Any]:
    """A start that depends on the case alone; none where the student's own is looked at."""
    X, Y, n_h = inputs["X"], inputs["Y"], inputs["n_h"]
    if not X.any():
        return {}
    drawn = draw(start=parameters("n_x n_h 1"), n_x=len(X), n_h=n_h)
    start = drawn(np.random.default_rng(len(X) * n_h))["start"]
    if Y.all():
        start["W1"] = 0.02 * start["W1"]
        start["b2"] = start["b2"] + 15 - forward(start, X)["Z2"].mean()
    return {"initialize_parameters": start}


def asked_start(inputs: dict) -> dict[str, Any]:
    """What the text asks of the start: small Gaussian weights and biases of zero."""
    n_x, n_h = len(inputs["X"]), inputs["n_h"]
    weights = {"W1": Sample((n_h, n_x), 0.0, 0.01), "W2": Sample((1, n_h), 0.0, 0.01)}
    return weights | {"b1": np.zeros((n_h, 1)), "b2": np.zeros((1, 1))}


def wide(inputs: dict) -> dict[str, Any]:
    """The same with so many units that the spread of both matrices can be told."""
    return inputs | {"X": np.zeros((30, 2)), "n_h": 1200}


def either_way(expected: dict) -> OneOf:
    """The parameters alone, or together with the list of costs."""
    if not expected["b1"].any():  # nothing has moved: any start as asked is as good
        expected = drawn(expected)
    return with_or_without_costs(expected)


def nearest(parameters: dict, many: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """X (n_x, m): those of many examples whose scores come nearest to the ones asked for."""
    found = forward(parameters, many)["Z2"]
    return many[:, np.abs(found - scores.T).argmin(axis=1)]


predict_inputs = draw(
    _many=normal("n_x 5000"),
    _drawn=parameters("n_x n_h 1"),
    _scores=scores("1 m", 0.008, -0.008),  # close to either side of one half
    parameters=lambda drawn, many: centred(drawn, many),
    X=nearest,
    n_x=(2, 6),
    n_h=(2, 6),
    m=(8, 11),
)


EXERCISES = [
    Exercise(
        "tanh_derivative",
        inputs=activation_inputs,
        special={"one dimension": one_dimension, "large |z|": far_out},
        speed=Speed({"z": 1}, 50_000),
        see="The slope of tanh",
        mistakes="""
        function: That is the hyperbolic tangent itself; its slope is asked.
            1 - np.tanh(z) ** 2 -> np.tanh(z)
        no-square: The slope must be the same at z and at −z, and never above 1. Which part of the
        formula makes it so?
            np.tanh(z) ** 2 -> np.tanh(z)
        at-z: Your formula uses z where it should use the activation a. Which comes first, the
        activation or the square?
            np.tanh(z) ** 2 -> z ** 2
        square-first: The square is taken before the tanh; the formula squares the activation.
            np.tanh(z) ** 2 -> np.tanh(z ** 2)
        sigmoid-formula: a(1 − a) is the slope of the sigmoid. That of tanh has another formula.
            1 - np.tanh(z) ** 2 -> np.tanh(z) * (1 - np.tanh(z))
        sigmoid-slope: That is the slope of the sigmoid, at most 1/4. That of tanh is 1 at 0.
            return 1 - np.tanh(z) ** 2 -> s = 1 / (1 + np.exp(-z)); return s * (1 - s)
        plus: Your slope grows far out, where tanh is flat. Look at the sign in the middle.
            1 - np -> 1 + np
        """,
    ),
    Exercise(
        "relu",
        inputs=activation_inputs,
        special={"one dimension": one_dimension},
        speed=Speed({"z": 1}, 50_000),
        see="Four activation functions",
        mistakes="""
        largest: You return the largest entry alone. Each entry is to be compared with 0.
            np.maximum(0, z) -> np.max(z)
        minimum: You keep what lies below zero and drop what lies above. Turn it round.
            np.maximum -> np.minimum
        absolute: Negative entries come out positive. ReLU makes them 0.
            np.maximum(0, z) -> np.abs(z)
        derivative: That is the slope, 0 or 1; the value itself is asked.
            np.maximum(0, z) -> np.where(z >= 0, 1.0, 0.0)
        unchanged: Negative entries come through unchanged; ReLU stops them.
            np.maximum(0, z) -> np.array(z)
        leaky: A hundredth of the negative entries leaks through. The plain ReLU gives exactly 0.
            np.maximum(0, z) -> np.maximum(0.01 * z, z)
        capped: Large entries are cut off. ReLU has no ceiling: above 0 it returns what it got.
            np.maximum(0, z) -> np.clip(z, 0, 1)
        shifted: Everything below 1 comes out as 1. With which number is each entry compared?
            np.maximum(0, z) -> np.maximum(1, z)
        """,
    ),
    Exercise(
        "relu_derivative",
        inputs=activation_inputs,
        special={"one dimension": one_dimension, "at 0": at_zero},
        speed=Speed({"z": 1}, 50_000, margin=10),
        see="The slopes of ReLU and leaky ReLU",
        mistakes="""
        strict: Only entries of exactly 0 differ: there we take the slope of the right-hand side.
            z >= 0 -> z > 0
        function: That is ReLU itself; its slope is asked, which does not depend on how large z is.
            np.where(z >= 0, 1.0, 0.0) -> np.maximum(0, z)
        leaky: Left of zero you return 0.01, as for the leaky one. The plain ReLU is flat there.
            1.0, 0.0 -> 1.0, 0.01
        opposite: The slopes of the two sides are exchanged. On which side does ReLU climb?
            1.0, 0.0 -> 0.0, 1.0
        sign: Left of zero you return −1, as if the curve fell there. It is flat.
            1.0, 0.0 -> 1.0, -1.0
        always-one: You return 1 everywhere, as for a straight line. What happens left of zero?
            1.0, 0.0 -> 1.0, 1.0
        """,
    ),
    Exercise(
        "leaky_relu",
        inputs=activation_inputs,
        special={"one dimension": one_dimension},
        speed=Speed({"z": 1}, 50_000),
        see="Four activation functions",
        mistakes="""
        no-leak: Negative entries become 0. In the leaky version a small part of them comes through.
            0.01 * z -> 0.0 * z
        slope-ten: Negative entries are ten times too large. How steep is the left-hand side to be?
            0.01 * z -> 0.1 * z
        slope-thousand: Negative entries are ten times too small. How steep is that side to be?
            0.01 * z -> 0.001 * z
        constant: Left of zero you return one constant; it should still depend on z.
            0.01 * z -> 0.01
        sides: The two sides are exchanged: positive entries come through whole, negative ones
        hardly at all.
            z, 0.01 * z -> 0.01 * z, z
        sign: Negative entries come out positive. A leak makes them small; their sign stays.
            0.01 * z -> -0.01 * z
        derivative: That is the slope of either side; the value itself is asked.
            z, 0.01 * z -> 1.0, 0.01
        """,
    ),
    Exercise(
        "leaky_relu_derivative",
        inputs=activation_inputs,
        special={"one dimension": one_dimension, "at 0": at_zero},
        speed=Speed({"z": 1}, 50_000, margin=10),
        see="The slopes of ReLU and leaky ReLU",
        mistakes="""
        strict: Only entries of exactly 0 differ: there we take the slope of the right-hand side.
            z >= 0 -> z > 0
        plain: Left of zero your slope is 0, as for the plain ReLU. The leaky one climbs a little.
            1.0, 0.01 -> 1.0, 0.0
        function: That is the function itself; its slope is asked, one number for either side.
            1.0, 0.01 -> z, 0.01 * z
        times-z: Left of zero your slope contains z. What is the derivative of a number times z?
            1.0, 0.01 -> 1.0, 0.01 * z
        slope-ten: The slope left of zero is ten times too large. How steep is that side?
            1.0, 0.01 -> 1.0, 0.1
        opposite: The slopes of the two sides are exchanged. On which side is the curve steep?
            1.0, 0.01 -> 0.01, 1.0
        sign: Left of zero your slope is negative, but the curve climbs there too, slowly.
            1.0, 0.01 -> 1.0, -0.01
        """,
    ),
    Exercise(
        "layer_sizes",
        inputs=draw(X=normal("n_x m"), Y=whole(0, 1, "n_y m"), n_x=(5, 8), n_y=(2, 3), m=(5, 9)),
        returns=("n_x", "n_h", "n_y"),
        see="The shape of everything",
        mistakes=r"""
        examples: The first size is the number of examples. Examples are columns; features are
        counted along the other direction.
            n_x = X.shape[0] -> n_x = X.shape[1]
        outputs: The last size is the number of examples; the outputs of one example are counted
        along the other direction of Y.
            n_y = Y.shape[0] -> n_y = Y.shape[1]
        both-examples: Both outer sizes are the number of examples. In this course, what are rows
        and what are columns?
            n_x = X.shape[0] -> n_x = X.shape[1]
            n_y = Y.shape[0] -> n_y = Y.shape[1]
        order: The sizes come in the order in which the data flow: input, hidden, output.
            return n_x, n_h, n_y -> return n_x, n_y, n_h
        hidden-as-input: The hidden layer is as large as the input. Its size is our choice: four.
            `n_h = 4\n` -> `n_h = n_x\n`
        """,
    ),
    Exercise(
        "initialize_parameters",
        inputs=draw(n_x=whole(32, 38), n_h=whole(60, 70), n_y=whole(40, 46)),  # the spread shows
        random=True,
        adapt=lambda expected: Exactly(drawn(expected)),
        hidden=3,
        see="A little randomness",
        mistakes="""
        zeros: All weights start at zero, so all hidden units start alike and stay alike for ever.
        What makes them differ?
            rng.standard_normal((n_h, n_x)) * 0.01 -> np.zeros((n_h, n_x))
            rng.standard_normal((n_y, n_h)) * 0.01 -> np.zeros((n_y, n_h))
        no-scale: The weights are a hundred times too large: tanh starts out on its flat parts, and
        learns slowly there.
            rng.standard_normal((n_h, n_x)) * 0.01 -> rng.standard_normal((n_h, n_x))
            rng.standard_normal((n_y, n_h)) * 0.01 -> rng.standard_normal((n_y, n_h))
        uniform: Your weights are never negative: they come from the uniform distribution. The
        Gaussian one has another name in NumPy.
            rng.standard_normal((n_h, n_x)) -> rng.random((n_h, n_x))
            rng.standard_normal((n_y, n_h)) -> rng.random((n_y, n_h))
        random-biases: The biases are drawn at random. They may start at zero: the weights already
        make the units differ.
            b1 = np.zeros((n_h, 1)) -> b1 = rng.standard_normal((n_h, 1)) * 0.01
            b2 = np.zeros((n_y, 1)) -> b2 = rng.standard_normal((n_y, 1)) * 0.01
        """,
    ),
    Exercise(
        "forward_propagation",
        inputs=forward_inputs,
        special={"one example": at(m=1), "one unit a layer": one_very_sure_unit},
        returns=("A2", "cache"),
        speed=Speed({"X": 1}, 20_000),
        see="All examples at once",
        mistakes="""
        sigmoid-hidden: The hidden layer uses the sigmoid; in this network it uses tanh.
            A1 = np.tanh(Z1) -> A1 = sigmoid(Z1)
        relu-hidden: The hidden layer uses ReLU; in this network it uses tanh.
            A1 = np.tanh(Z1) -> A1 = np.maximum(0, Z1)
        linear-hidden: The hidden layer has no activation function: two linear layers are like one.
            A1 = np.tanh(Z1) -> A1 = Z1
        skips-activation: A1 is right, but the second layer does not get it. What is Z2 made from?
            W2"], A1) -> W2"], Z1)
        tanh-output: The output uses tanh, which can be negative. Probabilities need the sigmoid.
            A2 = sigmoid(Z2) -> A2 = np.tanh(Z2)
        linear-output: The output is a score. Which function turns it into a probability?
            A2 = sigmoid(Z2) -> A2 = Z2
        no-b1: Z1 is off by the same amount all along each row: has the hidden layer a bias?
            ` + parameters["b1"]` ->
        no-b2: Z1 and A1 are right; Z2 is off by the same amount all along each row. What is added
        to the product?
            ` + parameters["b2"]` ->
        minus-bias: The biases are subtracted; the formula adds them.
            ` + parameters["b1"]` -> ` - parameters["b1"]`
            ` + parameters["b2"]` -> ` - parameters["b2"]`
        cache-order: Under the names Z1 and Z2 you stored the activations, and the other way round.
            {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2} -> {"Z1": A1, "A1": Z1, "Z2": A2, "A2": Z2}
        """,
    ),
    Exercise(
        "compute_cost",
        inputs=cost_inputs,
        special={"one example, very wrong": one_very_wrong_example},
        spare=draw(parameters=parameters("n_x n_h 1")),
        see="The cost of a network",
        mistakes="""
        log-swapped: In the second term y is 0: which probability has the label 0?
            np.log(1 - A2) -> np.log(A2)
        half: The cost leaves out the examples whose label is 0. The formula has two terms.
            ` + (1 - Y) * np.log(1 - A2)` ->
        labels-swapped: The two terms go with the opposite labels: log a belongs to the examples
        with y = 1.
            Y * np.log(A2) + (1 - Y) -> (1 - Y) * np.log(A2) + Y
        squared-error: That is the squared error. Probabilities are judged by their logarithm here.
            losses = Y * np.log(A2) + (1 - Y) * np.log(1 - A2) -> losses = -(A2 - Y) ** 2
        log-ten: Your logarithm has base 10; the natural one is meant, of base e.
            np.log(A2) -> np.log10(A2)
            np.log(1 - A2) -> np.log10(1 - A2)
        """,
    ),
    Exercise(
        "backward_propagation",
        inputs=backward_inputs,
        special={"one example": at(m=1), "one hidden unit": one_steep_unit},
        uses=("tanh_derivative",),
        see="All examples, no loop",
        mistakes="""
        no-mean: The gradients are summed over the examples, not averaged. Where does 1/m go?
            np.dot(dZ2, A1.T) / m -> np.dot(dZ2, A1.T)
            np.sum(dZ2, axis=1, keepdims=True) / m -> np.sum(dZ2, axis=1, keepdims=True)
            np.dot(dZ1, X.T) / m -> np.dot(dZ1, X.T)
            np.sum(dZ1, axis=1, keepdims=True) / m -> np.sum(dZ1, axis=1, keepdims=True)
        weights-no-mean: The gradients of the weights are summed over the examples, those of the
        biases averaged. All four are averages.
            np.dot(dZ2, A1.T) / m -> np.dot(dZ2, A1.T)
            np.dot(dZ1, X.T) / m -> np.dot(dZ1, X.T)
        biases-no-mean: The gradients of the biases are summed over the examples, those of the
        weights averaged. All four are averages.
            np.sum(dZ2, axis=1, keepdims=True) / m -> np.sum(dZ2, axis=1, keepdims=True)
            np.sum(dZ1, axis=1, keepdims=True) / m -> np.sum(dZ1, axis=1, keepdims=True)
        hidden-no-mean: The output layer is right. In the hidden layer the gradients are summed over
        the examples: dZ1 carries no 1/m of its own.
            np.dot(dZ1, X.T) / m -> np.dot(dZ1, X.T)
            np.sum(dZ1, axis=1, keepdims=True) / m -> np.sum(dZ1, axis=1, keepdims=True)
        mean-over-features: You divide by the number of features. Where does X count the examples?
            m = X.shape[1] -> m = X.shape[0]
        output-slope: dZ2 carries an extra factor, the slope of the sigmoid. With the logarithmic
        loss it has cancelled already.
            dZ2 = A2 - Y -> dZ2 = (A2 - Y) * A2 * (1 - A2)
        no-slope: The output layer is right. On its way back through the hidden layer the error must
        pass the tanh: where is its slope?
            ` * (1 - A1**2)` ->
        sigmoid-slope: The output layer is right. The hidden layer uses the slope of the sigmoid;
        its activation is tanh.
            (1 - A1**2) -> (A1 * (1 - A1))
        relu-slope: The output layer is right. The hidden layer uses the slope of ReLU; its
        activation is tanh.
            (1 - A1**2) -> (A1 > 0)
        no-square: The output layer is right. In the slope of tanh the activation is squared.
            (1 - A1**2) -> (1 - A1)
        slope-at-a1: The slope of tanh is taken at A1 instead of Z1: one tanh too many.
            (1 - A1**2) -> (1 - np.tanh(A1) ** 2)
        slope-from-z1: The shortcut for the slope of tanh takes the activation, not the score Z1.
            (1 - A1**2) -> (1 - cache["Z1"] ** 2)
        a2-for-a1: dW2 multiplies the error by A2, its own layer's output. What comes into it?
            np.dot(dZ2, A1.T) -> np.dot(dZ2, A2.T)
        z1-for-a1: dW2 multiplies the error by the scores Z1. What the output layer received are the
        activations.
            np.dot(dZ2, A1.T) -> np.dot(dZ2, cache["Z1"].T)
        a1-for-x: dW1 multiplies the error by A1, its own layer's output. What comes into it?
            np.dot(dZ1, X.T) -> np.dot(dZ1, A1.T)
        no-w2: The error reaches every hidden unit alike. It should arrive through the weight that
        connects the unit with the output.
            np.dot(parameters["W2"].T, dZ2) -> dZ2
        output-for-error: What goes back through W2 is the prediction instead of its error.
            np.dot(parameters["W2"].T, dZ2) -> np.dot(parameters["W2"].T, A2)
        wrong-axis: db1 has an entry for each example: you summed over the units. Examples lie along
        the other axis.
            np.sum(dZ1, axis=1, keepdims=True) -> np.sum(dZ1, axis=0, keepdims=True)
        """,
    ),
    Exercise(
        "update_parameters",
        inputs=usual_step.at(learning_rate=rate(0.1, 0.7)),
        special={"the usual rate": usual_step},
        in_place=True,
        adapt=Exactly,
        see="A step for every parameter",
        mistakes="""
        ascent: The parameters climb. The gradient points uphill, so which way is down?
            parameters[name] - learning_rate -> parameters[name] + learning_rate
        no-rate: The step is the whole gradient. What is learning_rate for?
            learning_rate * grads -> grads
        fixed-rate: The step has the same size whatever learning_rate says: is a number written in
        its place?
            learning_rate * grads -> 1.2 * grads
        divided: The gradient is divided by the learning rate. A smaller rate makes a smaller step.
            learning_rate * grads -> 1 / learning_rate * grads
        weights-only: The weights learn, the biases stay where they were. All four take a step.
            for name in parameters}
                -> for name in ("W1", "W2")} | {name: parameters[name] for name in ("b1", "b2")}
        output-only: Only the output layer learns; the hidden layer stays where it was.
            for name in parameters}
                -> for name in ("W2", "b2")} | {name: parameters[name] for name in ("W1", "b1")}
        unchanged: The parameters come back as they were. Is the new value in what you return?
            parameters[name] - learning_rate -> parameters[name] - 0 * learning_rate
        step-alone: You return the step itself. The parameters after the step are asked.
            parameters[name] - learning_rate -> -learning_rate
        """,
    ),
    Exercise(
        "nn_model",
        inputs=model_inputs,
        special={
            "its own start": resting,
            "print_cost=True": printing,
            "a cost near zero": nearly_learned,
        },
        uses=(
            "layer_sizes",
            "initialize_parameters",
            "forward_propagation",
            "backward_propagation",
            "update_parameters",
        ),
        in_place=True,
        adapt=either_way,
        given=model_given,
        own_start=own_start(asked_start, wide),
        hidden=4,
        see="Learning is a loop",
        mistakes="""
        untrained: The parameters are still those of the start. What update_parameters returns has
        to be kept.
            parameters = update_parameters -> update_parameters
        restarts: The parameters have moved by one step only: the loop begins anew every time. What
        belongs before the loop?
            A2, cache = -> parameters = initialize_parameters(n_x, n_h, n_y); A2, cache =
        forward-once: The forward pass runs only once, so every step repeats the first gradient.
        After a step the activations are different.
            A2, cache = forward_propagation(X, parameters)
                -> A2, cache = forward_propagation(X, parameters) if i == 0 else (A2, cache)
        one-short: It stops one iteration early. How many times does the body of your loop run?
            trange(num_iterations -> trange(1, max(num_iterations, 2)
        fixed-iterations: It takes the same number of steps whatever num_iterations says. What does
        your loop count to?
            trange(num_iterations -> trange(9
        small-rate: It learns more slowly than it should: the default rate of update_parameters,
        1.2, is the one to use here.
            (parameters, grads) -> (parameters, grads, 0.01)
        fixed-hidden: The hidden layer always has four units: the number from layer_sizes has taken
        the place of the argument n_h.
            n_x, _, n_y = layer_sizes(X, Y) -> n_x, n_h, n_y = layer_sizes(X, Y)
        returns-grads: You return the last gradients; what has been learned are the parameters.
            return parameters -> return grads
        """,
    ),
    Exercise(
        "predict",
        inputs=predict_inputs,
        special={"one example": at(m=1, _scores=choice(np.array([[0.02]]), np.array([[-0.02]])))},
        uses=("forward_propagation",),
        see="All examples at once",
        mistakes="""
        probabilities: You return the probabilities themselves; a decision is asked, 0 or 1.
            (A2 > 0.5).astype(int) -> A2
        truncated: Every decision is 0: turning a probability into an integer cuts off all behind
        the point. Compare first.
            (A2 > 0.5) -> A2
        opposite: Every decision is the opposite of what it should be. On which side of one half
        does 1 lie?
            A2 > 0.5 -> A2 < 0.5
        score-threshold: You compare the score Z2 with one half; compare the probability.
            A2 > 0.5 -> cache["Z2"] > 0.5
        threshold-zero: A probability is always above 0, so your network says 1 to everything.
            A2 > 0.5 -> A2 > 0
        hidden-units: There is a decision for each hidden unit. Only the output decides.
            A2 > 0.5 -> cache["A1"] > 0.5
        """,
    ),
]
