"""Week 2: one neuron, trained by gradient descent.

Inputs are drawn so that mistakes show: n_x and m differ, m > 1, labels of both kinds, no zeros,
scores small enough that no probability rounds to 0 or 1.
"""

from typing import Any

import numpy as np

from grader.exercises import Exercise
from grader.exercises.draw import (
    around,
    at,
    between,
    choice,
    draw,
    labels,
    normal,
    rate,
    scores,
    signed,
    whole,
)  # fmt: skip
from utils.checkfile import Speed
from utils.expected import Exactly

FAR_OUT = np.array([-1000.0, -30.0, 0.5, 30.0, 1000.0, 2.0])  # a careless formula gives NaN

propagate_inputs = draw(
    w=signed("n_x 1", 0.2, 1.0),
    b=signed("", 0.3, 0.9),
    X=normal("n_x m"),
    Y=labels("1 m"),
    m=(6, 12),
)
# A confident error: a probability of 0.0008 for a label 1, so that one cut off at 0.001 shows. The
# other errors are mild but many, so that the 1e-7 some people add inside the logarithm does not.
one_feature = at(
    n_x=1,
    _scores=around([[-7.1, 2.5, 2.3, 2.7, -2.4, -2.6, 1.2, -1.3]]),
    X=lambda w, b, scores: (scores - b) / w,
    Y=np.array([[1, 0, 0, 0, 1, 1, 1, 0]]),
)

# The labels can be told apart, so the cost falls from above one half to a few hundredths within
# these steps: whoever stops at some cost in between is seen.
optimize_inputs = draw(
    w=signed("n_x 1", 0.1, 0.3),
    b=signed("", 0.2, 0.5),
    _along=signed("n_x 1", 0.7, 1.0),
    _answers=labels("1 m"),
    _noise=normal("n_x m", std=0.4),
    X=lambda along, answers, noise: noise + 2 * along * (2 * answers - 1),
    Y=lambda answers: answers,
    num_iterations=whole(6, 9),
    learning_rate=rate(0.3, 0.45),
    n_x=(3, 6),
    m=(9, 12),
)


def doubled(noise: np.ndarray) -> np.ndarray:
    """X (n_x, 2m): two copies of m examples whose features have mean 0 and are uncorrelated."""
    left, _, right = np.linalg.svd(noise - noise.mean(axis=1, keepdims=True), full_matrices=False)
    return np.hstack([left @ right, left @ right]) * np.sqrt(noise.shape[1])


# Three costs are kept, and printed. Every example occurs with either label, so the cost falls ever
# less, which is no reason to stop early: at step 99 by so much that the next cost is another, and
# before step 200 by less than 1e-8. There are more examples than a batch of 64.
long_run = at(
    w=signed("n_x 1", 1.6, 2.5),
    X=doubled,
    Y=lambda answers: np.hstack([answers, 1 - answers]),
    n_x=(2, 4),
    m=(34, 40),
    num_iterations=whole(205, 215),
    learning_rate=0.2,
    print_cost=True,
)
# Steps so long that the cost goes up and down. The examples lie far to one side of 0, where all of
# them pull the weights the same way.
overshooting = at(
    X=normal("n_x m", mean=3),
    num_iterations=7,
    learning_rate=lambda n_x: round(16 / (9 * n_x + 1), 2),
)


def behind(w: np.ndarray, b: float, scores: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """X (n_x, m) that gives these scores, shape (1, m)."""
    X = rng.normal(size=(len(w), scores.shape[1]))
    return X + w * (scores - b - w.T @ X) / np.sum(w**2)


predict_inputs = draw(
    w=signed("n_x 1", 0.2, 1.0),
    b=signed("", 0.3, 0.9),
    _scores=scores("1 m", 0.004, -0.004),  # close to either side of one half
    X=behind,
    n_x=(2, 4),
    m=(8, 11),
)

model_inputs = draw(
    X_train=normal("n_x m"),
    Y_train=labels("1 m"),
    X_test=normal("n_x m_test"),
    Y_test=whole(0, 1, "1 m_test"),  # not fitted perfectly
    num_iterations=whole(101, 117),  # the first cost is the same for all: a second one is asked
    learning_rate=rate(),
    m=(6, 12),
    m_test=(15, 18),
)


def without_settings(expected: dict[str, Any]) -> dict[str, Any]:
    """What ``model`` returns but for what it was told, which the released cell returns itself.

    Otherwise a cell that learns nothing would have two right parts out of seven.
    """
    settings = ("learning_rate", "num_iterations")
    return {name: value for name, value in expected.items() if name not in settings}


EXERCISES = [
    Exercise(
        "sigmoid",
        inputs=draw(z=normal("n m", std=2)),
        special={
            "a number": at(z=between(0.5, 3)),
            "a vector of whole numbers": at(z=whole(-5, 5, "7")),  # an array like it cuts off
            "three axes, large |z|": at(z=FAR_OUT.reshape(1, 2, 3)),
        },
        speed=Speed({"z": 1}, 25_000),
        see="The sigmoid",
        mistakes="""
        sign: Your curve falls as z grows; a sigmoid rises. Look at the sign in the exponent.
            np.exp(-z) -> np.exp(z)
        no-one: The denominator is a sum of two terms. What happens to your formula at z = 0, where
        the answer is one half?
            (1 + np.exp(-z)) -> (np.exp(-z))
        tanh: That is the hyperbolic tangent: it runs from −1 to 1, a sigmoid from 0 to 1.
            1 / (1 + np.exp(-z)) -> np.tanh(z)
        minus: There is a difference in the denominator, where the formula has a sum.
            1 + np.exp -> 1 - np.exp
        derivative: That is the slope of the sigmoid; the value of the sigmoid itself is asked.
            return 1 / (1 + np.exp(-z)) -> s = 1 / (1 + np.exp(-z)); return s * (1 - s)
        precedence: Division comes before addition: which part of the formula do your brackets hold
        together?
            1 / (1 + np.exp(-z)) -> 1 / 1 + np.exp(-z)
        """,
    ),
    Exercise(
        "initialize_with_zeros",
        inputs=draw(dim=whole(2, 11)),
        returns=("w", "b"),
        adapt=lambda start: (Exactly(start[0]), start[1]),
        see="Where to start",
        mistakes="""
        rank-1: The weights are a rank-1 array of shape (dim,). Ask for a column: two numbers in the
        shape.
            np.zeros((dim, 1)) -> np.zeros(dim)
        ones: The weights start at 1; they should start at 0.
            np.zeros -> np.ones
        b-column: The bias is one number for the whole neuron, not one for each weight.
            b = 0.0 -> b = np.zeros((dim, 1))
        swapped: The right pieces in the wrong order: first the weights, then the bias.
            return w, b -> return b, w
        """,
    ),
    Exercise(
        "propagate",
        inputs=propagate_inputs,
        special={"one example": at(m=1), "one feature": one_feature},
        returns=("grads", "cost"),
        uses=("sigmoid",),
        speed=Speed({"X": 1, "Y": 1}, 20_000),
        see="The cost of m examples",
        mistakes="""
        no-mean: The gradients are summed over the examples, not averaged. Where does 1/m go?
            np.dot(X, dZ.T) / m -> np.dot(X, dZ.T)
            np.sum(dZ) / m -> np.sum(dZ)
        dw-no-mean: dw is summed over the examples, not averaged; db is already right. What does the
        formula have in front of the sum?
            np.dot(X, dZ.T) / m -> np.dot(X, dZ.T)
        db-no-mean: db is summed over the examples, not averaged; dw is already right. What does the
        formula have in front of the sum?
            np.sum(dZ) / m -> np.sum(dZ)
        cost-no-mean: The cost is the average loss, not the total: it should not grow with the
        number of examples.
            np.log(1 - A)) / m -> np.log(1 - A))
        log-swapped: In the second term of the cost, y is 0: which probability does the neuron give
        to the label 0?
            np.log(1 - A) -> np.log(A)
        half-cost: The cost leaves out the examples whose label is 0. The formula has two terms.
            Y * np.log(A) + (1 - Y) * np.log(1 - A) -> Y * np.log(A)
        labels-swapped: The two terms of the cost go with the opposite labels: log a belongs to the
        examples with y = 1.
            Y * np.log(A) + (1 - Y) * np.log(1 - A) -> (1 - Y) * np.log(A) + Y * np.log(1 - A)
        gradient-sign: Both gradients point the opposite way. Which is subtracted from which, the
        prediction or the label?
            dZ = A - Y -> dZ = Y - A
        no-bias: The bias is not used going forward, so every score is off by the same amount.
            np.dot(w.T, X) + b -> np.dot(w.T, X)
        no-sigmoid-in-gradient: The gradients compare the labels with the score z instead of the
        probability a.
            dZ = A - Y -> dZ = np.dot(w.T, X) + b - Y
        squared-error: dz carries an extra factor a(1 − a), as for the squared error. For the
        logarithmic loss that factor cancels.
            dZ = A - Y -> dZ = (A - Y) * A * (1 - A)
        mean-over-features: You divide by the number of features. Which dimension of X counts the
        examples?
            m = X.shape[1] -> m = X.shape[0]
        swapped: The right pieces in the wrong order: first the gradients, then the cost.
            return grads, cost -> return cost, grads
        """,
    ),
    Exercise(
        "optimize",
        inputs=optimize_inputs,
        special={"costs of two hundred iterations": long_run, "steps too long": overshooting},
        returns=("params", "grads", "costs"),
        uses=("propagate",),
        in_place=True,
        hidden=4,
        see="Update all parameters together",
        mistakes=r"""
        ascent: The parameters climb: the cost rises from step to step. The gradient points uphill,
        so which way is down?
            w - learning_rate * grads["dw"] -> w + learning_rate * grads["dw"]
            b - learning_rate * grads["db"] -> b + learning_rate * grads["db"]
        w-only: The weights learn and the bias stays where it was. Both take a step.
            `        b = b - learning_rate * grads["db"]\n` ->
        no-rate: The step is the whole gradient. What is learning_rate for?
            learning_rate * grads["dw"] -> grads["dw"]
            learning_rate * grads["db"] -> grads["db"]
        default-rate: The step always has the same size, whatever learning_rate says: is a number
        written in its place?
            learning_rate * grads["dw"] -> 0.009 * grads["dw"]
            learning_rate * grads["db"] -> 0.009 * grads["db"]
        every-cost: The list holds the cost of every iteration. One in a hundred is asked:
        iterations 0, 100, 200, …
            if i % 100 == 0: -> if True:
        first-cost-missing: The cost of iteration 0 is missing from the list; it comes first.
            if i % 100 == 0: -> if i % 100 == 0 and i > 0:
        cost-at-99: The costs are noted at iterations 99, 199, …; they should be those of 0, 100, …
            if i % 100 == 0: -> if i % 100 == 99:
        bias-by-dw: The bias takes a step along the gradient of the weights. Which gradient is its
        own?
            b - learning_rate * grads["db"] -> b - learning_rate * grads["dw"].sum()
        one-step: The parameters have moved by one step only. Does every iteration start from where
        the one before ended?
            grads, cost = propagate(w, b, X, Y)
                -> w0, b0 = (w, b) if i == 0 else (w0, b0); w, b = w0, b0; grads, cost =
                propagate(w, b, X, Y)
        """,
    ),
    Exercise(
        "predict",
        inputs=predict_inputs,
        # one decision, a close one, where a squeezed array loses more than one axis
        special={"one example": at(m=1, _scores=choice(np.array([[0.02]]), np.array([[-0.02]])))},
        uses=("sigmoid",),
        see="From probability to answer",
        mistakes="""
        probabilities: You return the probabilities themselves; a decision is asked, 0 or 1.
            return (A > 0.5).astype(int) -> return A
        opposite: Every decision is the opposite of what it should be. On which side of one half
        does 1 lie?
            A > 0.5 -> A < 0.5
        score-threshold: You compare the score z with one half; it is the probability that is
        compared.
            A = sigmoid(np.dot(w.T, X) + b) -> A = np.dot(w.T, X) + b
        threshold-zero: A probability is always above 0, so your neuron says 1 to everything.
            A > 0.5 -> A > 0
        no-bias: Some decisions near the border differ: is the bias part of the score?
            np.dot(w.T, X) + b -> np.dot(w.T, X)
        """,
    ),
    Exercise(
        "model",
        inputs=model_inputs,
        special={"two hundred iterations": at(num_iterations=whole(205, 215), print_cost=True)},
        uses=("initialize_with_zeros", "optimize", "predict"),
        in_place=True,
        adapt=without_settings,
        visible=2,
        hidden=3,
        see="A first training run",
        mistakes=r"""
        untrained: The weights are still zero. What optimize returns has to be taken over before you
        predict.
            w, b = params["w"], params["b"] ->
        trains-on-test: It learns from the test set. The test set is only there to measure.
            w, b, X_train, Y_train, num -> w, b, X_test, Y_test, num
        test-for-train: The predictions on the training set are those for the test set.
            Y_prediction_train = predict(w, b, X_train)
                -> Y_prediction_train = predict(w, b, X_test)
        train-for-test: The predictions on the test set are those for the training set.
            Y_prediction_test = predict(w, b, X_test) -> Y_prediction_test = predict(w, b, X_train)
        sets-exchanged: The two predictions are exchanged: each belongs to the other set.
            Y_prediction_test = predict(w, b, X_test) -> Y_prediction_test = predict(w, b, X_train)
            Y_prediction_train = predict(w, b, X_train)
                -> Y_prediction_train = predict(w, b, X_test)
        default-rate: It learns at one fixed rate, whatever learning_rate says. Is every argument
        handed on to optimize?
            `num_iterations, learning_rate, print_cost\n` -> `num_iterations\n`
        fixed-iterations: It takes 100 steps, whatever num_iterations says. Is every argument handed
        on to optimize?
            `num_iterations, learning_rate, print_cost\n` -> `100, learning_rate\n`
        """,
    ),
]
