"""Week 4: the gradients are the slopes of the cost, and both notebooks hold the same functions."""

from functools import cache

import numpy as np
import pytest

from grader.cells import unmarked
from grader.marks import is_solution
from tests.grader.exercises.course import assignment, exercises

WEEK = "week4-deep-network"
BLOCKS = list(exercises(WEEK))[:10]  # the last two are the models of the second notebook


@cache
def solution():
    """All names of the solution; who only looks for tests does not wait for them."""
    return assignment(WEEK).namespace()


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


@pytest.mark.parametrize("number", range(3))
def test_gradients_of_the_whole_network_are_the_slopes_of_the_cost(number):
    inputs = exercises(WEEK)["L_model_forward"].inputs(np.random.default_rng(number))
    X, parameters = inputs["X"], inputs["parameters"]
    Y = np.arange(X.shape[1]).reshape(1, -1) % 2

    def cost():
        return solution()["compute_cost"](solution()["L_model_forward"](X, parameters)[0], Y)

    AL, caches = solution()["L_model_forward"](X, parameters)
    grads = solution()["L_model_backward"](AL, Y, caches)
    for name, value in parameters.items():
        np.testing.assert_allclose(grads["d" + name], slopes(cost, value), atol=1e-8)
    np.testing.assert_allclose(grads["dA0"] / X.shape[1], slopes(cost, X), atol=1e-8)


@pytest.mark.parametrize("activation", ["linear", "relu", "sigmoid"])
def test_gradients_of_one_layer_are_the_slopes_of_a_weighted_sum(activation):
    rng = np.random.default_rng(4)
    A_prev, W, b = (rng.normal(size=shape) for shape in [(3, 5), (4, 3), (4, 1)])
    upstream = rng.normal(size=(4, 5))

    def forward():
        if activation == "linear":
            return solution()["linear_forward"](A_prev, W, b)
        return solution()["linear_activation_forward"](A_prev, W, b, activation)

    def total():
        return np.sum(upstream * forward()[0])

    _, cache = forward()
    if activation == "linear":
        dA_prev, dW, db = solution()["linear_backward"](upstream, cache)
    else:
        dA_prev, dW, db = solution()["linear_activation_backward"](upstream, cache, activation)
    for gradient, array, count in [(dA_prev, A_prev, 1), (dW, W, 5), (db, b, 5)]:
        np.testing.assert_allclose(count * gradient, slopes(total, array), atol=1e-7)


def test_the_second_notebook_brings_the_same_functions_as_the_first():
    """Notebook 2 is graded on its own, so its solution repeats the blocks of notebook 1."""
    first, second = assignment(WEEK).notebooks.values()
    brought = next(cell.source for cell in second.cells if cell.id == "bring")
    alone = {}
    for cell in second.cells:
        if cell.id in ("imports", "activations", "bring"):
            exec(compile(unmarked(cell.source), "<second>", "exec"), alone)
    blocks = [c for c in first.cells if is_solution(c) and "def " in c.source]
    assert len(blocks) == brought.count("def ") == len(BLOCKS) == 10
    for name in BLOCKS:
        assert alone[name].__code__.co_code == solution()[name].__code__.co_code
        assert without_docstring(alone[name]) == without_docstring(solution()[name])


def without_docstring(function) -> tuple:
    return tuple(c for c in function.__code__.co_consts if c != function.__doc__)
