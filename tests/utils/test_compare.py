"""Is an answer called equal just when a reasonable person would?"""

import warnings
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

import numpy as np
import pytest

from utils.compare import (
    Part,
    as_number,
    as_numbers,
    base,
    compare,
    is_a,
    leaf_problem,
    mask_problem,
    nested,
    same,
)
from utils.expected import Anything, Exactly, Follows, Leading, Mask, OneOf, Raises, Sample

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


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rate", [0.3, 0.5, 0.8])
def test_a_mask_is_judged_by_its_share_of_ones_and_its_independence(seed, rate):
    rng, expected = np.random.default_rng(seed), Mask((30, 50), rate)
    drawn = rng.random((30, 50)) < rate
    assert same(drawn, expected) and same(drawn.astype(int), expected)
    assert same(drawn.astype(float).tolist(), expected)
    assert leaf_problem(drawn.T, expected) == "shape" and leaf_problem(None, expected) == "type"
    assert mask_problem(drawn / rate, expected) == "value"
    assert mask_problem(rng.random((30, 50)) < rate + 0.15, expected) == "mean"
    assert mask_problem(np.ones((30, 50)), expected) == "mean"
    for row in (rng.permutation(50)[None] < 50 * rate, rng.permutation(30)[:, None] < 30 * rate):
        repeated = np.broadcast_to(row, (30, 50))
        assert mask_problem(repeated, expected) == "alike-rows"
        assert same(repeated, Mask((30, 50), rate, alike=True))
    assert not same(drawn, Mask((30, 50), rate, alike=True))


@pytest.mark.parametrize("shape", [(2, 3), (20, 40), (60, 30)])
@pytest.mark.parametrize("rate", [0.3, 0.6, 1.0])
def test_chance_alone_never_makes_a_mask_wrong(shape, rate):
    rng = np.random.default_rng(0)
    assert all(same(rng.random(shape) < rate, Mask(shape, rate)) for _ in range(1000))


A2 = np.array([[3.0, 4.0], [5.0, 6.0]])
D, W, C = np.array([[1, 0], [0, 1]]), np.array([[1.0, 2.0]]), np.array([[0.5]])
FOLLOWING = (
    Anything(),
    Follows((0,), times=A2),
    Follows((1,), weights=W, plus=C),
    Follows((2,), squashed=True),
)


def test_what_follows_from_another_part_is_judged_by_that_part():
    kept = D * A2
    score = W @ kept + C
    right = (D, kept, score, 1 / (1 + np.exp(-score)))
    assert same(right, FOLLOWING) and same(list(right), FOLLOWING)
    assert same((1 - D, (1 - D) * A2, W @ ((1 - D) * A2) + C, right[3]), FOLLOWING[:3] + right[3:])
    for place in range(1, 4):
        wrong = list(right)
        wrong[place] = wrong[place] + 0.1
        problems = [part.problem for part in compare(wrong, FOLLOWING)]
        assert problems[place] == "value" and problems[:place] == [None] * place


def test_what_follows_from_a_part_that_has_no_form_is_not_judged_itself():
    for first in (None, "text", 3, np.ones(2), np.ones((5, 5)), [1, 2], {}):
        parts = compare((first, A2, W), (Anything(), Follows((0,), times=A2), W))
        assert [part.problem for part in parts] == [None, None, None]
    assert same((A2, W), (A2, Follows((7,), times=A2)))


def test_what_follows_may_stand_at_another_level():
    expected = (Follows((1, 0), times=A2), (Anything(),))
    assert same((D * A2, (D,)), expected) and not same((A2, (D,)), expected)


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


def matrix(value):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # NumPy would rather have none of them
        return np.asmatrix(value)


class Attributes(dict):
    __getattr__ = dict.__getitem__

    def __iter__(self):
        raise AssertionError("nothing of a class of the student's is asked")

    keys = values = items = __len__ = __contains__ = __iter__


class Row(np.ndarray):
    shape = dtype = property(lambda self: 1 / 0)


class Steps(list):
    __iter__ = __len__ = __getitem__ = lambda self, *a: 1 / 0


class Two(tuple):
    __iter__ = __len__ = __getitem__ = lambda self, *a: 1 / 0


class Half(float):
    __float__ = __eq__ = lambda self, *a: 1 / 0
    __hash__ = None


Pair = namedtuple("Pair", "grads cost")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (OrderedDict(dw=A, db=1.0), {"dw": A, "db": 1.0}),
        (defaultdict(int, dw=A, db=1.0), {"dw": A, "db": 1.0}),
        (Counter(a=1, b=2), {"a": 1, "b": 2}),
        (Attributes(dw=A, db=1.0), {"dw": A, "db": 1.0}),
        (Pair({"dw": A}, 0.7), ({"dw": A}, 0.7)),
        (Two(({"dw": A}, 0.7)), ({"dw": A}, 0.7)),
        (deque([({"dw": A}), 0.7]), ({"dw": A}, 0.7)),
        (deque([0.7, 0.5]), [0.7, 0.5]),
        (Steps([0.7, 0.5]), [0.7, 0.5]),
        (range(2), [0, 1]),
        (range(2), np.array([0, 1])),
        (matrix(A), A),
        (np.ma.masked_array(A), A),
        (A.view(Row), A),
        (matrix([[2.5]]), 2.5),
        (Half(0.5), 0.5),
        ([matrix(A), deque([1.0, 2.0])], [A, np.array([1.0, 2.0])]),
        ({"A": matrix(A), "more": print, "all": np.tanh, "n": range(10**12)}, {"A": A}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_is_what_it_is_made_of(answer, expected):
    assert same(answer, expected)
    assert all(type(part.answer) is not Attributes for part in compare(answer, expected))


def test_a_base_is_taken_one_level_deep_and_plain_values_are_left_alone():
    for value in (A, {"a": 1}, [1], (1,), 2.5, "x", None, print, {1}, object, range(10**12)):
        assert base(value) is value
    inner = OrderedDict(a=1)
    assert type(base(OrderedDict(b=inner))) is dict and base(OrderedDict(b=inner))["b"] is inner


@pytest.mark.parametrize("extra", [print, np.tanh, range(2), object(), {1}, (i for i in ()), 1j])
def test_an_extra_entry_decides_nothing_whatever_it_is(extra):
    assert same({"dw": A, "db": 1.0, "extra": extra}, {"dw": A, "db": 1.0})


def test_where_others_compute_with_an_array_a_list_is_none():
    expected = (Exactly(A), 1.0)
    assert same((A, 1.0), expected) and same((np.ma.array(A), 1), expected)
    assert problems((A.tolist(), 1.0), expected, ("w", "b")) == {"w": "type"}
    assert problems((A.T, 1.0), expected, ("w", "b")) == {"w": "shape"}
    assert same(A.tolist(), A)


def test_where_entries_are_counted_one_too_many_is_a_problem_of_form():
    expected = Exactly({"W1": A, "b1": 1.0})
    assert same({"W1": A, "b1": 1.0}, expected) and same(OrderedDict(b1=1.0, W1=A), expected)
    found = {"W1": A, "b1": 1.0, "W0": A, "b0": print}
    assert problems(found, expected) == {"W0, b0": "extra"}
    assert problems({"W1": A, "W0": A}, expected) == {"b1": "missing", "W0": "extra"}
    assert problems(3, expected) == {"W1": "type", "b1": "type"}
    assert problems((found, [0.5]), (expected, Anything()), ("parameters", "costs")) == {
        "W0, b0": "extra"
    }
    assert problems({"W1": A, "b1": 1.0, "x": 0}, OneOf((expected, (expected, Anything())))) == {
        "x": "extra"
    }


@pytest.mark.parametrize(
    "answer",
    [
        A.tolist(),
        [tuple(row) for row in A.tolist()],
        tuple(A.tolist()),
        list(A),
        [deque(row) for row in A],
        [[np.float32(entry) for entry in row] for row in A],
        [[np.array(entry) for entry in row] for row in A],
    ],
    ids=str,
)
def test_lists_in_lists_are_an_array(answer):
    assert same(answer, A) and not same(answer, A + 1)
    assert compare(answer, A + 1)[0].answer.shape == A.shape


@pytest.mark.parametrize("answer", [[[1, 0, 1]], [[True, False, True]], ([1.0, 0.0, 1.0],)])
def test_a_row_of_predictions_may_be_a_list_in_a_list(answer):
    assert same(answer, np.array([[1, 0, 1]]))


@pytest.mark.parametrize(
    "answer", [[1, 2, 3], [[1, 2]], [[1, 2, 3], [4, 5]], [[[1, 2, 3]], [[4, 5, 6]]]]
    + [[["a"] * 3] * 2, [[1, 2, 3], [4, 5, None]], [[1, 2, 3], print], [10**6 * [0]] * 2], ids=str
)  # fmt: skip
def test_lists_nested_otherwise_or_of_other_things_are_no_array(answer):
    assert nested(answer, (2, 3)) is None and leaf_problem(answer, A) == "type"


class Opaque:
    """As the sandbox sends it in place of what cannot cross: any use is an error."""

    def __init__(self, description):
        object.__setattr__(self, "description", description)

    def _used(self, *_):
        raise TypeError("a value that cannot cross was used")

    __eq__ = __bool__ = __len__ = __iter__ = __float__ = __array__ = __getitem__ = _used
    __call__ = __str__ = __repr__ = __add__ = __lt__ = __contains__ = _used
    __hash__ = None


@pytest.mark.parametrize(
    "expected",
    [A, 2.5, "both", [0.7, 0.5], None, Sample((2, 3), 0.0, 1.0), {"a": 1.0}, (1.0, 2.0), [A, A]]
    + [Exactly({"a": 1.0}), OneOf((A, 2.5)), Raises("ValueError")],
    ids=str,
)
def test_a_part_that_cannot_cross_costs_that_part_alone(expected):
    answer = (Opaque("a generator"), {"dw": A, "more": Opaque("a lock")})
    found = compare(answer, (expected, {"dw": A}), ("first", "grads"))
    assert [part.problem for part in found if part.name == "dw"] == [None]
    assert all(part.problem in ("type", "value") for part in found if part.name != "dw")
    assert len(found) > 1 and same(answer, (Anything(), {"dw": A}))


def test_a_tuple_of_another_length_is_a_problem_of_count_at_its_own_level():
    expected = (A, ((A, A), A))
    found = compare((A, ((A, A), A, "relu")), expected, ("A", "cache"))
    assert [part.problem for part in found] == [None, "count", "count"]
    assert {part.of for part in found[1:]} == {"cache"} and len(found[1].expected) == 2
    assert {p.of for p in compare((A, A, A), expected, ("A", "cache"))} == {""}


FIVE = Leading((A, {"x": 1.0}, 2.0, {"y": A}, 3.0), 3)


@pytest.mark.parametrize("kind", [tuple, list])
@pytest.mark.parametrize("count", range(7))
def test_the_last_values_may_be_left_out_all_together_or_not_at_all(kind, count):
    answer = kind([*FIVE.values, 0.0][:count])
    assert same(answer, FIVE) is (count in (3, 5))
    found = {part.problem for part in compare(answer, FIVE)}
    assert found == ({None} if count in (3, 5) else {"count"})


def test_what_is_left_is_judged_like_any_tuple():
    names = ("a", "b", "c", "d", "e")
    assert problems((A, {"x": 2.0}, 2.0), FIVE, names) == {"x": "value"}
    assert problems((A, {"x": 1.0}, 2.0, {"y": A.T}, 3.0), FIVE, names) == {"y": "shape"}
    assert not same(A, FIVE) and not same(None, FIVE) and not same({"x": 1.0}, FIVE)
