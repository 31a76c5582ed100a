"""Are checks made from the notebook's own solution, the same for a course, new for another?"""

from dataclasses import replace

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.answer_key import AnswerKey, checks, rng_for, unlike, variants
from grader.assignment import Assignment, load_assignment
from grader.exercises import Exercise, ExerciseError
from utils.checkfile import Case
from utils.compare import same
from utils.expected import Leading, OneOf, Raises, Sample

KEY = AnswerKey(load_assignment("week2-logistic-regression"), "seed")
CELL = """import numpy as np
def double(x):
    return 2 * x
def draw(n):
    return np.random.rand(n, n)
"""


def assignment(source=CELL, graded=("double", "draw")):
    solution = new_code_cell(source, metadata={"nbgrader": {"solution": True, "grade": False}})
    tests = [
        new_code_cell(f"grade({name})", metadata={"nbgrader": {"grade": True, "points": 4}})
        for name in graded
    ]
    return Assignment("week", {"week": new_notebook(cells=[solution, *tests])})


DOUBLE = Exercise(
    "double",
    inputs=lambda rng: {"x": rng.normal(size=3)},
    special={"zero": lambda rng: {"x": np.zeros(2)}},
    mistakes="""
    triple: Three?
        2 * x -> 3 * x
    broken: Hm.
        2 * x -> x[9]
    """,
)


def test_without_a_seed_there_are_only_visible_cases():
    found = checks(assignment(), DOUBLE)
    assert [case.row for case in found.cases] == ["visible"] * 3 + ["zero"]
    assert not any(case.secret for case in found.cases) and found.points == 4


def test_with_a_seed_the_hidden_cases_come_after_them():
    found = checks(assignment(), DOUBLE, "seed")
    rows = [case.row for case in found.cases]
    assert rows == ["visible"] * 3 + ["zero"] + ["hidden"] * 5 + ["zero"]
    assert [case.secret for case in found.cases] == [False] * 4 + [True] * 6
    visible = checks(assignment(), DOUBLE)
    for one, other in zip(found.cases, visible.cases, strict=False):
        assert same(one.inputs, other.inputs)


def test_expected_values_and_mistaken_ones_come_from_the_solution():
    for case in checks(assignment(), DOUBLE, "seed").cases:
        assert same(case.expected, 2 * case.inputs["x"])
        assert same(case.mistakes["triple"], 3 * case.inputs["x"])
        assert case.mistakes["broken"] == Raises("IndexError")


def test_a_seed_repeats_and_another_one_does_not():
    def hidden(seed):
        return [case.inputs["x"] for case in checks(assignment(), DOUBLE, seed).cases[4:9]]

    assert same(hidden("one"), hidden("one")) and not same(hidden("one"), hidden("two"))


def test_random_answers_are_kept_as_their_properties():
    drawn = Exercise("draw", inputs=lambda rng: {"n": 5}, random=True)
    assert all(isinstance(c.expected, Sample) for c in checks(assignment(), drawn, "s").cases)


def test_random_answers_may_be_kept_as_what_else_they_have_in_common():
    length = Exercise("draw", inputs=lambda rng: {"n": 5}, random=True, in_common=len)
    assert all(c.expected == 5 for c in checks(assignment(), length, "s").cases)


def test_what_is_expected_can_be_adapted():
    either = replace(DOUBLE, adapt=lambda value: OneOf((value, -value)))
    assert isinstance(checks(assignment(), either).cases[0].expected, OneOf)


def test_what_is_expected_can_take_the_inputs_into_account():
    given = replace(DOUBLE, accept=lambda value, inputs: (value, inputs["x"]))
    for case in checks(assignment(), given).cases:
        assert np.array_equal(case.expected[1], case.inputs["x"])


def test_the_last_values_of_a_right_and_of_a_mistaken_answer_may_be_left_out():
    cell = "def pair(x):\n    return x, 2 * x, 5"
    pair = replace(DOUBLE, function="pair", least=1, mistakes="triple: 3?\n    2 * x -> 3 * x")
    for case in checks(assignment(cell, ("pair",)), pair).cases:
        x = case.inputs["x"]
        assert case.expected == Leading(case.expected.values, 1)
        assert same((x, 2 * x, 5), case.expected) and same((x,), case.expected)
        assert same((x, 3 * x, 5), case.mistakes["triple"])


def test_an_exercise_without_a_graded_cell_is_an_error_by_name():
    with pytest.raises(ExerciseError, match=r"no graded cell calls grade\(double\)"):
        checks(assignment(graded=("draw",)), DOUBLE)


@pytest.mark.parametrize("edit", ["nowhere ->", "2 * x -> 2 *"])
def test_a_mistake_that_cannot_be_made_names_its_exercise(edit):
    odd = replace(DOUBLE, mistakes=f"odd: hint\n    {edit}")
    with pytest.raises(ExerciseError, match="week, double: "):
        variants(assignment(), odd)


def test_a_generator_depends_on_all_its_words():
    first = rng_for("seed", "a", "b").random()
    assert first == rng_for("seed", "a", "b").random()
    assert len({first, *(rng_for(*w).random() for w in (["seed", "ab"], ["seed", "b", "a"]))}) == 3


def test_hidden_inputs_are_unlike_the_known_ones_while_there_are_others():
    known = [Case("visible", {"n": n}, None) for n in range(9)]
    draw = lambda rng: {"n": int(rng.integers(10))}  # noqa: E731
    rng = np.random.default_rng(0)
    assert [unlike(known, draw, rng)["n"] for _ in range(20)].count(9) >= 19
    assert unlike(known, lambda rng: {"n": 3}, rng) == {"n": 3}


def test_spare_values_are_drawn_with_the_case_or_fixed():
    drawn = replace(DOUBLE, spare=lambda rng: {"y": float(rng.random())})
    found = [case.spare["y"] for case in checks(assignment(), drawn, "seed").cases]
    assert len(set(found)) == len(found)
    fixed = replace(DOUBLE, spare={"y": 3})
    assert all(case.spare == {"y": 3} for case in checks(assignment(), fixed).cases)


def test_helpers_are_the_references_of_what_a_function_builds_on():
    found = KEY.helpers("propagate")
    assert list(found) == ["sigmoid"] and found["sigmoid"](0.0) == 0.5
    assert KEY.helpers("sigmoid") == {}


def test_what_a_function_builds_on_reaches_down_to_the_last_helper():
    assert KEY.below("model") == {
        "initialize_with_zeros", "optimize", "predict", "propagate", "sigmoid",
    }  # fmt: skip
    assert KEY.below("sigmoid") == set()


def test_carried_checks_expect_what_follows_from_the_mistakes():
    right = KEY.checks("predict")
    found = KEY.carried("predict", frozenset({("sigmoid", "sign")}))
    assert len(found.cases) == len(right.cases) and found.points == 10
    for carried, case in zip(found.cases, right.cases, strict=True):
        assert carried.inputs is case.inputs and not carried.mistakes
        assert np.array_equal(carried.expected, 1 - case.expected)


@pytest.mark.parametrize(
    "function, helper, mistake",
    [
        ("propagate", "sigmoid", "no-one"),  # probabilities above 1: the costs are NaN
        ("optimize", "propagate", "swapped"),  # raises an exception
        ("predict", "sigmoid", "precedence"),  # always above one half: nothing shows
    ],
)
def test_carried_checks_that_could_not_tell_are_none(function, helper, mistake):
    assert KEY.carried(function, frozenset({(helper, mistake)})) is None


def test_the_key_of_the_quiz_is_the_instructors():
    assert len(KEY.quiz) == 10 and set(KEY.quiz.values()) <= set("abcd")
