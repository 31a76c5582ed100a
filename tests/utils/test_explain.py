"""Does the explanation say what differs, where and by how much?"""

import warnings

import numpy as np
import pytest

from utils.compare import compare
from utils.expected import Anything, Mask, Raises, Sample
from utils.explain import call_text, explain, kind, nested, raised, short, sizes_of

X = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.5]])
SIZES = {"the number of columns of X": 5, "the number of rows of X": 3}


def told(answer, expected, names=(), secret=False):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return explain(compare(answer, expected, names), SIZES, secret).words


@pytest.mark.parametrize(
    ("answer", "expected", "words"),
    [
        (None, X, "returned None: is there a return"),
        (None, ({"a": X}, 1.0), "returned None"),
        ({}, {"dw": X}, "no entry “dw”"),
        ({"dw": ...}, {"dw": X}, "dw is still “...”: not written yet"),
        (X[0].tolist(), X, "a list of 3, where an array of shape (2, 3) is expected"),
        ("a", 2.0, "a string, where a number is expected"),
        ((1, 2, 3), ({"a": X}, 1.0), "It returns 3 values, where 2 are expected"),
        (X > 0, "both", "an array of shape (2, 3), where a string is expected"),
        (X.astype(object), X, "an array of Python objects, where real numbers"),
        (X.astype(str), X, "an array of strings, where real numbers"),
        (X.astype(complex), X, "an array of complex numbers, where real numbers"),
        (["a", 0.4], [0.5, 0.4], "[0] is a string, where a number is expected"),
        ([0.5, None], [0.5, 0.4], "[1] is None, where a number is expected"),
        (10**400, 2.0, "a whole number beyond what NumPy holds"),
        ((X, X), X, "It returns 2 values, where an array of shape (2, 3) alone is expected"),
        (X, ({"a": X}, 1.0), "It returns 1 value (an array of shape (2, 3)), where 2 are expected"),
        (np.zeros((1, 1)), np.ones((1, 1)), "its one entry differs: got at [0, 0] 0, expected 1"),
        ("x" * 60 + "a", "x" * 60 + "b", "from character 61 on: 'a', where 'b' is expected"),
        ({"b": 1.0}, {"a": 1.0, "b": 2.0, "c": 3.0}, "no entry “a”. b differs too. c is missing"),
        ({"a": 1.0, "b": 2.5}, {"a": 1.0, "b": 2.0}, "b differs: got 2.5, expected 2. a is right"),
        (X.T, X, "shape (3, 2), where (2, 3) is expected: the transpose"),
        (X.ravel(), X, "a rank-1 array"),
        (X[0], X, "a dimension was lost"),
        (np.zeros((3, 3)), X, "Did two arrays broadcast"),
        ([0.5], [0.5, 0.4], "1 entry, where 2 are expected"),
        (np.where(X == 3, np.nan, X), X, "NaN at [0, 2]"),
        (np.where(X == 5, np.inf, X), X, "infinite at [1, 1]"),
        (float("nan"), 2.0, "is NaN. A logarithm of 0"),
        (X + np.eye(2, 3), X, "2 of 6 entries differ: got at [0, 0] 2, expected 1"),
        (2.25, 1.5, "differs: got 2.25, expected 1.5"),
        (-X, X, "The sign is the opposite"),
        (5 * X, X, "5 times too large: that is the number of columns of X"),
        (X / 3, X, "3 times too small: that is the number of rows of X"),
        (1.7 * X, X, "1.7 times too large, everywhere"),
        (-1.7 * X, X, "The sign is the opposite. It is 1.7 times too large, everywhere"),
        (X / -3, X, "opposite. It is 3 times too small: that is the number of rows of X"),
        (3.0, 1.5, "It is 2 times too large."),
        (X + 0.25, X, "Every entry is off by the same 0.25"),
        (X[:, ::-1], X, "The right numbers, in another order"),
        ("high bias", "both", "'high bias', where 'both' is expected"),
        (3.0, Raises("ValueError"), "An exception (ValueError) is expected here"),
        (np.zeros((4, 5)), Sample((4, 5), 0.0, 0.01), "Every entry of the answer is 0; it should"),
    ],
)
def test_the_first_rung_that_fits_speaks(answer, expected, words):
    assert words in told(answer, expected)


def test_a_factor_of_almost_one_is_not_told_as_one():
    assert "times" not in told(1.00003 * X, X)


def test_the_part_that_differs_is_named_and_so_are_the_others():
    expected = ({"dw": X, "db": 1.0}, 0.7)
    sentence = told(({"dw": X + 1, "db": 1.5}, 0.8), expected, ("grads", "cost"))
    assert sentence.startswith("dw has the right shape, but 6 of 6 entries differ")
    assert sentence.endswith("db and cost differ too.")
    assert told(({"dw": X, "db": 1.5}, 0.8), expected, ("grads", "cost")).endswith(
        "cost differs too. dw is right."
    )


@pytest.mark.parametrize("answer", [5 * X, X + 0.25, -X, X + np.eye(2, 3), X[:, ::-1]])
def test_a_secret_case_tells_the_pattern_and_no_value(answer):
    sentence = told(answer, X, secret=True)
    assert sentence.startswith("The answer differs.")
    for number in ("6.5", "got", "expected", "[0"):
        assert number not in sentence
    assert "[" not in told(np.where(X == 3, np.nan, X), X, secret=True)
    assert "not finite" in told(np.where(X == 3, np.nan, X), X, secret=True)
    assert "both" not in told("high bias", "both", secret=True)


def test_a_secret_case_still_tells_what_is_wrong_with_the_form():
    assert "the transpose" in told(X.T, X, secret=True)
    assert "returned None" in told(None, X, secret=True)


@pytest.mark.parametrize("seed", range(3))
def test_random_arrays_are_told_by_what_is_wrong_with_them(seed):
    draw, expected = np.random.default_rng(seed).normal, Sample((40, 30), 0.0, 0.01)
    assert "standard deviation" in told(draw(0, 0.1, (40, 30)), expected)
    assert "has mean" in told(draw(0.5, 0.01, (40, 30)), expected)
    assert "repeat" in told(np.tile(draw(0, 0.01, (1, 30)), (40, 1)), expected)
    assert "NaN" in told(np.full((40, 30), np.nan), expected)


def test_masks_are_told_by_what_is_wrong_with_them():
    rng, expected = np.random.default_rng(1), Mask((40, 30), 0.8)
    assert "about 80% are expected" in told(rng.random((40, 30)) < 0.5, expected)
    assert "repeat" in told(np.tile(np.arange(30) < 24, (40, 1)), expected)
    assert "other numbers than 0 and 1" in told((rng.random((40, 30)) < 0.8) / 0.8, expected)
    assert "zeros and ones of shape (40, 30)" in told(0.8, expected)


@pytest.mark.parametrize(
    "answer", [np.full((2, 3), 1e308), np.full((2, 3), -1e-320), X * 1e300, np.zeros((2, 3))]
)
@pytest.mark.parametrize("secret", [True, False])
def test_extreme_values_are_explained_too(answer, secret):
    with np.errstate(all="ignore"):
        assert "differ" in explain(compare(answer, X), SIZES, secret).words


def test_a_tiny_difference_among_large_numbers_is_found():
    answer = np.array([[1e9, 1.0]])
    assert "differ" in told(answer * (1 + 1e-4), answer)


def test_an_exception_is_told_with_the_students_own_line():
    assert raised("ValueError", "bad shape", "z = W @ X") == (
        "It raised ValueError: bad shape at the line: z = W @ X."
    )
    assert raised("KeyError", "", "") == "It raised KeyError."


def test_a_dict_or_list_is_written_by_the_names_and_shapes_within():
    cache = {"W1": X, "b1": np.ones((2, 1)), "n": 3}
    assert nested(cache) == "{W1 (2, 3), b1 (2, 1), n=3}"
    assert nested((X, [X.T], ())) == "((2, 3), [(3, 2)], ())"
    assert nested((X,)) == "((2, 3),)" and nested([7, 3, 1]) == "[7, 3, 1]"
    assert call_text("f", {"cache": (X, cache)}) == (
        "f(cache=((2, 3), {W1 (2, 3), b1 (2, 1), n=3}))"
    )
    assert nested({f"W{n}": X for n in range(50)}).endswith(", …}")


def test_numbers_that_differ_are_written_so_that_it_is_seen():
    sentence = told(1000.02, 1000.0)
    assert "got 1000.02, expected 1000." in sentence
    assert "got 1.00001, expected 1.00003" in told(1.00001, 1.00003)


def test_nothing_is_called_right_that_is_not_proven():
    parts = compare({"a": np.ones(3), "b": 1.0}, {"a": X, "b": 1.0})
    assert explain(parts, SIZES).words.endswith("b is right.")
    assert "right" not in explain(parts, SIZES, proven=False).words


def test_a_call_is_written_with_the_shapes_of_its_arrays():
    text = call_text("predict", {"w": X, "b": 0.123456789, "name": "x" * 50})
    assert text.startswith("predict(w (2, 3), b=0.123457, name='xxx") and "…" in text
    assert short(X) == "array of shape (2, 3)"


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "None"), ({}, "a dict"), ("", "a string"), ([], "a list of 0"), (1, "a number")]
    + [(True, "a number"), (np.float32(1), "a number"), (np.bool_(True), "a number")]
    + [
        (1j, "a complex"),
        (np.complex128(1), "a complex128"),
        (print, "a function"),
    ]
    + [
        (Sample((2, 3), 0, 1), "a random array of shape (2, 3)"),
        (np.ma.masked_array(X), "an array of shape (2, 3)"),
    ],
    ids=str,
)
def test_a_value_is_called_what_it_is(value, words):
    assert kind(value) == words


def test_sizes_have_names():
    assert sizes_of({"X": X, "v": np.zeros(7), "b": 1.0}) == {
        "the number of columns of X": 3,
        "the number of rows of X": 2,
        "the length of v": 7,
    }


def test_what_may_be_anything_is_never_explained():
    assert "dw" in told({"dw": X + 1, "cache": None}, {"cache": Anything(), "dw": X})
