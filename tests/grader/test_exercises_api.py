"""Does a mistake change just what it names, and an exercise keep what it is told?"""

import pytest

from grader.exercises import ExerciseError, exercise, exercises_of, mistake, swap

SOLUTION = "m = X.shape[1]\nreturn np.sum(X) / m"


def test_a_mistake_swaps_its_texts_one_after_the_other():
    both = mistake("both", "hint", swap("np.sum", "np.max"), swap(" / m", ""))
    assert both.applied_to(SOLUTION) == "m = X.shape[1]\nreturn np.max(X)"


@pytest.mark.parametrize(("old", "count"), [("X", 2), ("nowhere", 0)])
def test_a_text_that_does_not_occur_just_once_is_an_error_by_name(old, count):
    with pytest.raises(ExerciseError, match=rf"mistake odd: .* occurs {count} times, not once"):
        mistake("odd", "hint", swap(old, "Y")).applied_to(SOLUTION)


def test_a_swap_sees_what_the_one_before_it_left():
    twice = mistake("twice", "hint", swap("np.sum(X)", "total"), swap("total", "2 * total"))
    assert "return 2 * total / m" in twice.applied_to(SOLUTION)


def test_an_exercise_has_sensible_habits():
    entry = exercise("f", lambda rng: {}, [])
    assert (entry.visible, entry.hidden, entry.special, entry.speed) == (3, 5, {}, None)
    assert not entry.random and not entry.in_place and entry.mistakes == ()


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
