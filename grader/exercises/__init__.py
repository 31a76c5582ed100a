"""Exercises: what the notebook cannot say about a function that students write.

The reference solution stands in the instructor notebook, between ``### BEGIN SOLUTION`` and
``### END SOLUTION``; a graded cell calls ``grade(center)``. Beside it, in a module named after the
assignment (``week2_logistic_regression`` for ``week2-logistic-regression``), stands a list
``EXERCISES`` with the rest: how to draw inputs, what counts as equal, and the mistakes that people
make. For a solution such as ::

    mean = X.mean(axis=1, keepdims=True)
    return X - mean, mean

that is ::

    from grader.exercises import Exercise
    from grader.exercises.draw import at, draw, normal
    from utils.checkfile import Speed

    EXERCISES = [
        Exercise(
            "center",
            inputs=draw(X=normal("n_x m", mean=3)),  # a letter is a size, and no two are equal
            special={"one feature": at(n_x=1), "a square table": at(n_x="m")},
            returns=("centred", "mean"),
            see="Along which axis?",
            speed=Speed({"X": 1}, 20_000),
            mistakes='''
            columns: Your columns have mean 0; it should be the rows. Which axis runs along a row?
                axis=1 -> axis=0
            added: The mean is added. What takes a table with mean 3 to mean 0?
                X - mean -> X + mean
            ''',
        ),
    ]

Then ``make lint`` proves that the solution keeps all points and every mistake loses some and draws
its own hint. ``draw.py`` describes inputs, ``mistakes.py`` the text of mistakes,
``training.py`` judges training functions that draw their own start. Mistakes that
``utils/explain.py`` tells just as well (a transpose, the opposite sign, a missing entry …) need not
be listed; lint proves them too. A module may also say what it lends to plain files: ``LENDABLE``.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from types import ModuleType
from typing import Any

import numpy as np

from grader.exercises.draw import Draw
from grader.exercises.errors import ExerciseError
from grader.exercises.mistakes import Mistake, parse
from utils.checkfile import Case, Speed
from utils.expected import sampled
from utils.observe import Call

__all__ = [
    "Exercise",
    "ExerciseError",
    "Inputs",
    "Lendable",
    "Mistake",
    "OwnStart",
    "exercises_of",
    "hunted",
    "lendable_of",
]

HUNT = "hunt-"  # how the name of a bug hunt begins, before that of the assignment that it is about
Inputs = Callable[[np.random.Generator], dict[str, Any]]
OwnStart = Callable[[Callable[[dict], Call], Callable[[dict, dict], Any], dict, Case], tuple]


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function that students write.

    ``inputs(rng)`` draws one case: the arguments by name, in the order of the signature.
    ``special`` cases have a row and a point share of their own; each draws in a way of its own or
    says what it changes, ``at(m=1)``. ``returns`` are the words for the entries of a returned
    tuple; ``uses`` the student's own functions that this one calls; ``see`` is a heading of a
    lesson to go back to. ``mistakes`` is the text that ``mistakes.py`` describes.

    ``random`` answers are judged by shape, mean and spread, or by what else ``in_common(answer)``
    says that all answers of one function have; ``in_place`` lets inputs be altered.
    ``seed`` names the input that random numbers hang on, and nothing else: it is tried whether the
    same one repeats an answer and another one does not.
    ``adapt(expected)`` turns the reference's answer into what is expected, for instance into a
    ``OneOf`` of several conventions; so does ``accept(expected, inputs)``, where that takes the
    inputs. Of a tuple of several values, right or a mistake's, the first ``least`` will do.
    ``spare`` are values, by name, for further parameters that some conventions have, fixed or
    drawn. ``given(inputs)`` maps other functions' names to what they return while this one is
    called, so that a training function with a random start has one right answer; where its call is
    ``required``, values that come about without it are judged all the same. ``own_start`` says what
    follows from a start that it took by itself, see `training.own_start`. ``visible`` and
    ``hidden`` count cases.
    """

    function: str
    _: KW_ONLY
    inputs: Inputs
    special: Mapping[str, Inputs | dict[str, Any]] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    see: str = ""
    speed: Speed | None = None
    random: bool = False
    in_common: Callable[[Any], Any] = sampled
    in_place: bool = False
    seed: str = ""
    required: bool = False
    adapt: Callable[[Any], Any] | None = None
    accept: Callable[[Any, dict], Any] | None = None
    least: int = 0
    spare: Inputs | dict[str, Any] | None = None
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


@dataclass(frozen=True)
class Lendable:
    """What a plain file may leave undefined, besides the functions of the assignment.

    ``functions`` come from the usual helper modules. ``pairs`` are functions that those modules
    return as a pair, the activation and what it was computed from: ``A, Z = sigmoid(Z)``.
    """

    functions: dict[str, Callable] = field(default_factory=dict)
    pairs: tuple[str, ...] = ()


def hunted(assignment: str) -> str:
    """The assignment that a bug hunt is about; "" where this is none."""
    return assignment.removeprefix(HUNT) if assignment.startswith(HUNT) else ""


def exercises_of(assignment: str) -> dict[str, Exercise]:
    """The exercises of an assignment by function name, in the notebook's order; {} without any.

    A bug hunt has those of the assignment that it is about.
    """
    found = _module(assignment)
    return {entry.function: entry for entry in found.EXERCISES} if found else {}


def lendable_of(assignment: str) -> Lendable:
    """What the ``LENDABLE`` of an assignment's module says; nothing where there is none."""
    return getattr(_module(assignment), "LENDABLE", Lendable())


def _module(assignment: str) -> ModuleType | None:
    name = f"{__name__}.{(hunted(assignment) or assignment).replace('-', '_')}"
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None
