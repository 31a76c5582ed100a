"""The looks of a bug hunt print what is so, and draw it."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.expected import Exactly, OneOf, Sample
from utils.symptoms import brief, curve, descend, falls, paths, slopes, spreads


@pytest.fixture(autouse=True)
def closed():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def bowl(p):
    return float(np.sum(p["w"] ** 2)), {"dw": 2 * p["w"]}


def test_slopes_are_measured_beside_the_given_ones(capsys):
    slopes(bowl, {"w": np.array([[3.0], [4.0]])})
    assert capsys.readouterr().out == "dw: length 10.0000, by nudging 10.0000, apart by 0.0000\n"
    slopes(lambda p: (bowl(p)[0], {"dw": p["w"]}), {"w": np.array([[3.0], [4.0]])})
    assert "length 5.0000, by nudging 10.0000, apart by 5.0000" in capsys.readouterr().out
    slopes(lambda p: (bowl(p)[0], {"dw": np.zeros(3)}), {"w": np.ones((2, 1))})
    assert "dw: shape (3,), and w has (2, 1)" in capsys.readouterr().out


def test_a_walk_downhill_comes_down_and_leaves_its_start_alone():
    start = {"w": np.array([1.0])}
    costs, found = descend(bowl, start, rate=0.1, steps=30)
    assert len(costs) == 30 and costs[0] == 1 > costs[-1] and abs(found["w"][0]) < 0.01
    assert start["w"][0] == 1


def test_what_is_drawn_is_printed_too(capsys):
    curve(np.tanh)
    curve(lambda x: x.sum())
    falls([2.0, 1.0])
    spreads({"W1": np.zeros((3, 2))})
    paths({"a way": [np.ones((1, 2)), np.zeros((1, 2))]})
    assert capsys.readouterr().out.splitlines() == [
        "at -4: -0.9993",
        "at 0: 0.0000",
        "at 4: 0.9993",
        "of 161 numbers it makes an array of shape ()",
        "cost: 2.0000 at first, 1.0000 in the end, 2 noted",
        "W1: shape (3, 2), mean 0.000, spread 0.000",
        "a way: at (0.000, 0.000) after 1 steps",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (np.array([1.0, 2.0]), "[1., 2.], shape (2,)"),
        (OneOf((Exactly(np.zeros(1)), 3)), "[0.], shape (1,)"),
        (Sample((2, 3), 0.0, 0.01), "random, shape (2, 3), mean 0, spread 0.01"),
        ({"W1": np.zeros((2, 1))}, "{W1 (2, 1)}"),
        ("both", "both"),
    ],
)
def test_a_value_in_a_line(value, text):
    assert brief(value) == text
