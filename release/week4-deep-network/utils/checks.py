"""``check(function)``: what a student presses Shift-Enter on."""

import ast
import contextlib
import os
import sys
import textwrap
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from types import FrameType

import executing

from utils import checkfile
from utils.checkfile import Checks
from utils.examine import blaming, examine
from utils.outline import answered, place_of, record, share
from utils.quiz import quiz_table
from utils.table import Table, advice, number


def check(function: Callable) -> None:
    """Examine ``function`` on the visible cases and show what came of it.

    While a submission is graded it stays silent: `grade` then shows the same cases and more. Under
    nbgrader's Validate it also says on stderr what is not right yet, which is how Validate fails.
    """
    if grading():
        return
    path = Path(checkfile.FILE_NAME)
    try:
        known = checkfile.names_in(path)
        name = name_of(function, sys._getframe(1), known)
        checks = checkfile.load_one(path, name)
    except checkfile.CheckFileError as error:
        say(str(error))
        return
    if checks is None:
        say(f"{name} is not one of this assignment's functions: {', '.join(known)}.")
        return
    report = examine(function, checks)
    if report.mistake and not report.listed:
        with contextlib.suppress(checkfile.CheckFileError):
            report = blaming(report, wrong_helpers(function, checks, path))
    good = sum(row.credit == 1.0 for row in report.rows)
    headline = f"{name}: {good} of {len(report.rows)} checks passed"
    unit = report.points - sum(row.points for row in report.rows)
    footer = ""
    if unit > 0.005:
        footer = f"The hidden cases are worth {number(unit)} more points, given when it is graded."
    record({name: share(report)})
    table = Table(report, headline, footer, place_of(report.see))
    show(table)
    if validating() and good < len(report.rows):
        say(f"{headline}. {first_failure(table)}")


def wrong_helpers(function: Callable, checks: Checks, path: Path) -> list[str]:
    """The student's own functions that this one calls and that their own checks find wrong."""
    found = getattr(function, "__globals__", {})
    helpers = {name: found[name] for name in checks.uses if callable(found.get(name))}
    called = examine(function, replace(checks, speed=None), helpers).lent
    theirs = {name: checkfile.load_one(path, name) for name in called}
    return [
        name
        for name, own in theirs.items()
        if own and examine(helpers[name], replace(own, speed=None)).mistake
    ]


def check_quiz(answers: dict[str, str]) -> None:
    """Say which questions are answered, without saying which answers are right."""
    if grading():
        return
    record(answered(answers))
    table = quiz_table(answers)
    show(table)
    if validating() and (open_ones := [row.label for row in table.report.rows if not row.credit]):
        say(f"{table.headline}. Still open: {', '.join(open_ones)}.")


def grading() -> bool:
    """Whether nbgrader, or this course's grader, runs the notebook."""
    return os.environ.get("NBGRADER_EXECUTION") == "autograde"


def validating() -> bool:
    """Whether nbgrader's Validate runs the notebook, which asks if all of it is right."""
    return os.environ.get("NBGRADER_EXECUTION") == "validate" or bool(
        os.environ.get("NBGRADER_VALIDATING")
    )


def say(text: str) -> None:
    """Print; under Validate as an error, in lines that its report does not cut off."""
    if validating():
        print(textwrap.fill(text, 80), file=sys.stderr)
    else:
        print(text)


def first_failure(table: Table) -> str:
    """What the first row that did not pass says, and the hint."""
    row = next(row for row in table.report.rows if row.credit < 1.0)
    said = row.words or "not passed."
    return " ".join(filter(None, [f"First, {row.label}: {said}", advice(table)]))


def show(table: object) -> None:
    """Display in a notebook, print elsewhere."""
    try:
        from IPython.display import display
    except ImportError:
        print(table)
    else:
        display(table)


def name_of(function: Callable, frame: FrameType, known: Collection[str]) -> str:
    """The name in the call ``check(name)``: a function can be known by several, as after ``f = g``.

    A stand-in for a function elsewhere carries its own.
    """
    node = executing.Source.executing(frame).node
    written = getattr(node.args[0], "id", "") if isinstance(node, ast.Call) and node.args else ""
    return written if written in known else getattr(function, "__name__", written or "it")
