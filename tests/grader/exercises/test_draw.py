"""Are inputs drawn as they are described: sizes that differ, values that show mistakes?"""

import os
import subprocess
import sys

import numpy as np
import pytest

from grader.exercises import Exercise, ExerciseError
from grader.exercises.draw import (
    Draw,
    around,
    at,
    between,
    choice,
    draw,
    fixed,
    labels,
    layers,
    normal,
    parameters,
    probabilities,
    rate,
    scores,
    signed,
    size,
    whole,
)  # fmt: skip
from grader.places import ROOT

PROPAGATE = draw(w="n_x 1", b="", X="n_x m", Y=labels("1 m"), m=(6, 12))


def drawn(inputs: Draw, count: int = 40) -> list[dict]:
    return [inputs(np.random.default_rng(seed)) for seed in range(count)]


def one(value: object, **more: object) -> list:
    """Many draws of one argument."""
    return [case["a"] for case in drawn(draw(a=value, **more), 100)]


def test_a_letter_is_one_size_and_no_two_are_equal():
    for case in drawn(PROPAGATE):
        (n_x, one), m = case["w"].shape, case["X"].shape[1]
        assert list(case) == ["w", "b", "X", "Y"] and one == 1 and n_x != m
        assert case["X"].shape == (n_x, m) and case["Y"].shape == (1, m)
        assert 2 <= n_x <= 8 and 6 <= m <= 12 and type(case["b"]) is float


def test_all_sizes_of_a_range_occur():
    assert {case["X"].shape[1] for case in drawn(PROPAGATE, 300)} == set(range(6, 13))


def test_a_draw_depends_on_the_generator_alone():
    first, again, other = (PROPAGATE(np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert not np.array_equal(first["w"], other["w"])


def test_a_draw_is_the_same_however_strings_are_hashed():
    code = (
        "import numpy as np; from grader.exercises.draw import draw;"
        "print(draw(a='p q r s')(np.random.default_rng(3))['a'].shape)"
    )
    shapes = set()
    for seed in "01234":
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        shapes.add(done.stdout)
    assert len(shapes) == 1


def test_sizes_can_be_fixed_tied_and_ranged_again():
    assert all(case["X"].shape[1] == 1 for case in drawn(PROPAGATE.at(m=1)))
    assert all(case["w"].shape == (1, 1) for case in drawn(PROPAGATE.at(n_x=1, m=1)))
    square = draw(x="n m").at(m="n")
    assert all(case["x"].shape[0] == case["x"].shape[1] > 1 for case in drawn(square))
    narrow = PROPAGATE.at(n_x=(3, 4), m=4)
    assert {case["w"].shape for case in drawn(narrow)} == {(3, 1)}


def test_arguments_can_be_changed_and_added():
    changed = PROPAGATE.at(b=0.5, print_cost=True)
    for case in drawn(changed):
        assert list(case) == ["w", "b", "X", "Y", "print_cost"]
        assert case["b"] == 0.5 and case["print_cost"] is True


def test_what_one_draw_is_told_does_not_reach_another():
    PROPAGATE.at(m=1, b=0.5)
    assert all(case["X"].shape[1] > 1 and case["b"] != 0.5 for case in drawn(PROPAGATE))


def test_an_argument_can_be_made_of_those_before_and_of_sizes_and_of_chance():
    inputs = draw(
        X="n m", total=lambda X, m: X.sum() + m, luck=lambda rng: int(rng.integers(10**6))
    )
    cases = drawn(inputs)
    assert all(case["total"] == case["X"].sum() + case["X"].shape[1] for case in cases)
    assert len({case["luck"] for case in cases}) > 30


def test_what_begins_with_an_underscore_is_not_handed_over():
    for case in drawn(draw(_Z="n m", A=lambda Z: np.tanh(Z))):
        assert list(case) == ["A"] and case["A"].shape[0] != case["A"].shape[1]


def test_helpers_that_are_added_come_before_what_is_made_of_them():
    changed = draw(w="n 1", X="n m").at(_z=around([[1.0, 2.0]], 0), X=lambda w, z: w * z)
    for case in drawn(changed):
        assert list(case) == ["w", "X"] and np.allclose(case["X"], case["w"] * [[1, 2]])


def test_a_condition_is_waited_for():
    far = draw(z="n m").where(lambda z, n: z.sum() > 2 and n > 3)
    assert all(c["z"].sum() > 2 and len(c["z"]) > 3 for c in drawn(far))
    with pytest.raises(ExerciseError, match="no draw of z is as it should be"):
        draw(z="n m").where(lambda z: False)(np.random.default_rng(1))


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (draw(a=lambda nowhere: 1), "nothing drawn before is called nowhere"),
        (draw(a="n m", n=(2, 2), m=(2, 2)), "no size from 2 to 2 is left for n"),
        (draw(a="n m", n="k"), "n is to be as large as k, which is no letter"),
    ],
)
def test_what_cannot_be_drawn_is_an_error_with_its_name(inputs, words):
    with pytest.raises(ExerciseError, match=words):
        inputs(np.random.default_rng(1))


def test_fixed_values_are_new_each_time():
    first, second = (c["x"] for c in drawn(draw(x=np.zeros(3)), 2))
    assert first is not second and np.array_equal(first, second)
    assert one(fixed("relu"))[0] == "relu" and one(7)[0] == 7


def test_signed_numbers_are_far_from_zero_and_of_either_sign():
    found = np.concatenate([a.ravel() for a in one("n m")])
    assert np.abs(found).min() >= 0.3 and np.abs(found).max() <= 1.5
    assert 0.4 < (found > 0).mean() < 0.6
    found = np.concatenate([a.ravel() for a in one(signed("n m", 2, 3))])
    assert np.abs(found).min() >= 2


def test_labels_are_of_both_kinds():
    for length, fewest in ((2, 1), (3, 1), (4, 2), (9, 2)):
        for found in one(labels("1 m"), m=length):
            assert set(found.ravel()) == {0, 1} and found.shape == (1, length)
            assert min((found == 0).sum(), (found == 1).sum()) >= fewest
            assert found.dtype.kind == "i"
    assert {int(found[0, 0]) for found in one(labels("1 1"))} == {0, 1}


def test_scores_lie_away_from_kinks_and_decisions_and_on_either_side_of_each():
    for found in one(scores("n m")):
        for place in (0, 0.5, 1, -0.5, -1):
            assert np.abs(found - place).min() > 0.09
        assert (found < 0).any() and ((found > 0) & (found < 0.5)).any() and (found > 0.5).any()
    for found in one(scores("6", 0.01, -0.01)):
        assert {0.01, -0.01} <= set(found) and len(found) == 6


def test_probabilities_are_never_near_the_ends_or_one_half():
    found = np.concatenate([a.ravel() for a in one(probabilities("1 m"))])
    assert found.min() >= 0.05 and found.max() <= 0.95 and np.abs(found - 0.5).min() >= 0.02 - 1e-12


def test_numbers():
    assert {type(a) for a in one(whole(1, 3))} == {int} and set(one(whole(1, 3))) == {1, 2, 3}
    assert one(whole(-5, 5, "7"))[0].shape == (7,)
    assert all(0.05 <= a <= 0.3 and a == round(a, 2) for a in one(rate()))
    assert all(type(a) is float and 2 <= a <= 3 for a in one(between(2, 3)))
    assert abs(np.mean([a.mean() for a in one(normal("50", 3))]) - 3) < 0.1
    assert all(np.abs(a - [1, 9]).max() <= 0.05 for a in one(around([1, 9])))
    assert set(one(choice("relu", "sigmoid"))) == {"relu", "sigmoid"}


def test_parameters_have_the_shapes_of_their_layers():
    for case in drawn(draw(X="n_x m", p=parameters("n_x n_h 1"))):
        n_x, n_h = len(case["X"]), len(case["p"]["b1"])
        shapes = {name: value.shape for name, value in case["p"].items()}
        assert shapes == {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
        assert min(np.abs(value).min() for value in case["p"].values()) > 0.05
    assert list(one(parameters("2 1", prefix="d"))[0]) == ["dW1", "db1"]


def test_parameters_can_be_those_of_layers_drawn_before():
    dims = layers("n_x n_1 1", "n_x n_1 n_2 1")
    depths = set()
    for case in drawn(draw(dims=dims, X="n_x m", p=parameters("dims"), n_1=size("n_1"))):
        sizes = case["dims"]
        depths.add(len(sizes))
        assert sizes[0] == len(case["X"]) and sizes[1] == case["n_1"] and sizes[-1] == 1
        assert case["p"][f"W{len(sizes) - 1}"].shape == (1, sizes[-2])
    assert depths == {3, 4}


def test_a_special_case_says_what_it_changes_in_an_exercise():
    entry = Exercise(
        "propagate",
        inputs=PROPAGATE,
        special={"one example": at(m=1), "own": lambda rng: {"w": 1}},
    )
    one_example, own = (inputs(np.random.default_rng(1)) for inputs in entry.rows.values())
    assert one_example["X"].shape[1] == 1 and own == {"w": 1}
    odd = Exercise("f", inputs=lambda rng: {}, special={"one": at(m=1)})
    with pytest.raises(ExerciseError, match="exercise f: at"):
        _ = odd.rows
