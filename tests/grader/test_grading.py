"""Does the hidden part of a graded cell give the points that the table shows?"""

import pytest

from grader import grading
from grader.assignment import load_assignment
from grader.exercises import exercises_of
from grader.grading import grade, grade_quiz, judged
from grader.references import graded_checks, helpers_of, quiz_key
from tests.course import SECRET

NAME = "week2-logistic-regression"
ASSIGNMENT = load_assignment(NAME)
EXERCISES = exercises_of(NAME)


@pytest.fixture
def shown(monkeypatch):
    """The tables that were displayed, while week 2 is graded."""
    tables = []
    monkeypatch.setattr(grading, "show", tables.append)
    with grading.grading(NAME, SECRET):
        yield tables


@pytest.fixture
def names():
    """A notebook's names: every solution is there."""
    return ASSIGNMENT.namespace()


def test_the_value_of_the_cell_is_the_score_of_the_table(shown, names):
    sigmoid = names["sigmoid"]
    assert grade(sigmoid) == 10.0
    assert shown[0].headline == "sigmoid: 10 of 10 points"
    exec("def sigmoid(z):\n    return 1 / (1 + np.exp(z))", names)
    sigmoid = names["sigmoid"]
    score = grade(sigmoid)
    assert 0 <= score == shown[1].report.score < 10
    assert shown[1].report.mistake == "sign"


def test_a_mistake_in_a_helper_is_paid_for_once(shown, names):
    exec("def sigmoid(z):\n    return 1 / (1 + np.exp(z))", names)
    propagate = names["propagate"]
    exec(ASSIGNMENT.solution("propagate"), names)
    propagate = names["propagate"]
    assert grade(propagate) == 20.0
    note = "Judged with the course's own sigmoid, since yours is not right yet."
    assert note in repr(shown[0])


def test_a_mistake_of_its_own_is_not_excused_by_a_helper(names):
    exec("def sigmoid(z):\n    return 1 / (1 + np.exp(z))", names)
    exec(ASSIGNMENT.solution("propagate").replace("dZ = A - Y", "dZ = Y - A"), names)
    found = graded_checks(NAME, SECRET)["propagate"]
    report = judged(names["propagate"], found, helpers_of(NAME, "propagate"))
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


def graded(names, *functions):
    """The points of some functions, graded one after another as in their notebook."""
    found = {}
    for name in functions:
        exec(f"found[name] = grade({name})", {"grade": grade, "found": found, "name": name} | names)
    return found


def test_a_known_mistake_carried_forward_is_recognised_as_such(shown):
    names = written({"sigmoid": "sign"})
    found = graded(names, "sigmoid", "propagate", "optimize", "predict")
    assert found["sigmoid"] < 10
    assert [found[name] for name in ("propagate", "optimize", "predict")] == [20, 15, 10]
    notes = [table.report.note for table in shown]
    assert notes[1:] == ["Right in itself: it differs only by your own sigmoid."] * 3


def test_a_mistake_written_out_again_is_not_carried_forward(shown):
    called, inline = "sigmoid(np.dot(w.T, X) + b)", "1 / (1 + np.exp(np.dot(w.T, X) + b))"
    again = swapped(ASSIGNMENT.solution("propagate"), called, inline)
    names = written({"sigmoid": "sign"}, propagate=again)
    assert graded(names, "sigmoid", "propagate")["propagate"] < 20


@pytest.mark.parametrize("function", ["propagate", "predict"])
@pytest.mark.parametrize("helper", [m.name for m in EXERCISES["sigmoid"].listed])
def test_no_mistake_hides_behind_one_that_is_carried_forward(function, helper, shown):
    own = [mistake.name for mistake in EXERCISES[function].listed]
    for mistake in own:
        with grading.grading(NAME, SECRET):
            names = written({"sigmoid": helper, function: mistake})
            graded(names, "sigmoid", function)
        assert not shown[-1].report.note.startswith("Right in itself"), mistake


def test_a_missing_helper_is_lent_too(names):
    student = {"np": names["np"]}
    exec(ASSIGNMENT.solution("predict"), student)
    found = graded_checks(NAME, SECRET)["predict"]
    report = judged(student["predict"], found, helpers_of(NAME, "predict"))
    assert report.score == 10 and "sigmoid" not in student


def test_hidden_cases_depend_on_the_secret():
    def hidden(seed):
        found = graded_checks(NAME, seed)["sigmoid"].cases
        return [case.inputs["z"].tolist() for case in found if case.row == "hidden"]

    assert hidden("one") == hidden("one") != hidden("two")


WHY_NOT = {q: {c: f"reason {q}{c}" for c in "abcd" if c != right}
           for q, right in quiz_key(NAME).items()}  # fmt: skip


def test_a_right_quiz_gets_a_point_a_question_however_the_letters_are_written(shown):
    answers = {q: f" {right.upper()}) " for q, right in quiz_key(NAME).items()}
    assert grade_quiz(answers, WHY_NOT) == 10
    assert shown[0].headline == "quiz: 10 of 10 points"
    assert not any(row.words for row in shown[0].report.rows)


def test_a_wrong_choice_explains_itself_and_never_names_the_right_one(shown):
    answers = {q: next(iter(reasons)) for q, reasons in WHY_NOT.items()}
    assert grade_quiz(answers, WHY_NOT) == 0
    for row in shown[0].report.rows:
        chosen = answers[row.label]
        assert row.words == f"Why not {chosen}: reason {row.label}{chosen}"


@pytest.mark.parametrize("answers", [{}, None, "bbbbbbbbbb", 7, {"q1": None, "q99": "a"}])
def test_a_quiz_without_answers_gets_nothing_and_no_traceback(answers, shown):
    assert grade_quiz(answers, WHY_NOT) == 0
    assert all("No answer given" in row.words for row in shown[0].report.rows)


def test_what_is_graded_is_found_in_the_folder_when_nothing_else_says_so(tmp_path, monkeypatch):
    """As in a kernel of nbgrader, which runs in the assignment's folder."""
    (tmp_path / NAME).mkdir()
    monkeypatch.chdir(tmp_path / NAME)
    monkeypatch.setenv("COURSE_SECRET", "of the folder")
    now = grading.current()
    assert (now.assignment, now.secret) == (NAME, "of the folder")
    with grading.grading("another", "secret"):
        assert grading.current().assignment == "another"
    assert grading.current().assignment == NAME
