"""Exercises: what the notebook cannot say about a function that students write.

The reference solution stands in the instructor notebook. Here stands how to draw inputs, what
counts as equal, and the mistakes that people make; one module an assignment, named after it, and
`training` for what two of them share.
"""

import importlib
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property

import numpy as np

from grader.exercises.draw import Draw
from grader.exercises.errors import ExerciseError
from grader.exercises.mistakes import Mistake, parse
from utils.checkfile import Case, Speed
from utils.observe import Call

__all__ = ["Exercise", "ExerciseError", "Inputs", "Mistake", "exercises_of"]

Inputs = Callable[[np.random.Generator], dict[str, object]]
OwnStart = Callable[[Callable[[dict], Call], Callable[[dict, dict], object], dict, Case], tuple]


@dataclass(frozen=True)
class Exercise:
    """One function that students write.

    ``inputs(rng)`` draws one case: the arguments by name, in the order of the signature.
    ``special`` cases have a row and a point share of their own; each draws in a way of its own or
    says what it changes, ``at(m=1)``. ``returns`` are the words for the entries of a returned
    tuple; ``uses`` the student's own functions that this one calls; ``see`` is a heading of a
    lesson to go back to. ``mistakes`` is the text that ``mistakes.py`` describes.

    ``random`` answers are judged by shape, mean and spread; ``in_place`` lets inputs be altered.
    ``adapt(expected)`` turns the reference's answer into what is expected, for instance into a
    ``OneOf`` of several conventions. ``spare`` are values, by name, for further parameters that
    some conventions have, fixed or drawn. ``given(inputs)`` maps other functions' names to what
    they return while this one is called, so that a training function with a random start has one
    right answer; ``own_start`` then says what follows from a start that it took by itself, see
    `training.own_start`. ``visible`` and ``hidden`` count cases.
    """

    function: str
    _: KW_ONLY
    inputs: Inputs
    special: dict[str, Inputs | dict[str, object]] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    see: str = ""
    speed: Speed | None = None
    random: bool = False
    in_place: bool = False
    adapt: Callable[[object], object] | None = None
    spare: Inputs | dict[str, object] | None = None
    given: Callable[[dict], dict] | None = None
    own_start: OwnStart | None = None
    visible: int = 3
    hidden: int = 5
    mistakes: str = ""

    @cached_property
    def listed(self) -> tuple[Mistake, ...]:
        """The mistakes; ``ExerciseError`` when the text cannot be read."""
        return parse(self.mistakes, self.function)

    @property
    def rows(self) -> dict[str, Inputs]:
        """How to draw each special case, by the title of its row."""
        return {row: self._drawn_at(row) for row in self.special}

    def _drawn_at(self, row: str) -> Inputs:
        told = self.special[row]
        if not isinstance(told, dict):
            return told
        if isinstance(self.inputs, Draw):
            return self.inputs.at(**told)
        raise ExerciseError(f"exercise {self.function}: at(…) changes inputs made by draw(…) alone")


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
