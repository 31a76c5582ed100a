"""``check(function)``: what a student presses Shift-Enter on."""

import ast
import contextlib
import copy
import os
import sys
import textwrap
from collections import namedtuple
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import executing

from utils import checkfile
from utils.checkfile import Checks
from utils.examine import Report, blaming, examine
from utils.explain import call_text
from utils.observe import student_line
from utils.outline import answered, place_of, record, share
from utils.patience import patience
from utils.quiz import quiz_table, unanswered
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
        report = checks and examined(function, checks, path)
    except checkfile.CheckFileError as error:
        say(str(error))
        return
    if report is None:
        say(f"{name} is not one of this assignment's functions: {', '.join(known)}.")
        return
    good = sum(row.credit == 1.0 for row in report.rows)
    headline = f"{name}: {good} of {len(report.rows)} checks passed"
    unit = report.points - sum(row.points for row in report.rows)
    footer = ""
    if report.mistake not in ("", "not-written", "too-slow"):
        there = "failing_case" in sys._getframe(1).f_globals
        footer = (
            "To call it as in the first case that fails: "
            f"{'' if there else 'from utils import failing_case; '}{name}(*failing_case({name})). "
        )
    if unit > 0.005:
        footer += f"The hidden cases are worth {number(unit)} more points, given when it is graded."
    record({name: share(report)})
    table = Table(report, headline, footer.strip(), place_of(report.see))
    show(table)
    if validating() and good < len(report.rows):
        say(f"{headline}. {first_failure(table)}")


def examined(function: Callable, checks: Checks, path: Path) -> Report:
    """What comes of a function, and of its author's own helpers where it may be wrong for them."""
    with interruptible(), patience():
        report = examine(function, checks)
        if report.mistake not in ("", "endless") and not report.listed:
            with contextlib.suppress(checkfile.CheckFileError):
                report = blaming(report, wrong_helpers(function, checks, path))
    return report


def wrong_helpers(
    function: Callable, checks: Checks, path: Path, above: tuple[str, ...] = ()
) -> list[str]:
    """The student's own functions that this one calls and that their own checks find wrong.

    Of those that in turn call wrong ones, the ones below are named: they may be all that is wrong.
    """
    above = (*above, checks.function)
    found = getattr(function, "__globals__", {})
    helpers = {name: found[name] for name in checks.uses if callable(found.get(name))}
    called = examine(function, replace(checks, speed=None, hints={}), helpers).lent
    roots: dict[str, None] = {}
    for name in called:
        own = None if name in above else checkfile.load_one(path, name)
        if own and examine(helpers[name], replace(own, speed=None, hints={})).mistake:
            below = wrong_helpers(helpers[name], own, path, above)
            roots.update(dict.fromkeys(below or [name]))
    return list(roots)


def failing_case(function: Callable) -> tuple | None:
    """The inputs of the first visible case that ``function`` fails, to be called with again.

    ``propagate(*failing_case(propagate))`` is that call; each input has its name too, as in
    ``failing_case(propagate).X``. They are copies, so nothing that is done to them does harm.
    Where no visible case fails it says so and returns the inputs of the first, so that a cell with
    that call still runs when the function is mended.
    """
    path = Path(checkfile.FILE_NAME)
    try:
        known = checkfile.names_in(path)
        name = name_of(function, sys._getframe(1), known)
        checks = checkfile.load_one(path, name)
    except checkfile.CheckFileError as error:
        say(str(error))
        return None
    if checks is None:
        say(f"{name} is not one of this assignment's functions: {', '.join(known)}.")
        return None
    with interruptible(), patience():
        for case in checks.cases:
            one = replace(checks, cases=(case,), speed=None, hints={})  # which mistake is all one
            if grading() or examine(function, one).mistake:
                return _inputs(name, case.inputs)
    print(f"{name} passes every visible case; these are the inputs of the first.")
    return _inputs(name, checks.cases[0].inputs)


def _inputs(function: str, inputs: dict[str, Any]) -> tuple:
    """Inputs by position and by name, that are shown by their names and shapes."""
    made = namedtuple("Inputs", inputs, rename=True)
    text = call_text(function, inputs)
    shown = type("Inputs", (made,), {"__slots__": (), "__repr__": lambda self: text})
    return shown(*copy.deepcopy(list(inputs.values())))


class Interrupted(KeyboardInterrupt):
    """The student stopped a check: a notebook shows the sentence, and nothing of what is within."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Let an interrupt name the student's line that it found."""
    try:
        yield
    except KeyboardInterrupt as interrupt:
        line, inside = student_line(interrupt)
        where = f" in {inside}, at the line: {line}" if line else ""
        raise Interrupted(f"Interrupted{where}") from None


def check_quiz(answers: dict[str, str]) -> None:
    """Say which of all questions are answered, without saying which answers are right.

    In a release for those who learn alone it says that too, and why a wrong choice is wrong.
    """
    if grading():
        return
    record(answered(answers))
    table = quiz_table(answers, quiz_here())
    show(table)
    open_ones = unanswered(answers, [row.label for row in table.report.rows])
    if validating() and open_ones:
        say(f"{table.headline}. Still open: {', '.join(open_ones)}.")


def quiz_here() -> checkfile.Quiz:
    """The quiz of the check file beside the notebook; one without questions where it has none, or
    cannot be read: then the answers say which there are."""
    try:
        return checkfile.quiz_in(Path(checkfile.FILE_NAME))
    except checkfile.CheckFileError:
        return checkfile.Quiz()


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
