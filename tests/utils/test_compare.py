"""Is an answer called equal just when a reasonable person would?"""

import numpy as np
import pytest

from utils.compare import Part, as_number, as_numbers, compare, is_a, leaf_problem, same
from utils.expected import Anything, OneOf, Raises, Sample

A = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
NUMBERS = [2.5, np.float64(2.5), np.float32(2.5), np.array(2.5), np.array([2.5]), np.array([[2.5]])]


def problems(answer, expected, names=()):
    return {part.name: part.problem for part in compare(answer, expected, names) if part.problem}


@pytest.mark.parametrize("answer", NUMBERS)
@pytest.mark.parametrize("expected", [2.5, np.float64(2.5), np.array(2.5)])
def test_a_number_is_equal_in_every_guise(answer, expected):
    assert same(answer, expected)


@pytest.mark.parametrize("answer", ["2.5", None, [2.5], (2.5,), {2.5}, np.array([2.5, 2.5]), 2.5j])
def test_what_is_no_number_is_the_wrong_type(answer):
    assert leaf_problem(answer, 2.5) == "type"


@pytest.mark.parametrize("answer", [2.6, -2.5, np.nan, np.inf, 0, True, 10**30])
def test_another_number_is_the_wrong_value_or_type(answer):
    assert leaf_problem(answer, 2.5) in ("value", "type")


@pytest.mark.parametrize("answer", [A > 0, (A > 0) * 1, (A > 0) * 1.0, (A > 0).astype(np.uint8)])
def test_booleans_integers_and_floats_are_equal_as_zero_and_one(answer):
    assert same(answer, (A > 0).astype(int)) and same(answer, A > 0)


def test_rounding_is_forgiven_and_a_difference_is_not():
    assert same(A * (1 + 1e-9), A) and same(A + 1e-9, A)
    assert not same(A * (1 + 1e-4), A) and not same(A + 1e-3, A)


def test_a_zero_among_large_numbers_need_not_be_exact():
    assert same(np.array([1e-3, 1e6]), np.array([0.0, 1e6]))
    assert not same(np.array([1e-3, 1.0]), np.array([0.0, 1.0]))


def test_not_a_number_equals_only_itself():
    assert same(np.array([np.nan, 1.0]), np.array([np.nan, 1.0]))
    assert not same(np.array([np.nan, 1.0]), np.array([2.0, 1.0]))
    assert not same(np.array([np.inf]), np.array([-np.inf]))


@pytest.mark.parametrize("answer", [A.T, A.ravel(), A[None], A[:1], A[:, :, None]])
def test_another_shape_is_a_problem_of_shape(answer):
    assert leaf_problem(answer, A) == "shape"


def test_an_array_of_one_entry_keeps_its_two_dimensions():
    assert leaf_problem(np.array([[3.0]]), np.array([[3.0]])) is None
    assert leaf_problem(np.array([3.0]), np.array([[3.0]])) == "shape"
    assert leaf_problem(3.0, np.array([[3.0]])) == "type"


@pytest.mark.parametrize(
    "answer",
    [A[0].tolist(), A.astype(object), A.astype(str), A.astype(complex), None, 1.0]
    + [A.astype([("x", float)]), A.T.tolist(), [A.tolist()], [*A.tolist(), []]],
    ids=str,
)
def test_what_is_no_plain_array_of_real_numbers_is_the_wrong_type(answer):
    assert leaf_problem(answer, A) == "type"


@pytest.mark.parametrize(
    "costs",
    [[0.7, 0.5], (0.7, 0.5), np.array([0.7, 0.5]), [np.array(0.7), np.array([[0.5]])]]
    + [np.array([[0.7], [0.5]]), [np.float32(0.7), 0.5]],
    ids=str,
)
def test_a_list_of_numbers_is_equal_in_every_guise(costs):
    assert same(costs, [0.7, 0.5])


def test_a_list_of_numbers_can_be_too_long_or_no_list():
    assert leaf_problem([0.7], [0.7, 0.5]) == "shape"
    assert leaf_problem(["0.7", 0.5], [0.7, 0.5]) == "type"
    assert leaf_problem(None, [0.7, 0.5]) == "type"
    assert leaf_problem([0.7, 0.6], [0.7, 0.5]) == "value"


def test_every_entry_of_a_dict_is_a_part_and_more_entries_are_welcome():
    assert problems({"dw": A, "db": 1.0, "dZ": A}, {"dw": A, "db": 1.0}) == {}
    assert problems({"dw": A.T, "db": 2.0}, {"dw": A, "db": 1.0}) == {"dw": "shape", "db": "value"}
    assert problems({"dw": A}, {"dw": A, "db": 1.0}) == {"db": "missing"}
    assert problems([A, 1.0], {"dw": A, "db": 1.0}) == {"dw": "type", "db": "type"}


def test_a_tuple_may_be_a_list_and_its_parts_have_names():
    expected = ({"dw": A}, 0.7)
    assert problems([{"dw": A}, 0.7], expected) == {}
    assert problems(({"dw": A}, 0.8), expected, ("grads", "cost")) == {"cost": "value"}
    assert problems((0.7, {"dw": A}), expected, ("grads", "cost")) == {"dw": "type", "cost": "type"}
    assert problems({"dw": A}, expected, ("grads", "cost")) == {"grads": "type", "cost": "type"}
    assert len(problems((1, 2, 3), expected)) == 2


def test_strings_and_none_are_compared_as_they_are():
    assert same("both", "both") and same(np.str_("both"), "both") and same(None, None)
    assert leaf_problem("Both", "both") == "value" and leaf_problem(1, "both") == "type"
    assert leaf_problem(0, None) == "type"


def test_one_of_several_answers_is_enough_and_the_nearest_one_is_named():
    either = OneOf((A, A.T))
    assert same(A, either) and same(A.T, either) and not same(A + 1, either)
    assert compare(A.T + 1, either)[0].expected is either.options[1]
    assert same({"W": A}, {"W": either})


def test_among_several_answers_the_one_of_the_same_form_is_meant():
    """Parameters alone or with the costs: wrong parameters are still parameters."""
    either = OneOf(({"W": A, "b": 1.0}, ({"W": A, "b": 1.0}, Anything())))
    assert problems({"W": A + 1, "b": 2.0}, either) == {"W": "value", "b": "value"}
    assert problems(({"W": A + 1, "b": 1.0}, [0.5]), either) == {"W": "value"}


def test_anything_is_anything_and_an_exception_is_compared_by_kind():
    assert same(None, Anything()) and same("x", Anything())
    assert same(Raises("ValueError"), Raises("ValueError"))
    assert not same(Raises("TypeError"), Raises("ValueError")) and not same(1, Raises("ValueError"))


@pytest.mark.parametrize("seed", range(5))
def test_a_random_array_is_judged_by_shape_mean_and_spread(seed):
    draw = np.random.default_rng(seed).normal
    expected = Sample((40, 30), 0.0, 0.01)
    assert same(draw(0, 0.01, (40, 30)), expected)
    assert leaf_problem(draw(0, 0.01, (30, 40)), expected) == "shape"
    assert leaf_problem(draw(0, 0.02, (40, 30)), expected) == "value"
    assert leaf_problem(draw(0.01, 0.01, (40, 30)), expected) == "value"
    assert leaf_problem(np.tile(draw(0, 0.01, (1, 30)), (40, 1)), expected) == "value"
    assert leaf_problem(np.full((40, 30), np.nan), expected) == "value"
    assert leaf_problem(draw(0, 0.01, (40, 30)).tolist(), expected) is None
    assert leaf_problem(draw(0, 0.01, (30, 40)).tolist(), expected) == "type"


@pytest.mark.parametrize("shape", [(2, 3), (4, 5), (1, 30), (20, 20)])
def test_chance_alone_never_makes_a_random_array_wrong(shape):
    draw, expected = np.random.default_rng(0).normal, Sample(shape, 0.0, 0.01)
    assert all(same(draw(0, 0.01, shape), expected) for _ in range(1000))


class Yes:
    """Equal to everything, and of whatever class is asked."""

    __eq__ = lambda self, other: True  # noqa: E731
    __hash__ = None
    __class__ = float


class Text(str):
    __eq__ = lambda self, other: True  # noqa: E731
    __hash__ = str.__hash__
    __str__ = lambda self: self  # noqa: E731


def test_an_object_that_says_yes_to_everything_is_not_equal():
    assert isinstance(Yes(), float) and not is_a(Yes(), float)
    assert not same(Yes(), 2.5) and not same(Yes(), A) and not same(Yes(), "both")
    assert not same(Text("none"), "both")
    assert not same(np.full((2, 3), Yes(), dtype=object), A)


def test_numbers_are_read_without_asking_the_object():
    assert as_number(Yes()) is None and as_number("1") is None and as_number(10**30) is None
    assert as_number(np.array([[4]])).shape == () and as_number(np.arange(2)) is None
    assert as_numbers([1, np.array([[2.0]])]).tolist() == [1, 2] and as_numbers([Yes()]) is None


def test_a_part_without_a_problem_agrees():
    assert compare(2.5, 2.5) == [Part("", 2.5, 2.5, None)]


def test_a_list_of_another_length_is_not_looked_through():
    assert leaf_problem([object()] * 1_000_000, [1.0, 2.0]) == "shape"
    assert leaf_problem([], [1.0]) == leaf_problem((1.0, 2.0), [1.0]) == "shape"
