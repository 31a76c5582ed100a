"""The start that a training function draws for itself, and what follows from it."""

from functools import partial

import numpy as np
import pytest

from grader.answer_key import called_again, expected
from grader.exercises.training import at_rest, bounded, finite, own_start
from tests.grader.exercises.course import assignment, drawn, exercises, written
from utils.checkfile import Case
from utils.compare import same
from utils.examine import examine
from utils.expected import Anything, Leading, OneOf, Sample
from utils.observe import observe

WEEKS = {"nn_model": "week3-shallow-network"}
WEEKS |= dict.fromkeys(("two_layer_model", "L_layer_model"), "week4-deep-network")
BODY = """
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    global calls
    calls += 1
    p = {{"W1": {W1}, "b1": np.zeros((n_h, 1)),
         "W2": np.random.randn(1, n_h) * 0.01, "b2": np.zeros((1, 1))}}
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        p = update_parameters(p, backward_propagation(p, cache, X, Y))
    return p
"""
SMALL = "np.random.randn(n_h, len(X)) * 0.01"


def case_of(name: str, row: str = "") -> Case:
    """A case of a training function, from a special row or the usual one."""
    exercise = exercises(WEEKS[name])[name]
    inputs = (exercise.rows[row] if row else exercise.inputs)(np.random.default_rng(5))
    return answered(name, inputs)


def answered(name: str, inputs: dict) -> Case:
    """A case with these inputs, its given start, and what is expected of an answer."""
    exercise = exercises(WEEKS[name])[name]
    given = exercise.given(inputs)
    right = expected(assignment(WEEKS[name]).namespace()[name], exercise, inputs, given)
    return Case("hidden", inputs, right, given=given)


def judged(text: str, case: Case, name: str = "nn_model"):
    """What the exercise's rule says of a function: the case to judge, and its call."""
    function = written(WEEKS[name], name, "calls = 0\n" + text)
    solution = assignment(WEEKS[name]).namespace()
    exercise = exercises(WEEKS[name])[name]
    solve = partial(expected, solution[name], exercise)
    return exercise.own_start(partial(called_again, function, {}, {}), solve, solution, case)


@pytest.mark.parametrize("name", WEEKS)
def test_at_rest_the_reference_comes_back_with_its_start(name: str) -> None:
    case = case_of(name)
    solution = assignment(WEEKS[name]).namespace()
    rng = np.random.default_rng(1)
    start = {
        key: rng.normal(size=value.shape) * (key[0] == "W")
        for key, value in next(iter(case.given.values())).items()
    }
    found = observe(solution[name], at_rest(case.inputs), dict.fromkeys(case.given, start)).value
    found = found[0] if isinstance(found, tuple) else found
    for key, value in start.items():
        np.testing.assert_allclose(found[key], value, atol=1e-12)


@pytest.mark.parametrize("name", WEEKS)
def test_away_from_rest_it_does_not(name: str) -> None:
    case = case_of(name)
    start = next(iter(case.given.values()))
    solution = assignment(WEEKS[name]).namespace()
    found = observe(solution[name], case.inputs, case.given).value
    found = found[0] if isinstance(found, tuple) else found
    assert not any(np.allclose(found[key], value) for key, value in start.items())


def test_from_the_start_that_it_drew_follows_what_it_answers() -> None:
    case, call = judged(BODY.format(W1=SMALL), case_of("nn_model"))
    assert same(call.value, case.expected) and set(case.given) == {"initialize_parameters"}
    start = case.given["initialize_parameters"]
    assert 0 < np.abs(start["W1"]).max() < 0.06 and not start["b1"].any()
    assert not same(start, case.expected)


def test_a_start_that_differs_from_call_to_call_proves_nothing() -> None:
    restless = f"(calls + 1) * {SMALL}"
    case, call = judged(BODY.format(W1=restless), case_of("nn_model"))
    assert not same(call.value, case.expected)


@pytest.mark.parametrize("W1", ["np.zeros((n_h, len(X)))", "np.ones((n_h, len(X)))", "None", "3"])
def test_a_start_that_is_not_as_asked_is_told_beside_what_is(W1: str) -> None:
    case, call = judged(BODY.format(W1=W1), case_of("nn_model", "its own start"))
    assert not same(call.value, case.expected)
    assert isinstance(case.expected.options[0]["W1"], Sample)


def test_where_no_start_was_given_the_spread_of_many_units_is_looked_at() -> None:
    case, call = judged(BODY.format(W1=SMALL), case_of("nn_model", "its own start"))
    assert same(call.value, case.expected) and call.value["W1"].size > 10_000
    for scale in ("0.5", "2"):
        text = BODY.format(W1=f"{scale} * {SMALL}")
        case, call = judged(text, case_of("nn_model", "its own start"))
        assert not same(call.value, case.expected)


@pytest.mark.parametrize("at_zero", ["Z > 0", "Z >= 0"])
def test_either_slope_of_the_relu_at_zero_is_right(at_zero: str) -> None:
    """All units of a layer of two are often silent, and then the next scores are exactly 0."""
    text = f"""
def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    A = sigmoid(Z)
    slope = ({at_zero}) if activation == "relu" else A * (1 - A)
    return linear_backward(dA * slope, linear_cache)

def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    p = {{}}
    for l in range(1, len(layers_dims)):
        here, before = layers_dims[l], layers_dims[l - 1]
        p[f"W{{l}}"] = np.random.randn(here, before) / np.sqrt(before)
        p[f"b{{l}}"] = np.zeros((here, 1))
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, p)
        p = update_parameters(p, L_model_backward(AL, Y, caches), learning_rate)
    return p
"""
    inputs = case_of("L_layer_model").inputs
    inputs |= {"layers_dims": [len(inputs["X"]), 2, 2, 1]}
    case, call = judged(text, answered("L_layer_model", inputs), "L_layer_model")
    assert same(call.value, case.expected)
    assert not same(call.value, case.expected.options["=" not in at_zero])  # it mattered


def test_a_right_answer_beyond_all_bounds_is_sought_at_a_smaller_rate() -> None:
    solve = lambda inputs: np.array([np.inf if inputs["learning_rate"] > 3 else 1.0])  # noqa: E731
    large = {"X": 4.0, "learning_rate": 8.0}
    assert bounded(large, solve)[0] == {"X": 1.0, "learning_rate": 2.0}
    small = {"X": 4.0, "learning_rate": 3.0}
    assert bounded(small, solve)[0] == small
    inputs, answer = bounded({"X": 1}, lambda inputs: np.nan)
    assert inputs == {"X": 1} and np.isnan(answer)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (1.0, True), (np.nan, False), (np.ones(3), True), (np.array([1, np.inf]), False),
        ({"W": np.ones(2), "costs": [1.0, np.nan]}, False), ((1.0, Anything()), True),
        (OneOf((1.0, np.nan)), False), ("text", True), (None, True),
        (Leading((1.0, np.nan), 1), False), (Leading((1.0, 2.0), 1), True),
    ],
)  # fmt: skip
def test_what_is_finite(value: object, wanted: bool) -> None:
    assert finite(value) is wanted


def test_a_wrong_step_from_an_own_start_draws_the_hint_of_its_mistake() -> None:
    """As from the given start: the mistakes of the exercise begin where the student's model did."""
    slow = "calls = 0\n" + BODY.replace("cache, X, Y))", "cache, X, Y), 0.01)").format(W1=SMALL)
    known = drawn(WEEKS["nn_model"], "nn_model")
    report = examine(written(WEEKS["nn_model"], "nn_model", slow), known)
    assert report.mistake == "small-rate" and report.score < report.points


def test_the_rule_is_made_of_what_is_asked_and_of_how_to_ask_for_more_units() -> None:
    rule = own_start(lambda inputs: {"w": np.zeros(1)}, lambda inputs: inputs | {"n": 9})
    seen = []

    def again(inputs):
        seen.append(inputs)
        return observe(lambda *_: {"w": np.zeros(1)}, {})

    case = Case("its own start", {"X": np.ones((3, 5)), "n": 2}, {"w": np.zeros(1)})
    rule(again, None, {}, case)
    assert seen[0] == case.inputs
    assert seen[1]["n"] == 9 and not seen[1]["X"].any() and seen[1]["num_iterations"] == 1
