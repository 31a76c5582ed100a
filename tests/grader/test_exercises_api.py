"""Does an exercise keep what it is told, and is it found by its assignment's name?"""

import textwrap

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader import exercises, lint
from grader.assignment import Assignment
from grader.exercises import Exercise, ExerciseError, Lendable, exercises_of, lendable_of


def test_an_exercise_has_sensible_habits():
    entry = Exercise("f", inputs=lambda rng: {})
    assert (entry.visible, entry.hidden, entry.special, entry.speed) == (3, 5, {}, None)
    assert not entry.random and not entry.in_place and entry.listed == ()
    assert entry.spare is None


def test_its_mistakes_are_read_from_the_text_once():
    entry = Exercise("f", inputs=lambda rng: {}, mistakes="odd: Is it even?\n    a -> b")
    assert [(m.name, m.hint) for m in entry.listed] == [("odd", "Is it even?")]
    assert entry.listed is entry.listed


def test_a_text_that_cannot_be_read_names_the_exercise_and_the_line():
    entry = Exercise("f", inputs=lambda rng: {}, mistakes="odd: Is it even?")
    with pytest.raises(ExerciseError, match=r"exercise f, mistakes, line 1: mistake odd has no ed"):
        _ = entry.listed


def test_what_follows_the_function_has_to_be_named():
    with pytest.raises(TypeError):
        Exercise("f", lambda rng: {})  # type: ignore


def test_exercises_are_found_by_the_assignments_name_in_their_order():
    names = ["sigmoid", "initialize_with_zeros", "propagate", "optimize", "predict", "model"]
    assert list(exercises_of("week2-logistic-regression")) == names
    assert exercises_of("week99-nothing") == {}


def test_a_module_that_cannot_be_imported_is_not_mistaken_for_a_missing_one(monkeypatch):
    import importlib

    def broken(name):
        raise ModuleNotFoundError("No module named 'numpyy'", name="numpyy")

    monkeypatch.setattr(importlib, "import_module", broken)
    with pytest.raises(ModuleNotFoundError, match="numpyy"):
        exercises_of("week2-logistic-regression")


def test_an_author_can_add_an_exercise_as_the_package_shows_it():
    solution, module = exercises.__doc__.split("::\n")[1:3]
    solution = textwrap.dedent(solution.split("\nthat is")[0])
    module = textwrap.dedent(module.split("\nThen ``make lint``")[0])
    names = {}
    exec(module, names)
    lines = textwrap.indent(solution.strip(), "    ")
    source = (
        f"import numpy as np\ndef center(X):\n    ### BEGIN SOLUTION\n{lines}\n    ### END SOLUTION"
    )
    cells = [
        new_code_cell(source, metadata={"nbgrader": {"solution": True, "grade": False}}),
        new_code_cell("grade(center)", metadata={"nbgrader": {"grade": True, "points": 4}}),
    ]
    assignment = Assignment("week", {"week": new_notebook(cells=cells)})
    (entry,) = names["EXERCISES"]
    assert list(lint.exercise_problems(assignment, entry)) == []
    assert [mistake.name for mistake in entry.listed] == ["columns", "added"]


def test_a_week_says_what_it_lends_and_the_others_lend_nothing():
    lent = lendable_of("week4-deep-network")
    assert lent.pairs == ("sigmoid", "relu")
    Z, dA = np.array([[-1.0, 2.0]]), np.array([[3.0, 3.0]])
    assert np.array_equal(lent.functions["relu_backward"](dA, Z), [[0.0, 3.0]])
    slope = lent.functions["sigmoid_backward"](dA, Z)
    step = 1e-6
    curve = [3 / (1 + np.exp(-(Z + shift))) for shift in (step, -step)]
    np.testing.assert_allclose(slope, (curve[0] - curve[1]) / (2 * step), rtol=1e-6)
    for nothing in ("week2-logistic-regression", "week99-nothing"):
        assert lendable_of(nothing) == Lendable()
