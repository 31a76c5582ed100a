"""Exercises whose inputs tell nothing apart are found, and others are left alone."""

from collections.abc import Callable

import numpy as np
import pytest

from grader.apart import Shown, apart_problems
from grader.exercises import Exercise
from utils.checkfile import Case, Checks


def shown(name: str, solution: Callable, inputs: list[dict], **told) -> Shown:
    """An exercise with these inputs, the last two of them hidden."""
    rows = ["visible"] * (len(inputs) - 2) + ["hidden"] * 2
    cases = [
        Case(row, given, solution(*given.values())) for row, given in zip(rows, inputs, strict=True)
    ]
    exercise = Exercise(name, inputs=lambda rng: {}, **told)
    return Shown(exercise, solution, Checks(name, 5.0, tuple(cases), {}))


def tables(count: int = 4) -> list[dict]:
    rng = np.random.default_rng(1)
    return [{"x": rng.normal(size=(2, 3))} for _ in range(count)]


def said(*exercises: Shown) -> list[str]:
    return [f"{function}: {problem}" for function, problem in apart_problems(list(exercises))]


def test_exercises_that_differ_are_well():
    numbers = [{"x": float(n)} for n in range(4)]
    double, square = shown("double", lambda x: 2 * x, tables()), shown("sq", np.square, tables())
    assert said(double, square, shown("half", lambda x: x / 2, numbers)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lambda x: 2 * x, lambda x: x + x),
        (lambda x: x.sum(), lambda table: np.sum(table)),
        (lambda x: (x, x.T), lambda x: (x.copy(), x.transpose())),
        (lambda x: np.maximum(x, 0), lambda x: x * (x > 0)),
    ],
)
def test_two_exercises_with_one_solution_are_found(one, other):
    (problem,) = said(shown("one", one, tables()), shown("other", other, tables()))
    assert problem.startswith("other: no input tells it from one")


def test_the_inputs_of_either_may_tell_them_apart():
    """Alike where all is above 0, but the other's inputs are not."""
    above = [{"x": np.abs(entry["x"])} for entry in tables()]
    relu = shown("relu", lambda x: np.maximum(x, 0), tables())
    assert said(shown("same", lambda x: x.copy(), above), relu) == []


def test_one_way_for_things_of_different_form_is_well():
    pictures = [{"image": entry["x"][..., None] + np.zeros(3)} for entry in tables()]
    column = lambda a: a.reshape(-1, 1)  # noqa: E731 - the same for both
    assert said(shown("picture", column, pictures), shown("column", column, tables())) == []


@pytest.mark.parametrize("value", [1.5, "text", np.ones((2, 2)), [1, 2], {"W": np.zeros(3)}])
def test_inputs_that_never_change_are_found(value):
    (problem,) = said(shown("same", lambda x: x, [{"x": value}] * 4))
    assert "every draw gives the same inputs" in problem


@pytest.mark.parametrize(
    "solution", [lambda x: 0.0, lambda x: np.ones(2), lambda x: x.shape, lambda x: "yes"]
)
def test_an_answer_that_never_changes_is_found(solution):
    (problem,) = said(shown("constant", solution, tables()))
    assert "every case has the same answer" in problem


def test_a_function_without_arguments_is_left_alone():
    assert said(shown("seed", lambda: 3, [{}] * 4)) == []
