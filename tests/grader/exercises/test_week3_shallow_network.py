"""Week 3: the gradients that the course takes for right are the slopes of its cost."""

import numpy as np
import pytest

from tests.grader.exercises.course import assignment, exercises

WEEK = "week3-shallow-network"
SOLUTION = assignment(WEEK).namespace()


def backward_inputs(number: int) -> dict:
    return exercises(WEEK)["backward_propagation"].inputs(np.random.default_rng(number))


@pytest.mark.parametrize("number", range(5))
def test_the_gradients_are_the_slopes_of_the_cost(number):
    """Nudge every parameter up and down; nothing here comes from a formula for derivatives."""
    inputs = backward_inputs(number)
    parameters, X, Y = inputs["parameters"], inputs["X"], inputs["Y"]
    grads = SOLUTION["backward_propagation"](*inputs.values())
    for name, values in parameters.items():
        for place in np.ndindex(values.shape):
            costs = []
            for nudge in (1e-5, -1e-5):
                nudged = values.copy()
                nudged[place] += nudge
                A2, _ = SOLUTION["forward_propagation"](X, parameters | {name: nudged})
                costs.append(SOLUTION["compute_cost"](A2, Y))
            slope = (costs[0] - costs[1]) / 2e-5
            np.testing.assert_allclose(grads["d" + name][place], slope, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    ("value", "slope"),
    [
        ("tanh", "tanh_derivative"),
        ("relu", "relu_derivative"),
        ("leaky_relu", "leaky_relu_derivative"),
    ],
)
def test_the_slopes_are_those_of_the_activations(value, slope):
    function = SOLUTION.get(value, np.tanh)
    z = np.linspace(-3, 3, 40)  # no point nearer than 0.07 to the corner at 0
    measured = (function(z + 1e-6) - function(z - 1e-6)) / 2e-6
    np.testing.assert_allclose(SOLUTION[slope](z), measured, rtol=1e-6, atol=1e-9)


def test_a_drawn_cache_is_what_the_forward_pass_of_the_notebook_gives():
    inputs = backward_inputs(1)
    _, cache = SOLUTION["forward_propagation"](inputs["X"], inputs["parameters"])
    assert cache.keys() == inputs["cache"].keys()
    for name, values in cache.items():
        np.testing.assert_allclose(inputs["cache"][name], values)
