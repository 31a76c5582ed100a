"""Does `python -m grader lint` find each fault that is planted, and none where there is none?"""

import os
from dataclasses import replace

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader import lint
from grader.answer_key import checks, variants
from grader.assignment import Assignment, load_assignment
from grader.exercises import Exercise, exercises_of
from grader.places import ROOT
from tests.course import run_module
from utils.examine import examine
from utils.expected import OneOf

WEEK2 = "week2-logistic-regression"
SOLUTION = """import numpy as np
def scale(x, factor):
    ### BEGIN SOLUTION
    largest = np.abs(x).max()
    return factor * x / largest
    ### END SOLUTION"""
QUIZ = "quiz = {}"
WHY = {f"q{n}": {letter: "because" for letter in "bcd"} for n in range(1, 11)}


def cell(source, **info):
    flags = {"grade": False, "solution": False, "locked": False, "task": False} | info
    return new_code_cell(source, metadata={"nbgrader": flags})


def assignment(why_not=WHY, solution=SOLUTION, questions=10):
    answers = [
        cell(
            f'quiz["q{n}"] = ""\n### BEGIN SOLUTION\nquiz["q{n}"] = "a"\n### END SOLUTION',
            solution=True,
        )
        for n in range(1, questions + 1)
    ]
    graded = f"why_not = {why_not!r}\ngrade_quiz(quiz, why_not)"
    cells = [cell(solution, solution=True), cell("grade(scale)", grade=True, points=10.0)]
    cells += [cell(QUIZ, locked=True), *answers, cell(graded, grade=True, points=10.0)]
    return Assignment("week", {"week": new_notebook(cells=cells)})


SOUND = Exercise(
    "scale",
    inputs=lambda rng: {
        "x": rng.normal(size=(int(rng.integers(2, 5)), 6)),
        "factor": float(rng.uniform(2, 3)),
    },
    see="The sigmoid",
    mistakes="""
no-factor: What is factor for?
    factor * x -> x
no-abs: Which entry is farthest from 0?
    np.abs(x).max() -> -x.min()
""",
)


def planted(name="", hint="", edit="", **changed):
    """The sound exercise with one more mistake, or with something else changed."""
    more = f"{name}: {hint}\n    {edit}\n" if name else ""
    return replace(SOUND, mistakes=SOUND.mistakes + more, **changed)


def problems(entry, source=None):
    return list(lint.exercise_problems(source or assignment(), entry))


def test_a_sound_exercise_has_no_problems():
    assert problems(SOUND) == []
    assert list(lint.quiz_problems(assignment())) == []


@pytest.mark.parametrize("function", ["sigmoid", "predict"])
def test_the_exercises_of_week_2_have_none(function):
    assert problems(exercises_of(WEEK2)[function], load_assignment(WEEK2)) == []


FAULTS = {
    "equal to the solution": (
        planted("same", "Nothing is wrong here.", "factor * x -> x * factor"),
        "mistake same keeps all points",
    ),
    "colliding": (
        planted("again", "Another hint.", "factor * x -> 1 * x"),
        "mistakes no-factor and again answer alike",
    ),
    "the hint of another": (
        planted("again", "Another hint.", "factor * x -> 1 * x"),
        "mistake again draws the hint of factor",
    ),
    "too long a hint": (
        planted("long", "word " * 61, "factor * x -> 2 * x"),
        "the hint of long is longer than 60 words",
    ),
    "an unkind hint": (
        planted("rude", "Wrong! Try again.", "factor * x -> 9 * x"),
        "the hint of rude begins with “wrong”",
    ),
    "one hint twice": (
        planted("twin", "What is factor for?", "factor * x -> 9 * x"),
        "the hint of twin begins with “wrong” or stands there twice",
    ),
    "no section": (planted(see=""), "no section to go back to"),
    "a section that no lesson has": (
        planted(see="Nowhere at all"),
        "no lesson has the section “Nowhere at all”",
    ),
    "an empty hint": (
        planted("empty", "…", "factor * x -> 9 * x"),
        "the hint of empty says nothing yet",
    ),
    "the solution in a hint": (
        planted("told", "Return factor*x/largest instead.", "factor * x -> 9 * x"),
        "the hint of told holds a part of the solution",
    ),
    "inputs that show nothing": (
        planted(inputs=lambda rng: {"x": np.ones((2, 2)), "factor": 0.0}),
        "keeps all points",
    ),
}


@pytest.mark.parametrize(("entry", "words"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(entry, words):
    assert any(words in problem for problem in problems(entry)), problems(entry)


def general(entry, source=None):
    source = source or assignment()
    reference = variants(source, entry)[""]
    return lint.general_mistakes(reference, checks(source, entry, "lint-1"))


def test_mistakes_that_are_told_without_being_listed_count():
    problems, proven = general(SOUND)
    assert problems == [] and {"none", "transposed", "in-place", "not-finite"} <= set(proven)


def test_a_general_mistake_that_keeps_its_points_is_found(monkeypatch):
    monkeypatch.setattr(lint, "examine", lambda f, found: replace(examine(f, found), score=10.0))
    assert "an answer that is wrong by sign keeps all points" in general(SOUND)[0]


def test_what_counts_as_right_is_no_mistake():
    either = planted(adapt=lambda expected: OneOf((expected, -expected)))
    assert "sign" in general(SOUND)[1] and "sign" not in general(either)[1]


def test_a_general_mistake_that_is_told_as_another_is_found(monkeypatch):
    def examined(function, found):
        report = examine(function, found)
        return replace(report, mistake="rank-1") if report.mistake == "sign" else report

    monkeypatch.setattr(lint, "examine", examined)
    problems, proven = general(SOUND)
    assert "an answer that is wrong by sign is told as rank-1" in problems
    assert "sign" not in proven


def test_a_solution_that_raises_is_found():
    entry = planted(inputs=lambda rng: {"x": rng.normal(size=3), "factor": "two"})
    assert any(
        "the solution raises an exception in a case of “visible”" in p for p in problems(entry)
    )


def test_a_mistake_that_the_visible_cases_do_not_show_is_found():
    limit = max(case.inputs["factor"] for case in checks(assignment(), SOUND).cases)
    rare = planted("rare", "Is there a limit?", f"factor * x -> min(factor, {limit}) * x")
    assert "mistake rare is not found by the visible check" in problems(rare)


def test_a_solution_that_is_not_always_the_same_is_found():
    shaky = SOLUTION.replace("factor * x / largest", "factor * x / largest + np.random.rand()")
    assert any("the solution earns 0" in p for p in problems(SOUND, assignment(solution=shaky)))


def test_a_function_that_is_graded_or_described_but_not_both_is_found():
    found = list(lint.assignment_problems(assignment(), {"scale": SOUND, "shrink": SOUND}))
    assert "week: shrink is graded or described, but not both" in found
    found = list(lint.assignment_problems(assignment(), {}))
    assert "week: scale is graded or described, but not both" in found


@pytest.mark.parametrize("old", ["x", "nowhere"])
def test_a_swap_that_does_not_fit_just_once_is_one_problem_and_no_traceback(
    old, monkeypatch, capsys
):
    odd = planted("odd", "A hint.", f"{old} -> y")
    monkeypatch.setattr(lint, "load_assignment", lambda name: assignment())
    monkeypatch.setattr(lint, "exercises_in", lambda assignment: {"scale": odd})
    assert lint.run(["week"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("week, scale: mistake odd: the text to edit occurs")


def ungraded_quiz():
    found = assignment()
    book = found.notebooks["week"]
    book.cells = [cell for cell in book.cells if "grade_quiz" not in cell.source]
    return found


def test_a_quiz_is_no_must_and_may_have_any_number_of_questions():
    assert list(lint.quiz_problems(Assignment("week", {"week": new_notebook()}))) == []
    three = {name: WHY[name] for name in ("q1", "q2", "q3")}
    assert list(lint.quiz_problems(assignment(three, questions=3))) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (assignment(WHY | {"q3": {"b": "x", "c": "y"}}), "q3 does not explain just its wrong"),
        (assignment(WHY | {"q3": dict.fromkeys("abc", "x")}), "q3 does not explain just its wrong"),
        (assignment({q: w for q, w in WHY.items() if q != "q7"}), "10 questions, 9 explained"),
        (assignment(questions=9), "the quiz has 9 questions, 10 explained"),
        (assignment(WHY | {"q11": dict.fromkeys("bcd", "x")}), "10 questions, 11 explained"),
        (ungraded_quiz(), "there is a quiz, and no cell that grades it"),
    ],
)
def test_a_quiz_that_leaves_something_unexplained_is_found(source, words):
    assert any(words in problem for problem in lint.quiz_problems(source))


@pytest.fixture
def release(tmp_path):
    """Write a released notebook with these cells and look at it."""

    def write(*cells):
        folder = tmp_path / "release" / "week"
        folder.mkdir(parents=True)
        nbformat.write(new_notebook(cells=list(cells)), folder / "week.ipynb")
        return list(lint.release_problems(assignment(), folder))

    return write


STUB = new_code_cell('def scale(x, factor):\n    raise NotImplementedError("not written yet")')


def test_a_clean_release_has_no_problems(release):
    assert release(STUB, new_markdown_cell("# Title")) == []


@pytest.mark.parametrize(
    "leak",
    [
        new_code_cell("def scale(x, factor):\n        largest = np.abs(x).max()"),
        new_markdown_cell("Remember:\n\n    return factor * x / largest\n"),
        new_code_cell('quiz["q1"] = "a"'),
        new_code_cell("x = 1\n### END SOLUTION"),
        new_code_cell("### BEGIN HIDDEN TESTS"),
        new_markdown_cell("=== BEGIN MARK SCHEME ==="),
        new_code_cell("from grader.grading import grade"),
        new_code_cell("1", metadata={"note": "### BEGIN SOLUTION"}),
        new_code_cell("1", metadata={"note": "from grader.grading import grade"}),
    ],
    ids=lambda cell: cell.source,
)
def test_a_leak_is_found(leak, release):
    assert any("the released week holds" in problem for problem in release(STUB, leak))


def test_a_notebook_that_is_missing_in_a_release_is_found(tmp_path):
    assert list(lint.release_problems(assignment(), tmp_path)) == [
        "week: week is not released yet: make release"
    ]


def test_an_assignment_that_was_never_released_has_no_fault_for_that(tmp_path):
    assert list(lint.release_problems(assignment(), tmp_path / "week")) == []


def test_the_command_says_what_is_wrong_in_a_line_and_fails():
    done = run_module("grader", "lint", "week99-nothing", cwd=ROOT, environment=os.environ)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "there is no assignment week99-nothing" in done.stdout + done.stderr
    assert "exercises: 0, mistakes: 0 listed + 0 general" in done.stdout
