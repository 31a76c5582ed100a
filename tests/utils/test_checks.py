"""What does a student see who presses Shift-Enter on check(function)?"""

import json
import re
import time
from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from grader.answer_key import checks as checks_of_one
from grader.answer_key import checks_of, variants
from grader.assignment import load_assignment
from grader.exercises import exercises_of
from grader.release import quiz_of
from utils import checkfile, checks
from utils.checks import check, check_quiz
from utils.table import as_html, as_text

NAME = "week2-logistic-regression"
ASSIGNMENT = load_assignment(NAME)
EXERCISES = exercises_of(NAME)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A student's folder, with the check file in it."""
    found = tmp_path_factory.mktemp("student")
    text = checkfile.dump(NAME, list(checks_of(ASSIGNMENT).values()))
    (found / checkfile.FILE_NAME).write_text(text, encoding="utf-8")
    return found


@pytest.fixture
def shown(folder, monkeypatch):
    """The tables that were displayed, in the student's folder."""
    tables = []
    monkeypatch.setattr(checks, "show", tables.append)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(folder)
    return tables


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("function", EXERCISES)
def test_the_solution_passes_every_check(function, shown):
    solution = ASSIGNMENT.namespace()[function]
    check(solution)
    text = as_text(shown[0])
    assert "✗" not in text and "◐" not in text and "Hint" not in text
    assert re.match(rf"{function}: (\d+) of \1 checks passed", text)
    assert "hidden cases are worth" in text


@pytest.mark.parametrize("function", EXERCISES)
def test_every_listed_mistake_draws_its_own_hint_in_text_and_html(function, shown):
    exercise = EXERCISES[function]
    for name, mistaken in variants(ASSIGNMENT, exercise).items():
        if name:
            check(mistaken)
            table = shown.pop()
            others = {entry.name: entry.hint for entry in exercise.listed}
            own = others.pop(name)
            for text in (as_text(table), words(as_html(table))):
                assert own in text, (name, text)
                assert not [other for other in others.values() if other in text], (name, text)
            assert f"See “{exercise.see}”." in as_text(table)


def test_the_name_in_the_call_counts_and_not_that_of_the_function(shown):
    predict = ASSIGNMENT.namespace()["sigmoid"]
    check(predict)
    assert shown[0].headline.startswith("predict:") and "✗" in as_text(shown[0])


def test_a_function_of_another_name_is_called_by_its_own(shown):
    my_best_try = ASSIGNMENT.namespace()["sigmoid"]
    check(my_best_try)
    assert shown[0].headline.startswith("sigmoid:")


def test_an_unknown_function_is_told_which_there_are(shown, capsys):
    check(np.linspace)
    assert not shown
    said = capsys.readouterr().out
    assert said.startswith("linspace is not one of this assignment's functions: sigmoid, ")


def test_what_is_no_function_is_told_so_without_a_traceback(shown):
    sigmoid = np.zeros(3)
    check(sigmoid)
    assert "TypeError" in as_text(shown[0])
    assert "not callable" in as_text(shown[0])


def test_without_the_check_file_one_sentence_says_what_to_copy(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    check(np.exp)
    assert "Copy the whole assignment folder" in capsys.readouterr().out


def test_check_is_silent_while_a_submission_is_graded(shown, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check(np.exp)
    assert not shown and capsys.readouterr().out == ""


def test_without_a_notebook_the_table_is_printed(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    sigmoid = ASSIGNMENT.namespace()["sigmoid"]
    check(sigmoid)
    assert capsys.readouterr().out.startswith("sigmoid: ")


def test_the_quiz_says_which_questions_are_answered(shown):
    check_quiz({"q1": "a", "q2": ""})
    assert shown[0].headline == "1 of 2 questions answered"


def test_the_check_answers_at_once(tmp_path, monkeypatch, shown):
    """A twentieth of a second without the function's own time, on the functions with most data."""
    name = "week4-deep-network"
    assignment = load_assignment(name)
    largest = ("initialize_parameters_deep", "L_model_forward", "L_model_backward")
    found = [checks_of_one(assignment, exercises_of(name)[function]) for function in largest]
    text = checkfile.dump(name, found)
    (tmp_path / checkfile.FILE_NAME).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for function in largest:
        solution = assignment.namespace()[function]
        taken = []
        for _ in range(5):
            start = time.thread_time()
            check(solution)
            as_html(shown[-1])
            taken.append(time.thread_time() - start - shown[-1].report.seconds)
        assert min(taken) < 0.05, function


CELLS = """
def sigmoid(z):
    return {sigmoid}

def propagate(w, b, X, Y):
    A = {activation}
    dZ = A - Y
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {{"dw": X @ dZ.T / {m}, "db": dZ.mean()}}, cost
"""
RIGHT = "1 / (1 + np.exp(-z))"
INLINE = "1 / (1 + np.exp(-(w.T @ X + b)))"


@pytest.mark.parametrize(
    ("sigmoid", "activation", "m", "blamed"),
    [
        ("1 / (1.5 + np.exp(-z))", "sigmoid(w.T @ X + b)", "X.shape[1]", True),
        ("1 / (1.5 + np.exp(-z))", "sigmoid(w.T @ X + b)", "7.7", True),
        (RIGHT, "sigmoid(w.T @ X + b)", "7.7", False),
        ("1 / (1.5 + np.exp(-z))", INLINE, "7.7", False),
        (RIGHT, "sigmoid(w.T @ X + b)", "X.shape[1]", False),
        ("1 / (1.5 + np.exp(-z))", INLINE, "X.shape[1]", False),
    ],
)
def test_a_helper_is_blamed_only_if_it_is_called_and_wrong(sigmoid, activation, m, blamed, shown):
    names = {"np": np}
    exec(CELLS.format(sigmoid=sigmoid, activation=activation, m=m), names)
    propagate = names["propagate"]
    check(propagate)
    hint = shown[0].report.hint
    assert hint == blamed * "sigmoid, which it needs, is not right yet: run check(sigmoid) first."
    assert "builds on" not in as_text(shown[0])


def test_a_helper_whose_line_is_damaged_is_not_blamed(folder, tmp_path, shown, monkeypatch):
    lines = (folder / checkfile.FILE_NAME).read_text(encoding="utf-8").splitlines()
    lines = ['["sigmoid",{}]' if line.startswith('["sigmoid"') else line for line in lines]
    (tmp_path / checkfile.FILE_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names = {"np": np}
    exec(CELLS.format(sigmoid="z", activation="sigmoid(w.T @ X + b)", m=3), names)
    propagate = names["propagate"]
    check(propagate)
    assert shown[0].report.hint == ""


def test_a_line_whose_end_is_damaged_says_so_where_an_answer_is_wrong(
    folder, tmp_path, shown, monkeypatch, capsys
):
    text = (folder / checkfile.FILE_NAME).read_text(encoding="utf-8")
    header, line, *_ = text.splitlines()
    line = '["no-one"'.join(line.rsplit('["no-one",', 1))
    (tmp_path / checkfile.FILE_NAME).write_text(f"{header}\n{line}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    sigmoid = ASSIGNMENT.namespace()["sigmoid"]
    check(sigmoid)
    assert len(shown) == 1 and not capsys.readouterr().out

    def sigmoid(z):
        return 1 / np.exp(-z)

    check(sigmoid)
    assert len(shown) == 1 and "checks.json is damaged" in capsys.readouterr().out


def test_a_footer_is_shown_only_when_points_are_left(folder, shown, monkeypatch):
    table = checkfile.load(folder / checkfile.FILE_NAME)
    whole = replace(table["sigmoid"], cases=tuple(
        replace(case, row="hidden" if n == 0 else case.row)
        for n, case in enumerate(table["sigmoid"].cases)
    ))  # fmt: skip
    monkeypatch.setattr(checkfile, "load_one", lambda path, name: whole)
    sigmoid = ASSIGNMENT.namespace()["sigmoid"]
    check(sigmoid)
    assert shown[0].footer == ""


@pytest.fixture
def validate(shown, monkeypatch):
    """As under nbgrader's Validate."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")


def unwritten(w, b, X, Y):
    raise NotImplementedError("not written yet")


def test_validate_hears_of_an_unwritten_function_and_somebody_who_works_does_not(
    shown, capsys, monkeypatch
):
    unwritten.__name__ = "propagate"
    check(unwritten)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    check(unwritten)
    said = capsys.readouterr().err
    assert said.startswith("propagate: 0 of ") and "Not written yet" in " ".join(said.split())
    assert len(shown) == 2  # the table is there all the same


@pytest.mark.parametrize("function", EXERCISES)
def test_validate_names_a_wrong_function_and_its_first_row_and_passes_a_right_one(
    function, validate, shown, capsys
):
    for name, one in variants(ASSIGNMENT, EXERCISES[function]).items():
        check(one)
        said = capsys.readouterr().err
        assert bool(said) is bool(name), name
        if name:
            row = next(row for row in shown[-1].report.rows if row.credit < 1)
            assert said.startswith(f"{function}: ") and f"First, {row.label}: " in " ".join(
                said.split()
            )
            assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize("answers", [{"q1": "", "q2": "b"}, {"q1": None, "q2": "x"}])
def test_validate_hears_of_open_questions(answers, validate, capsys):
    check_quiz(answers)
    assert "Still open: q1" in capsys.readouterr().err
    check_quiz({"q1": "a", "q2": "d"})
    assert capsys.readouterr().err == ""


def test_validate_fails_where_nothing_can_be_checked(validate, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    check(unwritten)
    assert "Copy the whole assignment folder" in " ".join(capsys.readouterr().err.split())


CHAIN = """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def propagate(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    dZ = A - Y
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {"dw": X @ dZ.T / %s, "db": dZ.mean()}, cost

def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.5, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i %% 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""


@pytest.mark.parametrize(("m", "blamed"), [("7.7", True), ("X.shape[1]", False)])
def test_of_a_chain_of_helpers_the_one_that_is_wrong_itself_is_blamed(m, blamed, shown):
    names = {"np": np, "predict": ASSIGNMENT.namespace()["predict"]}
    names["initialize_with_zeros"] = ASSIGNMENT.namespace()["initialize_with_zeros"]
    exec(CHAIN % m, names)
    exec(
        "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5,"
        " print_cost=False):\n"
        "    w, b = initialize_with_zeros(X_train.shape[0])\n"
        "    p, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)\n"
        "    return {'costs': costs, 'w': 0.9 * p['w'], 'b': p['b'],\n"
        "        'Y_prediction_test': predict(p['w'], p['b'], X_test),\n"
        "        'Y_prediction_train': predict(p['w'], p['b'], X_train)}\n",
        names,
    )
    model = names["model"]
    check(model)
    hint = shown[0].report.hint
    assert "check(optimize)" not in hint and ("run check(propagate) first." in hint) is blamed


@pytest.mark.parametrize("function", ["propagate", "optimize"])
def test_a_function_that_needs_an_unwritten_one_is_not_said_to_be_unwritten(function, shown):
    names = {"np": np}
    stub = 'def sigmoid(z):\n    raise NotImplementedError("not written yet")\n'
    exec(compile(CHAIN % "X.shape[1]" + stub, "<cell>", "exec"), names)
    exec("check(f)", {"check": check, "f": names[function]})
    words = shown[0].report.rows[0].words
    assert words.endswith("sigmoid, which is not written yet.") and "replace" not in words


def test_the_quiz_counts_all_questions_of_the_assignment(tmp_path, shown, monkeypatch, capsys):
    for self_study in (False, True):
        path = tmp_path / checkfile.FILE_NAME
        quiz = quiz_of(ASSIGNMENT, self_study)
        text = checkfile.dump(NAME, list(checks_of(ASSIGNMENT).values())[:1], quiz)
        path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        check_quiz({"q2": "a"})
        assert shown[-1].headline.startswith("1 of 10 questions answered")
        assert ("rightly" in shown[-1].headline) is self_study
        told = next(row.words for row in shown[-1].report.rows if row.label == "q2")
        assert told.startswith(("Why not a: ", "a is right.")) is self_study
        reasons = [json.dumps(r, ensure_ascii=False) for r in ASSIGNMENT.why_not["q1"].values()]
        assert any(reason in text for reason in reasons) is self_study  # in class it holds none
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    check_quiz({"q2": "a"})
    assert "Still open: q1, q3, q4" in " ".join(capsys.readouterr().err.split())
