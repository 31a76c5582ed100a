"""``check(function)``: what a student presses Shift-Enter on."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import executing

from utils import checkfile
from utils.examine import examine
from utils.quiz import quiz_table
from utils.table import Table, number


def check(function: Callable) -> None:
    """Examine ``function`` on the visible cases and show what came of it.

    While a submission is graded it stays silent: `grade` then shows the same cases and more.
    """
    if grading():
        return
    try:
        checks = checkfile.load(Path(checkfile.FILE_NAME))
    except checkfile.CheckFileError as error:
        print(error)
        return
    name = name_of(function, sys._getframe(1), checks)
    if name not in checks:
        print(f"{name} is not one of this assignment's functions: {', '.join(checks)}.")
        return
    report = examine(function, checks[name])
    good = sum(row.credit == 1.0 for row in report.rows)
    headline = f"{name}: {good} of {len(report.rows)} checks passed"
    unit = report.points - sum(row.points for row in report.rows)
    footer = ""
    if unit > 0.005:
        footer = f"The hidden cases are worth {number(unit)} more points, given when it is graded."
    show(Table(report, headline, footer))


def check_quiz(answers: dict[str, str]) -> None:
    """Say which questions are answered, without saying which answers are right."""
    if grading():
        return
    show(quiz_table(answers))


def grading() -> bool:
    """Whether nbgrader, or this course's grader, runs the notebook."""
    return os.environ.get("NBGRADER_EXECUTION") == "autograde"


def show(table: object) -> None:
    """Display in a notebook, print elsewhere."""
    try:
        from IPython.display import display
    except ImportError:
        print(table)
    else:
        display(table)


def name_of(function: Callable, frame: FrameType, known: dict) -> str:
    """The name in the call ``check(name)``: a function can be known by several, as after ``f = g``.

    A stand-in for a function elsewhere carries its own.
    """
    node = executing.Source.executing(frame).node
    written = getattr(node.args[0], "id", None) if node is not None and node.args else None
    return written if written in known else getattr(function, "__name__", written or "it")
