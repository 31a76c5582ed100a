"""The answer key: from an exercise and its solution to inputs, answers and mistaken answers."""

import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np

from grader.assignment import Assignment
from grader.exercises import Exercise, ExerciseError, Inputs, OwnStart, exercises_of, hunted
from grader.exercises.training import finite
from grader.sandbox import RemoteFunction
from grader.sandbox.border.seeding import seeded
from utils.checkfile import Case, Checks
from utils.compare import same
from utils.expected import Leading, Raises
from utils.observe import Call, identical, observe

VISIBLE_SEED = "visible"
REPEATED_SEED = 20170808  # of a student's random numbers, while its start is looked for
KEPT = 100  # exercises; and of each function answers that follow from other starts
TRIES = 50  # to draw inputs that are new: some functions take only a few


def checks_of(assignment: Assignment, seed: str = "") -> dict[str, Checks]:
    """The checks of every exercise of an assignment, hidden cases drawn by ``seed``.

    Without a ``seed`` there are only the visible cases: this is what ships to students.
    """
    found = described(assignment)
    return {name: checks(assignment, entry, seed) for name, entry in found.items()}


def exercises_in(assignment: Assignment) -> dict[str, Exercise]:
    """The exercises of an assignment's module; a bug hunt leaves out those that it is not about."""
    found = exercises_of(assignment.name)
    if not hunted(assignment.name):
        return found
    return {name: entry for name, entry in found.items() if name in assignment.points}


def described(assignment: Assignment) -> dict[str, Exercise]:
    """The exercises of an assignment; ``ExerciseError`` unless each graded function has one."""
    found = exercises_in(assignment)
    missing = sorted(set(assignment.points) - set(found))
    if missing:
        raise ExerciseError(f"{assignment.name}: no exercise describes {', '.join(missing)}")
    return found


def checks(assignment: Assignment, exercise: Exercise, seed: str = "") -> Checks:
    """The checks of one exercise."""
    if exercise.function not in assignment.points:
        raise ExerciseError(f"{assignment.name}: no graded cell calls grade({exercise.function})")
    functions, shown = _shown(assignment, exercise)
    cases = list(shown)
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
        seed=exercise.seed,
        required=exercise.required,
        speed=exercise.speed,
        see=exercise.see,
        own_start=_own_start(exercise, functions),
        solve=partial(expected, functions[""], exercise),
    )


@lru_cache(maxsize=KEPT)
def _shown(assignment: Assignment, exercise: Exercise) -> tuple[dict[str, Any], tuple[Case, ...]]:
    """The right function and the mistaken ones, with the cases that are the same for all seeds."""
    functions = variants(assignment, exercise)
    cases = _draw(exercise, functions, "visible", exercise.inputs, VISIBLE_SEED, exercise.visible)
    for row, inputs in exercise.rows.items():
        cases += _draw(exercise, functions, row, inputs, VISIBLE_SEED, 1)
    return functions, tuple(cases)


def unlike(cases: list[Case], inputs: Inputs, rng: np.random.Generator) -> dict[str, Any]:
    """Inputs that no known case has, so that a table of the visible answers is worth nothing."""
    arguments = inputs(rng)
    for _ in range(TRIES - 1):
        if not any(identical(arguments, case.inputs) for case in cases):
            break
        arguments = inputs(rng)
    return arguments


def variants(
    assignment: Assignment, exercise: Exercise, mistaken: dict[str, str] | None = None
) -> dict[str, Any]:
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


def _own_start(
    exercise: Exercise, functions: dict[str, Callable]
) -> Callable[..., tuple[Case, Call]] | None:
    """What ``Checks.own_start`` holds; None for an exercise that takes no start of its own."""
    judge = exercise.own_start
    return partial(restarted, judge, functions, Answers(exercise, functions)) if judge else None


def restarted(
    judge: OwnStart,
    functions: dict[str, Callable],
    answers: "Answers",
    function: Callable,
    helpers: dict[str, Callable],
    case: Case,
) -> tuple[Case, Call]:
    """The case that follows from the start that a function draws for itself, and its call."""
    again = partial(called_again, function, helpers, case.spare)
    case, call = judge(again, answers.expected, functions[""].__globals__, case)
    if case.given and not same(call.value, case.expected):  # its mistakes may be known ones
        case = replace(case, mistakes=answers.mistaken(case))
    return case, call


class Answers:
    """What follows from starts that functions drew for themselves, kept: to train all networks
    again takes long, and many functions draw the same start."""

    def __init__(self, exercise: Exercise, functions: dict[str, Callable]):
        self._exercise, self._functions = exercise, functions
        self._kept: dict[tuple, Any] = {}  # the newest last

    def expected(self, inputs: dict, given: dict) -> Any:
        """As `expected`, of the right function."""
        right = self._functions[""]
        return self._once("", inputs, given, lambda: expected(right, self._exercise, inputs, given))

    def mistaken(self, case: Case) -> "Mistaken":
        """What the mistaken functions answer to a case."""
        make = partial(Mistaken, self._exercise, self._functions, case)
        return self._once("mistaken", case.inputs, case.given, make)

    def _once(self, what: str, inputs: dict, given: dict, make: Callable[[], Any]) -> Any:
        # A function that is given is the solution's own: its name says which.
        plain = {name: name if callable(value) else value for name, value in given.items()}
        key = (what, pickle.dumps((inputs, plain)))
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = make()
        return self._kept[key]


def called_again(
    function: Callable, helpers: dict[str, Callable], spare: dict[str, Any], inputs: dict
) -> Call:
    """Call a student's function; its random numbers are the same each time."""
    elsewhere = isinstance(function, RemoteFunction)
    with seeded(None if elsewhere else REPEATED_SEED):
        return observe(function, inputs, helpers, spare, REPEATED_SEED)


def answer(function: Callable, exercise: Exercise, inputs: dict, given: dict) -> Any:
    """What a reference or mistaken function answers, as plain data to compare with."""
    value = observe(function, inputs, given).value
    return exercise.in_common(value) if exercise.random else value


def expected(
    function: Callable, exercise: Exercise, inputs: dict, given: dict | None = None
) -> Any:
    """What is expected of an answer, when this is the right function."""
    value = observe(function, inputs, given or {}).value
    if isinstance(value, Raises):
        return value
    if exercise.accept:
        value = exercise.accept(value, inputs)
    elif exercise.adapt:
        value = exercise.adapt(value)
    elif exercise.random:
        value = exercise.in_common(value)
    return shortened(value, exercise)


def shortened(value: Any, exercise: Exercise) -> Any:
    """A tuple of which some values may be left out, as the rule that says so."""
    return Leading(value, exercise.least) if exercise.least and type(value) is tuple else value


def rng_for(seed: str, *words: str) -> np.random.Generator:
    """A generator that depends on all the words and on nothing else."""
    digest = hashlib.sha256("\0".join((seed, *words)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _draw(
    exercise: Exercise, functions: dict, row: str, inputs: Inputs, seed: str, count: int
) -> list[Case]:
    rng = rng_for(seed, exercise.function, row)
    further = rng_for(seed, exercise.function, row, "spare")
    cases = []
    for _ in range(count):
        arguments = inputs(rng)
        given = exercise.given(arguments) if exercise.given else {}
        spare = exercise.spare(further) if callable(exercise.spare) else exercise.spare or {}
        case = Case(row, arguments, None, given=given, spare=spare, secret=seed != VISIBLE_SEED)
        cases.append(_answered(exercise, functions, case))
    return cases


def _answered(exercise: Exercise, functions: dict[str, Callable], case: Case) -> Case:
    """A case with what each of the ``functions`` answers: the right one and the mistaken ones."""
    right = expected(functions[""], exercise, case.inputs, case.given)
    return replace(case, expected=right, mistakes=Mistaken(exercise, functions, case))


class Mistaken(Mapping[str, Any]):
    """What the mistaken functions answer to a case, each called when somebody asks for it: nobody
    does where an answer is right, and the first case rules out most of them."""

    def __init__(self, exercise: Exercise, functions: dict[str, Callable], case: Case):
        self._exercise, self._functions = exercise, functions
        self._inputs, self._given = case.inputs, case.given
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            function = self._functions[name]
            found = answer(function, self._exercise, self._inputs, self._given)
            self._known[name] = shortened(found, self._exercise)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return bool(name) and name in self._functions

    def __iter__(self) -> Iterator[str]:
        return filter(None, self._functions)

    def __len__(self) -> int:
        return len(self._functions) - 1


@dataclass(frozen=True, eq=False)
class AnswerKey:
    """What the graded cells of an assignment are judged by, made once in a process.

    Hidden cases are drawn from ``secret``, so everybody gets the same ones.
    """

    assignment: Assignment
    secret: str
    _checks: dict[str, Checks] = field(default_factory=dict, init=False, repr=False)
    _carried: dict[tuple, Checks | None] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """The exercises by function name, in the notebook's order."""
        return described(self.assignment)

    @cached_property
    def solution(self) -> dict[str, Any]:
        """All names of the reference solution."""
        return self.assignment.namespace()

    @cached_property
    def quiz(self) -> dict[str, str]:
        """The right letter of each question."""
        return self.solution["quiz"]

    def checks(self, function: str) -> Checks:
        """The checks of a function, hidden cases included."""
        if function not in self._checks:
            found = checks(self.assignment, self.exercises[function], self.secret)
            self._checks[function] = found
        return self._checks[function]

    def complete(self) -> None:
        """Make the checks of every function now; ``ExerciseError`` where one cannot be made."""
        described(self.assignment)
        for function in self.exercises:
            for case in self.checks(function).cases:
                dict(case.mistakes)

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
        exercise, given = self.exercises[function], self.checks(function)
        replaced = {}
        for helper, wrong in mistakes:
            solution = self.assignment.solution(helper)
            entry = next(e for e in self.exercises[helper].listed if e.name == wrong)
            replaced[solution] = entry.applied_to(solution)
        functions = variants(self.assignment, exercise, replaced)
        cases = [_answered(exercise, functions, case) for case in given.cases]
        sure = all(finite(case.expected) for case in cases if case.row == "hidden")
        told = all(any(not same(c.mistakes[m], c.expected) for c in cases) for m in given.hints)
        if not (sure and told) or any(isinstance(case.expected, Raises) for case in cases):
            return None
        cases = tuple(replace(case, mistakes={}) for case in cases)
        solve = partial(expected, functions[""], exercise)
        return replace(given, cases=cases, own_start=_own_start(exercise, functions), solve=solve)
