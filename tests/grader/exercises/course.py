"""The weeks of the course and their checks, each made once in a process."""

import linecache
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from grader.answer_key import AnswerKey, checks_of
from grader.assignment import Assignment, load_assignment
from grader.exercises import Exercise, exercises_of
from utils import checkfile
from utils.checkfile import Checks

WEEKS = (
    "week1-broadcasting",
    "week2-logistic-regression",
    "week3-shallow-network",
    "week4-deep-network",
    "week5-practical-aspects",
    "week6-optimization",
)
SEEDS = ("one", "two")


@cache
def assignment(week: str) -> Assignment:
    """The instructor notebooks of a week."""
    return load_assignment(week)


@cache
def exercises(week: str) -> dict[str, Exercise]:
    """The exercises of a week by function."""
    return exercises_of(week)


@cache
def key(week: str, seed: str = SEEDS[0]) -> AnswerKey:
    """The answer key of a week, its hidden cases drawn by ``seed``."""
    return AnswerKey(assignment(week), seed)


def drawn(week: str, function: str, seed: str = SEEDS[0]) -> Checks:
    """The checks of a function, its hidden cases drawn by ``seed``."""
    return key(week, seed).checks(function)


@cache
def shipped_text(week: str) -> str:
    """The check file that students get."""
    return checkfile.dump(week, list(checks_of(assignment(week)).values()))


@cache
def shipped(week: str) -> dict[str, Checks]:
    """Its checks by function: plain data, no reference solution, no rule to accept by."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / checkfile.FILE_NAME
        path.write_text(shipped_text(week), encoding="utf-8")
        return checkfile.load(path)


def written(week: str, function: str, source: str) -> Callable:
    """What a student's cell makes of ``function``, beside right solutions of all the others."""
    names = assignment(week).namespace()
    exec(compile(source, "<cell>", "exec"), names)
    linecache.cache["<cell>"] = (len(source), None, source.splitlines(keepends=True), "<cell>")
    return names[function]


FUNCTIONS = [(week, function) for week in WEEKS for function in exercises(week)]
