"""Are right answers spoilt in just the way that is named, and only where that makes sense?"""

import numpy as np
import pytest

from grader.careless import CHANGES, DEALINGS, answering, careless, each, names_of, own_name
from utils.checkfile import Case, Checks
from utils.compare import same
from utils.expected import Batches

NAMES = {"np": np}
exec(
    "def both(X, k):\n    return {'s': helper(X), 'c': X.sum(axis=1, keepdims=True)}, k * 1.0\n"
    "def helper(X):\n    return X.shape[0]",
    NAMES,
)
X = np.arange(1.0, 7.0).reshape(2, 3)


def changed(name, value, *arguments):
    return CHANGES[name](value, list(arguments))


def checks(function, *inputs, **more):
    cases = tuple(Case("visible", i, function(*i.values())) for i in inputs)
    return Checks("f", 10.0, cases, {}, **more)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("order", (1, 2, 3), (3, 2, 1)),
        ("count", (1, 2), (1,)),
        ("count (one more)", (1, 2), (1, 2, 0.0)),
        ("missing-entry", {"a": 1, "b": 2}, {"a": 1}),
        ("missing-entry", (5, {"a": 1, "b": 2}), (5, {"a": 1})),
        ("zeros", {"a": (1, 2.5)}, {"a": (0, 0.0)}),
        ("sign", [1.0, -2.0], [-1.0, 2.0]),
        ("factor-2", 3.0, 6.0),
        ("shift", 3.0, 4.0),
        ("none", 3.0, None),
    ],
)
def test_a_plain_answer_is_changed_as_named(name, right, wrong):
    assert changed(name, right) == wrong


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("transposed", (2, 3), (3, 2)),
        ("transposed", (3, 3), (3, 3)),
        ("rank-1", (3, 1), (3,)),
        ("rank-1", (2, 3), (2, 3)),
        ("lost-dimension", (2, 3), (3,)),
        ("lost-dimension", (1, 3), (1, 3)),
        ("broadcast", (2, 3), (2, 2, 3)),
    ],
)
def test_an_array_is_changed_in_shape(name, before, after):
    assert changed(name, (np.ones(before), 1.0))[0].shape == after


def test_m_is_the_number_of_columns_of_the_first_table():
    assert changed("factor-m", 2.0, np.ones((4, 1)), np.ones((4, 5)), 7) == 10.0
    assert changed("factor-1/m", 2.0, np.ones((4, 5))) == 0.4
    assert changed("factor-m", 2.0, np.ones((4, 1))) == 2.0


def test_one_entry_becomes_nan():
    assert np.isnan(changed("not-finite", X)).sum() == 1 and np.isnan(changed("not-finite", 1))


def test_only_what_makes_an_answer_wrong_is_tried():
    found = careless(NAMES["both"], checks(NAMES["both"], {"X": X, "k": 2}))
    assert {"none", "order", "count", "missing-entry", "rank-1", "sign", "in-place"} <= set(found)


def test_an_answer_of_numbers_has_no_shape_to_lose():
    exec("def square(x):\n    return x * x", names := {})
    found = careless(names["square"], checks(names["square"], {"x": 3.0}))
    assert not {"transposed", "rank-1", "order", "in-place", "missing-entry"} & set(found)
    zero = careless(names["square"], checks(names["square"], {"x": 0.0}))
    assert not {"sign", "zeros", "factor-2"} & set(zero)


def test_an_altered_input_is_no_fault_where_it_is_allowed():
    found = careless(NAMES["both"], checks(NAMES["both"], {"X": X, "k": 2}, in_place=True))
    assert "in-place" not in found


def test_the_answer_is_right_and_the_input_spoilt():
    spoilt, x = careless(NAMES["both"], checks(NAMES["both"], {"X": X, "k": 2})), X.copy()
    answer, right = spoilt["in-place"](x, 2), NAMES["both"](X, 2)
    assert np.array_equal(answer[0]["c"], right[0]["c"]) and np.array_equal(x, X + 1)


def test_what_is_given_reaches_the_functions_that_the_reference_calls():
    function = answering(NAMES["both"], lambda right, _: right)
    assert function.__globals__ is NAMES and function(X, 2)[0]["s"] == 2


def test_every_leaf_is_changed_but_no_text():
    assert each({"a": ["x", 1, (2.0, True)]}, lambda leaf: leaf + 1) == {"a": ["x", 2, (3.0, True)]}


def test_a_change_is_told_by_its_own_name_or_by_what_else_is_right():
    assert own_name("count (one more)") == "count" and names_of("count (one more)") == {"count"}
    assert {"factor-m", "one-example-only"} <= names_of("factor-m")


def test_batches_are_spoilt_in_ways_of_their_own():
    source = """
def deal(X, Y):
    order = np.random.default_rng(1).permutation(X.shape[1])
    return [(X[:, part], Y[:, part]) for part in (order[:30], order[30:])]
"""
    exec(source, names := {"np": np})
    X, Y = np.random.default_rng(2).normal(size=(3, 50)), np.arange(50).reshape(1, 50)
    case = Case("visible", {"X": X, "Y": Y}, Batches(X, Y, (30, 20)))
    found = careless(names["deal"], Checks("deal", 10.0, (case,), {}))
    assert found.keys() == DEALINGS.keys() | {"in-place"}
    assert not any(same(found[name](X, Y), case.expected) for name in DEALINGS)
