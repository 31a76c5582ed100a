"""Hints that are empty in all but name, or that hold what they should lead to."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader import hints
from grader.assignment import Assignment
from grader.exercises import Exercise, ExerciseError

SOLUTION = '''def scale(x, factor):
    """Largest size 1, then times factor: factor * 2."""
    ### BEGIN SOLUTION
    largest = np.abs(x).max()
    label = {"kind": "a" + str(factor)}
    return factor * x / largest
    ### END SOLUTION'''


def assignment(text: str = "Scale it.") -> Assignment:
    info = {"grade": False, "solution": True, "locked": False, "task": False}
    cells = [new_markdown_cell(text), new_code_cell(SOLUTION, metadata={"nbgrader": info})]
    return Assignment("week", {"week": nbformat.from_dict(new_notebook(cells=cells))})


def problems(hint: str, text: str = "Scale it.") -> list[str]:
    mistakes = f"odd: {hint}\n    factor * x -> x\n"
    exercise = Exercise("scale", inputs=lambda rng: {}, mistakes=mistakes)
    return list(hints.hint_problems(assignment(text), exercise))


@pytest.mark.parametrize(
    "hint",
    [
        "What is factor for?",
        "Look at np.abs and at max: of which entries is the largest taken?",
        "You divide by the largest entry; its size is asked.",
        "The factor comes in twice: factor * 2 is only the example of the text.",
        "x and largest both matter, and so does factor.",
    ],
)
def test_a_hint_that_leads_on_is_well(hint):
    assert problems(hint) == []


@pytest.mark.parametrize(
    "hint", ["…", "...", "-", "?!", "TODO", "todo: write this one", "Hint", "FIXME later please",
             "TBD", "Odd.", "12 34 56 78", "x y z a b", "Look again"],
)  # fmt: skip
def test_a_hint_without_words_is_found(hint):
    assert any("says nothing yet" in problem for problem in problems(hint)), hint


@pytest.mark.parametrize("text", ["odd:\n    x -> y", "odd:  \n    x -> y", "odd:\n\n    x -> y"])
def test_a_mistake_without_a_hint_is_refused(text):
    exercise = Exercise("scale", inputs=lambda rng: {}, mistakes=text)
    with pytest.raises(ExerciseError, match="mistake odd has no hint"):
        list(hints.hint_problems(assignment(), exercise))


@pytest.mark.parametrize(
    "hint",
    [
        "It should be return factor * x / largest at the end.",
        "Write factor*x/largest instead of what you have.",
        "Is it `factor * x` that you divide?",
        "Take np.abs(x).max() and divide by that.",
        "Take np.abs( x ) and go on from there.",
        "Have you tried largest = np.abs(x).max() first?",
        "A label is {'kind': 'a' + str(factor)} in the end.",
    ],
)
def test_a_hint_that_holds_the_solution_is_found(hint):
    assert any("holds a part of the solution" in problem for problem in problems(hint)), hint


def test_what_the_text_of_the_assignment_shows_may_be_repeated():
    told = "Is it `factor * x` that you divide?"
    assert problems(told, "Compute `factor * x`, then divide.") == []
