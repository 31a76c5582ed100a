"""Does the hidden part of a graded cell give the points that the table shows?"""

import pytest

from grader import grading
from grader.exercises import exercises_of
from grader.grading import Grading, grade, judged, key_of
from tests.course import SECRET

NAME = "week2-logistic-regression"
KEY = key_of(NAME, SECRET)
ASSIGNMENT = KEY.assignment
EXERCISES = exercises_of(NAME)


@pytest.fixture
def shown(monkeypatch):
    """The tables that were displayed."""
    tables = []
    monkeypatch.setattr(grading, "show", tables.append)
    return tables


@pytest.fixture
def submission():
    """The graded cells of one submission to week 2."""
    return Grading(KEY)


@pytest.fixture
def names():
    """A notebook's names: every solution is there."""
    return ASSIGNMENT.namespace()


def test_the_value_of_the_cell_is_the_score_of_the_table(submission, shown, names):
    grade = submission.grade
    sigmoid = names["sigmoid"]
    assert grade(sigmoid) == 10.0
    assert shown[0].headline == "sigmoid: 10 of 10 points"
    exec("def sigmoid(z):\n    return 1 / (1 + np.exp(z))", names)
    sigmoid = names["sigmoid"]
    score = grade(sigmoid)
    assert 0 <= score == shown[1].report.score < 10
    assert shown[1].report.mistake == "sign"


def test_a_mistake_in_a_helper_is_paid_for_once(submission, shown, names):
    grade = submission.grade
    exec("def sigmoid(z):\n    return 1 / (1 + np.exp(z))", names)
    propagate = names["propagate"]
    exec(ASSIGNMENT.solution("propagate"), names)
    propagate = names["propagate"]
    assert grade(propagate) == 20.0
    note = "Judged with the course's own sigmoid: yours, or something that it builds on, is"
    assert note in repr(shown[0])


def test_a_mistake_of_its_own_is_not_excused_by_a_helper(names):
    exec("def sigmoid(z):\n    return 1 / (1 + np.exp(z))", names)
    exec(ASSIGNMENT.solution("propagate").replace("dZ = A - Y", "dZ = Y - A"), names)
    found = KEY.checks("propagate")
    report = judged(names["propagate"], found, KEY.helpers("propagate"))
    assert report.mistake == "gradient-sign" and 0 < report.score < 20


def written(wrong, **own):
    """A notebook's names, with the mistakes of ``wrong`` and cells of one's ``own`` in them."""
    solutions = {name: ASSIGNMENT.solution(name) for name in wrong}
    mistakes = {n: {m.name: m for m in EXERCISES[n].listed}[m] for n, m in wrong.items()}
    replaced = {text: mistakes[name].applied_to(text) for name, text in solutions.items()}
    replaced |= {ASSIGNMENT.solution(name): text for name, text in own.items()}
    return ASSIGNMENT.namespace(replaced)


def swapped(text, old, new):
    assert text.count(old) == 1
    return text.replace(old, new)


def graded(submission, names, *functions):
    """The points of some functions, graded one after another as in their notebook."""
    found, grade = {}, submission.grade
    for name in functions:
        exec(f"found[name] = grade({name})", {"grade": grade, "found": found, "name": name} | names)
    return found


def test_a_known_mistake_carried_forward_is_recognised_as_such(submission, shown):
    names = written({"sigmoid": "sign"})
    found = graded(submission, names, "sigmoid", "propagate", "optimize", "predict")
    assert found["sigmoid"] < 10
    assert [found[name] for name in ("propagate", "optimize", "predict")] == [20, 15, 10]
    notes = [table.report.note for table in shown]
    assert notes[1:] == ["Right in itself: it differs only by your own sigmoid."] * 3


def test_a_mistake_written_out_again_is_not_carried_forward(submission, shown):
    called, inline = "sigmoid(np.dot(w.T, X) + b)", "1 / (1 + np.exp(np.dot(w.T, X) + b))"
    again = swapped(ASSIGNMENT.solution("propagate"), called, inline)
    names = written({"sigmoid": "sign"}, propagate=again)
    assert graded(submission, names, "sigmoid", "propagate")["propagate"] < 20


@pytest.mark.parametrize("function", ["propagate", "predict"])
@pytest.mark.parametrize("helper", [m.name for m in EXERCISES["sigmoid"].listed])
def test_no_mistake_hides_behind_one_that_is_carried_forward(function, helper, shown):
    own = [mistake.name for mistake in EXERCISES[function].listed]
    for mistake in own:
        names = written({"sigmoid": helper, function: mistake})
        graded(Grading(KEY), names, "sigmoid", function)
        assert not shown[-1].report.note.startswith("Right in itself"), mistake


ODD_TYPES = {
    "a matrix": "__mul__ = __rmul__ = lambda self, other: np.ndarray.__matmul__(self, other)",
    "no difference": "def __rsub__(self, other):\n        raise TypeError('not with this')",
}


@pytest.mark.parametrize("kind", ODD_TYPES)
def test_a_right_helper_of_an_odd_type_costs_nobody_else_points(kind, submission, shown):
    odd = f"class Odd(np.ndarray):\n    {ODD_TYPES[kind]}\n\n\n"
    own = odd + swapped(ASSIGNMENT.solution("propagate"), '"dw": dw', '"dw": dw.view(Odd)')
    found = graded(submission, written({}, propagate=own), "sigmoid", "propagate", "optimize")
    assert list(found.values()) == [10, 20, 15]
    assert "does not work together with this function" in shown[-1].report.note


def test_a_mistake_stays_one_when_the_helpers_are_right(submission, shown):
    wrong = swapped(ASSIGNMENT.solution("optimize"), 'grads["dw"]', '2 * grads["dw"]')
    found = graded(submission, written({}, optimize=wrong), "sigmoid", "propagate", "optimize")
    assert found["optimize"] < 15 and not shown[-1].report.note


def test_a_missing_helper_is_lent_too(names):
    student = {"np": names["np"]}
    exec(ASSIGNMENT.solution("predict"), student)
    found = KEY.checks("predict")
    report = judged(student["predict"], found, KEY.helpers("predict"))
    assert report.score == 10 and "sigmoid" not in student


def test_hidden_cases_depend_on_the_secret():
    def hidden(seed):
        found = key_of(NAME, seed).checks("sigmoid").cases
        return [case.inputs["z"].tolist() for case in found if case.row == "hidden"]

    assert hidden("one") == hidden("one") != hidden("two")


WHY_NOT = {q: {c: f"reason {q}{c}" for c in "abcd" if c != right}
           for q, right in KEY.quiz.items()}  # fmt: skip


def test_a_right_quiz_gets_a_point_a_question_however_the_letters_are_written(submission, shown):
    answers = {q: f" {right.upper()}) " for q, right in KEY.quiz.items()}
    assert submission.grade_quiz(answers, WHY_NOT) == 10
    assert shown[0].headline == "quiz: 10 of 10 points"
    assert not any(row.words for row in shown[0].report.rows)


def test_a_wrong_choice_explains_itself_and_never_names_the_right_one(submission, shown):
    answers = {q: next(iter(reasons)) for q, reasons in WHY_NOT.items()}
    assert submission.grade_quiz(answers, WHY_NOT) == 0
    for row in shown[0].report.rows:
        chosen = answers[row.label]
        assert row.words == f"Why not {chosen}: reason {row.label}{chosen}"


@pytest.mark.parametrize("answers", [{}, None, "bbbbbbbbbb", 7, {"q1": None, "q99": "a"}])
def test_a_quiz_without_answers_gets_nothing_and_no_traceback(answers, submission, shown):
    assert submission.grade_quiz(answers, WHY_NOT) == 0
    assert all("No answer given" in row.words for row in shown[0].report.rows)


def test_each_cell_leaves_a_report_with_all_that_is_known(submission, shown):
    names = written({"sigmoid": "sign"}, predict="def predict(w, b, X):\n    return None\n")
    graded(submission, names, "sigmoid", "propagate", "predict")
    submission.grade_quiz({"q1": "A)", "q2": 7}, WHY_NOT)
    sigmoid, propagate, predict, quiz = submission.reports
    assert (sigmoid.function, sigmoid.mistake) == ("sigmoid", "sign") and sigmoid.hint
    assert propagate.carried == {"sigmoid": "sign"} and propagate.score == 20
    assert predict.score == 0 and predict.rows and not predict.carried
    assert quiz.choices == {q: "a" if q == "q1" else "" for q in KEY.quiz}
    assert all(report.seconds > 0 for report in (sigmoid, propagate))


def test_a_helper_that_was_lent_is_counted(submission, shown):
    broken = "def sigmoid(z):\n    return z * 0 + 0.25\n"
    names = written({}, sigmoid=broken)
    graded(submission, names, "sigmoid", "propagate")
    assert submission.reports[1].score == 20 and submission.reports[1].lent["sigmoid"] > 0
    assert submission.reports[0].lent == {}


def test_in_a_kernel_the_folder_and_the_secret_say_what_is_graded(tmp_path, monkeypatch, names):
    (tmp_path / NAME).mkdir()
    monkeypatch.chdir(tmp_path / NAME)
    monkeypatch.setenv("COURSE_SECRET", SECRET)
    tables = []
    monkeypatch.setattr(grading, "show", tables.append)
    sigmoid = names["sigmoid"]
    assert grade(sigmoid) == 10 and grading.grade_quiz(KEY.quiz, WHY_NOT) == 10
    assert [table.report.function for table in tables] == ["sigmoid", "quiz"]
