"""Are points shared out as promised, and does every row say what happened?"""

import json
import time
from collections import deque
from dataclasses import asdict, replace

import numpy as np
import pytest

from utils.checkfile import Case, Checks, Speed
from utils.examine import blaming, examine, find_mistake, stretched, unwritten
from utils.expected import Anything, Batches, Exactly, OneOf, Raises, Sample, sampled
from utils.explain import GENERAL
from utils.observe import observe


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


def test_a_part_that_may_be_anything_earns_nothing():
    checks = Checks("f", 8.0, (Case("hidden", {"x": 1}, ({"a": 1.0}, Anything())),), {})
    assert examine(lambda x: ({"a": 2.0}, []), checks).score == 0
    assert examine(lambda x: ({"a": 1.0}, []), checks).score == 8


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


def test_no_answer_can_be_prepared_for_the_order_in_which_it_is_timed():
    checks = replace(CHECKS, solve=lambda inputs: square(**inputs))
    whole = stretched(checks.cases[0].inputs, checks.speed)["x"]
    known = {whole.tobytes(): square(whole)}
    for number in range(1, 40):
        order = np.random.default_rng(number).permutation(len(whole))
        known[whole[order].tobytes()] = square(whole[order])

    def prepared(x):
        found = known.get(np.asarray(x).tobytes())
        return slow(x) if found is None else found

    report = examine(prepared, checks)
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
    found = stretched(inputs, checks.speed)
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


def test_an_answer_from_its_own_start_is_judged_by_form_where_nobody_can_say_more():
    given = {"start": np.array([5.0])}
    checks = Checks("f", 1.0, (Case("hidden", {"x": 1}, np.array([6.0]), given=given),), {})
    names = {"np": np}
    exec("def start():\n    return 0\ndef uses(x):\n    return start() + x", names)
    assert examine(names["uses"], checks).score == 1
    own = lambda x: np.array([1.0])  # noqa: E731
    assert examine(own, checks).score == 1  # right in form, and nobody can say more
    assert examine(lambda x: np.array([1.0, 2.0]), checks).score == 0


def test_where_a_call_is_required_a_value_that_came_without_it_is_judged():
    case = Case("hidden", {"x": 2.0}, 6.0, given={"slope": 3.0})
    checks = Checks("f", 1.0, (case,), {}, required=True)
    asking, knowing = {"slope": lambda x: 2.0}, lambda x: 4.0
    exec("def f(x):\n    return x * slope(x)", asking)
    assert examine(asking["f"], checks).score == 1 and examine(knowing, checks).score == 0


def test_an_answer_from_its_own_start_is_judged_by_what_follows_from_it():
    given = {"start": np.array([5.0])}
    case = Case("hidden", {"x": 1}, np.array([6.0]), given=given)
    own = lambda x: np.array([float(x)])  # noqa: E731
    for answer, score in ((2.0, 1), (3.0, 0)):

        def judged(function, helpers, case, answer=answer):
            return replace(case, expected=np.array([answer])), observe(function, {"x": 2})

        assert examine(own, Checks("f", 1.0, (case,), {}, own_start=judged)).score == score


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


def grid(*shape):
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) ** 2


def two(row, m, **mistakes):
    """A case of a function of X (3, m) that returns (Z, cache)."""
    X = grid(3, m)
    return Case(row, {"X": X}, (2 * X, (X, X + 1)), mistakes)


FORWARD = Checks(
    "forward",
    10.0,
    (two("visible", 2), two("visible", 4), two("one example", 1), two("hidden", 5)),
    {},
    ("Z", "cache"),
)


@pytest.mark.parametrize(
    ("answer", "name", "words"),
    [
        (lambda X: None, "none", "It returned None"),
        (lambda X: X + missing, "raised", "NameError"),  # noqa: F821
        (
            lambda X: (2 * X, (X, X + 1), 3),
            "count",
            "It returns 3 values, where 2 are expected: Z and cache.",
        ),
        (lambda X: 2 * X, "type", "It returns 1 value (an array of shape (3, 2)), where 2"),
        (lambda X: (2 * X, (X,)), "count", "cache has 1 entry, where 2 are expected."),
        (lambda X: (2 * X, (X, X + 1, X)), "count", "cache has 3 entries, where 2 are expected."),
        (lambda X: (2 * X, X), "type", "cache is an array of shape (3, 2), where a tuple of 2"),
        (lambda X: ((X, X + 1), 2 * X), "order", "in another order: Z, cache is expected."),
        (lambda X: (2 * X, (X + 1, X)), "order", "cache holds the right values in another order."),
        (lambda X: (2 * X.T, (X, X + 1)), "transposed", "Z has shape (2, 3)"),
        (lambda X: ((2 * X).ravel(), (X, X + 1)), "rank-1", "a rank-1 array"),
        (lambda X: (2 * X.sum(0), (X, X + 1)), "lost-dimension", "a dimension was lost"),
        (lambda X: (2 * np.vstack([X, X]), (X, X + 1)), "broadcast", "larger than it should"),
        (lambda X: (2 * X[1:], (X, X + 1)), "shape", "Z has shape (2, 2), where (3, 2)"),
        (lambda X: (2 * X.astype(str).astype(object), (X, X + 1)), "type", "Python objects"),
        (lambda X: (0 / (X - X), (X, X + 1)), "not-finite", "Z is NaN"),
        (lambda X: (-2 * X, (X, X + 1)), "sign", "The sign is the opposite."),
        (lambda X: (X, (X, X + 1)), "factor-1/2", "2 times too small"),
        (lambda X: (4 * X, (X, X + 1)), "factor-2", "2 times too large"),
        (lambda X: (3.4 * X, (X, X + 1)), "factor", "1.7 times too large"),
        (lambda X: (6 * X, (X, X + 1)), "factor-n", "3 times too large: that is the number of"),
        (lambda X: (2 * X + 1, (X, X + 1)), "shift", "off by the same 1"),
        (lambda X: (2 * X[::-1], (X, X + 1)), "permuted", "The right numbers, in another order."),
        (lambda X: (0 * X, (X, X + 1)), "zeros", "Every entry is 0."),
        (lambda X: (2 * X + X**2, (X, X + 1)), "value", "entries differ"),
        (lambda: 1, "arguments", "It takes 0 arguments; the call passes 1: forward(X)."),
        (lambda X, rate: X * rate, "not-passed", "`rate` is a required argument of yours"),
        (lambda X, r, s: X[r:s][9], "raised", "IndexError"),
    ],
)
def test_what_no_listed_mistake_explains_has_a_name_of_its_own(answer, name, words):
    report = examine(answer, FORWARD)
    assert (report.mistake, report.listed, report.hint) == (name, False, "")
    assert name in GENERAL and words in rows(report)["case 1"].words
    assert all(row.words for row in report.rows if row.credit == 0)


@pytest.mark.parametrize("answer", [lambda X: (2 * X, X), lambda X: X])
def test_one_of_two_returned_values_that_is_whole_wrong_is_told_once(answer):
    words = rows(examine(answer, FORWARD))["case 1"].words
    assert "differ too" not in words and words.count("expected") == 1


def test_a_factor_m_is_named_by_the_examples():
    cases = tuple(Case("visible", {"X": grid(3, m)}, grid(3, m).mean(1)) for m in (4, 5))
    report = examine(lambda X: X.sum(1), Checks("f", 1.0, cases, {}))
    assert report.mistake == "factor-m"
    report = examine(lambda X: X.mean(1) / X.shape[1], Checks("f", 1.0, cases, {}))
    assert report.mistake == "factor-1/m"


def test_what_is_right_but_careless_or_slow_or_unwritten_has_a_name_too():
    def careless(x):
        x *= x
        return x.copy()

    def stub(x):
        raise NotImplementedError

    assert examine(careless, CHECKS).mistake == "in-place"
    assert examine(slow, CHECKS).mistake == "too-slow"
    assert examine(stub, CHECKS).mistake == "not-written"
    assert examine(square, CHECKS).mistake == ""
    table = {tuple(c.inputs["x"]): c.expected for c in CHECKS.cases if not c.secret}
    assert examine(lambda x: table.get(tuple(x)), CHECKS).mistake == "visible-only"


def test_the_name_is_that_of_most_wrong_cases():
    report = examine(lambda x: x * x + (1 if len(x) > 1 else x[0] * 0.3), CHECKS)
    assert report.mistake == "shift"


def test_every_row_of_zero_has_words():
    answers = [
        lambda x: x,
        lambda x: None,
        lambda x: x[9],
        lambda x: np.zeros(7),
        lambda x: "a",
        lambda x, y: y + 1,
        lambda x: square(x) if len(x) < 3 and x[0] < 6 else x[9],
        lambda x: square(x) if len(x) == 1 else None,
    ]
    for checks in (CHECKS, replace(CHECKS, in_place=True, speed=None), FORWARD):
        for answer in answers:
            for row in examine(answer, checks).rows:
                assert row.credit > 0 or len(row.words) > 10, (checks.function, row)


def test_rows_that_were_right_say_what_they_wait_for():
    report = examine(lambda x: x * x if x[0] < 6 or x[0] > 1e5 else None, CHECKS)
    assert report.score == 0
    assert rows(report)["large"].words == rows(report)["case 1"].words
    assert "as soon as something right comes out of the hidden cases" in rows(report)["large"].words


def test_what_a_wrong_argument_costs_is_not_the_form():
    """A right answer where the argument is passed keeps its form although it raises elsewhere."""
    cases = (
        Case("visible", {"w": 1.0, "rate": 2.0}, 2.0),
        Case("hidden", {"w": 3.0, "rate": 2.0}, 6.0),
        Case("the usual rate", {"w": 3.0}, 0.3),
    )
    report = examine(lambda w, rate: w * rate, Checks("step", 8.0, cases, {}))
    found = rows(report)
    assert found["form: type, shape, inputs left alone"].credit == found["hidden cases"].credit == 1
    assert found["the usual rate"].words == (
        "`rate` is a required argument of yours that is not passed: "
        "give it a default, or leave it out."
    )
    assert "None" not in str(report.rows)


def test_an_unused_third_parameter_keeps_full_marks_and_one_that_is_read_finds_its_value():
    spare = {"parameters": {"W1": np.ones((2, 2))}}
    bare = Checks("cost", 4.0, (Case("hidden", {"A": 1.0, "Y": 2.0}, 3.0),), {})
    kept = replace(bare, cases=(replace(bare.cases[0], spare=spare),))

    def reads(A, Y, parameters):
        return A + Y + 0 * parameters["W1"].sum()

    for checks in (bare, kept):
        assert examine(lambda A, Y, parameters: A + Y, checks).score == 4
        assert examine(lambda A, Y: A + Y, checks).score == 4
    assert examine(reads, kept).score == examine(lambda a, y, p: reads(a, y, p), kept).score == 4
    assert examine(reads, bare).mistake == "not-passed"
    words = rows(examine(lambda A, Y, parameters: A - Y, bare))["hidden cases"].words
    assert words.startswith("The answer differs") and "`parameters` is a required" in words


def raising(row, x, **mistakes):
    return Case(row, {"x": x}, 2.0 * x, {"bad": Raises("ValueError"), **mistakes})


def fails(x):
    raise ValueError


def test_equal_exceptions_alone_name_no_mistake():
    checks = Checks("f", 1.0, (raising("visible", 1.0), raising("hidden", 2.0)), {"bad": "Turn W."})
    report = examine(fails, checks)
    assert (report.mistake, report.listed, report.hint) == ("raised", False, "")


def test_one_value_of_its_own_names_it_when_the_exceptions_agree():
    square_case = Case("square", {"x": 3.0}, 6.0, {"bad": 9.0})
    checks = Checks("f", 1.0, (raising("visible", 1.0), square_case), {"bad": "Turn W."})

    def turned(x):
        if x != 3:
            raise ValueError
        return x * x

    def another(x):
        if x != 3:
            raise ValueError
        return x + 1

    def elsewhere(x):
        if x != 3:
            raise KeyError
        return x * x

    def right_there(x):
        if x != 3:
            raise ValueError
        return 6.0

    assert examine(turned, checks).mistake == "bad" and examine(turned, checks).listed
    for other in (another, elsewhere, right_there, fails):
        assert not examine(other, checks).listed


def test_a_value_that_two_mistakes_give_names_neither():
    both = tuple(Case(row, {"x": x}, 2 * x, {"one": x, "other": x}) for row, x in
                 (("visible", 1.0), ("hidden", 2.0)))  # fmt: skip
    checks = Checks("f", 1.0, both, {"one": "This.", "other": "That."})
    assert not examine(lambda x: x, checks).listed
    apart = replace(both[1], mistakes={"one": 2.0, "other": 5.0})
    assert examine(lambda x: x, replace(checks, cases=(both[0], apart))).mistake == "one"
    unsure = replace(both[1], mistakes={"one": Raises("ValueError"), "other": Raises("KeyError")})

    def raises(x):
        if x > 1:
            raise ValueError
        return x

    assert not examine(raises, replace(checks, cases=(both[0], unsure))).listed


def part_case(row, x, **mistakes):
    """A case of a function that returns {dw, db}; each mistake says what dw would be."""
    right = {"dw": 2 * x, "db": 3 * x}
    return Case(row, {"x": x}, right, {n: right | {"dw": dw(x)} for n, dw in mistakes.items()})


def test_a_part_names_a_mistake_only_if_it_fits_in_every_case():
    wrong = {"square": lambda x: x * x, "half": lambda x: x}
    cases = tuple(part_case(row, x, **wrong) for row, x in (("visible", 5.0), ("hidden", 3.0)))
    checks = Checks("f", 1.0, cases, {"square": "A square?", "half": "Half?"})
    assert examine(lambda x: {"dw": x * x, "db": 0.1}, checks).mistake == "square"
    once = lambda x: {"dw": x * x if x == 5 else 7.7, "db": 0.1}  # noqa: E731
    assert not examine(once, checks).listed
    sometimes = lambda x: {"dw": x * x if x == 5 else 2 * x, "db": 0.1}  # noqa: E731
    assert not examine(sometimes, checks).listed  # there the mistake would be wrong

    def raises(x):
        if x == 3:
            raise ValueError
        return {"dw": x * x, "db": 0.1}

    assert not examine(raises, checks).listed


def test_seconds_and_lent_calls_are_counted_and_the_report_is_plain_data():
    names = {}
    exec(
        "def times(a, b):\n    return a * b\ndef square(x):\n    return times(x, times(x, 1))",
        names,
    )
    report = examine(names["square"], CHECKS, {"times": lambda a, b: a * b, "other": len})
    assert report.score == 10 and report.seconds > 0
    assert report.lent == {"times": 2 * (len(CHECKS.cases) + 1)}  # and the timed call
    assert examine(names["square"], CHECKS).lent == report.carried == {}
    for answer in (names["square"], slow, lambda x: None, lambda x, y: y.z):
        data = json.loads(json.dumps(asdict(examine(answer, CHECKS))))
        assert data["function"] == "square" and data["rows"][0]["label"].startswith("form")


def test_seconds_are_those_of_all_calls():
    def works(x):
        return x * x + 0 * sum(range(200_000))

    assert examine(works, replace(CHECKS, speed=None)).seconds > 5 * 0.0005


def test_others_are_blamed_only_where_nothing_listed_fits():
    report = examine(lambda x: x + 1, CHECKS)
    told = blaming(report, ["sigmoid"])
    assert told.hint == "sigmoid, which it needs, is not right yet: run check(sigmoid) first."
    told = blaming(report, ["sigmoid", "relu"]).hint
    assert told.startswith("sigmoid and relu, which it needs, are not right yet")
    assert "check(sigmoid) and check(relu) first." in told
    assert blaming(report, []) == report
    listed = examine(lambda x: 2 * x, CHECKS)
    assert blaming(listed, ["sigmoid"]) == listed


def test_it_builds_on_others_is_not_said_without_evidence():
    report = examine(lambda x: x + 1, replace(CHECKS, uses=("sigmoid",)))
    assert report.hint == ""


def test_extra_entries_that_do_harm_lose_points_and_have_a_name():
    def cases(wrap):
        sizes = (("visible", 2), ("hidden", 3), ("hidden", 5))
        return tuple(Case(r, {"n": n}, wrap({"W1": grid(n, 2), "b1": 1.0})) for r, n in sizes)

    def answer(n):
        return {"W0": 1.0, "W1": grid(n, 2), "b1": 1.0, "b0": np.tanh}

    strict = Checks("start", 10.0, cases(Exactly), {})
    report = examine(answer, strict)
    assert report.mistake == "extra-entry" and 0 < report.score < 6
    assert rows(report)["case 1"].words == (
        "The returned dict has 2 entries too many (W0, b0): whoever counts its entries is misled."
        " W1 and b1 are right."
    ).replace("W0, b0", "W0 and b0")
    assert examine(answer, replace(strict, cases=cases(dict))).score == 10
    many = {f"x{i}": 0 for i in range(50)}
    words = rows(examine(lambda n: answer(n) | many, strict))["case 1"].words
    assert "52 entries too many" in words and len(words) < 150


def dealt(X, Y, seed, rng=None):
    """Three examples a batch, in an order by the seed."""
    order = (rng or np.random.default_rng(seed)).permutation(X.shape[1])
    return [(X[:, order[i : i + 3]], Y[:, order[i : i + 3]]) for i in range(0, X.shape[1], 3)]


def dealing() -> Checks:
    X, Y = np.random.default_rng(1).normal(size=(2, 40)), np.arange(40).reshape(1, 40)
    sizes = (3,) * 13 + (1,)
    cases = tuple(
        Case(row, {"X": X + n, "Y": Y, "seed": n}, Batches(X + n, Y, sizes))
        for n, row in enumerate(("visible", "hidden", "hidden"))
    )
    return Checks("dealt", 10.0, cases, {}, seed="seed")


class Numb:
    """Says nothing new: the same again, or an exception, from the second call on."""

    def __init__(self):
        self.calls = 0

    def __call__(self, X, Y, seed):
        self.calls += 1
        if self.calls % 3 == 0:
            raise ValueError("no more")
        return dealt(X, Y, seed)


def test_random_numbers_have_to_hang_on_their_seed():
    moody = np.random.default_rng(5)
    for answer, mistake, says in [
        (dealt, "", ""),
        (Numb(), "", ""),  # another seed gives no second chance to be right, nor to be wrong
        (lambda X, Y, seed: dealt(X, Y, 0), "one-seed", "another seed gives the very same"),
        (lambda X, Y, seed: dealt(X, Y, 0, moody), "no-seed", "the same seed gives another"),
        (lambda X, Y, seed: deque(dealt(X, Y, seed)), "", ""),
    ]:
        report = examine(answer, dealing())
        assert report.mistake == mistake and (report.score == 10) is (mistake == ""), report
        assert says in " ".join(row.words for row in report.rows).lower()
        assert report.score > 2  # the dealing itself is right


def test_two_dicts_that_are_one_lose_the_row_of_the_form():
    checks = Checks("start", 10.0, tuple(
        Case(row, {"n": n}, ({"a": np.zeros(n)}, {"a": np.zeros(n)}))
        for n, row in enumerate(("visible", "hidden", "hidden"), 2)
    ), {})  # fmt: skip

    def twins(n):
        one = {"a": np.zeros(n)}
        return one, one

    report = examine(twins, checks)
    assert report.mistake == "one-object" and "one and the same" in report.rows[0].words
    assert [row.credit for row in report.rows] == [0, 1, 1]
    assert examine(lambda n: tuple({"a": np.zeros(n)} for _ in "12"), checks).score == 10
    shared = examine(lambda n: (lambda a: ({"a": a}, {"a": a}))(np.zeros(n)), checks)
    assert shared.score == 10  # arrays may be shared: whoever puts a new one in changes one dict
