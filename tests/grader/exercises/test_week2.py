"""Week 2: a right answer in any style keeps every point, a wrong one never does."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from grader.answer_key import checks, checks_of, rng_for, variants
from grader.assignment import load_assignment
from grader.exercises import exercises_of
from grader.exercises.week2_logistic_regression import propagate_inputs
from grader.grading import judged
from grader.release import secret_lines
from utils import checkfile
from utils.compare import same
from utils.examine import examine

NAME = "week2-logistic-regression"
ASSIGNMENT = load_assignment(NAME)
EXERCISES = exercises_of(NAME)
SEEDS = ("one", "two", "three")
LISTED = [(name, entry.name) for name, ex in EXERCISES.items() for entry in ex.listed]

# Whole cells, as students write them; each runs where the other five functions are right.
RIGHT = {
    "sigmoid": {
        "named operations": "def sigmoid(z):\n"
        "    return np.divide(1.0, np.add(1.0, np.exp(np.negative(z))))",
        "scipy": "from scipy.special import expit\nsigmoid = expit",
        "half a tanh": "def sigmoid(x):\n    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x)))",
        "where": "def sigmoid(z):\n    e = np.exp(-np.abs(z))\n"
        "    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))",
        "masks": "def sigmoid(z):\n    z = np.asarray(z, dtype=float)\n    s = np.empty_like(z)\n"
        "    up = z >= 0\n    s[up] = 1 / (1 + np.exp(-z[up]))\n"
        "    e = np.exp(z[~up])\n    s[~up] = e / (1 + e)\n    return s",
        "lambda": "sigmoid = lambda z: 1 / (1 + np.exp(-z))",
        "partial": "import functools\ndef logistic(top, z):\n    return top / (1 + np.exp(-z))\n"
        "sigmoid = functools.partial(logistic, 1.0)",
        "decorated": "import functools, time\ndef timed(function):\n"
        "    @functools.wraps(function)\n    def inner(*args, **kwargs):\n"
        "        start = time.time()\n        result = function(*args, **kwargs)\n"
        "        print('took', time.time() - start)\n        return result\n    return inner\n"
        "@timed\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))",
        "an object that is called": "class Sigmoid:\n    def __call__(self, z):\n"
        "        return 1 / (1 + np.exp(-z))\nsigmoid = Sigmoid()",
        "clipped": "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))",
        "prints and warns": "import warnings\ndef sigmoid(z):\n    print('z is', z)\n"
        "    warnings.warn('careful', RuntimeWarning)\n    return 1 / (1 + np.exp(-z))",
        "logs and writes to stderr": "import logging, sys\ndef sigmoid(z):\n"
        "    logging.warning('z')\n    sys.stderr.write('z')\n    return 1 / (1 + np.exp(-z))",
        "reseeds": "def sigmoid(z):\n    np.random.seed(1)\n    return 1 / (1 + np.exp(-z))",
        "a power of e": "def sigmoid(z):\n    return (1 + np.e ** (-z)) ** -1",
        "more options": "def sigmoid(x, derivative=False, *, scale=1.0):\n"
        "    s = 1 / (1 + np.exp(-x * scale))\n    return s * (1 - s) if derivative else s",
        "logaddexp": "def sigmoid(z):\n    return np.exp(-np.logaddexp(0, -z))",
        "errors silenced": "def sigmoid(z):\n    with np.errstate(all='ignore'):\n"
        "        return 1 / (1 + np.exp(-z))",
        "on a copy, in place": "def sigmoid(z):\n    s = np.array(z, dtype=float)\n    s *= -1\n"
        "    np.exp(s, out=s)\n    s += 1\n    return 1 / s",
    },
    "initialize_with_zeros": {
        "b an int": "def initialize_with_zeros(dim):\n    return np.zeros((dim, 1)), 0",
        "with asserts": "def initialize_with_zeros(dim):\n    w = np.zeros(shape=(dim, 1))\n"
        "    b = float(0)\n    assert w.shape == (dim, 1)\n    assert isinstance(b, float)\n"
        "    return w, b",
        "reshaped": "def initialize_with_zeros(n):\n    return [np.zeros(n).reshape(-1, 1), 0.0]",
        "integers": "def initialize_with_zeros(dim):\n"
        "    return np.zeros((dim, 1), dtype=int), np.int64(0)",
        "b (1, 1)": "def initialize_with_zeros(dim):\n"
        "    return np.full((dim, 1), 0.0), np.zeros((1, 1))",
        "b (1,)": "def initialize_with_zeros(dim):\n"
        "    return np.zeros([dim, 1], order='F'), np.zeros(1)",
        "b 0-d": "def initialize_with_zeros(dim):\n"
        "    return np.array([[0.0]] * dim), np.array(0.0)",
        "zero times random": "def initialize_with_zeros(dim):\n    np.random.seed(3)\n"
        "    return np.random.randn(dim, 1) * 0, np.random.randn() * 0",
    },
    "propagate": {
        "at sign and mean": "def propagate(w, b, X, Y):\n    A = sigmoid(w.T @ X + b)\n"
        "    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))\n"
        "    return {'dw': X @ (A - Y).T / X.shape[1], 'db': np.mean(A - Y)}, cost",
        "einsum": "def propagate(w, b, X, Y):\n    m = Y.size\n"
        "    A = sigmoid(np.einsum('ij,ik->jk', w, X) + b)\n"
        "    cost = np.where(Y == 1, -np.log(A), -np.log(1 - A)).mean()\n"
        "    dw = np.einsum('ik,jk->ij', X, A - Y) / m\n"
        "    return {'dw': dw, 'db': np.einsum('ij->', A - Y) / m}, cost",
        "multiplied and summed": "def propagate(w, b, X, Y):\n    m = X.shape[1]\n"
        "    A = sigmoid(np.sum(w * X, axis=0, keepdims=True) + b)\n"
        "    losses = np.multiply(Y, np.log(A)) + np.multiply(1 - Y, np.log(1 - A))\n"
        "    cost = (-1 / m) * np.sum(losses)\n"
        "    dw = (1 / m) * np.sum(X * (A - Y), axis=1, keepdims=True)\n"
        "    return {'dw': dw, 'db': 1 / m * np.sum(A - Y)}, cost",
        "everything (1, 1)": "def propagate(w, b, X, Y):\n    m = X.shape[1]\n"
        "    A = sigmoid(np.dot(w.T, X) + b)\n"
        "    cost = -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m\n"
        "    db = np.sum(A - Y, axis=1, keepdims=True) / m\n"
        "    return {'dw': np.dot(X, (A - Y).T) / m, 'db': db}, cost",
        "squeezed to 0-d": "def propagate(w, b, X, Y):\n    m = X.shape[1]\n"
        "    A = sigmoid(np.dot(w.T, X) + b)\n"
        "    cost = np.squeeze(-(Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T) / m)\n"
        "    assert cost.shape == ()\n"
        "    db = np.squeeze(np.sum(A - Y, axis=1) / m)\n"
        "    return {'dw': X @ (A - Y).T / m, 'db': db}, cost",
        "floats": "def propagate(w, b, X, Y):\n    m = float(X.shape[1])\n"
        "    A = sigmoid(np.matmul(w.T, X) + b)\n"
        "    cost = float(-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m)\n"
        "    return {'dw': (A - Y).dot(X.T).T / m, 'db': float(np.sum(A - Y) / m)}, cost",
        "1e-8 in the logarithms": "def propagate(w, b, X, Y):\n    m, eps = X.shape[1], 1e-8\n"
        "    A = sigmoid(np.dot(w.T, X) + b)\n"
        "    cost = -np.sum(Y * np.log(A + eps) + (1 - Y) * np.log(1 - A + eps)) / m\n"
        "    return {'dw': np.dot(X, (A - Y).T) / m, 'db': np.sum(A - Y) / m}, cost",
        "1e-7 in the logarithms": "def propagate(w, b, X, Y):\n    m, eps = X.shape[1], 1e-7\n"
        "    A = sigmoid(np.dot(w.T, X) + b)\n"
        "    cost = -np.sum(Y * np.log(A + eps) + (1 - Y) * np.log(1 - A + eps)) / m\n"
        "    return {'dw': np.dot(X, (A - Y).T) / m, 'db': np.sum(A - Y) / m}, cost",
        "clipped at 1e-15": "def propagate(w, b, X, Y):\n    m = X.shape[1]\n"
        "    A = np.clip(sigmoid(np.dot(w.T, X) + b), 1e-15, 1 - 1e-15)\n"
        "    cost = -np.average(Y * np.log(A) + (1 - Y) * np.log1p(-A))\n"
        "    return {'dw': np.dot(X, (A - Y).T) / m, 'db': np.average(A - Y)}, cost",
        "from the scores": "def propagate(w, b, X, Y):\n    z = w.T @ X + b\n"
        "    cost = np.mean(np.logaddexp(0, z) - Y * z)\n    dZ = sigmoid(z) - Y\n"
        "    return dict(dw=X @ dZ.T / X.shape[1], db=dZ.mean()), cost",
        "rank-1 inside": "def propagate(w, b, X, Y):\n    a = sigmoid(w.ravel() @ X + b)\n"
        "    y = Y.ravel()\n    dw = (X @ (a - y) / y.size)[:, None]\n"
        "    cost = -(np.log(a[y == 1]).sum() + np.log(1 - a[y == 0]).sum()) / y.size\n"
        "    return {'dw': dw, 'db': (a - y).sum() / len(y)}, cost",
        "extra entries": "def propagate(w, b, X, Y):\n    m = X.shape[1]\n"
        "    A = sigmoid(np.dot(w.T, X) + b)\n    dZ = A - Y\n"
        "    grads = {'A': A, 'dZ': dZ, 'dw': np.dot(X, dZ.T) / m, 'db': dZ.sum() / m, 1: None}\n"
        "    return [grads, -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m]",
        "helpers and other names": "def forward(weights, bias, inputs):\n"
        "    return sigmoid(np.dot(weights.T, inputs) + bias)\n"
        "def loss(a, y):\n    return -(y * np.log(a) + (1 - y) * np.log(1 - a))\n"
        "def propagate(weights, bias, inputs, labels, verbose=False):\n"
        "    a = forward(weights, bias, inputs)\n    d = a - labels\n"
        "    return {'dw': inputs @ d.T / d.size, 'db': d.mean()}, loss(a, labels).mean()",
        "a sigmoid of its own inside": "def propagate(w, b, X, Y):\n"
        "    def squash(z):\n        return 1 / (1 + np.exp(-z))\n"
        "    A = squash(np.dot(w.T, X) + b)\n    m = Y.shape[1]\n"
        "    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A), axis=1)\n"
        "    return {'dw': 1 / m * X.dot((A - Y).T), 'db': 1 / m * np.sum(A - Y, axis=1)}, cost",
        "one by one through the chain rule": "def propagate(w, b, X, Y):\n    m = X.shape[1]\n"
        "    A = sigmoid(np.dot(w.T, X) + b)\n    dA = -Y / A + (1 - Y) / (1 - A)\n"
        "    dZ = dA * A * (1 - A)\n"
        "    cost = -np.sum(np.log(np.abs(1 - Y - A))) / m\n"
        "    return {'dw': np.dot(X, dZ.T) / m, 'db': np.sum(dZ) / m}, cost",
        "seeds, prints, warns": "import warnings\ndef propagate(w, b, X, Y):\n"
        "    np.random.seed(0)\n    m = X.shape[1]\n    A = sigmoid(np.dot(w.T, X) + b)\n"
        "    warnings.warn('here')\n    print(A)\n"
        "    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m\n"
        "    return {'dw': np.dot(X, (A - Y).T) / m, 'db': np.sum(A - Y) / m}, cost",
    },
    "optimize": {
        "in place": "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, "
        "print_cost=False):\n    costs = []\n    for i in range(num_iterations):\n"
        "        grads, cost = propagate(w, b, X, Y)\n        w -= learning_rate * grads['dw']\n"
        "        b -= learning_rate * grads['db']\n        if i % 100 == 0:\n"
        "            costs.append(cost)\n    return {'w': w, 'b': b}, grads, costs",
        "deep copies": "import copy\n"
        "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):\n"
        "    w, b, costs = copy.deepcopy(w), copy.deepcopy(b), []\n"
        "    for i in range(num_iterations):\n        grads, cost = propagate(w, b, X, Y)\n"
        "        dw, db = grads['dw'], grads['db']\n        w = w - learning_rate * dw\n"
        "        b = b - learning_rate * db\n        if i % 100 == 0:\n"
        "            costs.append(cost)\n            print('Cost after', i, cost)\n"
        "    params = {'w': w, 'b': b}\n    grads = {'dw': dw, 'db': db}\n"
        "    return params, grads, costs",
        "costs 0-d and a while": "def optimize(w, b, X, Y, n=100, rate=0.009, show=False):\n"
        "    i, costs = 0, []\n    while i < n:\n        grads, cost = propagate(w, b, X, Y)\n"
        "        w, b = w - rate * grads['dw'], b - rate * grads['db']\n"
        "        if not i % 100:\n            costs += [np.array(cost)]\n        i += 1\n"
        "    return {'w': w, 'b': b}, grads, costs",
        "costs (1, 1)": "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, "
        "print_cost=False):\n    costs = []\n    for i in range(num_iterations):\n"
        "        grads, cost = propagate(w, np.array([[b]]).reshape(1, 1), X, Y)\n"
        "        w = w - learning_rate * grads['dw']\n"
        "        b = b - learning_rate * np.array([[grads['db']]])\n"
        "        if i % 100 == 0:\n            costs.append(np.array([[cost]]))\n"
        "    return {'w': w, 'b': b}, {'dw': grads['dw'], 'db': np.array([grads['db']])}, costs",
        "costs an array": "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, "
        "print_cost=False):\n    costs = np.zeros(num_iterations)\n"
        "    for i in range(num_iterations):\n        grads, costs[i] = propagate(w, b, X, Y)\n"
        "        w = w - np.multiply(learning_rate, grads['dw'])\n"
        "        b = b - learning_rate * grads['db']\n"
        "    return {'w': w, 'b': b}, grads, costs[::100]",
        "costs appended by NumPy": "def optimize(w, b, X, Y, num_iterations=100, "
        "learning_rate=0.009, print_cost=False):\n    costs = np.array([])\n"
        "    for i in range(num_iterations):\n        grads, cost = propagate(w, b, X, Y)\n"
        "        w = np.subtract(w, learning_rate * grads['dw'])\n"
        "        b = b - learning_rate * grads['db']\n"
        "        costs = np.append(costs, cost) if i % 100 == 0 else costs\n"
        "    return {'w': w, 'b': b}, grads, list(costs)",
        "costs plain floats in a tuple": "def optimize(w, b, X, Y, num_iterations=100, "
        "learning_rate=0.009, print_cost=False):\n    history = []\n"
        "    for _ in range(num_iterations):\n        grads, cost = propagate(w, b, X, Y)\n"
        "        w = w - learning_rate * grads['dw']\n        b = b - learning_rate * grads['db']\n"
        "        history.append(float(cost))\n"
        "    return {'w': w, 'b': b}, grads, tuple(history[::100])",
        "a helper for the step, more entries": "def step(parameters, grads, rate):\n"
        "    return {k: v - rate * grads['d' + k] for k, v in parameters.items()}\n"
        "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):\n"
        "    p, costs = {'w': w, 'b': b}, []\n    for i in range(num_iterations):\n"
        "        grads, cost = propagate(X=X, Y=Y, **p)\n"
        "        p = step(p, grads, learning_rate)\n"
        "        if i in range(0, num_iterations, 100):\n            costs.append(cost)\n"
        "    return p | {'rate': learning_rate}, grads | {'cost': cost}, costs",
        "without propagate": "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, "
        "print_cost=False):\n    m, costs, w = X.shape[1], [], w.copy()\n"
        "    for i in range(num_iterations):\n        A = 1 / (1 + np.exp(-(w.T @ X + b)))\n"
        "        if i % 100 == 0:\n"
        "            costs.append(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))\n"
        "        dw, db = X @ (A - Y).T / m, np.mean(A - Y)\n"
        "        w -= learning_rate * dw\n        b -= learning_rate * db\n"
        "    return {'w': w, 'b': b}, {'dw': dw, 'db': db}, costs",
        "progress bar": "from tqdm import tqdm\n"
        "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):\n"
        "    costs = []\n    for i in tqdm(range(num_iterations)):\n"
        "        grads, cost = propagate(w, b, X, Y)\n        w = w - learning_rate * grads['dw']\n"
        "        b = b - learning_rate * grads['db']\n        if i % 100 == 0:\n"
        "            costs.append(np.squeeze(cost))\n    return {'w': w, 'b': b}, grads, costs",
    },
    "predict": {
        "booleans": "def predict(w, b, X):\n    return sigmoid(w.T @ X + b) > 0.5",
        "where": "def predict(w, b, X):\n"
        "    return np.where(sigmoid(np.dot(w.T, X) + b) > 0.5, 1, 0)",
        "floats": "def predict(w, b, X):\n    return 1.0 * (sigmoid(np.dot(w.T, X) + b) > 0.5)",
        "rounded": "def predict(w, b, X):\n    return np.round(sigmoid(np.dot(w.T, X) + b))",
        "by the score": "def predict(w, b, X):\n    return (w.T.dot(X) + b > 0).astype(np.uint8)",
        "into zeros": "def predict(w, b, X):\n    m = X.shape[1]\n"
        "    Y_prediction = np.zeros((1, m))\n    w = w.reshape(X.shape[0], 1)\n"
        "    A = sigmoid(np.dot(w.T, X) + b)\n    Y_prediction[A > 0.5] = 1\n"
        "    assert Y_prediction.shape == (1, m)\n    return Y_prediction",
        "in its own array": "def predict(w, b, X):\n    A = sigmoid(np.dot(w.T, X) + b)\n"
        "    A[A > 0.5] = 1\n    A[A <= 0.5] = 0\n    return A",
        "heaviside": "def predict(w, b, X):\n"
        "    return np.heaviside(sigmoid(np.einsum('ij,ik->jk', w, X) + b) - 0.5, 0)",
        "from rank 1": "def predict(weights, bias, pictures, threshold=0.5):\n"
        "    a = sigmoid(weights[:, 0] @ pictures + bias)\n"
        "    return np.array([a > threshold], dtype=int)",
        "floor": "def predict(w, b, X):\n"
        "    return np.floor(sigmoid(np.sum(w * X, axis=0, keepdims=True) + b) + 0.5)",
        "lambda": "predict = lambda w, b, X: np.rint(sigmoid(w.T @ X + b)).astype(bool)",
    },
    "model": {
        "by keyword": "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, "
        "learning_rate=0.5, print_cost=False):\n"
        "    w, b = initialize_with_zeros(dim=len(X_train))\n"
        "    params, _, costs = optimize(w=w, b=b, X=X_train, Y=Y_train, print_cost=print_cost,\n"
        "        learning_rate=learning_rate, num_iterations=num_iterations)\n"
        "    return dict(costs=costs, Y_prediction_test=predict(X=X_test, **params),\n"
        "        Y_prediction_train=predict(X=X_train, **params), **params,\n"
        "        learning_rate=learning_rate, num_iterations=num_iterations)",
        "booleans and arrays": "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, "
        "learning_rate=0.5, print_cost=False):\n"
        "    w, b = initialize_with_zeros(X_train.shape[0])\n"
        "    p, g, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)\n"
        "    test = predict(p['w'], p['b'], X_test) == 1\n"
        "    train = predict(p['w'], p['b'], X_train).astype(float)\n"
        "    print('train', 100 - np.mean(np.abs(train - Y_train)) * 100)\n"
        "    return {'costs': np.array(costs), 'Y_prediction_test': test,\n"
        "        'Y_prediction_train': train, 'w': p['w'], 'b': np.array([[p['b']]]),\n"
        "        'learning_rate': np.float64(learning_rate), 'num_iterations': num_iterations}",
        "more entries": "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, "
        "learning_rate=0.5, print_cost=False):\n    np.random.seed(1)\n"
        "    w, b = np.zeros((X_train.shape[0], 1)), 0\n"
        "    steps = num_iterations\n"
        "    p, grads, costs = optimize(w, b, X_train, Y_train, steps, learning_rate, True)\n"
        "    d = {'costs': costs, 'grads': grads, 'params': p, 'w': p['w'], 'b': p['b']}\n"
        "    for name, X in (('test', X_test), ('train', X_train)):\n"
        "        d[f'Y_prediction_{name}'] = predict(p['w'], p['b'], X)\n"
        "    d['learning_rate'], d['num_iterations'] = learning_rate, num_iterations\n"
        "    return d",
        "all in one": "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, "
        "learning_rate=0.5, print_cost=False):\n"
        "    w, b, costs, m = np.zeros((X_train.shape[0], 1)), 0.0, [], Y_train.size\n"
        "    for i in range(num_iterations):\n        A = 1 / (1 + np.exp(-(w.T @ X_train + b)))\n"
        "        if i % 100 == 0:\n            costs.append(\n"
        "                -np.mean(Y_train * np.log(A) + (1 - Y_train) * np.log(1 - A)))\n"
        "        w = w - learning_rate * X_train @ (A - Y_train).T / m\n"
        "        b = b - learning_rate * np.mean(A - Y_train)\n"
        "    return {'costs': costs, 'Y_prediction_test': w.T @ X_test + b > 0,\n"
        "        'Y_prediction_train': w.T @ X_train + b > 0, 'w': w, 'b': b,\n"
        "        'learning_rate': learning_rate, 'num_iterations': num_iterations}",
        "an ordered dict": "from collections import OrderedDict\n"
        "def model(Xt, Yt, Xs, Ys, n=2000, rate=0.5, show=False, seed=None):\n"
        "    out = OrderedDict(learning_rate=rate, num_iterations=n)\n"
        "    w, b = initialize_with_zeros(Xt.shape[0])\n"
        "    params, _, out['costs'] = optimize(w, b, Xt, Yt, n, rate)\n"
        "    out.update(params)\n    out['Y_prediction_test'] = predict(out['w'], out['b'], Xs)\n"
        "    out['Y_prediction_train'] = predict(out['w'], out['b'], Xt)\n    return out",
        "a decorated one that draws": "import functools\nimport matplotlib\n"
        "matplotlib.use('Agg')\nfrom matplotlib import pyplot as plt\n"
        "def plotted(function):\n    @functools.wraps(function)\n    def inner(*args, **kwargs):\n"
        "        d = function(*args, **kwargs)\n        plt.plot(np.squeeze(d['costs']))\n"
        "        plt.close('all')\n        return d\n    return inner\n"
        "@plotted\ndef model(X_train, Y_train, X_test, Y_test, num_iterations=2000, "
        "learning_rate=0.5, print_cost=False):\n"
        "    w, b = initialize_with_zeros(X_train.shape[0])\n"
        "    parameters, grads, costs = optimize(\n"
        "        w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)\n"
        "    w, b = parameters['w'], parameters['b']\n"
        "    return {'costs': costs, 'Y_prediction_test': predict(w, b, X_test),\n"
        "        'Y_prediction_train': predict(w, b, X_train), 'w': w, 'b': b,\n"
        "        'learning_rate': learning_rate, 'num_iterations': num_iterations}",
    },
}

# Swaps in the reference solution; none of these is among the listed mistakes.
WRONG = {
    "sigmoid": {
        "doubled": ("1 / (1 + np.exp(-z))", "2 / (1 + np.exp(-z))"),
        "two in the denominator": ("1 + np.exp(-z)", "2 + np.exp(-z)"),
        "base two": ("np.exp(-z)", "2.0 ** -z"),
        "twice as steep": ("np.exp(-z)", "np.exp(-2 * z)"),
        "shifted": ("np.exp(-z)", "np.exp(1 - z)"),
        "of the square": ("np.exp(-z)", "np.exp(-z * z)"),
        "of the absolute value": ("np.exp(-z)", "np.exp(-abs(z))"),
        "rounded": ("return 1 / (1 + np.exp(-z))", "return np.round(1 / (1 + np.exp(-z)), 3)"),
        "a step": ("1 / (1 + np.exp(-z))", "np.heaviside(z, 0.5)"),
        "its inverse": ("return 1 / (1 + np.exp(-z))", "return -np.log(np.abs(1 / z - 1))"),
        "a straight line": ("1 / (1 + np.exp(-z))", "np.clip(0.5 + z / 4, 0, 1)"),
        "overflowing": ("1 / (1 + np.exp(-z))", "np.exp(z) / (1 + np.exp(z))"),
        "normalized": ("1 / (1 + np.exp(-z))", "np.exp(z) / np.sum(np.exp(z))"),
        "for a number only": ("1 / (1 + np.exp(-z))", "1 / (1 + np.e ** -float(z))"),
        "for an array only": ("1 / (1 + np.exp(-z))", "z.shape and 1 / (1 + np.exp(-z))"),
        "cut to whole numbers": (
            "return 1 / (1 + np.exp(-z))",
            "s = np.zeros_like(z); s[...] = 1 / (1 + np.exp(-z)); return s",
        ),
        "two axes at least": ("np.exp(-z)", "np.exp(-np.atleast_2d(z))"),
        "two axes at most": (
            "return 1 / (1 + np.exp(-z))",
            "return 1 / (1 + np.exp(-(z.reshape(len(z), -1) if np.ndim(z) > 2 else z)))",
        ),
    },
    "initialize_with_zeros": {
        "small, not zero": ("np.zeros((dim, 1))", "np.zeros((dim, 1)) + 0.01"),
        "one too many": ("np.zeros((dim, 1))", "np.zeros((dim + 1, 1))"),
        "a square": ("np.zeros((dim, 1))", "np.zeros((dim, dim))"),
        "a flat list": ("np.zeros((dim, 1))", "[0.0] * dim"),
        "b one": ("b = 0.0", "b = 1.0"),
        "b None": ("b = 0.0", "b = None"),
        "b text": ("b = 0.0", "b = '0'"),
        "w alone": ("return w, b", "return w"),
        "in a dict": ("return w, b", "return {'w': w, 'b': b}"),
    },
    "propagate": {
        "m less one": ("m = X.shape[1]", "m = X.shape[1] - 1"),
        "base two": (
            "Y * np.log(A) + (1 - Y) * np.log(1 - A)",
            "Y * np.log2(A) + (1 - Y) * np.log2(1 - A)",
        ),
        "half of it": ("- A)) / m", "- A)) / (2 * m)"),
        "absolute errors": ("dZ = A - Y", "dZ = np.abs(A - Y)"),
        "squared errors": ("dZ = A - Y", "dZ = (A - Y) ** 2"),
        "db of dw": ("db = np.sum(dZ) / m", "db = np.sum(dw)"),
        "bias subtracted": ("np.dot(w.T, X) + b", "np.dot(w.T, X) - b"),
        "rounded on the way": (
            "sigmoid(np.dot(w.T, X) + b)",
            "np.round(sigmoid(np.dot(w.T, X) + b), 2)",
        ),
        "clipped hard": (
            "sigmoid(np.dot(w.T, X) + b)",
            "np.clip(sigmoid(np.dot(w.T, X) + b), .2, .8)",
        ),
        "clipped at 0.01": (
            "sigmoid(np.dot(w.T, X) + b)",
            "np.clip(sigmoid(np.dot(w.T, X) + b), 1e-2, 1 - 1e-2)",
        ),
        "clipped at 0.001": (
            "sigmoid(np.dot(w.T, X) + b)",
            "np.clip(sigmoid(np.dot(w.T, X) + b), 1e-3, 1 - 1e-3)",
        ),
        "not for one feature": (
            "dw = np.dot(X, dZ.T) / m",
            "dw = np.squeeze(np.dot(X, dZ.T) / m)[:, np.newaxis]",
        ),
        "a coarse epsilon": ("np.log(A)", "np.log(A + 0.001)"),
        "the largest loss": ("cost = -np.sum(", "cost = -m * np.min("),
        "names exchanged": ('{"dw": dw, "db": db}', '{"dw": db, "db": dw}'),
        "no db": ('{"dw": dw, "db": db}', '{"dw": dw}'),
        "the first example alone": ("m = X.shape[1]", "X, Y, m = X[:, :1], Y[:, :1], 1"),
        "squashed twice": ("sigmoid(np.dot(w.T, X) + b)", "sigmoid(sigmoid(np.dot(w.T, X) + b))"),
        "one loss an example": (
            "-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m",
            "-(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
        ),
        "weights decayed": ("- A)) / m", "- A)) / m + 0.01 * np.sum(w ** 2)"),
        "db a row": ("np.sum(dZ) / m", "dZ / m"),
        "labels as signs": ("dZ = A - Y", "dZ = A - (2 * Y - 1)"),
        "dw without X": ("np.dot(X, dZ.T) / m", "np.ones(X.shape) @ dZ.T / m"),
        "dw averaged twice": ("np.dot(X, dZ.T) / m", "np.dot(X, dZ.T) / m ** 2"),
        "cost a string": ("return grads, cost", "return grads, str(cost)"),
    },
    "optimize": {
        "twice the step": ("w - learning_rate", "w - 2 * learning_rate"),
        "the rate decays": (
            'w - learning_rate * grads["dw"]',
            'w - learning_rate / (i + 1) * grads["dw"]',
        ),
        "one step fewer": ("trange(num_iterations,", "trange(num_iterations - 1,"),
        "one step more": ("trange(num_iterations,", "trange(num_iterations + 1,"),
        "costs after the step": ("costs.append(cost)", "costs.append(propagate(w, b, X, Y)[1])"),
        "costs every ten": ("i % 100 == 0", "i % 10 == 0"),
        "costs every fifty": ("i % 100 == 0", "i % 50 == 0"),
        "the first two costs only": ("i % 100 == 0", "i in (0, 100)"),
        "printing crashes": (
            'print(f"cost after iteration {i}: {cost:.6f}")',
            "print('cost' + cost)",
        ),
        "stops when the cost rises": (
            "if i % 100 == 0:",
            "best = cost if i == 0 else best\n        if cost > best: break\n"
            "        best = cost\n        if i % 100 == 0:",
        ),
        "stops when the cost hardly changes": (
            "if i % 100 == 0:",
            "last = cost + 1 if i == 0 else last\n        if abs(cost - last) < 1e-4: break\n"
            "        last = cost\n        if i % 100 == 0:",
        ),
        "the last cost only": ("costs.append(cost)", "costs = [cost]"),
        "costs rounded": ("costs.append(cost)", "costs.append(round(float(cost), 3))"),
        "momentum": (
            'w = w - learning_rate * grads["dw"]',
            'v = 0.5 * (v if i else 0) + grads["dw"]; w = w - learning_rate * v',
        ),
        "signs of the gradient": (
            'w - learning_rate * grads["dw"]',
            'w - learning_rate * np.sign(grads["dw"])',
        ),
        "b before w sees it": (
            'b = b - learning_rate * grads["db"]',
            'b = b - learning_rate * propagate(w, b, X, Y)[0]["db"]',
        ),
        "averaged again": (
            'w - learning_rate * grads["dw"]',
            'w - learning_rate * grads["dw"] / X.shape[1]',
        ),
        "weights decay": (
            'w - learning_rate * grads["dw"]',
            '0.99 * w - learning_rate * grads["dw"]',
        ),
        "stops early": ("if i % 100 == 0:", "if i == 90: break\n        if i % 100 == 0:"),
        "gradients of the end": (
            'params = {"w": w, "b": b}',
            'params = {"w": w, "b": b}; grads = propagate(w, b, X, Y)[0]',
        ),
        "b climbs": ("b - learning_rate", "b + learning_rate"),
        "starts from zero": ("costs = []", "costs = []; w = w * 0; b = 0.0"),
        "order exchanged": ("return params, grads, costs", "return grads, params, costs"),
    },
    "predict": {
        "above 0.6": ("A > 0.5", "A > 0.6"),
        "above 0.4": ("A > 0.5", "A > 0.45"),
        "not for one example": (
            "return (A > 0.5).astype(int)",
            "return np.array([[int(a > 0.5) for a in np.squeeze(A)]])",
        ),
        "above the mean": ("A > 0.5", "A > A.mean()"),
        "minus one and one": ("(A > 0.5).astype(int)", "np.sign(A - 0.5)"),
        "a column": ("(A > 0.5).astype(int)", "(A > 0.5).astype(int).T"),
        "always one": ("A > 0.5", "A > -1"),
        "always zero": ("A > 0.5", "A > 1"),
        "bias subtracted": ("X) + b", "X) - b"),
        "weights without sign": ("np.dot(w.T, X)", "np.dot(abs(w).T, X)"),
        "the best example alone": ("(A > 0.5).astype(int)", "(A == A.max()).astype(int)"),
        "words": ("(A > 0.5).astype(int)", "np.where(A > 0.5, 'cat', 'none')"),
        "a number": ("(A > 0.5).astype(int)", "int((A > 0.5).sum())"),
        "a flat list": ("(A > 0.5).astype(int)", "(A > 0.5).astype(int).ravel().tolist()"),
        "probabilities rounded to a tenth": ("(A > 0.5).astype(int)", "np.round(A, 1)"),
        "the first weight alone": ("np.dot(w.T, X)", "w[0] * X[:1]"),
    },
    "model": {
        "random start": (
            "w, b = initialize_with_zeros(X_train.shape[0])",
            "w, b = np.random.default_rng(0).normal(size=(X_train.shape[0], 1)), 0.0",
        ),
        "bias starts at one": (
            "w, b = initialize_with_zeros(X_train.shape[0])",
            "w, b = initialize_with_zeros(X_train.shape[0])[0], 1.0",
        ),
        "twice the rate": (
            "num_iterations, learning_rate, print_cost\n",
            "num_iterations, 2 * learning_rate, print_cost\n",
        ),
        "half the steps": (
            "num_iterations, learning_rate, print_cost\n",
            "num_iterations // 2, learning_rate, print_cost\n",
        ),
        "order exchanged": (
            "num_iterations, learning_rate, print_cost\n",
            "int(learning_rate * 100), num_iterations / 100, print_cost\n",
        ),
        "learns from half": (
            "w, b, X_train, Y_train, num",
            "w, b, X_train[:, ::2], Y_train[:, ::2], num",
        ),
        "learns the opposite": ("w, b, X_train, Y_train, num", "w, b, X_train, 1 - Y_train, num"),
        "standardized": (
            "w, b, X_train, Y_train, num",
            "w, b, X_train / X_train.std(), Y_train, num",
        ),
        "bias forgotten": ('params["w"], params["b"]', 'params["w"], 0.0'),
        "gradients for weights": ('params["w"], params["b"]', 'grads["dw"], grads["db"]'),
        "last cost only": ('"costs": costs,', '"costs": costs[-1:],'),
        "opposite predictions": ("predict(w, b, X_test)", "1 - predict(w, b, X_test)"),
        "the labels themselves": ("predict(w, b, X_train)", "Y_train"),
        "the test labels themselves": ("predict(w, b, X_test)", "Y_test"),
        "accuracies": ("predict(w, b, X_test)", "np.mean(predict(w, b, X_test) == Y_test)"),
        "first and last cost": ('"costs": costs,', '"costs": [costs[0], costs[-1]],'),
        "printing crashes": (
            'w, b = params["w"], params["b"]',
            'w, b = params["w"], params["b"]; print_cost and print("cost" + costs[-1])',
        ),
        "no weights returned": ('"w": w,', ""),
        "no costs returned": ('"costs": costs,', ""),
    },
}


def cell(function: str, source: str) -> Callable:
    """What a student's cell makes of ``function``, beside right solutions of all the others."""
    names = ASSIGNMENT.namespace()
    exec(compile(source, "<cell>", "exec"), names)
    return names[function]


def swapped(function: str, old: str, new: str) -> Callable:
    """The reference solution with one text swapped, as a student's cell."""
    solution = ASSIGNMENT.solution(function)
    assert solution.count(old) == 1, (old, solution)
    return cell(function, solution.replace(old, new))


@cache
def mistaken(function: str) -> dict[str, Callable]:
    """The listed mistakes of a function by name."""
    return variants(ASSIGNMENT, EXERCISES[function])


@pytest.fixture(scope="module")
def drawn():
    """The checks of a function under a seed, made once."""
    made = {}

    def find(function: str, seed: str = "one") -> checkfile.Checks:
        if (function, seed) not in made:
            made[function, seed] = checks(ASSIGNMENT, EXERCISES[function], seed)
        return made[function, seed]

    return find


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """The check file that students get."""
    path = tmp_path_factory.mktemp("release") / checkfile.FILE_NAME
    text = checkfile.dump(NAME, list(checks_of(ASSIGNMENT).values()))
    path.write_text(text, encoding="utf-8")
    return path


def pairs(table: dict[str, dict]) -> list:
    return [
        pytest.param(function, entry, id=f"{function}: {name}")
        for function, entries in table.items()
        for name, entry in entries.items()
    ]


def test_the_functions_and_points_are_those_of_the_curriculum():
    assert list(EXERCISES) == list(ASSIGNMENT.points) == list(RIGHT) == list(WRONG)
    assert sum(ASSIGNMENT.points.values()) == 75  # and 10 for the quiz, 5 for the written answer


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("function", "source"), pairs(RIGHT))
def test_a_right_answer_in_any_style_keeps_every_point(function, source, seed, drawn):
    report = examine(cell(function, source), drawn(function, seed))
    assert report.score == report.points, report
    assert not report.mistake and not any(row.words for row in report.rows)


@pytest.mark.parametrize(("function", "swap"), pairs(WRONG))
def test_an_unlisted_mistake_loses_points(function, swap, drawn):
    """Through ``judged``, which would lend the course's own helpers."""
    found = drawn(function)
    helpers = {name: ASSIGNMENT.namespace()[name] for name in found.uses}
    report = judged(swapped(function, *swap), found, helpers)
    assert report.score < report.points - 0.2, report
    assert any(row.words for row in report.rows)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("function", "listed"), LISTED)
def test_a_listed_mistake_loses_points_and_draws_its_own_hint(function, listed, seed, drawn):
    report = examine(mistaken(function)[listed], drawn(function, seed))
    assert report.mistake == listed
    assert report.hint == drawn(function, seed).hints[listed]
    assert report.score <= report.points - 0.3


LOOPS = {
    "propagate": "def propagate(w, b, X, Y):\n    n, m = X.shape\n    J, db = 0.0, 0.0\n"
    "    dw = np.zeros((n, 1))\n    for i in range(m):\n"
    "        a = sigmoid(np.dot(w.T, X[:, i : i + 1]) + b)[0, 0]\n"
    "        J -= Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)\n"
    "        dw += X[:, i : i + 1] * (a - Y[0, i])\n        db += a - Y[0, i]\n"
    "    return {'dw': dw / m, 'db': db / m}, J / m",
    "sigmoid": "import math\ndef sigmoid(z):\n    def one(x):\n"
    "        return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))\n"
    "    return np.vectorize(one)(z)",
}


@pytest.mark.parametrize(("function", "source"), LOOPS.items())
def test_a_loop_over_the_examples_loses_the_speed_share_and_only_that(function, source, drawn):
    report = examine(cell(function, source), drawn(function))
    (slow,) = [row for row in report.rows if row.credit < 1]
    assert slow.label == "speed" and slow.credit == 0 and "loop" in slow.words
    assert report.score == pytest.approx(report.points - slow.points, abs=0.006)
    assert slow.points <= 0.12 * report.points


ALLOWED = {
    "over the thresholds": "def predict(w, b, X):\n    m = X.shape[1]\n    P = np.zeros((1, m))\n"
    "    A = sigmoid(np.dot(w.T, X) + b)\n    for i in range(A.shape[1]):\n"
    "        if A[0, i] > 0.5:\n            P[0, i] = 1\n        else:\n            P[0, i] = 0\n"
    "    return P",
    "over the examples": "def predict(w, b, X):\n    out = np.zeros((1, X.shape[1]))\n"
    "    for i in range(X.shape[1]):\n"
    "        out[0, i] = 1 if sigmoid(np.dot(w.T, X[:, i]) + b)[0] > 0.5 else 0\n    return out",
}


@pytest.mark.parametrize("source", ALLOWED.values(), ids=ALLOWED)
def test_a_loop_in_predict_costs_no_more_than_a_speed_share(source, drawn):
    report = examine(cell("predict", source), drawn("predict"))
    assert {row.label for row in report.rows if row.credit < 1} <= {"speed"}


ARITHMETIC = ["sigmoid", "propagate", "optimize", "predict", "model"]


@pytest.mark.parametrize("function", ARITHMETIC)
def test_a_constant_earns_nothing(function, drawn):
    found = drawn(function)
    for constant in (found.cases[0].expected, 0, 0.5, np.zeros((1, 5)), "right", [], {}, True):
        report = examine(lambda *arguments, c=constant: c, found)
        assert report.score == 0, (constant, report)


def test_a_model_that_learns_nothing_is_not_paid_for_what_the_release_returns(drawn):
    """The return statement stands in the released cell, settings included."""
    source = (
        "def model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate, *more):\n"
        "    names = 'costs', 'Y_prediction_test', 'Y_prediction_train', 'w', 'b'\n"
        "    settings = {'learning_rate': learning_rate, 'num_iterations': num_iterations}\n"
        "    return dict.fromkeys(names) | settings"
    )
    assert examine(cell("model", source), drawn("model")).score == 0


def test_a_constant_start_earns_no_more_than_its_bias(drawn):
    report = examine(lambda dim: (np.zeros((50, 1)), 0.0), drawn("initialize_with_zeros"))
    assert report.score <= report.points / 3


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("function", EXERCISES)
def test_a_table_of_the_visible_answers_earns_nothing(function, seed, drawn, shipped):
    """Read the check file that ships to students, and answer from it."""
    known = checkfile.load(shipped)[function].cases

    def cheat(*arguments):
        for case in known:
            if same(list(arguments), list(case.inputs.values())):
                return case.expected
        return None

    report = examine(cheat, checkfile.load(shipped)[function])
    assert {row.label for row in report.rows if row.credit < 1} <= {"speed"}  # it does fit those
    report = examine(cheat, drawn(function, seed))
    assert report.score == 0, report
    assert "visible cases alone" in report.hint


def test_the_check_file_holds_no_hidden_case_and_no_line_of_the_solution(drawn, shipped):
    text = shipped.read_text(encoding="utf-8")
    assert not [line for line in secret_lines(ASSIGNMENT) if line in text]
    for function, found in checkfile.load(shipped).items():
        assert any(case.secret for case in drawn(function).cases)
        assert not any(case.secret or case.row == "hidden" for case in found.cases)


class Liar(np.ndarray):
    """An array that agrees with everybody."""

    def __eq__(self, other):
        return np.ones(self.shape, bool)

    __ne__ = __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: np.zeros(self.shape, bool)

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_ufunc__(self, ufunc, method, *args, **kwargs):
        return np.ones(self.shape, bool)


class Yes:
    """An object that says yes to every comparison, and claims to be any type."""

    def __init__(self, kind=object):
        self.kind = kind

    __eq__ = __ge__ = __le__ = lambda self, other: True
    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __hash__ = None

    def __contains__(self, key):
        return True

    def __getitem__(self, key):
        return Yes(self.kind)

    def __float__(self):
        return 1.0

    def __array__(self, dtype=None, copy=None):
        return np.ones(1)

    @property
    def __class__(self):
        return self.kind


class YesDict(dict):
    __contains__ = lambda self, key: True  # noqa: E731
    __getitem__ = lambda self, key: Yes(float)  # noqa: E731


LIES = {
    "subclass": lambda shape: np.zeros(shape).view(Liar),
    "says yes": lambda shape: Yes(),
    "claims to be an array": lambda shape: Yes(np.ndarray),
    "claims to be a float": lambda shape: Yes(float),
    "claims to be a dict": lambda shape: Yes(dict),
    "claims to be a tuple": lambda shape: Yes(tuple),
    "dict of yes": lambda shape: YesDict(),
    "tuple of yes": lambda shape: (YesDict(), Yes(float)),
    "not a number": lambda shape: np.full(shape, np.nan),
    "tuple of nan": lambda shape: ({"dw": np.full(shape, np.nan), "db": np.nan}, np.nan),
    "objects": lambda shape: np.full(shape, Yes(), dtype=object),
    "infinite": lambda shape: np.full(shape, np.inf),
    "complex": lambda shape: np.full(shape, 1j),
    "empty": lambda shape: np.zeros((0, 3)),
}


@pytest.mark.parametrize("function", ["sigmoid", "propagate", "predict"])
@pytest.mark.parametrize("lie", LIES)
def test_an_object_that_lies_earns_nothing(function, lie, drawn):
    def liar(*arguments):
        last = np.asarray(arguments[-1])
        return LIES[lie]((1, *last.shape[1:]) if function == "predict" else last.shape)

    report = examine(liar, drawn(function))
    assert report.score == 0, report


def altering(function: str, name: str) -> Callable:
    """The right answer, and then one input is spoilt."""
    solution = ASSIGNMENT.namespace()[function]
    names = list(EXERCISES[function].inputs(np.random.default_rng(0)))

    def careless(*arguments):
        value = solution(*arguments)
        spoilt = arguments[names.index(name)]
        if isinstance(spoilt, np.ndarray):
            spoilt += 1
        return value

    return careless


@pytest.mark.parametrize(
    ("function", "name"),
    [
        ("sigmoid", "z"),
        ("propagate", "w"),
        ("propagate", "X"),
        ("propagate", "Y"),
        ("predict", "X"),
    ],
)
def test_an_input_changed_in_place_loses_points_and_is_named(function, name, drawn):
    report = examine(altering(function, name), drawn(function))
    (form,) = [row for row in report.rows if row.credit < 1]
    assert form.label.startswith("form") and f"changed its input {name} in place" in form.words
    assert report.score < report.points


@pytest.mark.parametrize("function", EXERCISES)
def test_nothing_returned_earns_nothing_and_is_named(function, drawn):
    report = examine(lambda *arguments: None, drawn(function))
    assert report.score == 0
    assert "returned None" in report.rows[0].words


@pytest.mark.parametrize("function", EXERCISES)
def test_an_untouched_stub_earns_nothing_and_is_called_unwritten(function, drawn):
    source = f"def {function}(*arguments):\n    raise NotImplementedError('not written yet')"
    report = examine(cell(function, source), drawn(function))
    assert report.score == 0 and "Not written yet" in report.rows[0].words


@pytest.mark.parametrize("function", EXERCISES)
def test_an_exception_earns_nothing_and_quotes_the_students_own_line(function, drawn):
    source = f"def {function}(*arguments):\n    return arguments[0] + undefined_name"
    report = examine(cell(function, source), drawn(function))
    assert report.score == 0 and "NameError" in report.rows[0].words


@pytest.mark.parametrize("function", ["propagate", "predict", "optimize", "model"])
def test_a_mistake_in_one_function_is_not_paid_for_again_in_those_that_call_it(function, drawn):
    """Every function that calls others gets the course's own while it is judged."""
    found = drawn(function)
    helpers = {name: ASSIGNMENT.namespace()[name] for name in found.uses}
    broken = "".join(f"def {name}(*a, **k):\n    raise ValueError('broken')\n" for name in helpers)
    student = cell(function, broken + ASSIGNMENT.solution(function))
    assert examine(student, found).score == 0
    report = judged(student, found, helpers)
    assert report.score == report.points and "course's own" in report.note


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gradients_agree_with_two_sided_differences(seed):
    inputs = propagate_inputs(rng_for(seed, "finite differences"))
    propagate, h = ASSIGNMENT.namespace()["propagate"], 1e-5
    grads, _ = propagate(**inputs)

    def cost(**changed):
        return propagate(**inputs | changed)[1]

    db = (cost(b=inputs["b"] + h) - cost(b=inputs["b"] - h)) / (2 * h)
    assert grads["db"] == pytest.approx(db, rel=1e-6)
    for i in range(len(inputs["w"])):
        nudge = np.zeros_like(inputs["w"])
        nudge[i] = h
        dw = (cost(w=inputs["w"] + nudge) - cost(w=inputs["w"] - nudge)) / (2 * h)
        assert grads["dw"][i, 0] == pytest.approx(dw, rel=1e-6)


@pytest.mark.parametrize("function", EXERCISES)
def test_a_seed_repeats_its_hidden_cases_and_another_draws_new_ones(function, drawn):
    def hidden(found):
        return [list(case.inputs.values()) for case in found.cases if case.row == "hidden"]

    again = checks(ASSIGNMENT, EXERCISES[function], "one")
    assert same(hidden(drawn(function)), hidden(again))
    assert not same(hidden(drawn(function)), hidden(drawn(function, "two")))
