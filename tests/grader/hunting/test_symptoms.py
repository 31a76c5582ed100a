"""What a look shows of a function, and that it leaves nothing behind."""

import warnings

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from grader.hunting.scenes import Scene
from grader.hunting.symptoms import seen
from utils.checkfile import Case, Checks

CHECKS = Checks("double", 1.0, (Case("visible", {"x": 3.0}, 6.0),), {})


def double(x):
    return x + 2


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("print(double(1))", "3"),
        ("beside(double)", "double(x=3)\n  5\n  should be 6"),
        ("double('a')", 'TypeError: can only concatenate str (not "int") to str'),
        ("print(np.log(np.zeros(1)))", "[-inf]"),
        ("falls([3, 2, 1])", "cost: 3.0000 at first, 1.0000 in the end, 3 noted"),
    ],
)
def test_a_look_shows_what_it_prints_or_how_it_stops(code, text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert seen(Scene("", code), double, CHECKS).text == text


def test_a_picture_is_taken_when_asked_and_nothing_stays():
    before, font = plt.get_fignums(), mpl.rcParams["font.size"]
    drawing = Scene("", "plt.plot([1, 2])\nplt.show()")
    assert seen(drawing, double, CHECKS).picture == b""
    assert seen(drawing, double, CHECKS, picture=True).picture.startswith(b"\x89PNG")
    assert seen(Scene("", "1"), double, CHECKS, picture=True).picture == b""
    assert (plt.get_fignums(), mpl.rcParams["font.size"]) == (before, font)


def test_a_look_changes_no_name_of_the_function():
    seen(Scene("", "np = X = 3"), double, CHECKS)
    assert double.__globals__["np"] is np and "X" not in double.__globals__
