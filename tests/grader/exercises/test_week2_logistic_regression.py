"""Week 2: the gradients that the course takes for right are the slopes of its cost."""

import numpy as np
import pytest

from tests.grader.exercises.course import SEEDS, assignment, drawn, written
from utils.examine import examine

WEEK = "week2-logistic-regression"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gradients_agree_with_two_sided_differences(seed):
    inputs = drawn(WEEK, "propagate", seed).cases[-1].inputs
    propagate, h = assignment(WEEK).namespace()["propagate"], 1e-5
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


def test_a_loop_over_the_examples_loses_at_most_an_eighth():
    source = """
def propagate(w, b, X, Y):
    pairs = [(X[:, i : i + 1], Y[0, i]) for i in range(X.shape[1])]
    probabilities = [1 / (1 + np.exp(-((w.T @ x).item() + b))) for x, _ in pairs]
    dw = sum((a - y) * x for a, (x, y) in zip(probabilities, pairs))
    db = sum(a - y for a, (_, y) in zip(probabilities, pairs))
    cost = -sum(np.log(a if y else 1 - a) for a, (_, y) in zip(probabilities, pairs))
    m = len(pairs)
    return {"dw": dw / m, "db": db / m}, cost / m
"""
    report = examine(written(WEEK, "propagate", source), drawn(WEEK, "propagate"))
    (slow,) = [row for row in report.rows if row.credit < 1]
    assert slow.label == "speed" and slow.credit == 0 and "loop" in slow.words
    assert report.score == pytest.approx(report.points - slow.points, abs=0.006)
    assert slow.points <= 0.12 * report.points
