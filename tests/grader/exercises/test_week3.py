"""Week 3: right answers in every style keep their points; wrong ones, listed or not, lose some."""

import textwrap

import numpy as np
import pytest

from grader.answer_key import checks
from grader.assignment import load_assignment
from grader.exercises import exercises_of
from grader.exercises.week3_shallow_network import (
    backward_inputs,
    few_iterations,
    forward,
    trained_from_own_start,
)
from utils import checkfile
from utils.examine import examine

NAME = "week3-shallow-network"
SEEDS = ("one", "two", "three")
ASSIGNMENT = load_assignment(NAME)
EXERCISES = exercises_of(NAME)

CACHED = 'm = X.shape[1]\nA1, A2, W2 = cache["A1"], cache["A2"], parameters["W2"]\n'
GRADS = 'return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}'
START = "n_x, n_y = X.shape[0], Y.shape[0]\n"
OWN = START + (
    "np.random.seed(7)\n"
    'p = {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),\n'
    '     "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}\n'
)
ZERO = OWN.replace("* 0.01", "* 0.0")
LOOP = """
for i in range(num_iterations):
    A2, cache = forward_propagation(X, p)
    p = update_parameters(p, backward_propagation(p, cache, X, Y){rate})
"""
TRAIN = LOOP.format(rate="")

RIGHT = {
    "tanh_derivative": [
        "return 1 - np.square(np.tanh(z))",
        "a = np.tanh(z)\nreturn (1 - a) * (1 + a)",
        "return 1 / np.cosh(np.clip(z, -300, 300)) ** 2",
        "return 1.0 - np.power(np.tanh(z), 2.0)",
    ],
    "relu": [
        "return z * (z > 0)",
        "return np.where(z > 0, z, 0)",
        "out = z.copy()\nout[out < 0] = 0\nreturn out",
        "return (np.abs(z) + z) / 2",
        "return np.clip(z, 0, None)",
    ],
    "relu_derivative": [
        "return (z >= 0).astype(float)",
        "return z >= 0",
        "return np.heaviside(z, 1)",
        "out = np.zeros_like(z)\nout[z >= 0] = 1\nreturn out",
    ],
    "leaky_relu": [
        "return np.maximum(0.01 * z, z)",
        "return z * (z > 0) + 0.01 * z * (z <= 0)",
        "out = np.array(z)\nout[out < 0] *= 0.01\nreturn out",
    ],
    "leaky_relu_derivative": [
        "out = np.ones_like(z)\nout[z < 0] = 0.01\nreturn out",
        "return (z >= 0) + 0.01 * (z < 0)",
        "return 0.01 + 0.99 * np.heaviside(z, 1.0)",
    ],
    "layer_sizes": [
        "return (len(X), 4, len(Y))",
        "n_x, m = X.shape\nreturn [n_x, 4, Y.shape[0]]",
        "return np.int64(X.shape[0]), 4.0, np.array(Y.shape[0])",
    ],
    "initialize_parameters": [
        "np.random.seed(2)\n"
        "return {'W1': np.random.randn(n_h, n_x) * 0.01, 'b1': np.zeros(shape=(n_h, 1)),\n"
        "        'W2': np.random.randn(n_y, n_h) * 0.01, 'b2': np.zeros(shape=(n_y, 1))}",
        "draw = np.random.default_rng().normal\n"
        "return {'W1': draw(0, 0.01, (n_h, n_x)), 'b1': np.zeros((n_h, 1)),\n"
        "        'W2': draw(0, 0.01, (n_y, n_h)), 'b2': np.zeros((n_y, 1)), 'more': 3}",
        "draw = np.random.normal\n"
        "return {'W1': draw(scale=0.01, size=(n_h, n_x)), 'b1': 0 * draw(size=(n_h, 1)),\n"
        "        'W2': draw(size=(n_y, n_h)) / 100, 'b2': np.zeros((n_y, 1), dtype=int)}",
    ],
    "forward_propagation": [
        "Z1 = parameters['W1'] @ X + parameters['b1']\nA1 = np.tanh(Z1)\n"
        "Z2 = parameters['W2'] @ A1 + parameters['b2']\nA2 = sigmoid(Z2)\n"
        "return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2, 'X': X}",
        "W1, b1, W2, b2 = (parameters[k] for k in ('W1', 'b1', 'W2', 'b2'))\n"
        "Z1 = np.einsum('ij,jk->ik', W1, X) + b1\nA1 = 2 * sigmoid(2 * Z1) - 1\n"
        "Z2 = np.einsum('ij,jk->ik', W2, A1) + b2\nA2 = 0.5 * (1 + np.tanh(Z2 / 2))\n"
        "return [A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}]",
        "Z1 = np.matmul(parameters['W1'], X)\nZ1 += parameters['b1']\nA1 = np.tanh(Z1)\n"
        "Z2 = np.add(np.matmul(parameters['W2'], A1), parameters['b2'])\n"
        "A2 = 1 / (1 + np.exp(-Z2))\nreturn A2, dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)",
    ],
    "compute_cost": [
        "return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))",
        "P = np.clip(A2, 1e-10, 1 - 1e-10)\nm = Y.shape[1]\n"
        "return -(np.dot(Y, np.log(P).T) + np.dot(1 - Y, np.log(1 - P).T)) / m",
        "return np.array(-np.log(np.where(Y == 1, A2, 1 - A2)).mean())",
        "losses = [np.log(a) if y else np.log(1 - a) for a, y in zip(A2[0], Y[0])]\n"
        "return -sum(losses) / len(losses)",
        "return float(np.squeeze(-1 / Y.shape[1] * np.sum(np.multiply(np.log(A2 + 1e-12), Y)"
        " + np.multiply(np.log(1 - A2 + 1e-12), 1 - Y))))",
    ],
    "backward_propagation": [
        CACHED + "dZ2 = A2 - Y\ndW2 = 1 / m * dZ2 @ A1.T\n"
        "db2 = np.mean(dZ2, axis=1, keepdims=True)\n"
        "dZ1 = W2.T @ dZ2 * (1 - np.power(A1, 2))\ndW1 = 1 / m * dZ1 @ X.T\n"
        "db1 = np.mean(dZ1, axis=1, keepdims=True)\n" + GRADS,
        CACHED + "dZ2 = A2 - Y\ndW2 = np.einsum('im,jm->ij', dZ2, A1) / m\n"
        "db2 = np.sum(dZ2, keepdims=True) / m\n"
        "dZ1 = np.multiply(np.outer(W2, dZ2), tanh_derivative(cache['Z1']))\n"
        "dW1 = np.einsum('im,jm->ij', dZ1, X) / m\n"
        "db1 = dZ1.sum(1).reshape(-1, 1) / m\n" + GRADS,
        CACHED + "dA2 = -Y / A2 + (1 - Y) / (1 - A2)\ndZ2 = dA2 * A2 * (1 - A2) / m\n"
        "dW2, db2 = dZ2.dot(A1.T), dZ2.sum(axis=1, keepdims=True)\n"
        "dZ1 = W2.T * dZ2 * (1 - np.tanh(cache['Z1']) ** 2)\n"
        "dW1, db1 = dZ1.dot(X.T), dZ1.dot(np.ones((m, 1)))\n"
        "return {'dW1': dW1, 'db1': db1, 'dW2': dW2, 'db2': db2, 'dZ1': dZ1, 'dZ2': dZ2}",
    ],
    "update_parameters": [
        "for k in ('W1', 'b1', 'W2', 'b2'):\n"
        "    parameters[k] -= learning_rate * grads['d' + k]\nreturn parameters",
        "new = dict(parameters)\nfor k in new:\n"
        "    new[k] = new[k] - grads[f'd{k}'] * learning_rate\nreturn new",
        "W1 = parameters['W1'] - learning_rate * grads['dW1']\n"
        "b1 = parameters['b1'] - learning_rate * grads['db1']\n"
        "W2 = parameters['W2'] - learning_rate * grads['dW2']\n"
        "b2 = parameters['b2'] - learning_rate * grads['db2']\n"
        "return {'W1': W1, 'W2': W2, 'b1': b1, 'b2': b2}",
    ],
    "nn_model": [
        START + "p = initialize_parameters(n_x, n_h, n_y)" + TRAIN + "return p",
        "np.random.seed(3)\n" + START + "p = initialize_parameters(n_x, n_h, n_y)\ncosts = []"
        "\nfor i in range(num_iterations):\n    A2, cache = forward_propagation(X, p)\n"
        "    costs.append(compute_cost(A2, Y))\n"
        "    p = update_parameters(p, backward_propagation(p, cache, X, Y), learning_rate=1.2)\n"
        "return p, costs",
        OWN + TRAIN + "return p",
        OWN.replace("np.random.seed(7)\n", "") + TRAIN + "return p, []",
    ],
    "predict": [
        "return forward_propagation(X, parameters)[0] > 0.5",
        "A2, _ = forward_propagation(X, parameters)\nreturn np.round(A2)",
        "A2, _ = forward_propagation(X, parameters)\nreturn np.where(A2 >= 0.5, 1.0, 0.0)",
        "return np.array([[int(a > 0.5) for a in forward_propagation(X, parameters)[0][0]]])",
    ],
}

WRONG = {
    "tanh_derivative": [
        "return np.zeros_like(z)",
        "return 1 - np.abs(np.tanh(z))",
        "return 1 - ((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))) ** 2",  # NaN at 1000
        "out = np.empty_like(z)\nfor i in np.ndindex(z.shape):\n"
        "    out[i] = 1 - np.tanh(z[i]) ** 2\nreturn out",  # a loop
    ],
    "relu": ["z[z < 0] = 0\nreturn z", "return np.tanh(z)", "return np.maximum(0, z).ravel()"],
    "relu_derivative": ["return (z > 0.5) * 1.0", "z[z < 0] = 0\nz[z > 0] = 1\nreturn z"],
    "leaky_relu": ["return np.maximum(0, z) + 0.01", "return np.where(z > 0, z, 0.01 * z**2)"],
    "leaky_relu_derivative": ["return np.where(z > 0, 1, 0.5)", "return np.sign(z)"],
    "layer_sizes": [
        "return X.shape[0], 5, Y.shape[0]",
        "return X.shape, 4, Y.shape",
        "return X.shape[0] + Y.shape[0]",
    ],
    "initialize_parameters": [
        "row = np.random.randn(1, n_x) * 0.01\n"
        "return {'W1': np.repeat(row, n_h, 0), 'b1': np.zeros((n_h, 1)),\n"
        "        'W2': np.random.randn(n_y, n_h) * 0.01, 'b2': np.zeros((n_y, 1))}",
        "draw = np.random.uniform\n"
        "return {'W1': draw(-0.01, 0.01, (n_h, n_x)), 'b1': np.zeros((n_h, 1)),\n"
        "        'W2': draw(-0.01, 0.01, (n_y, n_h)), 'b2': np.zeros((n_y, 1))}",
        "return np.random.randn(n_h, n_x) * 0.01, np.random.randn(n_y, n_h) * 0.01",
    ],
    "forward_propagation": [
        "A1 = np.tanh(parameters['W1'] @ (X + 0.1))\nreturn A1, {}",
        "Z1 = parameters['W1'] @ X + parameters['b1'].T[0, 0]\nA1 = np.tanh(Z1)\n"
        "Z2 = parameters['W2'] @ A1 + parameters['b2']\nA2 = sigmoid(Z2)\n"
        "return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}",
        "Z1 = np.squeeze(parameters['W1'] @ X + parameters['b1'])\n"
        "Z1 = np.atleast_2d(Z1)\nA1 = np.tanh(Z1)\n"
        "Z2 = parameters['W2'] @ A1 + parameters['b2']\nA2 = sigmoid(Z2)\n"
        "return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}",
        "Z1 = parameters['W1'] @ X + parameters['b1']\nA1 = np.tanh(Z1)\n"
        "Z2 = parameters['W2'] @ A1 + parameters['b2']\nA2 = np.squeeze(sigmoid(Z2))\n"
        "return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}",
    ],
    "compute_cost": [
        "return -np.mean(np.log(np.clip(np.where(Y == 1, A2, 1 - A2), 0.01, 0.99)))",
        "a, y = np.squeeze(A2), np.squeeze(Y)\n"
        "return -np.sum(np.log(np.where(y == 1, a, 1 - a))) / len(y)",
        "return -np.mean(Y * np.log2(A2) + (1 - Y) * np.log2(1 - A2))",
        "return np.mean(np.abs(A2 - Y))",
        "return 0.0",
    ],
    "backward_propagation": [
        CACHED + "dZ2 = A2 - Y\ndW2 = np.dot(dZ2, A1.T) / m\n"
        "db2 = np.sum(dZ2, axis=1, keepdims=True) / m\ndZ1 = np.dot(W2, dZ2) * (1 - A1**2)\n"
        "dW1 = np.dot(dZ1, X.T) / m\ndb1 = np.sum(dZ1, axis=1, keepdims=True) / m\n" + GRADS,
        CACHED + "dZ2 = A2 - Y\ndW2 = np.dot(dZ2, A1.T) / (m - 1)\n"
        "db2 = np.sum(dZ2, axis=1, keepdims=True) / m\ndZ1 = W2.T * dZ2 * (1 - A1**2)\n"
        "dW1 = np.dot(dZ1, X.T) / m\ndb1 = np.sum(dZ1, axis=1, keepdims=True) / m\n" + GRADS,
        "return {'d' + k: np.zeros_like(v) for k, v in parameters.items()}",
    ],
    "update_parameters": [
        "return {k: v * (1 - learning_rate) for k, v in parameters.items()}",
        "return parameters",
        "return {k: parameters[k] - learning_rate * np.sign(grads['d' + k]) for k in parameters}",
    ],
    "nn_model": [
        OWN + "return p",  # not trained
        OWN + LOOP.format(rate=", 0.01") + "return p",
        OWN.replace("n_h, ", "4, ").replace(", n_h)", ", 4)") + TRAIN + "return p",
        ZERO + TRAIN + "return p",
        OWN.replace("np.random.randn(n_h, n_x)", "np.ones((n_h, n_x))") + TRAIN + "return p",
        OWN.replace("np.random.randn(n_y, n_h)", "np.zeros((n_y, n_h))") + TRAIN + "return p",
        OWN.replace("* 0.01", "* 0.3") + TRAIN + "return p",
        OWN + LOOP.format(rate=", 0.8") + "return p",
        OWN + LOOP.format(rate=", 2.0") + "return p",
        OWN + LOOP.format(rate="").replace("num_iterations", "num_iterations - 1") + "return p",
        OWN + LOOP.format(rate="").replace("num_iterations", "2 * num_iterations") + "return p",
        OWN + LOOP.format(rate="").replace("num_iterations", "100") + "return p",
        OWN + TRAIN + "    p['b1'], p['b2'] = 0 * p['b1'], 0 * p['b2']\nreturn p",
        START + "p = initialize_parameters(n_x, n_h, n_y)" + TRAIN + "return p['W1']",
        START + "p = initialize_parameters(n_x, n_h, n_y)" + TRAIN + TRAIN + "return p",
    ],
    "predict": [
        "return np.ones((1, X.shape[1]))",
        "return np.squeeze(forward_propagation(X, parameters)[0]) > 0.5",
        "return forward_propagation(X, parameters)[0] > 0.6",
        "return (np.tanh(parameters['W1'] @ X).sum(0, keepdims=True) > 0) * 1",
    ],
}  # fmt: skip


def written(function: str, body: str, signature: str = "") -> object:
    """The function that a student with this body would hand in, beside right other functions."""
    names = ASSIGNMENT.namespace()
    parameters = signature or ASSIGNMENT.solution(function).split("(", 1)[1].split("):", 1)[0]
    exec(f"def {function}({parameters}):\n{textwrap.indent(body, '    ')}", names)
    return names[function]


def found(function: str, seed: str):
    """The checks of one function, hidden cases by this seed."""
    return checks(ASSIGNMENT, EXERCISES[function], seed)


@pytest.fixture(scope="module", params=SEEDS)
def seed(request: pytest.FixtureRequest) -> str:
    """One course secret after another."""
    return request.param


@pytest.mark.parametrize("function", EXERCISES)
def test_every_right_style_earns_full_points(function: str, seed: str) -> None:
    wanted = found(function, seed)
    for body in RIGHT[function]:
        report = examine(written(function, body), wanted)
        assert report.score == report.points, (body, report)


@pytest.mark.parametrize("function", EXERCISES)
def test_unlisted_wrong_answers_lose_points(function: str, seed: str) -> None:
    wanted = found(function, seed)
    for body in WRONG[function]:
        report = examine(written(function, body), wanted)
        assert report.score < report.points, body


@pytest.mark.parametrize("function", EXERCISES)
def test_a_student_without_the_grader_sees_right_answers_pass(function: str, tmp_path) -> None:
    """From the check file as it ships: plain data, no reference solution, no rule to accept by."""
    text = checkfile.dump(NAME, [checks(ASSIGNMENT, EXERCISES[function])])
    path = tmp_path / checkfile.FILE_NAME
    path.write_text(text, encoding="utf-8")
    shipped = checkfile.load(path)[function]
    for body in RIGHT[function]:
        report = examine(written(function, body), shipped)
        assert all(row.credit == 1.0 for row in report.rows), (body, report)


def test_few_steps_from_any_start_as_asked_are_taken_back() -> None:
    solution = ASSIGNMENT.namespace()
    train = written("nn_model", OWN.replace("np.random.seed(7)\n", "") + TRAIN + "return p")
    np.random.seed(0)
    for number in range(60):
        inputs = few_iterations(np.random.default_rng(number))
        assert trained_from_own_start(solution, inputs, train(*inputs.values())), number


def test_a_cost_with_an_unused_third_parameter_is_right() -> None:
    body = RIGHT["compute_cost"][0]
    report = examine(
        written("compute_cost", body, "A2, Y, parameters=None"), found("compute_cost", "s")
    )
    assert report.score == report.points


def test_the_gradients_are_the_slopes_of_the_cost() -> None:
    """Nudge every parameter up and down; nothing here comes from a formula for derivatives."""
    solution = ASSIGNMENT.namespace()
    for number in range(5):
        inputs = backward_inputs(np.random.default_rng(number))
        parameters, X, Y = inputs["parameters"], inputs["X"], inputs["Y"]
        grads = solution["backward_propagation"](*inputs.values())
        for name, values in parameters.items():
            for place in np.ndindex(values.shape):
                costs = []
                for nudge in (1e-5, -1e-5):
                    nudged = values.copy()
                    nudged[place] += nudge
                    A2 = solution["forward_propagation"](X, parameters | {name: nudged})[0]
                    costs.append(solution["compute_cost"](A2, Y))
                slope = (costs[0] - costs[1]) / 2e-5
                np.testing.assert_allclose(grads["d" + name][place], slope, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    ("value", "slope"),
    [
        (np.tanh, "tanh_derivative"),
        ("relu", "relu_derivative"),
        ("leaky_relu", "leaky_relu_derivative"),
    ],
)
def test_the_slopes_are_those_of_the_activations(value: object, slope: str) -> None:
    solution = ASSIGNMENT.namespace()
    value = value if callable(value) else solution[value]
    z = np.linspace(-3, 3, 40)  # no point nearer than 0.07 to the corner at 0
    measured = (value(z + 1e-6) - value(z - 1e-6)) / 2e-6
    np.testing.assert_allclose(solution[slope](z), measured, rtol=1e-6, atol=1e-9)


def test_the_inputs_hold_what_the_forward_pass_of_the_notebook_gives() -> None:
    inputs = backward_inputs(np.random.default_rng(1))
    solution = ASSIGNMENT.namespace()
    _, cache = solution["forward_propagation"](inputs["X"], inputs["parameters"])
    expected = forward(inputs["parameters"], inputs["X"])
    assert cache.keys() == expected.keys() == inputs["cache"].keys()
    for name, values in expected.items():
        np.testing.assert_allclose(cache[name], values)


def test_every_arithmetic_function_has_five_mistakes_and_every_other_two() -> None:
    others = {"layer_sizes", "initialize_parameters", "nn_model", "predict"}
    for function, exercise in EXERCISES.items():
        assert len(exercise.listed) >= (2 if function in others else 5), function
