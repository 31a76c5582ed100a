"""``grade(function)``: what the hidden part of a graded cell calls; its value is partial credit."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from grader.exercises import exercises_of
from grader.references import built_on, carried_checks, graded_checks, helpers_of, quiz_key
from grader.secret import course_secret
from utils.checkfile import Checks
from utils.checks import name_of, show
from utils.examine import Report, Row, examine
from utils.quiz import LETTERS, letter
from utils.table import Table, number


@dataclass(frozen=True)
class Grading:
    """What is graded now: the assignment, the secret to draw hidden inputs from, and what is known
    of the functions so far: each one's own mistake, or "" when it has none."""

    assignment: str
    secret: str
    known: dict[str, str] = field(default_factory=dict)

    def sound(self, name: str) -> bool:
        """Whether a function is right, and so is all that it builds on."""
        uses = exercises_of(self.assignment)[name].uses
        return self.known.get(name) == "" and all(map(self.sound, uses))


# Nothing is set in a kernel, which runs in the assignment's own folder.
_current: ContextVar[Grading | None] = ContextVar("grading", default=None)
_of_kernel = lru_cache(Grading)


@contextlib.contextmanager
def grading(assignment: str, secret: str) -> Iterator[None]:
    """Inside, ``grade`` and ``grade_quiz`` are those of this assignment."""
    token = _current.set(Grading(assignment, secret))
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Grading:
    """What is graded in this context."""
    return _current.get() or _of_kernel(Path.cwd().name, course_secret())


def grade(function: Callable) -> float:
    """Examine ``function`` on visible and hidden cases, show the table, return the points."""
    now = current()
    checks = graded_checks(now.assignment, now.secret)
    name = name_of(function, sys._getframe(1), checks)
    helpers = helpers_of(now.assignment, name)
    unsound = {n: helper for n, helper in helpers.items() if not now.sound(n)}
    report = _carried(now, function, checks[name], unsound)
    report = report or judged(function, checks[name], unsound)
    if report.listed or report.score == report.points:
        now.known[name] = report.mistake
    headline = f"{name}: {number(report.score)} of {number(report.points)} points"
    show(Table(report, headline, report.note))
    return report.score


def _carried(
    now: Grading, function: Callable, checks: Checks, helpers: dict[str, Callable]
) -> Report | None:
    """Full marks for a function that errs only by carrying forward the known mistakes before it.

    It has to answer, in every case, what the solution would with those mistakes, and to be right
    with the course's own ``helpers`` in one hidden case: then the mistakes are not its own. None
    says that this proves nothing, and that it has to be judged in full.
    """
    below = built_on(now.assignment, checks.function)
    if not helpers or not below <= set(now.known):
        return None
    mistakes = frozenset((n, now.known[n]) for n in below if now.known[n])
    expected = carried_checks(now.assignment, now.secret, checks.function, mistakes)
    if expected is None:
        return None
    hidden = next(case for case in checks.cases if case.row == "hidden")
    one_case = replace(checks, cases=(hidden,), speed=None)
    if examine(function, one_case, helpers).score < checks.points:
        return None
    report = examine(function, expected)
    if report.score < report.points:
        return None
    names = " and ".join(sorted(name for name, _ in mistakes))
    return replace(report, note=f"Right in itself: it differs only by your own {names}.")


def judged(
    function: Callable,
    checks: Checks,
    helpers: dict[str, Callable],
    lent: dict[str, Callable] | None = None,
) -> Report:
    """Examine a function with the student's own helpers, and then with the course's.

    The better result counts, so that one mistake in ``sigmoid`` is not paid for again in every
    function that calls it. What is ``lent`` is there both times, for names that nobody wrote.
    """
    own = examine(function, checks, lent)
    borrowed = {name: helper for name, helper in helpers.items() if name not in (lent or {})}
    if own.score == own.points or not borrowed:
        return own
    better = examine(function, checks, (lent or {}) | borrowed)
    if better.score <= own.score:
        return own
    note = f"Judged with the course's own {' and '.join(borrowed)}, since yours is not right yet."
    return replace(better, note=note)


def grade_quiz(answers: object, why_not: dict[str, dict[str, str]]) -> float:
    """One point a question; a wrong choice shows the reason why it is not the answer.

    ``answers`` maps a question to a letter, ``why_not`` a question to the explanation of each wrong
    letter. The right letters are those of the instructor notebook.
    """
    key = quiz_key(current().assignment)
    answers = answers if isinstance(answers, dict) else {}
    rows = [_quiz_row(name, answers.get(name), key[name], why_not[name]) for name in key]
    score = sum(row.credit for row in rows)
    report = Report("quiz", tuple(rows), score, float(len(rows)))
    show(Table(report, f"quiz: {number(score)} of {len(rows)} points"))
    return score


def _quiz_row(name: str, answer: object, right: str, why_not: dict[str, str]) -> Row:
    chosen = letter(answer)
    if chosen == right:
        return Row(name, 1.0, 1.0)
    if not chosen:
        return Row(name, 0.0, 1.0, f"No answer given: one of {', '.join(LETTERS)} was asked.")
    return Row(name, 0.0, 1.0, f"Why not {chosen}: {why_not[chosen]}")
