"""What holds for every exercise of every week, whatever it asks for."""

import numpy as np
import pytest

from grader.answer_key import checks
from grader.exercises import exercises_of
from grader.grading import judged
from grader.release import secret_lines
from tests.grader.exercises.course import (
    FUNCTIONS,
    SEEDS,
    WEEKS,
    assignment,
    drawn,
    exercises,
    key,
    shipped,
    shipped_text,
    written,
)
from utils.compare import same
from utils.examine import examine
from utils.expected import Batches, Exactly, Leading, OneOf

# For functions, without quiz and words.
POINTS = dict(zip(WEEKS, (85, 75, 100, 130, 135, 90), strict=True))
# A start is zeros, or drawn: a constant has a part of it right.
STARTS = {
    "initialize_with_zeros",
    "initialize_parameters",
    "initialize_parameters_deep",
    "initialize_velocity",
    "initialize_adam",
    *(f"initialize_parameters_{kind}" for kind in ("zeros", "random", "he", "xavier")),
}
DRAWN = {"forward_propagation_with_dropout"}  # no answer to it stands in the check file
COMPUTED = [entry for entry in FUNCTIONS if entry[1] not in STARTS | DRAWN]
# 4 hidden units; three of five slopes are 3; one diagnosis of four
PARTLY_CONSTANT = {"layer_sizes", "graph_backward", "diagnose"}
BUILDING = [
    (week, name)
    for week, name in FUNCTIONS
    if all(f"{helper}(" in assignment(week).solution(name) for helper in exercises(week)[name].uses)
    and exercises(week)[name].uses
]

each = pytest.mark.parametrize(("week", "function"), FUNCTIONS)
each_computed = pytest.mark.parametrize(("week", "function"), COMPUTED)


def plainly(expected: object) -> object:
    """One of the answers that are expected."""
    if isinstance(expected, OneOf):
        return plainly(expected.options[0])
    if isinstance(expected, Exactly):
        return expected.value
    if isinstance(expected, Leading):
        return plainly(expected.values)
    if isinstance(expected, Batches):
        order = np.random.default_rng(3).permutation(expected.X.shape[1])
        parts = np.split(order, np.cumsum(expected.sizes)[:-1])
        return [(expected.X[:, part], expected.Y[:, part]) for part in parts]
    return tuple(map(plainly, expected)) if isinstance(expected, tuple) else expected


@pytest.mark.parametrize("week", WEEKS)
def test_has_every_graded_function_an_exercise(week):
    assert list(exercises_of(week)) == list(assignment(week).points)
    assert sum(assignment(week).points.values()) == POINTS[week]


@pytest.mark.parametrize(
    ("week", "function"), [entry for entry in COMPUTED if entry[1] not in PARTLY_CONSTANT]
)
def test_a_constant_earns_nothing(week, function):
    found = drawn(week, function)
    for constant in (
        plainly(found.cases[0].expected),
        0,
        0.5,
        np.zeros((1, 5)),
        "right",
        [],
        {},
        True,
    ):
        report = examine(lambda *arguments, c=constant: c, found)
        assert report.score == 0, (constant, report)


def test_a_constant_start_earns_no_more_than_its_bias():
    found = drawn("week2-logistic-regression", "initialize_with_zeros")
    report = examine(lambda dim: (np.zeros((50, 1)), 0.0), found)
    assert report.score <= report.points / 3


@each
def test_nothing_returned_earns_nothing_and_is_named(week, function):
    report = examine(lambda *arguments: None, drawn(week, function))
    assert report.score == 0 and "returned None" in report.rows[0].words


@each
def test_an_untouched_stub_earns_nothing_and_is_called_unwritten(week, function):
    source = f"def {function}(*arguments):\n    raise NotImplementedError('not written yet')"
    report = examine(written(week, function, source), drawn(week, function))
    assert report.score == 0 and "Not written yet" in report.rows[0].words


@each
def test_an_exception_earns_nothing_and_quotes_the_students_own_line(week, function):
    source = f"def {function}(*arguments):\n    return arguments[0] + undefined_name"
    words = examine(written(week, function, source), drawn(week, function)).rows[0].words
    assert "NameError" in words and "arguments[0] + undefined_name" in words


@each_computed
def test_a_table_of_the_visible_answers_earns_nothing(week, function):
    """Read the check file that ships to students, and answer from it."""
    known = shipped(week)[function].cases

    def cheat(*arguments):
        for case in known:
            if same(list(arguments), list(case.inputs.values())):
                return plainly(case.expected)
        return None

    report = examine(cheat, shipped(week)[function])
    cases = [row for row in report.rows if row.label.startswith("case ")]
    assert all(row.credit == 1 for row in cases)  # it does fit those
    report = examine(cheat, drawn(week, function))
    assert report.score == 0, report
    if not exercises(week)[function].own_start:  # which asks for the start on other examples
        assert "visible cases alone" in report.hint


@pytest.mark.parametrize("week", WEEKS)
def test_the_check_file_holds_no_hidden_case_and_no_line_of_the_solution(week):
    text = shipped_text(week)
    assert not [line for line in secret_lines(assignment(week)) if line in text]
    for function, found in shipped(week).items():
        assert any(case.secret for case in drawn(week, function).cases)
        assert not any(case.secret or case.row == "hidden" for case in found.cases)


@each
def test_a_seed_repeats_its_hidden_cases_and_another_draws_new_ones(week, function):
    def hidden(found):
        return [list(case.inputs.values()) for case in found.cases if case.row == "hidden"]

    again = checks(assignment(week), exercises(week)[function], SEEDS[0])
    assert same(hidden(drawn(week, function)), hidden(again))
    assert not same(hidden(drawn(week, function)), hidden(drawn(week, function, SEEDS[1])))


def arrays(week: str, function: str) -> list[str]:
    """The parameters of a function that are arrays."""
    inputs = exercises(week)[function].inputs(np.random.default_rng(0))
    return [name for name, value in inputs.items() if isinstance(value, np.ndarray)]


SPOILT = [
    (week, function, name)
    for week, function in COMPUTED
    if not exercises(week)[function].in_place
    for name in arrays(week, function)
]


@pytest.mark.parametrize(("week", "function", "name"), SPOILT)
def test_an_input_changed_in_place_loses_points_and_is_named(week, function, name):
    solution, found = assignment(week).namespace()[function], drawn(week, function)
    place = list(found.cases[0].inputs).index(name)

    def careless(*arguments):
        value = solution(*[np.array(a) if type(a) is np.ndarray else a for a in arguments])
        if isinstance(arguments[place], np.ndarray):
            arguments[place][...] = arguments[place] + 1
        return value

    report = examine(careless, found)
    (form,) = [row for row in report.rows if row.credit < 1]
    assert form.label.startswith("form") and f"changed its input {name} in place" in form.words
    assert report.score < report.points


@pytest.mark.parametrize(("week", "function"), BUILDING)
def test_a_mistake_in_a_helper_is_not_paid_for_again(week, function):
    """Every function that calls others gets the course's own while it is judged."""
    found, helpers = drawn(week, function), key(week).helpers(function)
    broken = "".join(f"def {name}(*a, **k):\n    raise ValueError('broken')\n" for name in helpers)
    student = written(week, function, broken + assignment(week).solution(function))
    assert examine(student, found).score == 0
    report = judged(student, found, helpers)
    assert report.score == report.points and "course's own" in report.note


class Liar(np.ndarray):
    """An array that agrees with everybody."""

    def __eq__(self, other):
        return np.ones(self.shape, bool)

    __ne__ = __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: np.zeros(self.shape, bool)

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_ufunc__(self, ufunc, method, *args, **kwargs):
        return np.ones(self.shape, bool)


class Yes:
    """An object that says yes to every comparison, and claims to be any type."""

    def __init__(self, kind=object):
        self.kind = kind

    __eq__ = __ge__ = __le__ = lambda self, other: True
    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __hash__ = None

    def __contains__(self, key):
        return True

    def __getitem__(self, key):
        return Yes(self.kind)

    def __float__(self):
        return 1.0

    def __array__(self, dtype=None, copy=None):
        return np.ones(1)

    @property
    def __class__(self):
        return self.kind


class YesDict(dict):
    __contains__ = lambda self, key: True  # noqa: E731
    __getitem__ = lambda self, key: Yes(float)  # noqa: E731


LIES = {
    "subclass": lambda shape: np.zeros(shape).view(Liar),
    "says yes": lambda shape: Yes(),
    "claims to be an array": lambda shape: Yes(np.ndarray),
    "claims to be a float": lambda shape: Yes(float),
    "claims to be a dict": lambda shape: Yes(dict),
    "claims to be a tuple": lambda shape: Yes(tuple),
    "dict of yes": lambda shape: YesDict(),
    "tuple of yes": lambda shape: (YesDict(), Yes(float)),
    "not a number": lambda shape: np.full(shape, np.nan),
    "tuple of nan": lambda shape: ({"dw": np.full(shape, np.nan), "db": np.nan}, np.nan),
    "objects": lambda shape: np.full(shape, Yes(), dtype=object),
    "infinite": lambda shape: np.full(shape, np.inf),
    "complex": lambda shape: np.full(shape, 1j),
    "empty": lambda shape: np.zeros((0, 3)),
}


@pytest.mark.parametrize("function", ["sigmoid", "propagate", "predict"])
@pytest.mark.parametrize("lie", LIES)
def test_an_object_that_lies_earns_nothing(function, lie):
    """In one process with the checks, as in a student's own notebook."""

    def liar(*arguments):
        last = np.asarray(arguments[-1])
        return LIES[lie]((1, *last.shape[1:]) if function == "predict" else last.shape)

    report = examine(liar, drawn("week2-logistic-regression", function))
    assert report.score == 0, report
