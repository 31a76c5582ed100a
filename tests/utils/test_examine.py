"""Are points shared out as promised, and does every row say what happened?"""

import time
from dataclasses import replace

import numpy as np
import pytest

from utils.checkfile import Case, Checks, Speed
from utils.examine import examine, find_mistake, stretched, unwritten
from utils.expected import OneOf, Raises, Sample, sampled


def square(x):
    return x * x


def case(row, x, secret=False, **mistakes):
    x = np.asarray(x, float)
    answers = {"double": 2 * x, "zero": 0 * x} | mistakes
    return Case(row, {"x": x}, square(x), answers, secret=secret)


HINTS = {"double": "That is twice x.", "zero": "Zero is too little."}
CHECKS = Checks(
    "square",
    10.0,
    (
        case("visible", [1.0, 3.0]),
        case("visible", [4.0, 5.0, 6.0]),
        case("large", [1e6]),
        case("hidden", [7.0, 8.0], secret=True),
        case("hidden", [9.5], secret=True),
    ),
    HINTS,
    speed=Speed({"x": 0}, 50_000),
    see="Squares",
)


def rows(report):
    return {row.label: row for row in report.rows}


def test_a_right_answer_gets_every_point_and_no_words():
    report = examine(square, CHECKS)
    assert report.score == report.points == 10 and not report.mistake
    assert all(row.credit == 1 and not row.words for row in report.rows)


def test_the_points_of_the_rows_add_up_and_keep_their_weights():
    points = {label: row.points for label, row in rows(examine(square, CHECKS)).items()}
    assert sum(points.values()) == pytest.approx(10)
    form = points["form: type, shape, inputs left alone"]
    assert points["case 1"] == points["case 2"] == pytest.approx(form)
    assert points["hidden cases"] == pytest.approx(5 * form)
    assert points["large"] == points["speed"] == pytest.approx(form)


def test_visible_cases_alone_leave_the_hidden_points_out():
    visible = replace(CHECKS, cases=CHECKS.cases[:3])
    report = examine(square, visible)
    assert "hidden cases" not in rows(report)
    assert sum(row.points for row in report.rows) == pytest.approx(5)


def test_a_known_mistake_draws_its_hint():
    report = examine(lambda x: 2 * x, CHECKS)
    assert (report.mistake, report.hint, report.see) == ("double", "That is twice x.", "Squares")
    assert report.score < 10


def test_an_unknown_mistake_draws_none():
    report = examine(lambda x: x * x + 1, CHECKS)
    assert (report.mistake, report.listed) == ("shift", False) and report.score < 10


def test_a_mistake_that_explains_half_the_cases_is_not_named():
    assert not examine(lambda x: 2 * x if len(x) > 1 else x - 1, CHECKS).listed


def test_a_right_answer_is_no_mistake_even_where_they_agree():
    """2x and x² agree at 0 and 2."""
    same = Checks("square", 1.0, (case("visible", [0.0, 2.0]),), HINTS)
    assert examine(square, same).mistake == ""


def test_two_mistakes_in_two_parts_still_get_a_hint():
    expected = {"dw": 1.0, "db": 2.0, "cost": 3.0}
    wrong = {"dw": {"dw": 9.0, "db": 2.0, "cost": 3.0}, "db": {"dw": 1.0, "db": 8.0, "cost": 3.0}}
    both = Case("visible", {"x": 1}, expected, wrong)
    checks = Checks("f", 1.0, (both,), {"dw": "look at dw", "db": "look at db"})
    report = examine(lambda x: {"dw": 9.0, "db": 8.0, "cost": 3.0}, checks)
    assert report.mistake == "dw" and report.hint == "look at dw"
    assert examine(lambda x: {"dw": 7.0, "db": 8.0, "cost": 3.0}, checks).listed is False


def test_partial_credit_is_at_most_a_half_and_counts_the_parts():
    checks = Checks("f", 8.0, (Case("hidden", {"x": 1}, {"a": 1.0, "b": 2.0, "c": 3.0}),), {})
    found = rows(examine(lambda x: {"a": 1.0, "b": 2.0, "c": 0.0}, checks))
    assert found["hidden cases"].credit == pytest.approx(0.5 * 2 / 3)


def test_answers_that_fit_only_the_visible_cases_earn_nothing():
    table = {tuple(c.inputs["x"]): c.expected for c in CHECKS.cases if not c.secret}
    report = examine(lambda x: table.get(tuple(x)), CHECKS)
    assert report.score == 0 and "visible cases alone" in report.hint
    assert all(row.credit == 0 for row in report.rows)


def test_a_score_is_full_only_when_everything_is_right():
    """However small the loss, rounding does not hide it."""
    many = tuple(case("hidden", [float(n)]) for n in range(3, 1003))
    checks = Checks("square", 1.0, (CHECKS.cases[0], *many), {})
    report = examine(lambda x: x * x + x * (x == 500), checks)
    assert report.score == 0.99


def test_an_input_changed_in_place_is_named_once_the_form_is_right():
    def careless(x):
        x *= x
        return x.copy()

    form = examine(careless, CHECKS).rows[0]
    assert form.credit == 0 and form.words.startswith("It changed its input x in place")
    assert examine(careless, replace(CHECKS, in_place=True)).score == 10


def test_the_same_trouble_is_explained_once():
    found = rows(examine(lambda x: x[None], CHECKS))
    assert "has shape (1, 2)" in found["case 1"].words and found["case 2"].words == "As in case 1."
    assert found["case 1"].call == "square(x (2,))" and not found["case 2"].call


def test_a_secret_case_shows_neither_its_call_nor_its_values():
    report = examine(lambda x: x * x + 0.125 * x, CHECKS)
    hidden = rows(report)["hidden cases"]
    assert hidden.call == "" and hidden.words == "0 of 2 right. The answer differs."


def test_an_exception_in_a_secret_case_keeps_its_message_to_itself():
    def fails(x):
        if x[0] > 6.5:
            raise ValueError(f"cannot do {x}")
        return x * x

    words = rows(examine(fails, replace(CHECKS, speed=None)))["hidden cases"].words
    assert "ValueError" in words and "7." not in words and "cannot" not in words


def test_a_stub_is_not_written_yet_and_its_caller_says_whom_it_calls():
    def stub(x):
        raise NotImplementedError("not written yet")

    report = examine(stub, CHECKS)
    assert report.score == 0 and "Not written yet" in report.rows[0].words
    assert len(report.rows) == 1 and report.rows[0].points == 10
    called = unwritten(replace(CHECKS, uses=("sigmoid",)), "sigmoid")
    assert called.rows[0].words == "It calls sigmoid, which is not written yet."


def test_helpers_stand_in_for_the_students_own():
    names = {}
    exec("def times(a, b):\n    return a + b\ndef square(x):\n    return times(x, x)", names)
    assert examine(names["square"], CHECKS).score < 10
    assert examine(names["square"], CHECKS, {"times": lambda a, b: a * b}).score == 10


def slow(x):
    return np.array([sum(entry for _ in range(20)) / 20 * entry for entry in x.tolist()])


def test_a_loop_is_slow_and_loses_that_row_alone():
    report = examine(slow, CHECKS)
    assert [row.label for row in report.rows if row.credit < 1] == ["speed"]
    assert "times as long as np.exp" in rows(report)["speed"].words


def test_a_large_input_has_to_be_answered_rightly_too():
    checks = replace(CHECKS, solve=lambda inputs: square(**inputs))
    assert examine(square, checks).score == checks.points
    report = examine(lambda x: x if np.size(x) > 1000 else slow(x), checks)
    assert [row.label for row in report.rows if row.credit < 1] == ["speed"]
    assert rows(report)["speed"].words == "Its answer to many examples at once is not right."


def test_a_loop_that_remembers_is_a_loop():
    known = {}

    def remembers(x):
        key = np.asarray(x).tobytes()
        if key not in known:
            known[key] = slow(x)
        return known[key]

    report = examine(remembers, CHECKS)
    assert [row.label for row in report.rows if row.credit < 1] == ["speed"]


def test_wrong_answers_are_not_timed():
    found = rows(examine(lambda x: x + 0 * time.sleep(0), replace(CHECKS, hints={})))
    assert found["speed"].credit == 0 or found["speed"].words


def test_an_exception_on_the_large_input_is_told():
    def small_only(x):
        if x.size > 100:
            raise MemoryError
        return x * x

    assert "MemoryError" in rows(examine(small_only, CHECKS))["speed"].words


def test_inputs_are_stretched_along_their_axes():
    checks = replace(CHECKS, speed=Speed({"X": 1, "Y": 1}, 100))
    inputs = {"X": np.ones((3, 7)), "Y": np.ones((1, 7)), "b": 2}
    found = stretched(inputs, checks)
    assert found["X"].shape == (3, 105) and found["Y"].shape == (1, 105) and found["b"] == 2
    assert inputs["X"].shape == (3, 7)


def test_right_for_one_example_and_not_for_several_says_so():
    def total(X):
        return Case("visible", {"X": X}, X.mean(axis=1, keepdims=True))

    cases = (total(np.array([[1.0], [2.0]])), total(np.array([[1.0, 5.0], [2.0, 7.0]])))
    report = examine(lambda X: X.sum(axis=1, keepdims=True), Checks("f", 1.0, cases, {}))
    assert report.hint.startswith("It is right for one example and not for several")


def test_random_answers_are_judged_by_their_properties():
    checks = Checks(
        "draw",
        1.0,
        (Case("hidden", {"n": 60}, {"W": Sample((60, 60), 0.0, 0.01), "b": np.zeros((60, 1))},
              {"too-large": {"W": Sample((60, 60), 0.0, 1.0), "b": np.zeros((60, 1))}}),),
        {"too-large": "A hundred times too large."},
        random=True,
    )  # fmt: skip

    def draw(scale):
        return lambda n: {"W": scale * np.random.randn(n, n), "b": np.zeros((n, 1))}

    assert examine(draw(0.01), checks).score == 1
    assert examine(draw(1), checks).mistake == "too-large"
    assert examine(draw(0), checks).score < 1


def test_an_answer_from_its_own_start_is_judged_by_form_or_by_the_exercises_rule():
    given = {"start": np.array([5.0])}
    checks = Checks("f", 1.0, (Case("hidden", {"x": 1}, np.array([6.0]), given=given),), {})
    names = {"np": np}
    exec("def start():\n    return 0\ndef uses(x):\n    return start() + x", names)
    assert examine(names["uses"], checks).score == 1
    own = lambda x: np.array([1.0])  # noqa: E731
    assert examine(own, checks).score == 1  # right in form, and nobody can say more
    assert examine(lambda x: np.array([1.0, 2.0]), checks).score == 0
    assert examine(own, replace(checks, accept=lambda inputs, answer: False)).score == 0
    assert examine(own, replace(checks, accept=lambda inputs, answer: True)).score == 1


def test_an_expected_exception_has_to_be_raised():
    checks = Checks("f", 1.0, (Case("hidden", {"x": -1}, Raises("ValueError")),), {})

    def strict(x):
        raise ValueError("negative")

    assert examine(strict, checks).score == 1
    assert examine(lambda x: 0, checks).score == 0
    assert examine(lambda x: [][0], checks).score == 0


def test_one_of_several_conventions_is_enough():
    either = Checks("f", 1.0, (Case("hidden", {"x": 1}, OneOf((np.ones(2), np.zeros(2)))),), {})
    assert examine(lambda x: np.zeros(2), either).score == 1
    assert examine(lambda x: np.full(2, 0.5), either).score == 0


def test_examining_prints_nothing_whatever_the_answer(capfd):
    for answer in (1e308, np.full(2, 1j), np.full(2, np.nan), object(), np.full(2, 1e-320)):
        examine(lambda x, a=answer: a, CHECKS)
    assert capfd.readouterr() == ("", "")


def test_no_outcome_has_no_mistake():
    assert find_mistake([], CHECKS) == ""


def test_sampled_leaves_constants_alone():
    found = sampled({"W": np.array([1.0, 3.0]), "b": np.zeros(2), "n": 4, "t": (np.ones(1),)})
    assert found["W"] == Sample((2,), 2.0, 1.0, measured=True) and found["n"] == 4
    assert not found["b"].any() and found["t"][0].shape == (1,)
