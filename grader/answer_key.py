"""The answer key: from an exercise and its solution to inputs, answers and mistaken answers."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from grader.assignment import Assignment
from grader.exercises import Exercise, ExerciseError, Inputs, exercises_of
from utils.checkfile import Case, Checks
from utils.compare import same
from utils.expected import Exactly, OneOf, Raises, sampled
from utils.observe import identical, observe

VISIBLE_SEED = "visible"
TRIES = 50  # to draw inputs that are new: some functions take only a few


def checks_of(assignment: Assignment, seed: str = "") -> dict[str, Checks]:
    """The checks of every exercise of an assignment, hidden cases drawn by ``seed``.

    Without a ``seed`` there are only the visible cases: this is what ships to students.
    """
    found = exercises_of(assignment.name)
    missing = sorted(set(assignment.points) - set(found))
    if missing:
        raise ExerciseError(f"{assignment.name}: no exercise describes {', '.join(missing)}")
    return {name: checks(assignment, entry, seed) for name, entry in found.items()}


def checks(assignment: Assignment, exercise: Exercise, seed: str = "") -> Checks:
    """The checks of one exercise."""
    if exercise.function not in assignment.points:
        raise ExerciseError(f"{assignment.name}: no graded cell calls grade({exercise.function})")
    functions = variants(assignment, exercise)
    cases = _draw(exercise, functions, "visible", exercise.inputs, VISIBLE_SEED, exercise.visible)
    for row, inputs in exercise.rows.items():
        cases += _draw(exercise, functions, row, inputs, VISIBLE_SEED, 1)
    if seed:
        fresh = partial(unlike, cases, exercise.inputs)
        cases += _draw(exercise, functions, "hidden", fresh, seed, exercise.hidden)
        for row, inputs in exercise.rows.items():
            cases += _draw(exercise, functions, row, inputs, seed, 1)
    return Checks(
        function=exercise.function,
        points=assignment.points[exercise.function],
        cases=tuple(cases),
        hints={entry.name: entry.hint for entry in exercise.listed},
        names=exercise.returns,
        uses=exercise.uses,
        random=exercise.random,
        in_place=exercise.in_place,
        speed=exercise.speed,
        see=exercise.see,
        accept=partial(accepted, exercise, assignment.namespace()) if exercise.accept else None,
        solve=partial(expected, functions[""], exercise),
    )


def unlike(cases: list[Case], inputs: Inputs, rng: np.random.Generator) -> dict[str, object]:
    """Inputs that no known case has, so that a table of the visible answers is worth nothing."""
    for _ in range(TRIES):
        arguments = inputs(rng)
        if not any(identical(arguments, case.inputs) for case in cases):
            break
    return arguments


def variants(
    assignment: Assignment, exercise: Exercise, mistaken: dict[str, str] | None = None
) -> dict[str, object]:
    """The reference function under the name "", and every mistaken one under its mistake's name.

    ``mistaken`` are solutions of other functions with what to put in their place.
    """
    solution, mistaken = assignment.solution(exercise.function), mistaken or {}
    found = {"": assignment.namespace(mistaken)[exercise.function]}
    for entry in exercise.listed:
        try:
            names = assignment.namespace(mistaken | {solution: entry.applied_to(solution)})
        except (ExerciseError, SyntaxError) as error:
            where = f"{assignment.name}, {exercise.function}"
            raise ExerciseError(f"{where}: {error}") from error
        found[entry.name] = names[exercise.function]
    return found


def accepted(exercise: Exercise, solution: dict, inputs: dict, value: object) -> bool:
    """Whether the exercise's own rule finds an unexpected answer right; a strange one is not."""
    try:
        return bool(exercise.accept(solution, inputs, value))
    except Exception:
        return False


def answer(function: object, exercise: Exercise, inputs: dict, given: dict) -> object:
    """What a reference or mistaken function answers, as plain data to compare with."""
    value = observe(function, inputs, given).value
    return sampled(value) if exercise.random else value


def expected(function: object, exercise: Exercise, inputs: dict, given: dict | None = None):
    """What is expected of an answer, when this is the right function."""
    value = answer(function, exercise, inputs, given or {})
    if exercise.adapt and not isinstance(value, Raises):
        return exercise.adapt(value)
    return value


def rng_for(seed: str, *words: str) -> np.random.Generator:
    """A generator that depends on all the words and on nothing else."""
    digest = hashlib.sha256("\0".join((seed, *words)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _draw(exercise, functions, row, inputs, seed, count) -> list[Case]:
    rng = rng_for(seed, exercise.function, row)
    cases = []
    for _ in range(count):
        arguments = inputs(rng)
        given = exercise.given(arguments) if exercise.given else {}
        case = Case(row, arguments, None, given=given, secret=seed != VISIBLE_SEED)
        cases.append(_answered(exercise, functions, case))
    return cases


def _answered(exercise: Exercise, functions: dict[str, object], case: Case) -> Case:
    """A case with what each of the ``functions`` answers: the right one and the mistaken ones."""
    mistakes = {
        name: answer(function, exercise, case.inputs, case.given)
        for name, function in functions.items()
        if name
    }
    right = expected(functions[""], exercise, case.inputs, case.given)
    return replace(case, expected=right, mistakes=mistakes)


def _finite(value: object) -> bool:
    """Whether no number in an answer is NaN or infinite."""
    if isinstance(value, dict):
        return all(map(_finite, value.values()))
    if isinstance(value, tuple | list):
        return all(map(_finite, value))
    if isinstance(value, Exactly):
        return _finite(value.entries)
    if isinstance(value, OneOf):
        return all(map(_finite, value.options))
    return not isinstance(value, np.ndarray | float) or bool(np.all(np.isfinite(value)))


@dataclass(frozen=True, eq=False)
class AnswerKey:
    """What the graded cells of an assignment are judged by, made once in a process.

    Hidden cases are drawn from ``secret``, so everybody gets the same ones.
    """

    assignment: Assignment
    secret: str
    _carried: dict[tuple, Checks | None] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """The exercises by function name, in the notebook's order."""
        return exercises_of(self.assignment.name)

    @cached_property
    def solution(self) -> dict[str, object]:
        """All names of the reference solution."""
        return self.assignment.namespace()

    @cached_property
    def checks(self) -> dict[str, Checks]:
        """The checks of each function, hidden cases included."""
        return checks_of(self.assignment, self.secret)

    @cached_property
    def quiz(self) -> dict[str, str]:
        """The right letter of each question."""
        return self.solution["quiz"]

    def helpers(self, function: str) -> dict[str, Callable]:
        """The reference solution of every function that this one builds on."""
        return {name: self.solution[name] for name in self.exercises[function].uses}

    def below(self, function: str) -> frozenset[str]:
        """The functions that this one builds on, directly or through others."""
        uses = self.exercises[function].uses
        return frozenset(uses).union(*map(self.below, uses))

    def carried(self, function: str, mistakes: frozenset[tuple[str, str]]) -> Checks | None:
        """The checks of a function whose helpers have known ``mistakes``: (function, mistake).

        None where the answers could not tell right from wrong: one of them is an exception, a
        hidden one is not finite, or a mistake of the function's own would not show.
        """
        if (function, mistakes) not in self._carried:
            self._carried[function, mistakes] = self._with_mistakes(function, mistakes)
        return self._carried[function, mistakes]

    def _with_mistakes(self, function: str, mistakes: frozenset[tuple[str, str]]) -> Checks | None:
        exercise, given = self.exercises[function], self.checks[function]
        replaced = {}
        for helper, wrong in mistakes:
            solution = self.assignment.solution(helper)
            entry = next(e for e in self.exercises[helper].listed if e.name == wrong)
            replaced[solution] = entry.applied_to(solution)
        functions = variants(self.assignment, exercise, replaced)
        cases = [_answered(exercise, functions, case) for case in given.cases]
        finite = all(_finite(case.expected) for case in cases if case.row == "hidden")
        told = all(any(not same(c.mistakes[m], c.expected) for c in cases) for m in given.hints)
        if not (finite and told) or any(isinstance(case.expected, Raises) for case in cases):
            return None
        cases = tuple(replace(case, mistakes={}) for case in cases)
        solve = partial(expected, functions[""], exercise)
        return replace(given, cases=cases, accept=lambda *_: False, solve=solve)
