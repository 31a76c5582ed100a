"""Does an exercise keep what it is told, and is it found by its assignment's name?"""

import pytest

from grader.exercises import Exercise, ExerciseError, exercises_of


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
