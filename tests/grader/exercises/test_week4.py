"""Week 4: correct solutions of every style get full points, mistakes never do."""

import numpy as np
import pytest
from nbgrader.utils import is_solution

from grader.answer_key import checks_of, rng_for, variants
from grader.assignment import load_assignment
from grader.cells import unmarked
from grader.exercises import exercises_of
from grader.exercises.training import finite, within_bounds
from grader.exercises.week4_deep_network import given_start
from grader.places import ROOT
from utils.examine import examine

WEEK = "week4-deep-network"
SEEDS = ("one", "two")
ASSIGNMENT = load_assignment(WEEK)
EXERCISES = exercises_of(WEEK)
FUNCTIONS = (
    "initialize_parameters",
    "initialize_parameters_deep",
    "linear_forward",
    "linear_activation_forward",
    "L_model_forward",
    "compute_cost",
    "linear_backward",
    "linear_activation_backward",
    "L_model_backward",
    "update_parameters",
    "two_layer_model",
    "L_layer_model",
)
MODELS = FUNCTIONS[-2:]


@pytest.fixture(scope="module", params=SEEDS)
def checks(request):
    """The checks of the week, hidden cases drawn by one of several seeds."""
    return checks_of(ASSIGNMENT, request.param)


@pytest.fixture(scope="module")
def other_checks():
    """The same by a seed of its own."""
    return checks_of(ASSIGNMENT, "own start")


def written(source: str, name: str):
    """A function as a student would have written it, beside the reference's other functions."""
    names = ASSIGNMENT.namespace()
    exec(compile(source, "<student>", "exec"), names)
    return names[name]


# Each text defines the function of its key in another legitimate style.
CORRECT = {
    "initialize_parameters": [
        """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(shape=(n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(shape=(n_y, 1))
    assert W1.shape == (n_h, n_x)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
""",
        """
def initialize_parameters(n_x, n_h, n_y):
    draw = np.random.default_rng().normal
    return dict(
        W1=draw(0, 0.01, (n_h, n_x)), b1=np.zeros((n_h, 1), int),
        W2=draw(0, 0.01, (n_y, n_h)), b2=np.zeros((n_y, 1)),
    )
""",
        """
def initialize_parameters(n_x, n_h, n_y):
    parameters = {}
    for i, (rows, columns) in enumerate([(n_h, n_x), (n_y, n_h)], 1):
        parameters["W" + str(i)] = np.random.standard_normal((rows, columns)) / 100
        parameters["b" + str(i)] = np.zeros(rows).reshape(-1, 1)
    return parameters
""",
    ],
    "initialize_parameters_deep": [
        """
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters
""",
        """
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        shape = (layer_dims[l], layer_dims[l - 1])
        parameters["W" + str(l)] = np.random.randn(*shape) / np.sqrt(layer_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters
""",
        """
def initialize_parameters_deep(layer_dims):
    rng = np.random.default_rng()
    pairs = zip(layer_dims[:-1], layer_dims[1:])
    parameters = {}
    for l, (before, here) in enumerate(pairs, 1):
        parameters |= {f"W{l}": rng.normal(0, (2 / before) ** 0.5, (here, before))}
        parameters |= {f"b{l}": 0 * rng.normal(size=(here, 1))}
    return parameters
""",
    ],
    "linear_forward": [
        "def linear_forward(A, W, b):\n    return W @ A + b, (A, W, b)\n",
        "def linear_forward(A, W, b):\n"
        "    Z = W.dot(A)\n    Z += b\n    assert Z.shape == (W.shape[0], A.shape[1])\n"
        "    return Z, [A, W, b]\n",
        "def linear_forward(A, W, b):\n"
        "    return [np.einsum('ij,jk->ik', W, A) + b.reshape(-1, 1), (A, W, b)]\n",
    ],
    "linear_activation_forward": [
        """
def linear_activation_forward(A_prev, W, b, activation):
    if activation == "sigmoid":
        Z, linear_cache = linear_forward(A_prev, W, b)
        A, activation_cache = 1 / (1 + np.exp(-Z)), Z
    elif activation == "relu":
        Z, linear_cache = linear_forward(A_prev, W, b)
        A, activation_cache = np.maximum(0, Z), Z
    cache = (linear_cache, activation_cache)
    return A, cache
""",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z = W @ A_prev + b
    g = {"sigmoid": sigmoid, "relu": lambda z: z * (z > 0)}[activation]
    return g(Z), ((A_prev, W, b), Z)
""",
        """
def linear_activation_forward(A_prev, W, b, activation="relu"):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = (np.abs(Z) + Z) / 2 if activation == "relu" else (1 + np.tanh(Z / 2)) / 2
    return [A, [linear_cache, Z]]
""",
    ],
    "L_model_forward": [
        """
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(
            A_prev, parameters["W" + str(l)], parameters["b" + str(l)], activation="relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(
        A, parameters["W" + str(L)], parameters["b" + str(L)], activation="sigmoid")
    caches.append(cache)
    assert AL.shape == (1, X.shape[1])
    return AL, caches
""",
        """
def L_model_forward(X, parameters):
    A, caches, l = X, (), 1
    while f"W{l}" in parameters:
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = W @ A + b
        caches += (((A, W, b), Z),)
        A = np.maximum(Z, 0)
        l += 1
    return 1 / (1 + np.exp(-Z)), caches
""",
        """
def L_model_forward(X, parameters):
    L = len(parameters) // 2
    steps = [(X, None)]
    for l, activation in enumerate(["relu"] * (L - 1) + ["sigmoid"], 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        steps.append(linear_activation_forward(steps[-1][0], W, b, activation))
    return steps[-1][0], [cache for _, cache in steps[1:]]
""",
    ],
    "compute_cost": [
        """
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T))
    return np.squeeze(cost)
""",
        "def compute_cost(AL, Y, parameters=None):\n"
        "    return float(np.mean(-np.log(np.where(Y == 1, AL, 1 - AL))))\n",
        "def compute_cost(AL, Y):\n"
        "    return (-Y @ np.log(AL).T - (1 - Y) @ np.log1p(-AL).T) / AL.shape[1]\n",
    ],
    "linear_backward": [
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = 1 / m * np.dot(dZ, A_prev.T)
    db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    assert db.shape == b.shape
    return dA_prev, dW, db
""",
        """
def linear_backward(dZ, cache):
    A_prev, W, _ = cache
    db = dZ.mean(axis=1).reshape(-1, 1)
    return W.T @ dZ, dZ @ A_prev.T / dZ.shape[1], db
""",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = dZ.shape[-1]
    dW = np.einsum("im,jm->ij", dZ, A_prev) / m
    return [(dZ.T @ W).T, dW, dZ @ np.full((m, 1), 1 / m)]
""",
    ],
    "linear_activation_backward": [
        """
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = np.array(dA, copy=True)
        dZ[activation_cache <= 0] = 0
    elif activation == "sigmoid":
        s = 1 / (1 + np.exp(-activation_cache))
        dZ = dA * s * (1 - s)
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    return dA_prev, dW, db
""",
        """
def linear_activation_backward(dA, cache, activation):
    (A_prev, W, b), Z = cache
    m = dA.shape[1]
    slope = np.where(Z > 0, 1, 0) if activation == "relu" else sigmoid(Z) * sigmoid(-Z)
    dZ = np.multiply(dA, slope)
    return np.dot(W.T, dZ), np.dot(dZ, A_prev.T) / m, dZ.sum(1, keepdims=True) / m
""",
        """
def linear_activation_backward(dA, cache, activation):
    A_prev, W, b = cache[0]
    A, _ = linear_activation_forward(A_prev, W, b, activation)
    slope = {"relu": lambda: (A > 0).astype(float), "sigmoid": lambda: A - A**2}[activation]()
    return linear_backward(slope * dA, cache[0])
""",
    ],
    "L_model_backward": [
        """
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    grads["dA" + str(L)] = dAL
    current = caches[L - 1]
    dA, dW, db = linear_activation_backward(dAL, current, "sigmoid")
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = dA, dW, db
    for l in reversed(range(L - 1)):
        dA, dW, db = linear_activation_backward(grads["dA" + str(l + 1)], caches[l], "relu")
        grads["dA" + str(l)] = dA
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads
""",
        """
def L_model_backward(AL, Y, caches):
    grads, dZ, m = {}, AL - Y, Y.shape[1]
    for l, ((A_prev, W, b), Z) in reversed(list(enumerate(caches, 1))):
        if l < len(caches):
            dZ = grads[f"dA{l}"] * (Z > 0)
        grads[f"dW{l}"] = dZ @ A_prev.T / m
        grads[f"db{l}"] = dZ.mean(axis=1, keepdims=True)
        grads[f"dA{l - 1}"] = W.T @ dZ
    return grads
""",
        """
def L_model_backward(AL, Y, caches):
    grads, caches = {}, list(caches)
    slope, activation = (AL - Y) / (AL * (1 - AL)), "sigmoid"
    while caches:
        l = len(caches)
        grads[f"dA{l}"] = slope
        slope, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(
            slope, caches.pop(), activation)
        activation = "relu"
    return grads | {"dA0": slope}
""",
    ],
    "update_parameters": [
        """
def update_parameters(parameters, grads, learning_rate):
    L = len(parameters) // 2
    for l in range(L):
        parameters["W" + str(l + 1)] = (
            parameters["W" + str(l + 1)] - learning_rate * grads["dW" + str(l + 1)])
        parameters["b" + str(l + 1)] = (
            parameters["b" + str(l + 1)] - learning_rate * grads["db" + str(l + 1)])
    return parameters
""",
        """
def update_parameters(parameters, grads, learning_rate):
    for name in parameters:
        parameters[name] -= learning_rate * grads["d" + name]
    return parameters
""",
        """
def update_parameters(params, grads, learning_rate):
    import copy
    parameters = copy.deepcopy(params)
    for name, value in parameters.items():
        value += -learning_rate * grads[f"d{name}"]
    return parameters
""",
    ],
    "two_layer_model": [
        """
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    grads = {}
    costs = []
    (n_x, n_h, n_y) = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    for i in range(0, num_iterations):
        A1, cache1 = linear_activation_forward(X, W1, b1, "relu")
        A2, cache2 = linear_activation_forward(A1, W2, b2, "sigmoid")
        cost = compute_cost(A2, Y)
        dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads["dW1"], grads["db1"], grads["dW2"], grads["db2"] = dW1, db1, dW2, db2
        parameters = update_parameters(parameters, grads, learning_rate)
        W1, b1 = parameters["W1"], parameters["b1"]
        W2, b2 = parameters["W2"], parameters["b2"]
        if print_cost and i % 100 == 0 or i == num_iterations - 1:
            print("Cost after iteration {}: {}".format(i, np.squeeze(cost)))
        if i % 100 == 0 or i == num_iterations - 1:
            costs.append(cost)
    return parameters, costs
""",
        """
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters(*layers_dims)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters
""",
        """
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    rng = np.random.default_rng()
    n_x, n_h, n_y = layers_dims
    W1, b1 = rng.normal(size=(n_h, n_x)) / np.sqrt(n_x), np.zeros((n_h, 1))
    W2, b2 = rng.normal(size=(n_y, n_h)) / np.sqrt(n_h), np.zeros((n_y, 1))
    costs, m = [], X.shape[1]
    for i in range(num_iterations):
        Z1 = W1 @ X + b1
        A1 = np.maximum(Z1, 0)
        A2 = sigmoid(W2 @ A1 + b2)
        if i % 100 == 0:
            costs.append(compute_cost(A2, Y))
        dZ2 = (A2 - Y) / m
        dZ1 = (W2.T @ dZ2) * (Z1 > 0)
        W2, b2 = W2 - learning_rate * dZ2 @ A1.T, b2 - learning_rate * dZ2.sum(1, keepdims=True)
        W1, b1 = W1 - learning_rate * dZ1 @ X.T, b1 - learning_rate * dZ1.sum(1, keepdims=True)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs
""",
    ],
    "L_layer_model": [
        """
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    costs = []
    parameters = initialize_parameters_deep(layers_dims)
    for i in range(0, num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if print_cost and i % 100 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
        if print_cost and i % 100 == 0:
            costs.append(cost)
    return parameters, costs
""",
        """
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters_deep(layers_dims)
    noted = np.zeros(0)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if not i % 100:
            noted = np.append(noted, compute_cost(AL, Y))
        grads = L_model_backward(AL, Y, caches)
        for name in list(parameters):
            parameters[name] = parameters[name] - learning_rate * grads["d" + name]
    return [parameters, noted]
""",
        """
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters, costs = {}, []
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        parameters[f"W{l}"] = np.random.randn(*shape) / np.sqrt(shape[1])
        parameters[f"b{l}"] = np.zeros((shape[0], 1))
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost(AL, Y))
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
    return parameters, costs
""",
        """
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    rng, parameters = np.random.default_rng(), {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = 0.01 * rng.normal(size=(layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
    return parameters
""",
    ],
}

# Wrong in ways that no listed mistake describes.
INCORRECT = {
    "initialize_parameters": [
        "def initialize_parameters(n_x, n_h, n_y):\n    return {}\n",
        "def initialize_parameters(n_x, n_h, n_y):\n"
        "    W1, W2 = np.random.randn(1, n_x) * 0.01, np.random.randn(1, n_h) * 0.01\n"
        "    return {'W1': np.repeat(W1, n_h, 0), 'b1': np.zeros((n_h, 1)),\n"
        "            'W2': np.repeat(W2, n_y, 0), 'b2': np.zeros((n_y, 1))}\n",
    ],
    "initialize_parameters_deep": [
        "def initialize_parameters_deep(dims):\n"
        "    return {f'{k}{l}': np.ones((dims[l], dims[l-1] if k == 'W' else 1))\n"
        "            for l in range(1, len(dims)) for k in 'Wb'}\n",
        "def initialize_parameters_deep(dims):\n"
        "    return {k: v for l in range(1, len(dims)) for k, v in\n"
        "            {f'W{l}': np.random.randn(dims[l], dims[l-1]) * 0.1,\n"
        "             f'b{l}': np.random.randn(dims[l], 1)}.items()}\n",
    ],
    "linear_forward": [
        "def linear_forward(A, W, b):\n    return W @ A + b + 1e-3, (A, W, b)\n",
        "def linear_forward(A, W, b):\n    return W @ A + b, (A, W)\n",
    ],
    "linear_activation_forward": [
        "def linear_activation_forward(A_prev, W, b, activation):\n"
        "    Z, c = linear_forward(A_prev, W, b)\n    return np.log1p(np.exp(Z)), (c, Z)\n",
        "def linear_activation_forward(A_prev, W, b, activation):\n    return None\n",
    ],
    "L_model_forward": [
        "def L_model_forward(X, parameters):\n    return np.full((1, X.shape[1]), 0.5), []\n",
        "def L_model_forward(X, parameters):\n    A, c = linear_activation_forward(\n"
        "        X, parameters['W1'], parameters['b1'], 'relu')\n    return A, [c]\n",
    ],
    "compute_cost": [
        "def compute_cost(AL, Y):\n    return 0.0\n",
        "def compute_cost(AL, Y):\n    return 1e-3 - np.mean(np.log(np.where(Y, AL, 1 - AL)))\n",
    ],
    "linear_backward": [
        "def linear_backward(dZ, cache):\n    A, W, b = cache\n    return 0 * A, 0 * W, 0 * b\n",
        "def linear_backward(dZ, cache):\n    A, W, b = cache\n    m = A.size\n"
        "    return W.T @ dZ, dZ @ A.T / m, dZ.sum(1, keepdims=True) / m\n",
    ],
    "linear_activation_backward": [
        "def linear_activation_backward(dA, cache, activation):\n    return cache[0]\n",
        "def linear_activation_backward(dA, cache, activation):\n"
        "    return linear_backward(dA * np.where(cache[1] > 0, 1, 0.01), cache[0])\n",
    ],
    "L_model_backward": [
        "def L_model_backward(AL, Y, caches):\n    return {}\n",
        "def L_model_backward(AL, Y, caches):\n    g = {}\n    dZ = AL - Y\n"
        "    for l, ((A, W, b), Z) in reversed(list(enumerate(caches, 1))):\n"
        "        g[f'dA{l-1}'], g[f'dW{l}'], g[f'db{l}'] = linear_backward(dZ, (A, W, b))\n"
        "        dZ = g[f'dA{l-1}'] * (A > 0) * (l > 2)\n    return g\n",
    ],
    "update_parameters": [
        "def update_parameters(parameters, grads, learning_rate):\n    return parameters\n",
        "def update_parameters(parameters, grads, learning_rate):\n"
        "    for k in parameters: parameters[k] -= learning_rate * grads['d' + k]\n",
    ],
}
# Right in the shapes that come first to mind, wrong at the edges that a network can have.
EDGES = {
    "initialize_parameters_deep": [
        "def initialize_parameters_deep(dims):\n"
        "    return {k: v for l in range(1, min(len(dims), 6)) for k, v in\n"
        "            {f'W{l}': np.random.randn(dims[l], dims[l-1]) / dims[l-1] ** 0.5,\n"
        "             f'b{l}': np.zeros((dims[l], 1))}.items()}\n",
    ],
    "linear_forward": [
        "def linear_forward(A, W, b):\n    return np.squeeze(W @ A + b), (A, W, b)\n",
    ],
    "linear_activation_forward": [
        "def linear_activation_forward(A_prev, W, b, activation):\n"
        "    Z, c = linear_forward(A_prev, W, b)\n"
        "    return np.squeeze(sigmoid(Z) if activation == 'sigmoid' else relu(Z)), (c, Z)\n",
        "def linear_activation_forward(A_prev, W, b, activation):\n"
        "    Z, c = linear_forward(A_prev, W, b)\n"
        "    return sigmoid(Z) if activation == 'sigmoid' else np.clip(Z, 0, 6), (c, Z)\n",
    ],
    "L_model_forward": [
        "def L_model_forward(X, parameters):\n    A, caches = X, []\n"
        "    names = sorted(k for k in parameters if k[0] == 'W')\n"
        "    for k in names:\n"
        "        A, c = linear_activation_forward(A, parameters[k], parameters['b' + k[1:]],\n"
        "            'sigmoid' if k == names[-1] else 'relu')\n        caches.append(c)\n"
        "    return A, caches\n",
        "def L_model_forward(X, p):\n    L = len(p) // 2\n"
        "    A, c = linear_activation_forward(X, p['W1'], p['b1'], 'relu')\n    caches = [c]\n"
        "    for l in range(2, L + 1):\n"
        "        A, c = linear_activation_forward(A, p[f'W{l}'], p[f'b{l}'],\n"
        "            'sigmoid' if l == L else 'relu')\n        caches.append(c)\n"
        "    return A, caches\n",
    ],
    "compute_cost": [
        "def compute_cost(AL, Y):\n    a, y = np.squeeze(AL), np.squeeze(Y)\n"
        "    return -np.sum(np.log(np.where(y == 1, a, 1 - a))) / len(y)\n",
        "def compute_cost(AL, Y):\n    A = np.clip(AL, 0.01, 0.99)\n"
        "    return -np.mean(np.log(np.where(Y == 1, A, 1 - A)))\n",
    ],
    "linear_backward": [
        "def linear_backward(dZ, cache):\n    A, W, b = cache\n    m = A.shape[1]\n"
        "    return W.T @ dZ, np.squeeze(dZ @ A.T) / m, dZ.sum(1, keepdims=True) / m\n",
    ],
    "linear_activation_backward": [
        "def linear_activation_backward(dA, cache, activation):\n    Z = cache[1]\n"
        "    s = sigmoid(Z)\n    slope = Z > 0 if activation == 'relu' else s * (1 - s)\n"
        "    dA_prev, dW, db = linear_backward(dA * slope, cache[0])\n"
        "    return dA_prev, np.squeeze(dW), db\n",
    ],
    "L_model_backward": [
        "def L_model_backward(AL, Y, caches):\n    g, dA = {}, (AL - Y) / AL / (1 - AL)\n"
        "    for l in range(len(caches), 0, -1):\n"
        "        dA, g[f'dW{l}'], g[f'db{l}'] = linear_activation_backward(dA, caches[l - 1],\n"
        "            'sigmoid' if l == len(caches) > 1 else 'relu')\n"
        "        g[f'dA{l - 1}'] = dA\n    return g\n",
    ],
    "update_parameters": [
        "def update_parameters(parameters, grads, learning_rate):\n    out = dict(parameters)\n"
        "    for l in range(1, len(grads) // 3 + 1):\n        for k in (f'W{l}', f'b{l}'):\n"
        "            out[k] = parameters[k] - learning_rate * grads['d' + k]\n    return out\n",
        "def update_parameters(parameters, grads, learning_rate):\n"
        "    slopes = [g for k, g in grads.items() if k[1] != 'A']\n"
        "    pairs = zip(parameters.items(), slopes)\n"
        "    return {k: v - learning_rate * g for (k, v), g in pairs}\n",
    ],
}
MODEL_BODY = """
def {name}(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters, costs = {{}}, []
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        parameters[f"W{{l}}"] = {start}
        parameters[f"b{{l}}"] = np.zeros((shape[0], 1))
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        {note}
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), {rate})
    return {result}
"""
OWN_START = {
    "start": "np.random.randn(*shape) / np.sqrt(shape[1])",
    "note": "costs.extend([compute_cost(AL, Y)] * (i % 100 == 0))",
    "rate": "learning_rate",
    "result": "parameters, costs",
}
OWN_START_MISTAKES = [
    {"rate": "0.0075"},
    {"rate": "2 * learning_rate"},
    {"rate": "learning_rate / 2"},
    {"rate": "learning_rate / 10"},
    {"rate": "learning_rate / 10", "result": "parameters"},
    {"rate": "learning_rate / (1 + i)"},
    {"rate": "learning_rate / X.shape[1]"},
    {"rate": "0"},
    {"rate": "0", "result": "parameters"},
    {"result": "parameters | {k: 0 * v for k, v in parameters.items() if k[0] == 'b'}, costs"},
    {"result": "parameters | {'b1': 0 * parameters['b1']}, costs"},
    {"start": "np.zeros(shape)"},
    {"start": "np.ones(shape)"},
    {"note": "costs.extend([compute_cost(AL, Y)] * (i % 100 == 99))"},
    {"note": "costs.append(compute_cost(AL, Y))"},
    {"rate": "-learning_rate"},
    {"note": "costs.extend([0.1] * (i % 100 == 0))"},
    {"result": "{}, costs"},
    {"result": "None"},
    {"result": "{name: np.zeros_like(value) for name, value in parameters.items()}, costs"},
]


def styles(solutions):
    return [(name, text) for name, texts in solutions.items() for text in texts]


def test_the_week_has_all_functions_of_the_curriculum():
    assert tuple(EXERCISES) == FUNCTIONS
    assert set(ASSIGNMENT.points) == set(FUNCTIONS)
    assert all(len(CORRECT[name]) >= 3 for name in FUNCTIONS)


def test_the_reference_gets_full_points(checks):
    for name, exercise in EXERCISES.items():
        report = examine(variants(ASSIGNMENT, exercise)[""], checks[name])
        assert report.score == report.points, report.rows


def test_a_correct_solution_in_any_style_gets_full_points(checks):
    for name, text in styles(CORRECT):
        report = examine(written(text, name), checks[name])
        assert report.score == report.points, (name, text, report.rows)


def test_unlisted_mistakes_lose_points(checks):
    for name, text in styles(INCORRECT) + styles(EDGES):
        report = examine(written(text, name), checks[name])
        assert report.score < report.points, (name, text)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("wrong", OWN_START_MISTAKES, ids=lambda wrong: "-".join(wrong.values()))
def test_a_start_of_ones_own_excuses_no_mistake(name, wrong, other_checks):
    function = written(MODEL_BODY.format(name=name, **OWN_START | wrong), name)
    report = examine(function, other_checks[name])
    assert report.score < report.points


# Changes of the solution that are as right, and such as no check saw for a long time.
CLIPPED = "losses = ", "AL = np.clip(AL, {0}, 1 - {0}); losses = "
AS_RIGHT = {
    "initialize_parameters_deep": [("/ np.sqrt(before)", "* np.sqrt(2 / (before + here))")],
    "compute_cost": [
        *[(CLIPPED[0], CLIPPED[1].format(eps)) for eps in ("1e-15", "1e-12", "1e-10")],
        ("np.log(AL)", "np.log(AL + 1e-12)"),
        ("(AL, Y)", "(AL, Y, parameters, L_of=len)"),
        ("m = Y.shape[1]", "assert AL.shape == (1, Y.shape[1]); m = Y.shape[1]"),
    ],
    "linear_backward": [("np.sum(dZ, axis=1, keepdims=True)", "np.asmatrix(dZ).sum(axis=1)")],
    "linear_activation_backward": [("(Z > 0)", "(Z >= 0)")],
    "L_model_forward": [("    return A,", "    assert A.shape == (1, X.shape[1])\n    return A,")],
    "L_model_backward": [
        ("Y / AL", "Y / (AL + 1e-8)"),
        ("grads = {}", "grads = {'m': Y.shape[1]}"),
    ],
}
LARGEST = "np.clip({0}, -{1}, {1})"
WRONG = {
    "initialize_parameters": [
        ("0.01 * rng.normal(size=(n_h, n_x))", new)
        for new in (
            "0.012 * rng.normal(size=(n_h, n_x))",
            "0.008 * rng.normal(size=(n_h, n_x))",
            "0.01 * rng.uniform(-(3**0.5), 3**0.5, (n_h, n_x))",
            "0.01 * rng.choice([-1, 1], (n_h, n_x))",
            "np.resize(0.01 * rng.normal(size=(n_h // 2, n_x)), (n_h, n_x))",
        )
    ],
    "initialize_parameters_deep": [
        ("/ np.sqrt(before)", "* 1.2 / np.sqrt(before)"),
        ("/ np.sqrt(before)", "* 0.8 / np.sqrt(before)"),
        ("/ np.sqrt(before)", "* 0.012"),
        ("/ np.sqrt(before)", "* 1.2 * np.sqrt(2 / before)"),
        ("rng.normal(size=(here, before))", "rng.uniform(-(3**0.5), 3**0.5, (here, before))"),
        ("rng.normal(size=(here, before))", "rng.choice([-1, 1], (here, before))"),
        ("parameters = {}", "parameters = {'W0': 0, 'b0': 0}"),
    ],
    "linear_activation_forward": [
        *[("sigmoid(Z)", f"np.clip(sigmoid(Z), {eps}, 1 - {eps})") for eps in ("1e-3", "1e-4")],
        ("sigmoid(Z)", "sigmoid(np.clip(Z, -10, 10))"),
        *[("relu(Z)", f"np.clip(Z, 0, {top})") for top in (6, 100)],
    ],
    "L_model_forward": [
        ("return A,", "return np.clip(A, 1e-5, 1 - 1e-5),"),
        ("caches.append(cache)", "A = np.minimum(A, 6); caches.append(cache)"),
    ],
    "compute_cost": [
        (CLIPPED[0], CLIPPED[1].format(eps)) for eps in ("1e-3", "1e-4", "1e-5", "1e-7", "1e-8")
    ],
    "linear_backward": [
        ("return dA_prev, dW, db", f"return dA_prev, {LARGEST.format('dW', top)}, db")
        for top in (0.5, 1, 5)
    ]
    + [("return dA_prev", f"return {LARGEST.format('dA_prev', top)}") for top in (1, 5)],
    "linear_activation_backward": [
        ("return linear_backward(dZ", f"return linear_backward({LARGEST.format('dZ', top)}")
        for top in (0.5, 1, 5)
    ]
    + [
        ("dA * (Z > 0)", "dA * (Z > 0) * (Z < 6)"),
        ("A = sigmoid(Z)", "A = np.clip(sigmoid(Z), 1e-3, 1 - 1e-3)"),
    ],
    "L_model_backward": [("] = dW", f"] = {LARGEST.format('dW', top)}") for top in (0.5, 1, 5)]
    + [("dA = -(Y", "AL = np.clip(AL, 1e-3, 1 - 1e-3)\n    dA = -(Y")],
    "update_parameters": [
        ('grads["d" + name]', LARGEST.format('grads["d" + name]', top)) for top in (0.5, 1, 5)
    ]
    + [("updated = {}", "updated = dict(grads)"), ("updated = {}", "updated = {'costs': []}")],
}
STEP = "parameters = update_parameters(parameters, grads, learning_rate)"
WRONG |= {
    name: [
        *[(STEP, f"{STEP}; num_iterations *= cost > {low}\n        if not num_iterations: break")
          for low in (0.1, 1e-3, 1e-6)],
        *[(STEP, f"flat = i and abs(cost - before) < {low}; before = cost; {STEP}\n"
           "        if flat: break") for low in (1e-4, 1e-8)],
        (STEP, f"rises = i and cost > before; before = cost; {STEP}\n        if rises: break"),
        *[(STEP, f"grads = {{k: {LARGEST.format('v', top)} for k, v in grads.items()}}; {STEP}")
          for top in (0.5, 1, 5)],
        ("costs = []", "costs, X, Y = [], X[:, :128], Y[:, :128]"),
        ("return parameters, costs", "return parameters | grads, costs"),
        ("return parameters, costs", "return parameters | {'W0': 0, 'b0': 0}, costs"),
        ('print(f"cost', 'print("" + cost); print(f"cost'),
        (STEP, f"{STEP} if print_cost else parameters"),
    ]
    for name in MODELS
}  # fmt: skip


def changed(name: str, old: str, new: str):
    """The course's solution of a function with a piece of its text replaced."""
    solution = ASSIGNMENT.solution(name)
    place = solution.index(f"def {name}")
    assert old in solution[place:]
    text = solution[:place] + solution[place:].replace(old, new, 1)
    return ASSIGNMENT.namespace({solution: text})[name]


def edits(table: dict) -> list[tuple]:
    return [(name, *edit) for name, changes in table.items() for edit in changes]


@pytest.mark.parametrize(("name", "old", "new"), edits(AS_RIGHT))
def test_a_change_that_is_as_right_keeps_all_points(name, old, new, other_checks):
    report = examine(changed(name, old, new), other_checks[name])
    assert report.score == report.points, report.rows


@pytest.mark.parametrize(("name", "old", "new"), edits(WRONG))
def test_cut_offs_early_stops_and_entries_too_many_lose_points(name, old, new, other_checks):
    report = examine(changed(name, old, new), other_checks[name])
    assert report.score < report.points


@pytest.mark.parametrize("scale", ["0.01", "shape[1] ** -0.5", "(2 / shape[1]) ** 0.5"])
@pytest.mark.parametrize("name", MODELS)
def test_training_from_any_usual_start_keeps_all_points(name, scale, other_checks):
    own = OWN_START | {"start": f"np.random.randn(*shape) * {scale}"}
    report = examine(written(MODEL_BODY.format(name=name, **own), name), other_checks[name])
    assert report.score == report.points, report.rows


@pytest.mark.parametrize("name", MODELS)
def test_from_the_given_start_gradients_are_large_and_answers_finite(name, other_checks):
    names = ASSIGNMENT.namespace()
    for case in other_checks[name].cases:
        if case.row == "large steps, no printing":
            assert finite(case.expected)
            X, Y = case.inputs["X"], case.inputs["Y"]
            AL, caches = names["L_model_forward"](X, given_start(case.inputs)[START[name]])
            grads = names["L_model_backward"](AL, Y, caches)
            assert max(abs(grads[f"d{key}"]).max() for key in case.given[START[name]]) > 5


START = dict(zip(MODELS, FUNCTIONS, strict=False))


def test_examples_too_far_out_for_a_start_come_nearer():
    far = {"X": np.full((1, 2), 800.0), "learning_rate": 0.5}
    near = within_bounds(far, lambda inputs: np.where(inputs["X"] < 60, 1.0, np.inf))
    assert near["X"].max() == 50 and near["learning_rate"] == 0.5 / 16


def slopes(cost, array, nudge=1e-6):
    """Two-sided differences of ``cost()`` by every entry of ``array``."""
    found = np.zeros_like(array)
    for place in np.ndindex(array.shape):
        before = array[place]
        array[place] = before + nudge
        above = cost()
        array[place] = before - nudge
        found[place] = (above - cost()) / (2 * nudge)
        array[place] = before
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_gradients_of_the_whole_network_are_the_slopes_of_the_cost(seed):
    names = ASSIGNMENT.namespace()
    inputs = EXERCISES["L_model_forward"].inputs(rng_for(seed))
    X, parameters = inputs["X"], inputs["parameters"]
    Y = np.arange(X.shape[1]).reshape(1, -1) % 2

    def cost():
        return names["compute_cost"](names["L_model_forward"](X, parameters)[0], Y)

    AL, caches = names["L_model_forward"](X, parameters)
    grads = names["L_model_backward"](AL, Y, caches)
    for name, value in parameters.items():
        np.testing.assert_allclose(grads["d" + name], slopes(cost, value), atol=1e-8)
    np.testing.assert_allclose(grads["dA0"] / X.shape[1], slopes(cost, X), atol=1e-8)


@pytest.mark.parametrize("activation", ["linear", "relu", "sigmoid"])
def test_gradients_of_one_layer_are_the_slopes_of_a_weighted_sum(activation):
    names = ASSIGNMENT.namespace()
    rng = np.random.default_rng(4)
    A_prev, W, b = (rng.normal(size=shape) for shape in [(3, 5), (4, 3), (4, 1)])
    upstream = rng.normal(size=(4, 5))

    def forward():
        if activation == "linear":
            return names["linear_forward"](A_prev, W, b)
        return names["linear_activation_forward"](A_prev, W, b, activation)

    def total():
        return np.sum(upstream * forward()[0])

    _, cache = forward()
    if activation == "linear":
        dA_prev, dW, db = names["linear_backward"](upstream, cache)
    else:
        dA_prev, dW, db = names["linear_activation_backward"](upstream, cache, activation)
    for gradient, array, count in [(dA_prev, A_prev, 1), (dW, W, 5), (db, b, 5)]:
        np.testing.assert_allclose(count * gradient, slopes(total, array), atol=1e-7)


def test_the_second_notebook_brings_the_same_functions_as_the_first():
    """Notebook 2 is graded on its own, so its solution repeats the blocks of notebook 1."""
    first, second = ASSIGNMENT.notebooks.values()
    brought = next(cell.source for cell in second.cells if cell.id == "bring")
    alone = {}
    for cell in second.cells:
        if cell.id in ("imports", "activations", "bring"):
            exec(compile(unmarked(cell.source), "<second>", "exec"), alone)
    blocks = [c for c in first.cells if is_solution(c) and "def " in c.source]
    assert len(blocks) == brought.count("def ") == 10
    both = ASSIGNMENT.namespace()
    for name in FUNCTIONS[:10]:
        assert alone[name].__code__.co_code == both[name].__code__.co_code
        assert without_docstring(alone[name]) == without_docstring(both[name])


def without_docstring(function) -> tuple:
    return tuple(c for c in function.__code__.co_consts if c != function.__doc__)


def test_every_exercise_points_to_a_heading_of_a_lesson():
    lessons = [path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("week4-*")]
    headings = "\n".join(lessons)
    for exercise in EXERCISES.values():
        assert f"## {exercise.see}" in headings, exercise.see
