"""Week 1: is every legitimate style full marks, every mistake caught, every slope the true one?"""

import math

import numpy as np
import pytest

from grader.answer_key import checks_of, rng_for, variants
from grader.assignment import load_assignment
from grader.exercises import exercises_of
from utils.examine import examine

NAME = "week1-broadcasting"
SEEDS = ("one", "two", "three")
ASSIGNMENT = load_assignment(NAME)
REFERENCE = ASSIGNMENT.namespace()
EXERCISES = exercises_of(NAME)
LISTED = [(name, entry.name) for name, ex in EXERCISES.items() for entry in ex.listed]


@pytest.fixture(scope="module", params=SEEDS)
def checks(request):
    return checks_of(ASSIGNMENT, request.param)


@pytest.fixture(scope="module")
def checks_one():
    return checks_of(ASSIGNMENT, "one")


def sigmoid(x):
    return 0.5 + 0.5 * np.tanh(np.asarray(x) / 2)


def sigmoid_by_cases(x):
    x = np.asarray(x, float)
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))


def sigmoid_with_names(x):
    e = np.exp(np.negative(x))
    return np.divide(1.0, np.add(1.0, e))


def sigmoid_by_pieces(x):
    x = np.asarray(x, float)
    pieces = [lambda t: 1 / (1 + np.exp(-t)), lambda t: np.exp(t) / (1 + np.exp(t))]
    return np.piecewise(x, [x >= 0, x < 0], pieces)


def filled_into_its_like(x):
    """Right for floats; for integers the answer is cut to 0 and 1."""
    s = np.zeros_like(x)
    s[...] = sigmoid(x)
    return s


def sigmoid_of_a_table_alone(x):
    if isinstance(x, float):
        return sigmoid(x)
    n, m = x.shape
    return sigmoid(x).reshape(n, m)


def sigmoid_in_two_axes(x):
    x = np.asarray(x)
    return sigmoid(x.reshape(len(x), -1) if x.ndim > 2 else x)


def slope_filled_into_its_like(x):
    s = filled_into_its_like(x)
    return s * (1 - s)


def slope_by_quotient(x):
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


def unrolled_by_flatten(image):
    return image.flatten()[:, np.newaxis]


def unrolled_by_shape(image):
    v = image.reshape((image.shape[0] * image.shape[1] * image.shape[2], 1))
    return v


def column_by_cases(a):
    if a.ndim == 1:
        return a[:, None]
    return a if a.shape[1] == 1 else a.T


def softmax_by_rank_1(x):
    top = x.max(axis=1)
    e = np.exp(x - top[:, None])
    return e / e.sum(axis=1).reshape(len(x), 1)


def softmax_by_logarithm(x):
    z = x - x.max(1, keepdims=True)
    return np.exp(z - np.log(np.exp(z).sum(1, keepdims=True)))


def softmax_transposed(x):
    e = np.exp((x.T - x.max(axis=1)).T)
    return (e.T / e.sum(axis=1)).T


def standardized_by_hand(X):
    n = X.shape[0]
    mu = np.sum(X, axis=0) / n
    return (X - mu) / np.sqrt(np.sum((X - mu) ** 2, axis=0) / n)


def standardized_with_epsilon(X):
    out = X - np.mean(X, axis=0)
    out /= np.std(out, axis=0) + 1e-8
    return out


def l1_by_loop(yhat, y):
    total = 0
    for p, t in zip(yhat, y, strict=True):
        total += abs(p - t)
    return total


def outer_by_tiles(u, v):
    n, m = len(u), len(v)
    return np.tile(u.reshape(n, 1), (1, m)) + np.tile(v, (n, 1))


def outer_by_mesh(u, v):
    left, right = np.meshgrid(u, v, indexing="ij")
    return left + right


def forward_in_a_list(a, b, c):
    u = np.multiply(b, c)
    return [u, u + a, 3 * (a + b * c)]


def backward_with_extras(a, b, c):
    return {"dJ": 1.0, "dv": 3, "du": 3, "da": 3, "db": 3 * c, "dc": np.array(3 * b)}


def backward_by_nudging(a, b, c):
    h = 1e-4

    def J(a, b, c):
        return 3 * (a + b * c)

    return {
        "da": (J(a + h, b, c) - J(a - h, b, c)) / (2 * h),
        "db": (J(a, b + h, c) - J(a, b - h, c)) / (2 * h),
        "dc": (J(a, b, c + h) - J(a, b, c - h)) / (2 * h),
        "du": 3.0,
        "dv": 3.0,
    }


RIGHT = {
    "basic_sigmoid": [
        lambda x: 1 / (1 + np.exp(-x)),
        lambda x: math.exp(x) / (math.exp(x) + 1),
        lambda x: (1 + math.tanh(x / 2)) / 2,
        lambda x: np.array([[1 / (1 + math.e ** (-x))]]),
    ],
    "sigmoid": [sigmoid, sigmoid_by_cases, sigmoid_with_names, sigmoid_by_pieces],
    "sigmoid_derivative": [
        lambda x: sigmoid(x) * (1 - sigmoid(x)),
        slope_by_quotient,
        lambda x: sigmoid(x) - sigmoid(x) ** 2,
        lambda x: 0.25 / np.cosh(np.asarray(x) / 2) ** 2,
    ],
    "image2vector": [
        unrolled_by_flatten,
        unrolled_by_shape,
        lambda image: np.array([[n] for row in image for pixel in row for n in pixel]),
        lambda image: image.ravel().reshape(-1, 1).astype(float),
    ],
    "as_column": [
        column_by_cases,
        lambda a: a.reshape(a.size, 1),
        lambda a: np.ravel(a)[:, np.newaxis],
        lambda a: np.expand_dims(a.flatten(), 1),
    ],
    "calorie_percentages": [
        lambda A: 100 * A / A.sum(axis=0),
        lambda A: A / A.sum(0).reshape(1, 4) * 100,
        lambda A: np.divide(A, np.ones((1, 3)) @ A) * 100.0,
        lambda A: (A.T / A.T.sum(axis=1, keepdims=True)).T * 100,
    ],
    "normalize_rows": [
        lambda x: x / np.linalg.norm(x, axis=1, keepdims=True),
        lambda x: x / np.linalg.norm(x, ord=2, axis=1)[:, None],
        lambda x: (x.T / np.sqrt((x * x).sum(axis=1))).T,
        lambda x: x / np.sqrt(np.einsum("ij,ij->i", x, x)).reshape(-1, 1),
        lambda x: x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-8),
    ],
    "standardize_columns": [
        standardized_by_hand,
        standardized_with_epsilon,
        lambda X: (X - X.mean(0)) / np.sqrt(X.var(0)),
        lambda X: ((X.T - X.T.mean(1, keepdims=True)) / X.T.std(1, keepdims=True)).T,
    ],
    "softmax": [softmax_by_rank_1, softmax_by_logarithm, softmax_transposed],
    "L1": [
        l1_by_loop,
        lambda yhat, y: np.abs(y - yhat).sum(),
        lambda yhat, y: np.linalg.norm(yhat - y, 1),
        lambda yhat, y: sum(abs(yhat - y)),
        lambda yhat, y: np.sum(np.absolute(yhat - y), keepdims=True),
    ],
    "L2": [
        lambda yhat, y: np.dot(yhat - y, yhat - y),
        lambda yhat, y: np.dot(yhat - y, (yhat - y).T),
        lambda yhat, y: np.linalg.norm(y - yhat) ** 2,
        lambda yhat, y: float(np.square(yhat - y).sum()),
        lambda yhat, y: sum((p - t) ** 2 for p, t in zip(yhat, y, strict=True)),
    ],
    "outer_sum": [
        lambda u, v: u[:, np.newaxis] + v,
        lambda u, v: np.add.outer(u, v),
        outer_by_tiles,
        outer_by_mesh,
    ],
    "matvec": [
        lambda A, v: A @ v,
        lambda A, v: (A * v.T).sum(axis=1, keepdims=True),
        lambda A, v: np.einsum("ij,jk->ik", A, v),
        lambda A, v: A.dot(v.ravel()).reshape(-1, 1),
    ],
    "graph_forward": [
        lambda a, b, c: (b * c, a + b * c, 3 * (a + b * c)),
        forward_in_a_list,
        lambda a, b, c: (c * b, c * b + a, np.array([[3.0 * (c * b + a)]])),
    ],
    "graph_backward": [
        backward_with_extras,
        backward_by_nudging,
        lambda a, b, c: {"dc": 3 * b, "db": 3 * c, "da": 3, "dv": 3, "du": 3},
    ],
}

WRONG = {
    "basic_sigmoid": [lambda x: 1 / (2 + math.exp(-x)), lambda x: 0.5, lambda x: round(x), print],
    "sigmoid": [
        lambda x: np.zeros_like(x),
        lambda x: np.round(sigmoid(x), 1),
        lambda x: x,
        filled_into_its_like,
        sigmoid_of_a_table_alone,
        sigmoid_in_two_axes,
        lambda x: sigmoid(np.atleast_2d(x)),
    ],
    "sigmoid_derivative": [
        lambda x: 2 * sigmoid(x),
        lambda x: sigmoid(x) ** 2,
        np.zeros_like,
        slope_filled_into_its_like,
        lambda x: slope_by_quotient(np.atleast_2d(x)),
        lambda x: slope_by_quotient(x).reshape(np.shape(x)[:2]),
    ],
    "image2vector": [lambda image: image, lambda image: image[:, :, :1].reshape(-1, 1)],
    "as_column": [
        lambda a: a,
        lambda a: np.sort(a.reshape(-1, 1), axis=0),
        lambda a: a[:1],
        lambda a: np.squeeze(a)[:, np.newaxis],
    ],
    "calorie_percentages": [lambda A: A, lambda A: 100 - 100 * A / A.sum(0), np.zeros_like],
    "normalize_rows": [
        lambda x: x,
        lambda x: x / 2,
        lambda x: x - x.mean(1, keepdims=True),
        lambda x: x / np.maximum(1, np.linalg.norm(x, axis=1, keepdims=True)),
    ],
    "standardize_columns": [lambda X: X, lambda X: X / np.abs(X).max(0), np.zeros_like],
    "softmax": [lambda x: x, lambda x: np.full(x.shape, 1 / x.shape[1]), lambda x: np.exp(-(x**2))],
    "L1": [lambda yhat, y: 0, lambda yhat, y: np.sum(y), lambda yhat, y: np.median(yhat - y)],
    "L2": [lambda yhat, y: 0, lambda yhat, y: np.sum(yhat * y), lambda yhat, y: np.var(yhat - y)],
    "outer_sum": [
        lambda u, v: np.zeros((len(u), len(v))),
        lambda u, v: np.maximum.outer(u, v),
        lambda u, v: [[float(a + b) for b in v] for a in u],
    ],
    "matvec": [lambda A, v: v, lambda A, v: -A @ v, lambda A, v: A @ v / v.size],
    "graph_forward": [lambda a, b, c: (0, 0, 0), lambda a, b, c: (a * b, c + a * b, 3 * a * b)],
    "graph_backward": [
        lambda a, b, c: dict.fromkeys(["da", "db", "dc", "du", "dv"], 0),
        lambda a, b, c: {"da": 3, "db": 3 * a, "dc": 3 * b, "du": 3, "dv": 3},
        lambda a, b, c: {"da": 3},
    ],
}


def cases(table):
    return [
        pytest.param(name, function, id=f"{name}-{number}")
        for name, functions in table.items()
        for number, function in enumerate(functions)
    ]


def test_every_function_of_the_week_has_an_exercise_and_points():
    assert list(EXERCISES) == list(ASSIGNMENT.points)
    assert set(EXERCISES) == set(RIGHT) == set(WRONG)
    assert len(EXERCISES) == 15 and sum(ASSIGNMENT.points.values()) == 85


@pytest.mark.parametrize("name", EXERCISES)
def test_the_reference_solution_gets_full_marks(name, checks):
    report = examine(REFERENCE[name], checks[name])
    assert report.score == report.points, report


@pytest.mark.parametrize(("name", "function"), cases(RIGHT))
def test_another_right_style_gets_full_marks(name, function, checks):
    report = examine(function, checks[name])
    assert report.score == report.points, report


@pytest.mark.parametrize(("name", "function"), cases(WRONG))
def test_an_unlisted_mistake_loses_points(name, function, checks):
    report = examine(function, checks[name])
    assert report.score < report.points, report


@pytest.mark.parametrize(("name", "listed"), LISTED)
def test_a_listed_mistake_loses_points_and_draws_its_own_hint(name, listed, checks):
    report = examine(variants(ASSIGNMENT, EXERCISES[name])[listed], checks[name])
    assert report.mistake == listed
    assert report.score <= report.points - 0.3


@pytest.mark.parametrize("name", EXERCISES)
def test_hints_are_short_and_never_begin_with_wrong(name):
    entries = EXERCISES[name].listed
    assert len({entry.hint for entry in entries}) == len(entries) >= 2
    for entry in entries:
        assert len(entry.hint.split()) <= 60 and not entry.hint.startswith("Wrong")


@pytest.mark.parametrize(
    ("name", "loop"),
    [
        ("sigmoid", lambda x: np.vectorize(REFERENCE["basic_sigmoid"])(np.clip(x, -700, 700))),
        ("normalize_rows", lambda x: np.array([row / np.sqrt(row @ row) for row in x])),
        ("outer_sum", lambda u, v: np.array([[a + b for b in v] for a in u])),
        (
            "matvec",
            lambda A, v: np.array(
                [[sum(A[i, j] * v[j, 0] for j in range(len(v)))] for i in range(len(A))]
            ),
        ),
    ],
)
def test_a_loop_over_the_entries_loses_the_speed_row_alone(name, loop, checks_one):
    rows = examine(loop, checks_one[name]).rows
    assert [row.label for row in rows if row.credit < 1] == ["speed"], rows


@pytest.mark.parametrize("seed", SEEDS)
def test_the_slope_of_the_sigmoid_agrees_with_two_sided_differences(seed):
    rng = rng_for(seed, "finite differences")
    x, h = rng.normal(0, 2, (3, 5)), 1e-5
    measured = (REFERENCE["sigmoid"](x + h) - REFERENCE["sigmoid"](x - h)) / (2 * h)
    np.testing.assert_allclose(REFERENCE["sigmoid_derivative"](x), measured, rtol=1e-6, atol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_slopes_of_the_graph_agree_with_two_sided_differences(seed):
    """u and v are nudged where they stand, with the steps after them done by hand."""
    inputs = EXERCISES["graph_backward"].inputs(rng_for(seed, "finite differences"))
    slopes, h = REFERENCE["graph_backward"](**inputs), 1e-5

    def measured(J, x):
        return (J(x + h) - J(x - h)) / (2 * h)

    for name, value in inputs.items():
        found = measured(lambda x, n=name: REFERENCE["graph_forward"](**inputs | {n: x})[2], value)
        assert slopes[f"d{name}"] == pytest.approx(found, rel=1e-6)
    u, v, _ = REFERENCE["graph_forward"](**inputs)
    assert slopes["du"] == pytest.approx(measured(lambda x: 3 * (inputs["a"] + x), u), rel=1e-6)
    assert slopes["dv"] == pytest.approx(measured(lambda x: 3 * x, v), rel=1e-6)
