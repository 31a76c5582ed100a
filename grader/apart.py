"""Do the inputs of exercises tell one case from another, and one exercise from another?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from grader.exercises import Exercise
from utils.checkfile import Case, Checks
from utils.compare import same
from utils.expected import Raises
from utils.observe import identical, observe


@dataclass(frozen=True)
class Shown:
    """An exercise with its solution and its cases, hidden ones among them."""

    exercise: Exercise
    solution: Callable
    checks: Checks


def apart_problems(exercises: list[Shown]) -> Iterator[tuple[str, str]]:
    """The function and what is wrong with it, where no input tells what should be told."""
    for shown in exercises:
        for problem in alike_in_itself(shown):
            yield shown.exercise.function, problem
    for one, other in combinations(exercises, 2):
        if answer_alike(one, other):
            yield (
                other.exercise.function,
                f"no input tells it from {one.exercise.function}: one solution passes as both",
            )


def alike_in_itself(shown: Shown) -> Iterator[str]:
    """Cases that all have the same inputs, or all the same answer."""
    cases = [case for case in shown.checks.cases if case.row in ("visible", "hidden")]
    if len(cases) < 2 or not cases[0].inputs:
        return
    first, *others = cases
    if all(identical(first.inputs, case.inputs) for case in others):
        yield "every draw gives the same inputs: the answer to the visible case passes all others"
        return
    if shown.exercise.random:
        return
    answers = [answer(shown.solution, case) for case in shown.checks.cases]
    if not shown.exercise.in_place and all(same(other, answers[0]) for other in answers[1:]):
        yield "every case has the same answer: a function that looks at no input passes"


def answer_alike(one: Shown, other: Shown) -> bool:
    """Whether the solutions of two exercises give the same in all cases of both."""
    if any(shown.exercise.random or shown.exercise.given for shown in (one, other)):
        return False
    if form(one) != form(other):  # what is right for a picture may be right for a row as well
        return False
    cases = (*one.checks.cases, *other.checks.cases)
    return all(_same_answer(one.solution, other.solution, case) for case in cases)


def form(shown: Shown) -> list[tuple[str, int]]:
    """What kinds of values an exercise is about: of each argument its type and dimensions."""
    inputs = shown.checks.cases[0].inputs
    return [
        (type(value).__name__, np.ndim(value) if _plain(value) else 0) for value in inputs.values()
    ]


def _plain(value: Any) -> bool:
    return isinstance(value, np.ndarray | float | int | str)


def answer(function: Callable, case: Case) -> Any:
    """What a solution answers in a case."""
    return observe(function, case.inputs, case.given).value


def _same_answer(one: Callable, other: Callable, case: Case) -> bool:
    first, second = answer(one, case), answer(other, case)
    if isinstance(first, Raises) or isinstance(second, Raises):
        return False
    return same(first, second)
