"""Exercises: what the notebook cannot say about a function that students write.

The reference solution stands in the instructor notebook. Here stands how to draw inputs, what
counts as equal, and the mistakes that people make; one module an assignment, named after it, and
`training` for what two of them share.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from utils.checkfile import Case, Speed
from utils.observe import Call

Inputs = Callable[[np.random.Generator], dict[str, object]]
OwnStart = Callable[[Callable[[dict], Call], Callable[[dict, dict], object], dict, Case], tuple]


class ExerciseError(Exception):
    """An exercise does not fit its notebook; the message names both."""


@dataclass(frozen=True)
class Mistake:
    """A known mistake: the reference solution with ``swaps`` applied, and the hint it earns."""

    name: str
    hint: str
    swaps: tuple[tuple[str, str], ...]

    def applied_to(self, solution: str) -> str:
        """The mistaken solution; ``ExerciseError`` unless each old text stands there once."""
        for old, new in self.swaps:
            count = solution.count(old)
            if count != 1:
                raise ExerciseError(
                    f"mistake {self.name}: the text to swap occurs {count} times, not once: {old!r}"
                )
            solution = solution.replace(old, new)
        return solution


@dataclass(frozen=True)
class Exercise:
    """One function that students write. See ``exercise`` for the fields."""

    function: str
    inputs: Inputs
    mistakes: tuple[Mistake, ...]
    names: tuple[str, ...]
    uses: tuple[str, ...]
    special: dict[str, Inputs]
    speed: Speed | None
    random: bool
    in_place: bool
    adapt: Callable[[object], object] | None
    given: Callable[[dict], dict] | None
    own_start: OwnStart | None
    visible: int
    hidden: int
    see: str


def swap(old: str, new: str) -> tuple[str, str]:
    """Replace ``old``, which occurs once in the reference solution, by ``new``."""
    return old, new


def mistake(name: str, hint: str, *swaps: tuple[str, str]) -> Mistake:
    """A mistake people make. ``hint``: at most 60 words, one idea, no code from the solution."""
    return Mistake(name, hint, swaps)


def exercise(
    function: str,
    inputs: Inputs,
    mistakes: list[Mistake],
    *,
    names: tuple[str, ...] = (),
    uses: tuple[str, ...] = (),
    special: dict[str, Inputs] | None = None,
    speed: Speed | None = None,
    random: bool = False,
    in_place: bool = False,
    adapt: Callable[[object], object] | None = None,
    given: Callable[[dict], dict] | None = None,
    own_start: OwnStart | None = None,
    visible: int = 3,
    hidden: int = 5,
    see: str = "",
) -> Exercise:
    """Describe one function that students write.

    ``inputs(rng)`` draws one case: the arguments by name, in the order of the signature.
    ``names`` are the words for the entries of a returned tuple; ``uses`` the student's own
    functions that this one calls. ``special`` cases have a row and a point share of their own.
    ``random`` answers are judged by shape, mean and spread; ``in_place`` lets inputs be altered.
    ``adapt(expected)`` turns the reference's answer into what is expected, for instance into a
    ``OneOf`` of several conventions. ``given(inputs)`` maps other functions' names to what they
    return while this one is called, so that a training function with a random start has one right
    answer; ``own_start`` then says what follows from a start that it took by itself, see
    `training.own_start`. ``see`` is a heading of a lesson to go back to.
    """
    return Exercise(
        function, inputs, tuple(mistakes), names, uses, special or {}, speed, random, in_place,
        adapt, given, own_start, visible, hidden, see,
    )  # fmt: skip


def exercises_of(assignment: str) -> dict[str, Exercise]:
    """The exercises of an assignment by function name, in the notebook's order; {} without any."""
    module = f"{__name__}.{assignment.replace('-', '_')}"
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return {}
    return {entry.function: entry for entry in found.EXERCISES}
