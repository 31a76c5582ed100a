"""Prove that every exercise can tell right from wrong, before a student meets it.

For each: the stub fails with "not written yet"; the solution earns full points under several
seeds; every listed mistake loses points and draws its own hint and no other; so does every mistake
that is told without being listed (a lost dimension, the opposite sign, an altered input …); hints
say something, are short, tell nothing of the solution and point to a section that exists; no two
exercises, and no two mistakes, answer alike whatever is drawn; nothing of the solution stands in
what is released; and every mistake that a bug hunt may draw has a symptom that does not name it.
A quiz is no must; where there is one, every wrong choice is explained.
"""

import contextlib
import gc
import hashlib
import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import nbformat

from grader.answer_key import checks, exercises_in, variants
from grader.apart import Shown, apart_problems
from grader.assignment import Assignment, assignment_names, load_assignment
from grader.careless import careless, names_of, own_name
from grader.exercises import Exercise, ExerciseError, hunted
from grader.hints import hint_problems
from grader.hunting import cases
from grader.places import ROOT, course_root
from grader.practice import is_practice, load_practice, practice_names
from grader.release import leaks
from utils.checkfile import Case, Checks
from utils.compare import same
from utils.examine import Report, examine
from utils.expected import Leading, Raises
from utils.quiz import LETTERS

SEEDS = ("lint-1", "lint-2", "lint-3")
PROVEN = ROOT / "build" / "proven.json"
log = logging.getLogger(__name__)


class Proof(NamedTuple):
    """What is wrong with an assignment, and how much was looked at."""

    problems: list[str]
    exercises: int = 0
    listed: int = 0
    general: int = 0


def lint(name: str) -> Proof:
    """All problems of an assignment, with the numbers of exercises and mistakes."""
    try:
        assignment = load_practice(name) if is_practice(name) else load_assignment(name)
        proof = prove(assignment)
        released = list(release_problems(assignment, ROOT / "release" / name))
        if not hunted(name) and not is_practice(name):
            released += cases.problems(cases.Hunt(assignment))
    except ExerciseError as error:
        return Proof([str(error)])
    return proof._replace(problems=proof.problems + released)


def prove(assignment: Assignment) -> Proof:
    """What is wrong with an assignment's exercises, whatever its release is like.

    An assignment without a fault is remembered, so that a release need not prove it again.
    """
    found = exercises_in(assignment)
    key = fingerprint(assignment)
    problems, told_of = list(assignment_problems(assignment, found)), 0
    shown = []
    for exercise in found.values():
        if exercise.function in assignment.points:
            reference = variants(assignment, exercise)[""]
            drawn = checks(assignment, exercise, SEEDS[0])
            shown.append(Shown(exercise, reference, drawn))
            wrong, told = general_mistakes(reference, drawn)
            problems += [f"{assignment.name}, {exercise.function}: {problem}" for problem in wrong]
            told_of += len(told)
    for function, problem in apart_problems(shown):
        problems.append(f"{assignment.name}, {function}: {problem}")
    if not problems:
        remember(assignment.name, key)
    return Proof(problems, len(found), sum(len(e.listed) for e in found.values()), told_of)


def unproven(assignment: Assignment) -> list[str]:
    """The faults of an assignment; proven only if it has changed since it had none."""
    key = fingerprint(assignment)
    if key in (kept(place).get(assignment.name) for place in (PROVEN, proven_here())):
        return []
    log.warning("Proving the exercises of %s, which takes a while …", assignment.name)
    try:
        return prove(assignment).problems
    except ExerciseError as error:
        return [str(error)]


def fingerprint(assignment: Assignment) -> str:
    """A digest of all that a proof depends on: the notebooks, the exercises, what examines them."""
    digest = hashlib.sha256()
    for name, book in sorted(assignment.notebooks.items()):
        digest.update(json.dumps([name, [cell.source for cell in book.cells]]).encode())
        digest.update(json.dumps([cell.metadata for cell in book.cells], sort_keys=True).encode())
    for folder in ("grader/exercises", "utils", "notebooks"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.suffix in (".py", ".ipynb") and ".ipynb_checkpoints" not in path.parts:
                digest.update(path.read_bytes())
    for name in ("answer_key", "apart", "assignment", "careless", "hints", "lint", "practice"):
        digest.update((ROOT / "grader" / f"{name}.py").read_bytes())
    return digest.hexdigest()[:32]


def proven_here() -> Path:
    """Where proofs are kept: with what is built here, or with a class elsewhere."""
    return PROVEN if course_root() == ROOT else course_root() / ".proven.json"


def kept(path: Path) -> dict[str, str]:
    """The fingerprints of the assignments without a fault; {} where none are kept."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def remember(name: str, key: str) -> None:
    """Keep that an assignment has no fault; a folder that cannot be written costs time alone."""
    path = proven_here()
    if (known := kept(path)).get(name) == key:
        return
    text = json.dumps(known | {name: key}, indent=1, sort_keys=True) + "\n"
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        own = path.with_name(f"{path.name}-{os.getpid()}")
        own.write_text(text, encoding="utf-8")
        own.replace(path)


def assignment_problems(assignment: Assignment, found: dict[str, Exercise]) -> Iterator[str]:
    """What is wrong with one assignment, a sentence each."""
    for function in sorted(set(assignment.points) ^ set(found)):
        yield f"{assignment.name}: {function} is graded or described, but not both"
    for exercise in found.values():
        for problem in exercise_problems(assignment, exercise):
            yield f"{assignment.name}, {exercise.function}: {problem}"
    if not hunted(assignment.name):
        yield from quiz_problems(assignment)


def exercise_problems(assignment: Assignment, exercise: Exercise) -> Iterator[str]:
    """What is wrong with one exercise."""
    yield from hint_problems(assignment, exercise)
    yield from section_problems(exercise)
    functions = variants(assignment, exercise)
    reference = functions.pop("")
    gc.freeze()  # none of what is there by now is a generator to be seeded: do not search it again
    for seed in SEEDS:
        found = checks(assignment, exercise, seed)
        yield from solution_problems(reference, found, seed)
        for name, function in functions.items():
            yield from mistake_problems(name, examine(function, found), seed)
        yield from collisions(found, seed)
    yield from visible_problems(functions, checks(assignment, exercise))


def section_problems(exercise: Exercise) -> Iterator[str]:
    """A section to go back to that is not said, or does not exist."""
    if not exercise.see:
        yield "no section to go back to (see=…)"
    elif exercise.see not in headings():
        yield f"no lesson has the section “{exercise.see}”"


@cache
def headings(folder: Path = ROOT / "notebooks") -> set[str]:
    """All headings of the lessons."""
    found = set()
    for path in folder.glob("*.ipynb"):
        for cell in nbformat.read(path, 4).cells:
            if cell.cell_type == "markdown":
                found |= set(re.findall(r"^#+ (.+?)\s*$", cell.source, re.M))
    return found


def solution_problems(reference: Callable, found: Checks, seed: str) -> Iterator[str]:
    """The solution earns less than everything, or the stub more than nothing."""
    report = examine(reference, found)
    raises = [case.row for case in found.cases if isinstance(case.expected, Raises)]
    if raises:
        yield f"the solution raises an exception in a case of “{raises[0]}” with seed {seed}"
    if report.score != report.points:
        yield f"the solution earns {report.score} of {report.points} with seed {seed}"

    def stub(*arguments: Any) -> None:
        raise NotImplementedError("not written yet")

    report = examine(stub, found)
    if report.score or "Not written yet" not in report.rows[0].words:
        yield "the stub earns points or is not called unwritten"


def mistake_problems(name: str, report: Report, seed: str) -> Iterator[str]:
    """A mistake keeps its points or draws another's hint."""
    if report.score >= report.points:
        yield f"mistake {name} keeps all points with seed {seed}"
    elif report.mistake != name:
        yield f"mistake {name} draws the hint of {report.mistake or 'nobody'} with seed {seed}"


def collisions(found: Checks, seed: str) -> Iterator[str]:
    """Two mistakes that no case tells apart."""
    names = list(found.hints)

    def answer(case: Case, name: str) -> Any:
        value = case.mistakes[name]
        return value.values if isinstance(value, Leading) else value

    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            if all(same(answer(case, one), answer(case, other)) for case in found.cases):
                yield f"mistakes {one} and {other} answer alike with seed {seed}"


def visible_problems(functions: dict[str, Callable], visible: Checks) -> Iterator[str]:
    """A mistake that the student's own check does not see or explain."""
    for name, function in functions.items():
        report = examine(function, visible)
        if all(row.credit == 1.0 for row in report.rows) or report.mistake != name:
            yield f"mistake {name} is not found by the visible check"


def general_mistakes(reference: Callable, found: Checks) -> tuple[list[str], list[str]]:
    """Mistakes that are told without being listed: what is wrong with them, and those proven.

    Where a listed mistake answers just so, its hint is better, and it is counted there.
    """
    problems, proven = [], []
    for name, function in careless(reference, found).items():
        report = examine(function, found)
        told = report.mistake
        if report.score >= report.points:
            problems.append(f"an answer that is wrong by {name} keeps all points")
        elif not report.hint and not any(row.words for row in report.rows):
            problems.append(f"an answer that is wrong by {name} loses points without a word")
        elif told not in names_of(name) | found.hints.keys():
            problems.append(f"an answer that is wrong by {name} is told as {told}")
        elif told == own_name(name):
            proven.append(name)
    return problems, proven


def quiz_problems(assignment: Assignment) -> Iterator[str]:
    """A wrong choice that nobody explains, or a question without an answer."""
    key, why_not = assignment.namespace().get("quiz", {}), assignment.why_not
    if why_not is None:
        if key:
            yield f"{assignment.name}: there is a quiz, and no cell that grades it"
        return
    if not key or key.keys() != why_not.keys():
        yield f"{assignment.name}: the quiz has {len(key)} questions, {len(why_not)} explained"
    for question, right in key.items():
        if set(LETTERS) - {right} != set(why_not.get(question, {})):
            yield f"{assignment.name}: {question} does not explain just its wrong choices"


def release_problems(assignment: Assignment, folder: Path) -> Iterator[str]:
    """Something in a released ``folder`` that should have stayed behind; nothing without one."""
    if not folder.is_dir():
        return
    for name in assignment.notebooks:
        path = folder / f"{name}.ipynb"
        if not path.exists():
            yield f"{assignment.name}: {name} is not released yet: make release"
            continue
        book = nbformat.read(path, 4)
        text = "\n".join(cell.source for cell in book.cells)
        rest = json.dumps([cell.metadata for cell in book.cells] + [book.metadata])
        for leak in leaks(assignment, text) + leaks(assignment, rest):
            yield f"{assignment.name}: the released {name} holds {leak!r}"


def run(names: list[str]) -> int:
    """Print what is wrong and the counts; 0 when all is well."""
    names = names or [*practice_names(), *assignment_names()]
    if len(names) == 1:
        results = list(map(lint, names))
    else:
        with ProcessPoolExecutor() as pool:  # one on each core; the last weeks take longest
            results = list(pool.map(lint, reversed(names)))[::-1]
    problems = [problem for proof in results for problem in proof.problems]
    for problem in problems:
        print(problem)
    for name in names:
        if not (ROOT / "release" / name).is_dir() and (ROOT / "source" / name).is_dir():
            print(f"{name} is not released yet: make release ASSIGNMENT={name}")
    exercises, listed, general = (sum(numbers) for numbers in list(zip(*results, strict=True))[1:])
    print(f"exercises: {exercises}, mistakes: {listed} listed + {general} general")
    return 1 if problems else 0
