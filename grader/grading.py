"""``grade(function)``: what the hidden part of a graded cell calls; its value is partial credit."""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import FrameType

from grader.answer_key import AnswerKey
from grader.assignment import load_assignment
from grader.exercises import hunted
from grader.secret import course_secret
from utils.checkfile import Checks
from utils.checks import name_of, show
from utils.examine import Report, Row, examine
from utils.quiz import LETTERS, letter
from utils.table import Table, number


class Grading:
    """The graded cells of one submission, judged by an answer key.

    The task hands ``grade`` and ``grade_quiz`` to the test cells. ``reports`` holds what came of
    each call, in order.
    """

    def __init__(self, key: AnswerKey):
        self.key = key
        self.reports: list[Report] = []
        # Each function's own mistake as far as it is known, or "" when it has none.
        self.known: dict[str, str] = {}

    def grade(self, function: Callable, frame: FrameType | None = None) -> float:
        """Examine ``function`` on visible and hidden cases, show the table, return the points."""
        name = name_of(function, frame or sys._getframe(1), self.key.exercises)
        checks = self.key.checks(name)
        helpers = self.key.helpers(name)
        if hunted(self.key.assignment.name):
            return self._shown(mended(examine(function, checks, helpers)))
        unsound = {n: helper for n, helper in helpers.items() if not self._sound(n)}
        report = self._carried(function, checks, unsound)
        report = report or judged(function, checks, unsound)
        if helpers.keys() - unsound.keys():
            report = _with_all(function, checks, helpers, report)
        if report.listed or report.score == report.points:
            self.known[name] = report.mistake
        return self._shown(report)

    def grade_quiz(self, answers: object, why_not: dict[str, dict[str, str]]) -> float:
        """One point a question; a wrong choice shows the reason why it is not the answer.

        ``answers`` maps a question to a letter, ``why_not`` a question to the explanation of each
        wrong letter. The right letters are those of the instructor notebook.
        """
        key = self.key.quiz
        given = answers if isinstance(answers, dict) else {}
        chosen = {name: letter(given.get(name)) for name in key}
        rows = [_quiz_row(name, chosen[name], key[name], why_not[name]) for name in key]
        score = sum(row.credit for row in rows)
        report = Report("quiz", tuple(rows), score, float(len(rows)), choices=chosen)
        return self._told(report, f"quiz: {number(score)} of {len(rows)} points")

    def _shown(self, report: Report) -> float:
        points = f"{number(report.score)} of {number(report.points)} points"
        return self._told(report, f"{report.function}: {points}")

    def _told(self, report: Report, headline: str) -> float:
        self.reports.append(report)
        show(Table(report, headline, report.note))
        return report.score

    def _sound(self, name: str) -> bool:
        """Whether a function is right, and so is all that it builds on."""
        uses = self.key.exercises[name].uses
        return self.known.get(name) == "" and all(map(self._sound, uses))

    def _carried(
        self, function: Callable, checks: Checks, helpers: dict[str, Callable]
    ) -> Report | None:
        """Full marks for a function that errs only by carrying forward the mistakes before it.

        It has to answer, in every case, what the solution would with those mistakes, and to be
        right with the course's own ``helpers`` in one hidden case: then the mistakes are not its
        own. None says that this proves nothing, and that it has to be judged in full.
        """
        below = self.key.below(checks.function)
        if not helpers or not below <= set(self.known):
            return None
        mistakes = {name: self.known[name] for name in sorted(below) if self.known[name]}
        expected = self.key.carried(checks.function, frozenset(mistakes.items()))
        if expected is None:
            return None
        hidden = next(case for case in checks.cases if case.row == "hidden")
        one_case = replace(checks, cases=(hidden,), speed=None)
        if examine(function, one_case, helpers).score < checks.points:
            return None
        report = examine(function, expected)
        if report.score < report.points:
            return None
        note = f"Right in itself: it differs only by your own {' and '.join(mistakes)}."
        return replace(report, note=note, carried=mistakes)


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
    values_right = all(row.credit == 1.0 for row in own.rows if row.label != "speed")
    if values_right or not borrowed:  # a loop stays one with another's helpers, and they are slow
        return own
    better = examine(function, checks, (lent or {}) | borrowed)
    if better.score <= own.score:
        return own
    of_these = "yours, or something that it builds on,"
    if len(borrowed) > 1:
        of_these = "one of yours, or something that they build on,"
    note = f"Judged with the course's own {' and '.join(borrowed)}: {of_these} is not right yet."
    return replace(better, note=note)


def mended(report: Report) -> Report:
    """The report on a case of a bug hunt, judged among the course's own functions: all or nothing.

    What students find is half right already, and two faults may cancel each other out.
    """
    if report.score == report.points:
        return report
    rows = tuple(replace(row, points=0.0) for row in report.rows)
    return replace(report, rows=rows, score=0.0, note="A case counts when its fault is mended.")


def _with_all(
    function: Callable, checks: Checks, helpers: dict[str, Callable], report: Report
) -> Report:
    """Examine a function with the course's own helpers although the student's are right.

    A helper can be right and yet surprise who calls it: an `np.matrix` has the right values, and
    `*` means another thing.
    """
    if all(row.credit == 1.0 for row in report.rows if row.label != "speed"):
        return report
    better = examine(function, checks, helpers)
    if better.score <= report.score:
        return report
    note = (
        f"Judged with the course's own {' and '.join(helpers)}: of yours, something is right by "
        "itself and does not work together with this function."
    )
    return replace(better, note=note)


def _quiz_row(name: str, chosen: str, right: str, why_not: dict[str, str]) -> Row:
    if chosen == right:
        return Row(name, 1.0, 1.0)
    if not chosen:
        return Row(name, 0.0, 1.0, f"No answer given: one of {', '.join(LETTERS)} was asked.")
    return Row(name, 0.0, 1.0, f"Why not {chosen}: {why_not[chosen]}")


def grade(function: Callable) -> float:
    """As ``Grading.grade``, in a kernel of nbgrader's own."""
    return _in_kernel().grade(function, sys._getframe(1))


def grade_quiz(answers: object, why_not: dict[str, dict[str, str]]) -> float:
    """As ``Grading.grade_quiz``, in a kernel of nbgrader's own."""
    return _in_kernel().grade_quiz(answers, why_not)


def _in_kernel() -> Grading:
    """A kernel runs in the assignment's own folder, one notebook of one student."""
    return grading_of(key_of(Path.cwd().name, course_secret()))


@cache
def key_of(assignment: str, secret: str) -> AnswerKey:
    """The answer key of one of the course's assignments, made once in a process."""
    return AnswerKey(load_assignment(assignment), secret)


grading_of = cache(Grading)
