"""Week 5: gradients are slopes of the cost, masks are followed, and the planted bug is found."""

import numpy as np
import pytest

from grader.answer_key import expected
from grader.cells import unmarked
from tests.grader.exercises.course import assignment, drawn, exercises, key, written
from utils.compare import same
from utils.examine import examine

WEEK = "week5-practical-aspects"
SOLUTION = assignment(WEEK).namespace()
DROPPING = "forward_propagation_with_dropout"


def given(book: str, *cells: str) -> dict:
    """The names that some cells of a notebook define."""
    names: dict = {"np": np}
    for cell in assignment(WEEK).notebooks[book].cells:
        if cell.id in cells:
            exec(compile(unmarked(cell.source), f"<{book}>", "exec"), names)
    return names


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


def network(number: int) -> tuple[np.ndarray, np.ndarray, dict]:
    """X, Y and parameters of three layers, far from all kinks."""
    inputs = exercises(WEEK)["gradient_check_n"].inputs(np.random.default_rng(number))
    return inputs["X"], inputs["Y"], inputs["parameters"]


@pytest.mark.parametrize("number", range(3))
def test_the_regularized_gradient_is_the_slope_of_the_regularized_cost(number):
    X, Y, parameters = network(number)
    forward = given("week5-2-regularization", "network")["forward_propagation"]

    def cost():
        A3, _ = forward(X, parameters)
        return SOLUTION["compute_cost_with_regularization"](A3, Y, parameters, 0.7)

    _, cache = forward(X, parameters)
    grads = SOLUTION["backward_propagation_with_regularization"](X, Y, cache, 0.7)
    for name, value in parameters.items():
        np.testing.assert_allclose(grads["d" + name], slopes(cost, value), atol=1e-7)


@pytest.mark.parametrize("number", range(3))
def test_the_gradient_with_dropout_is_the_slope_of_the_cost_with_the_same_masks(number):
    X, Y, parameters = network(number)
    _, cache = SOLUTION[DROPPING](X, parameters, 0.7)
    D1, D2 = cache[1], cache[6]

    def cost():
        A1 = np.maximum(parameters["W1"] @ X + parameters["b1"], 0) * D1 / 0.7
        A2 = np.maximum(parameters["W2"] @ A1 + parameters["b2"], 0) * D2 / 0.7
        A3 = 1 / (1 + np.exp(-(parameters["W3"] @ A2 + parameters["b3"])))
        return SOLUTION["compute_cost"](A3, Y)

    grads = SOLUTION["backward_propagation_with_dropout"](X, Y, cache, 0.7)
    if min(np.abs(cache[5]).min(), np.abs(cache[0]).min()) > 1e-4:
        for name, value in parameters.items():
            np.testing.assert_allclose(grads["d" + name], slopes(cost, value), atol=1e-7)
    np.testing.assert_array_equal(cache[2] > 0, (cache[0] > 0) & D1)


def test_a_vector_becomes_the_parameters_again_whatever_the_sizes():
    tools = given("week5-3-gradient-checking", "tools")
    rng = np.random.default_rng(0)
    for dims in [(4, 5, 3, 1), (2, 3, 1), (3, 4, 2, 5, 1)]:
        shapes = tools["shapes_of_layers"](*dims)
        parameters = {name: rng.normal(size=shape) for name, shape in shapes.items()}
        theta, names = tools["dictionary_to_vector"](parameters)
        assert theta.shape == (len(names), 1)
        assert same(tools["vector_to_dictionary"](theta), parameters)
        gradients = {f"d{name}": value for name, value in reversed(parameters.items())}
        assert same(tools["gradients_to_vector"](gradients), theta)
    fresh = given("week5-3-gradient-checking", "tools")
    assert fresh["vector_to_dictionary"](np.zeros((47, 1)))["W2"].shape == (3, 5)


def test_the_planted_bug_is_found_and_the_mended_function_passes():
    check = SOLUTION["gradient_check_n"]
    names = given("week5-3-gradient-checking", "tools", "suspect")
    inputs = [names[name] for name in ("parameters", "gradients", "X", "Y")]
    assert check(*inputs) > 0.01
    book = assignment(WEEK).notebooks["week5-3-gradient-checking"]
    source = next(cell.source for cell in book.cells if cell.id == "suspect")
    assert source.count("W2.T @ dA2") == 1
    exec(source.replace("W2.T @ dA2", "W2.T @ dZ2"), names)
    inputs = [names[name] for name in ("parameters", "gradients", "X", "Y")]
    assert check(*inputs) < 1e-7


@pytest.mark.parametrize("number", range(4))
def test_whatever_masks_are_drawn_a_right_answer_is_right(number):
    """The masks of the check are never those of a student."""
    exercise, rng = exercises(WEEK)[DROPPING], np.random.default_rng(number)
    for inputs in (exercise.inputs, *exercise.rows.values()):
        arguments = inputs(rng)
        wanted = expected(SOLUTION[DROPPING], exercise, arguments)
        for _ in range(5):
            answer = SOLUTION[DROPPING](*arguments.values())
            assert same(answer, wanted)
            A3, cache = answer
            whole = tuple(part.astype(int) if part.dtype == bool else part for part in cache)
            assert same((A3, whole), wanted)


@pytest.mark.parametrize("place", range(14))
def test_each_part_of_the_cache_with_dropout_is_looked_at(place):
    """In one row or another: what follows from the student's own is followed."""

    def careless(X, parameters, keep_prob):
        A3, cache = SOLUTION[DROPPING](X, parameters, keep_prob)
        changed = list(cache)
        changed[place] = np.where(cache[place] == 0, 1.0, 0.5 * cache[place])
        return A3, tuple(changed)

    report = examine(careless, drawn(WEEK, DROPPING))
    assert report.score < report.points


def test_slopes_that_are_known_without_asking_are_no_check():
    found = drawn(WEEK, "gradient_check")
    inlined = """
def gradient_check(x, theta, epsilon=1e-7, print_msg=False):
    approx = ((theta + epsilon) * x - (theta - epsilon) * x) / (2 * epsilon)
    return abs(x - approx) / (abs(x) + abs(approx))
"""
    report = examine(written(WEEK, "gradient_check", inlined), found)
    assert report.score < report.points / 2
    assert report.mistake == "backward-not-asked"


def test_the_names_that_mean_two_things_are_those_of_the_line():
    """The first two notebooks bring a network under the names that the third one asks for."""
    assert SOLUTION["forward_propagation"](2.0, 4.0) == 8.0
    assert SOLUTION["backward_propagation"](2.0, 4.0) == 2.0
    assert set(key(WEEK).helpers("gradient_check")) == {
        "forward_propagation",
        "backward_propagation",
    }


@pytest.mark.parametrize("m", [5, 7, 99, 1_003, 9_999, 10_000, 10_001, 123_457, 2_000_000])
def test_every_way_to_round_adds_up(m):
    exercise = exercises(WEEK)["split_sizes"]
    wanted = expected(SOLUTION["split_sizes"], exercise, {"m": m})
    share = 0.2 if m <= 10_000 else 0.01
    for dev in {int(share * m), round(share * m), int(-(-share * m // 1))}:
        assert same((m - 2 * dev, dev, dev), wanted)
    train = int((1 - 2 * share) * m + 1e-6)
    small = int(share * m + 1e-9)
    assert same((train, small, m - train - small), wanted)
    assert not same((train, small, small), wanted) or train + 2 * small == m
    assert not same((m - 2 * small - 4, small + 2, small + 2), wanted)
