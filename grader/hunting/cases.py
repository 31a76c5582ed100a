"""The cases of a bug hunt: which functions it is about, and the fault that a copy draws for each.

The functions and their order are the same in every copy, so that all copies are graded alike; the
faults are drawn by a seed.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from grader.answer_key import checks_of, rng_for
from grader.assignment import Assignment
from grader.cells import SOLUTION, unmarked
from grader.exercises import Exercise, ExerciseError, Mistake, exercises_of
from grader.hunting.scenes import Scene, scenes_of
from grader.release import secret_lines
from utils.checkfile import Checks
from utils.examine import examine
from utils.expected import Raises

if TYPE_CHECKING:
    from grader.hunting.symptoms import Seen

COUNT = 12
LONGEST_LINE = 100


@dataclass(frozen=True)
class Case:
    """One function with one fault: the text of its cell, and the look by which it was noticed.

    ``shown`` is what the look showed, ``wanted`` what it shows of the function without its fault.
    """

    function: str
    mistake: Mistake
    text: str
    scene: Scene
    shown: "Seen"
    wanted: "Seen"


@dataclass(frozen=True, eq=False)
class Hunt:
    """All that may be drawn of an assignment."""

    assignment: Assignment
    _wanted: dict[tuple[str, Scene], "Seen"] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """The exercises by function, in the notebook's order."""
        return exercises_of(self.assignment.name)

    @cached_property
    def checks(self) -> dict[str, Checks]:
        """The visible checks by function."""
        return checks_of(self.assignment)

    @cached_property
    def faults(self) -> dict[str, tuple[Mistake, ...]]:
        """The mistakes that may be drawn, by function; functions without any are left out."""
        found = {
            name: tuple(one for one in exercise.listed if self._huntable(name, one))
            for name, exercise in self.exercises.items()
        }
        return {name: mistakes for name, mistakes in found.items() if mistakes}

    def _huntable(self, function: str, mistake: Mistake) -> bool:
        """Whether a mistake looks like what somebody would write, and does not stop by itself."""
        added = [line for edit in mistake.edits for line in edit.new.splitlines()]
        long = max(map(len, self.faulty(function, mistake).splitlines())) > LONGEST_LINE
        if long or any(";" in line for line in added):
            return False
        return not any(
            isinstance(case.mistakes[mistake.name], Raises) for case in self.checks[function].cases
        )

    @cached_property
    def functions(self) -> list[str]:
        """The function of each case, in order.

        A dozen: those worth most, with all that they use. Where there are fewer, the functions with
        most mistakes come again in a second round.
        """
        wanted = self._chosen()
        rounds = [name for name in self.faults if name in wanted]
        often = 2
        while len(rounds) < COUNT:
            more = [name for name in wanted if len(self.faults[name]) >= often]
            if not more:
                break
            more = sorted(more, key=lambda name: -len(self.faults[name]))[: COUNT - len(rounds)]
            rounds += [name for name in self.faults if name in more]
            often += 1
        return rounds

    def _chosen(self) -> set[str]:
        """The functions that cases are about, each once."""
        points, chosen = self.assignment.points, set()
        worth = {name: (-points[name], -len(found)) for name, found in self.faults.items()}
        for name in sorted(worth, key=lambda name: worth[name]):
            more = (self._below(name) | {name}) & self.faults.keys()
            if len(chosen | more) <= COUNT:
                chosen |= more
        return chosen

    def _below(self, function: str) -> set[str]:
        uses = self.exercises[function].uses
        return set(uses).union(*map(self._below, uses))

    def source(self, function: str) -> str:
        """The solution cell of a function as it stands in the instructor notebook."""
        solution = self.assignment.solution(function)
        cells = [cell for book in self.assignment.notebooks.values() for cell in book.cells]
        marked = (cell.source for cell in cells if SOLUTION.search(cell.source))
        return next(source for source in marked if unmarked(source) == solution)

    def faulty(self, function: str, mistake: Mistake) -> str:
        """The text of a function with a mistake in it."""
        return tidy(mistake.applied_to(self.assignment.solution(function)))

    def mistaken(self, function: str, mistake: Mistake | None) -> Callable:
        """The function with a mistake, or without one, among the course's own others."""
        solution = self.assignment.solution(function)
        replaced = {solution: mistake.applied_to(solution)} if mistake else {}
        return self.assignment.namespace(replaced)[function]

    def scenes(self, function: str) -> list[Scene]:
        """The looks at a function that need no function which a copy has not, or has later."""
        known = set(self.functions[: self.functions.index(function) + 1])
        others = self.exercises.keys() - known
        found = scenes_of(self.assignment.name, function)
        return [scene for scene in found if not others & names_used(scene.code)]

    def case(self, function: str, mistake: Mistake, pictures: bool = True) -> Case:
        """A case with its symptom; ``ExerciseError`` where nothing shows."""
        from grader.hunting.symptoms import seen  # it draws: only hunts wait for Matplotlib

        wrong, checks = self.mistaken(function, mistake), self.checks[function]
        for scene in self.scenes(function):
            shown, wanted = seen(scene, wrong, checks, pictures), self.wanted(function, scene)
            if shown.text != wanted.text:
                text = self.faulty(function, mistake)
                return Case(function, mistake, text, scene, shown, wanted)
        raise ExerciseError(f"{self.assignment.name}, {function}: {mistake.name} has no symptom")

    def wanted(self, function: str, scene: Scene) -> "Seen":
        """What a look shows of a function without a fault."""
        from grader.hunting.symptoms import seen

        if (function, scene) not in self._wanted:
            right = self.mistaken(function, None)
            self._wanted[function, scene] = seen(scene, right, self.checks[function])
        return self._wanted[function, scene]

    def drawn(self, seed: str) -> list[Case]:
        """The cases of a copy. The same seed draws the same ones."""
        taken: set[tuple[str, str]] = set()
        cases = []
        for number, function in enumerate(self.functions):
            rng = rng_for(seed, self.assignment.name, str(number))
            left = [m for m in self.faults[function] if (function, m.name) not in taken]
            others = {name for _, name in taken}
            fresh = [mistake for mistake in left if mistake.name not in others]
            mistake = _one_of(fresh or left, rng)
            taken.add((function, mistake.name))
            cases.append(self.case(function, mistake))
        return cases


def names_used(text: str) -> set[str]:
    """The names that some code reads or sets."""
    return {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}


def _one_of(mistakes: list[Mistake], rng: Any) -> Mistake:
    return mistakes[int(rng.integers(len(mistakes)))]


def tidy(text: str) -> str:
    """A function without blank lines at its end; it has to be Python."""
    ast.parse(text)
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


def problems(hunt: Hunt) -> Iterator[str]:
    """What is wrong with what may be drawn, a sentence each: for `make lint`."""
    there = sum(map(len, hunt.faults.values()))
    if len(hunt.functions) < min(COUNT, there):  # a small assignment has a small hunt
        yield f"{hunt.assignment.name}: a hunt has {len(hunt.functions)} cases, not {COUNT}"
    solution = secret_lines(hunt.assignment)
    for function in dict.fromkeys(hunt.functions):
        where = f"{hunt.assignment.name}, {function}"
        for scene in hunt.scenes(function):
            for line in solution & {line.strip() for line in scene.code.splitlines()}:
                yield f"{where}: a look holds a line of the solutions, {line!r}"
            if "Error: " in hunt.wanted(function, scene).text:
                yield f"{where}: the solution stops in a look: {scene.code.splitlines()[-1]}"
        for mistake in hunt.faults[function]:
            yield from (
                f"{where}: {problem}" for problem in fault_problems(hunt, function, mistake)
            )


def fault_problems(hunt: Hunt, function: str, mistake: Mistake) -> Iterator[str]:
    """What is wrong with one fault: it keeps its points, does not show, or its hint is told."""
    report = examine(hunt.mistaken(function, mistake), hunt.checks[function])
    if report.score >= report.points:
        yield f"{mistake.name} keeps all points in a hunt"
    try:
        case = hunt.case(function, mistake, pictures=False)
    except ExerciseError as error:
        yield str(error)
        return
    if mistake.hint in f"{case.text} {case.shown.text}":
        yield f"the hint of {mistake.name} is told before anybody has looked"
