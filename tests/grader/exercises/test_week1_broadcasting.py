"""Week 1: the slopes that the course takes for right are the measured ones."""

import numpy as np
import pytest

from tests.grader.exercises.course import SEEDS, assignment, drawn

WEEK = "week1-broadcasting"
SOLUTION = assignment(WEEK).namespace()


def test_the_slope_of_the_sigmoid_agrees_with_two_sided_differences():
    x, h = np.random.default_rng(1).normal(0, 2, (3, 5)), 1e-5
    measured = (SOLUTION["sigmoid"](x + h) - SOLUTION["sigmoid"](x - h)) / (2 * h)
    np.testing.assert_allclose(SOLUTION["sigmoid_derivative"](x), measured, rtol=1e-6, atol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_slopes_of_the_graph_agree_with_two_sided_differences(seed):
    """u and v are nudged where they stand, with the steps after them done by hand."""
    inputs = drawn(WEEK, "graph_backward", seed).cases[-1].inputs
    slopes, h = SOLUTION["graph_backward"](**inputs), 1e-5

    def measured(J, x):
        return (J(x + h) - J(x - h)) / (2 * h)

    for name, value in inputs.items():
        found = measured(lambda x, n=name: SOLUTION["graph_forward"](**inputs | {n: x})[2], value)
        assert slopes[f"d{name}"] == pytest.approx(found, rel=1e-6)
    u, v, _ = SOLUTION["graph_forward"](**inputs)
    assert slopes["du"] == pytest.approx(measured(lambda x: 3 * (inputs["a"] + x), u), rel=1e-6)
    assert slopes["dv"] == pytest.approx(measured(lambda x: 3 * x, v), rel=1e-6)
