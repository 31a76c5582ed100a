"""Prove that every exercise can tell right from wrong, before a student meets it.

For each: the stub fails with "not written yet"; the solution earns full points under several seeds;
every listed mistake loses points and draws its own hint and no other; zeros, a lost dimension, an
altered input and a missing return lose points and are named; hints are short and point to a section
that exists; and nothing of the solution stands in what is released.
"""

import copy
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
import numpy as np

from grader.answer_key import checks, variants
from grader.assignment import ROOT, Assignment, assignment_names, load_assignment
from grader.exercises import Exercise, ExerciseError, exercises_of
from grader.release import leaks
from utils.checkfile import Checks
from utils.compare import same
from utils.examine import Report, examine
from utils.expected import sampled
from utils.observe import observe
from utils.quiz import LETTERS

SEEDS = ("lint-1", "lint-2", "lint-3")
LONGEST_HINT = 60


def lint(name: str) -> tuple[list[str], int, int]:
    """All problems of an assignment, with the number of exercises and of mistakes."""
    try:
        assignment = load_assignment(name)
        found = exercises_of(name)
        problems = list(assignment_problems(assignment, found))
    except ExerciseError as error:
        return [str(error)], 0, 0
    return problems, len(found), sum(len(entry.listed) for entry in found.values())


def assignment_problems(assignment: Assignment, found: dict[str, Exercise]) -> Iterator[str]:
    """What is wrong with one assignment, a sentence each."""
    for function in sorted(set(assignment.points) ^ set(found)):
        yield f"{assignment.name}: {function} is graded or described, but not both"
    for exercise in found.values():
        for problem in exercise_problems(assignment, exercise):
            yield f"{assignment.name}, {exercise.function}: {problem}"
    yield from quiz_problems(assignment)
    yield from release_problems(assignment)


def exercise_problems(assignment: Assignment, exercise: Exercise) -> Iterator[str]:
    """What is wrong with one exercise."""
    yield from hint_problems(exercise)
    functions = variants(assignment, exercise)
    reference = functions.pop("")
    for seed in SEEDS:
        found = checks(assignment, exercise, seed)
        yield from solution_problems(reference, found, seed)
        for name, function in functions.items():
            yield from mistake_problems(name, examine(function, found), seed)
        yield from collisions(found, seed)
    yield from visible_problems(functions, checks(assignment, exercise))
    yield from careless_problems(reference, checks(assignment, exercise, SEEDS[0]))


def hint_problems(exercise: Exercise) -> Iterator[str]:
    """Hints that are too long, unkind, or given twice; sections that do not exist."""
    hints = [entry.hint for entry in exercise.listed]
    for entry in exercise.listed:
        if len(entry.hint.split()) > LONGEST_HINT:
            yield f"the hint of {entry.name} is longer than {LONGEST_HINT} words"
        if entry.hint.lower().startswith("wrong") or hints.count(entry.hint) > 1:
            yield f"the hint of {entry.name} begins with “wrong” or stands there twice"
    if not exercise.see:
        yield "no section to go back to (see=…)"
    elif exercise.see not in headings():
        yield f"no lesson has the section “{exercise.see}”"


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
    if report.score != report.points:
        yield f"the solution earns {report.score} of {report.points} with seed {seed}"

    def stub(*arguments):
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
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            if all(same(case.mistakes[one], case.mistakes[other]) for case in found.cases):
                yield f"mistakes {one} and {other} answer alike with seed {seed}"


def visible_problems(functions: dict[str, Callable], visible: Checks) -> Iterator[str]:
    """A mistake that the student's own check does not see or explain."""
    for name, function in functions.items():
        report = examine(function, visible)
        if all(row.credit == 1.0 for row in report.rows) or report.mistake != name:
            yield f"mistake {name} is not found by the visible check"


def careless_problems(reference: Callable, found: Checks) -> Iterator[str]:
    """Careless answers that keep all points, or are not called by their name."""
    expected = found.cases[0].expected
    for words, function in careless(reference, found):
        report = examine(function, found)
        said = " ".join(row.words for row in report.rows) + report.hint
        if report.score >= report.points:
            yield f"an answer with {words} keeps all points (expected {type(expected).__name__})"
        elif words in ("None", "in place") and words not in said:
            yield f"an answer with {words} loses points, but nobody says why"
        elif not said.strip():
            yield f"an answer with {words} loses points without a word"


def careless(reference: Callable, found: Checks) -> Iterator[tuple[str, Callable]]:
    """Answers that nobody means seriously, each under the word that a message should hold."""
    yield "None", lambda *arguments: None
    value = observe(reference, found.cases[0].inputs).value
    nothing = mapped(value, np.zeros_like)
    if not same(sampled(nothing) if found.random else nothing, found.cases[0].expected):
        yield "zeros", lambda *arguments: mapped(reference(*arguments), np.zeros_like)
    if has_array(value):
        yield "shape", lambda *arguments: mapped(reference(*arguments), lambda a: a[np.newaxis])
    if not found.in_place and has_array(list(found.cases[0].inputs.values())):
        yield "in place", lambda *arguments: altering(reference, arguments)


def altering(reference: Callable, arguments: tuple) -> object:
    """The right answer, with the inputs spoilt afterwards."""
    answer = copy.deepcopy(reference(*arguments))
    mapped(list(arguments), spoil)
    return answer


def spoil(array: np.ndarray) -> np.ndarray:
    array[...] = array + 1
    return array


def mapped(value: object, change: Callable) -> object:
    """``value`` with every array (and, for zeros, every number) changed."""
    if isinstance(value, dict):
        return {key: mapped(entry, change) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(mapped(entry, change) for entry in value)
    if isinstance(value, np.ndarray) and value.ndim:
        return change(value)
    if change is np.zeros_like and isinstance(value, int | float | np.number):
        return type(value)(0)
    return value


def has_array(value: object) -> bool:
    """Whether an array with a shape stands anywhere in ``value``."""
    if isinstance(value, dict):
        return any(map(has_array, value.values()))
    if isinstance(value, tuple | list):
        return any(map(has_array, value))
    return isinstance(value, np.ndarray) and value.ndim > 0


def quiz_problems(assignment: Assignment) -> Iterator[str]:
    """A question without ten siblings, or a wrong choice that nobody explains."""
    sources = [cell.source for book in assignment.notebooks.values() for cell in book.cells]
    source = next((text for text in sources if "grade_quiz(" in text), None)
    if source is None:
        yield f"{assignment.name}: there is no quiz"
        return
    key = assignment.namespace()["quiz"]
    names: dict[str, object] = {}
    exec(source[source.index("why_not = ") : source.index("grade_quiz(quiz")], names)
    why_not = names["why_not"]
    if len(key) != 10 or key.keys() != why_not.keys():
        yield f"{assignment.name}: the quiz has {len(key)} questions, {len(why_not)} explained"
    for question, right in key.items():
        if set(LETTERS) - {right} != set(why_not.get(question, {})):
            yield f"{assignment.name}: {question} does not explain just its wrong choices"


def release_problems(assignment: Assignment) -> Iterator[str]:
    """Something in release/ that should have stayed behind."""
    folder = ROOT / "release" / assignment.name
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
    names = names or assignment_names()
    if len(names) == 1:
        results = list(map(lint, names))
    else:
        with ProcessPoolExecutor() as pool:  # an assignment on each core
            results = list(pool.map(lint, names))
    problems = [problem for found, _, _ in results for problem in found]
    for problem in problems:
        print(problem)
    exercises, mistakes = (sum(result[place] for result in results) for place in (1, 2))
    print(f"exercises: {exercises}, mistakes: {mistakes}")
    return 1 if problems else 0
