"""Put a function through its checks: calls in, rows of a table out.

The same code examines on a student's machine (visible cases, from the check file) and in the grader
(visible and hidden cases). Points are shared out by weight: form 1, the visible cases 2, the hidden
cases 5, each special case 1, speed 1. Form, visible cases and speed pay only when something right
comes out of the hidden ones: an answer that only fits the visible cases is not an answer yet.
"""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np

from utils.checkfile import Case, Checks
from utils.compare import FORM, Part, compare, same
from utils.expected import Raises
from utils.explain import call_text, explain, raised, sizes_of
from utils.observe import Call, observe, quiet

WEIGHTS = {"form": 1.0, "visible": 2.0, "hidden": 5.0, "special": 1.0, "speed": 1.0}
UNWRITTEN = "NotImplementedError"
# A vectorized answer takes a few times as long as np.exp of its input, a loop thirty times or more.
# On a busy machine any one attempt may be slow, so the best of several counts.
ATTEMPTS, PAUSE = 10, 0.01  # seconds between them: what slows a machine down may pass
SHORTEST = 2.5e-4  # seconds: what is shorter than this cannot be timed fairly


@dataclass(frozen=True)
class Outcome:
    """One case after its call: ``parts`` is empty when the call raised."""

    case: Case
    call: Call
    parts: list[Part]

    @property
    def right(self) -> bool:
        return bool(self.parts) and all(part.problem is None for part in self.parts)

    @property
    def formed(self) -> bool:
        return bool(self.parts) and all(part.problem not in FORM for part in self.parts)

    @property
    def credit(self) -> float:
        """1 when all parts are right; otherwise at most a half, by the share of right parts."""
        if self.right or not self.parts:
            return float(self.right)
        return 0.5 * sum(part.problem is None for part in self.parts) / len(self.parts)


@dataclass(frozen=True)
class Row:
    """A line of the table. ``credit`` runs from 0 to 1; ``words`` say what happened."""

    label: str
    credit: float
    points: float
    words: str = ""
    call: str = ""


@dataclass(frozen=True)
class Report:
    """What is known of one function after its checks.

    ``mistake`` is the known mistake that explains the answers, if one does; ``hint`` says where to
    look, and ``note`` anything else that a person should know.
    """

    function: str
    rows: tuple[Row, ...]
    score: float
    points: float
    hint: str = ""
    mistake: str = ""
    see: str = ""
    note: str = ""


def examine(function: Callable, checks: Checks, helpers: dict | None = None) -> Report:
    """Call ``function`` on every case of ``checks`` and say what came of it.

    ``helpers`` are functions to use in place of the student's own of the same name.
    """
    with quiet():  # strange answers make NumPy warn
        return _examined(function, checks, helpers or {})


def _examined(function: Callable, checks: Checks, helpers: dict) -> Report:
    outcomes = []
    for case in checks.cases:
        outcomes.append(_outcome(function, case, checks, helpers))
        if _unwritten(outcomes[-1].call):
            return unwritten(checks, outcomes[-1].call.inside)
    mistake = find_mistake(outcomes, checks)
    hint = checks.hints.get(mistake, "") or general_hint(outcomes, checks)
    rows = tuple(_rows(function, outcomes, checks, helpers))
    score = sum(row.credit * row.points for row in rows)
    report = Report(checks.function, rows, score, checks.points, hint, mistake, checks.see)
    return _settled(report, outcomes)


def unwritten(checks: Checks, inside: str = "") -> Report:
    """The report on a stub that nobody has touched, or that calls one (``inside``)."""
    words = "Not written yet: replace the line that raises NotImplementedError by your own."
    if inside in checks.uses:
        words = f"It calls {inside}, which is not written yet."
    row = Row("written", 0.0, checks.points, words)
    return Report(checks.function, (row,), 0.0, checks.points, see=checks.see)


def find_mistake(outcomes: list[Outcome], checks: Checks) -> str:
    """The one mistake that would have answered just so, or "" when none or several would.

    First a mistake that explains every answer; then one that explains every wrong part, so that two
    mistakes in two parts of an answer still get a hint.
    """
    if all(outcome.right for outcome in outcomes):
        return ""
    whole = [name for name in checks.hints if all(_explains(o, name) for o in outcomes)]
    if whole:
        return whole[0]
    wrong = [o for o in outcomes if not o.right and o.parts]
    for name in checks.hints:
        if wrong and all(_explains_a_part(outcome, name, checks) for outcome in wrong):
            return name
    return ""


def _explains(outcome: Outcome, mistake: str) -> bool:
    if mistake not in outcome.case.mistakes:
        return False
    return same(outcome.call.value, outcome.case.mistakes[mistake])


def _explains_a_part(outcome: Outcome, mistake: str, checks: Checks) -> bool:
    """Whether the mistake gives the answer's value for the first part that is wrong."""
    if mistake not in outcome.case.mistakes:
        return False
    would_be = compare(outcome.call.value, outcome.case.mistakes[mistake], checks.names)
    agreed = {part.name for part in would_be if part.problem is None}
    first = next(part for part in outcome.parts if part.problem)
    values = len(outcome.parts) > 1 and first.problem == "value"
    return values and first.name in agreed


def general_hint(outcomes: list[Outcome], checks: Checks) -> str:
    """What the cases say together, beyond each one's own sentence."""
    single = [o for o in outcomes if _examples(o.case.inputs) == 1]
    several = [o for o in outcomes if _examples(o.case.inputs) > 1]
    if single and several and all(o.right for o in single) and not any(o.right for o in several):
        return "It is right for one example and not for several: what happens across the columns?"
    if checks.uses and not all(outcome.right for outcome in outcomes):
        return f"It builds on {' and '.join(checks.uses)}: does check find nothing there?"
    return ""


def _examples(inputs: dict[str, object]) -> int:
    """The number of examples m, when the inputs have an X (or A) with examples in columns."""
    for name in ("X", "A", "AL", "A2"):
        if type(inputs.get(name)) is np.ndarray and inputs[name].ndim == 2:
            return inputs[name].shape[1]
    return 0


def _outcome(function: Callable, case: Case, checks: Checks, helpers: dict) -> Outcome:
    call = observe(function, case.inputs, helpers | case.given)
    own_way = not set(case.given) & set(call.used) and not isinstance(call.value, Raises)
    if own_way and checks.own_start is not None:
        case, call = checks.own_start(function, helpers, case)
    if isinstance(call.value, Raises) and not isinstance(case.expected, Raises):
        return Outcome(case, call, [])
    parts = compare(call.value, case.expected, checks.names)
    if own_way and case.given and checks.own_start is None:
        # It draws its own random start, say: its values prove nothing without the solution.
        parts = [replace(part, problem=_form_only(part.problem)) for part in parts]
    return Outcome(case, call, parts)


def _form_only(problem: str | None) -> str | None:
    return problem if problem in FORM else None


def _unwritten(call: Call) -> bool:
    return isinstance(call.value, Raises) and call.value.kind == UNWRITTEN


def _rows(function: Callable, outcomes: list[Outcome], checks: Checks, helpers: dict):
    """The table, with the points shared out over its lines."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.row, []).append(outcome)
    special = [row for row in groups if row not in ("visible", "hidden")]
    total = 8.0 + len(special) * WEIGHTS["special"] + (WEIGHTS["speed"] if checks.speed else 0.0)
    unit = checks.points / total
    yield _form_row(outcomes, checks, unit * WEIGHTS["form"])
    visible = groups.get("visible", [])
    told: dict[tuple, str] = {}
    for number, outcome in enumerate(visible, 1):
        label, share = f"case {number}", unit * WEIGHTS["visible"] / len(visible)
        first = told.setdefault(_kind(outcome), label)
        words = "" if outcome.right else _words(outcome) if first == label else f"As in {first}."
        call = _call_text(outcome, checks) if first == label else ""
        yield Row(label, outcome.credit, share, words, call)
    for row in special:
        yield _group_row(row, groups[row], checks, unit * WEIGHTS["special"])
    if "hidden" in groups:
        yield _group_row("hidden cases", groups["hidden"], checks, unit * WEIGHTS["hidden"])
    if checks.speed:
        points = unit * WEIGHTS["speed"]
        if all(outcome.right for outcome in outcomes if outcome.case.row == "visible"):
            inputs = stretched(outcomes[0].case.inputs, checks)
            with one_thread():
                attempt = partial(_timed, function, inputs, checks, helpers)
                size = max(value.size for value in inputs.values() if hasattr(value, "size"))
                apart = hasattr(type(function), "observe")
                yield _speed_row(attempt, size, apart, checks.speed.margin, points)
        else:
            yield Row("speed", 0.0, points, "Timed once the values are right.")


def _form_row(outcomes: list[Outcome], checks: Checks, points: float) -> Row:
    label = "form: type, shape, inputs left alone"
    if checks.in_place:
        label = "form: type and shape"
    altered = [name for outcome in outcomes for name in outcome.call.changed]
    if altered and not checks.in_place:
        words = f"It changed its input {altered[0]} in place; work on a new array instead."
        return Row(label, 0.0, points, words)
    bad = next((outcome for outcome in outcomes if not outcome.formed), None)
    if bad is None:
        return Row(label, 1.0, points)
    return Row(label, 0.0, points, _words(bad), _call_text(bad, checks))


def _kind(outcome: Outcome) -> tuple:
    """What went wrong, without the numbers: to explain it once, not in every case."""
    if not outcome.parts:
        return (outcome.call.value, outcome.call.line)
    return tuple((part.name, part.problem) for part in outcome.parts)


def _group_row(label: str, outcomes: list[Outcome], checks: Checks, points: float) -> Row:
    credit = sum(outcome.credit for outcome in outcomes) / len(outcomes)
    wrong = next((outcome for outcome in outcomes if not outcome.right), None)
    if wrong is None:
        return Row(label, 1.0, points)
    good = sum(outcome.right for outcome in outcomes)
    count = f"{good} of {len(outcomes)} right. " if len(outcomes) > 1 else ""
    return Row(label, credit, points, count + _words(wrong), _call_text(wrong, checks))


def _call_text(outcome: Outcome, checks: Checks) -> str:
    return "" if outcome.case.secret else call_text(checks.function, outcome.case.inputs)


def _words(outcome: Outcome) -> str:
    call, secret = outcome.call, outcome.case.secret
    if not outcome.parts and isinstance(call.value, Raises):
        return raised(call.value.kind, "" if secret else call.message, call.line)
    return explain(outcome.parts, sizes_of(outcome.case.inputs), secret)


def _timed(
    function: Callable, inputs: dict[str, object], checks: Checks, helpers: dict, number: int
) -> tuple[Call, bool]:
    """One call to be timed, and whether its answer is right as far as is known here.

    From the second attempt on, the examples are in another order: no answer can be remembered.
    """
    if number:
        inputs = dict(inputs)
        for name, axis in checks.speed.axes.items():
            order = np.random.default_rng(number).permutation(inputs[name].shape[axis])
            inputs[name] = np.take(inputs[name], order, axis)
    call = observe(function, inputs, helpers)
    if checks.solve is None or isinstance(call.value, Raises):
        return call, True
    return call, same(call.value, checks.solve(inputs))


def _speed_row(
    attempt: Callable[[int], tuple[Call, bool]],
    size: int,
    apart: bool,
    margin: float,
    points: float,
) -> Row:
    limit = margin * _usual_seconds_of_exp(size, apart)
    best = np.inf
    for number in range(ATTEMPTS):
        call, right = attempt(number)
        if isinstance(call.value, Raises):
            return Row("speed", 0.0, points, raised(call.value.kind, "", call.line))
        if not right:
            return Row("speed", 0.0, points, "Its answer to many examples at once is not right.")
        best = min(best, call.seconds)
        if best > limit:  # perhaps the machine is slower now than it was
            limit = max(limit, margin * _seconds_of_exp(size, apart))
        if best <= limit:
            return Row("speed", 1.0, points)
        if number >= 2 and best > 10 * limit:  # no busy machine explains that three times
            break
        time.sleep(PAUSE)
    words = (
        f"It takes {best / limit * margin:.0f} times as long as np.exp of the same input: a "
        "loop over the entries? One NumPy expression does them all at once."
    )
    return Row("speed", 0.0, points, words)


def one_thread():
    """Linear algebra on one thread: on a busy machine, threads that wait for each other count as
    work. Without threadpoolctl (it comes with scikit-learn) the wide margin has to do."""
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        return contextlib.nullcontext()
    return threadpool_limits(1)


def stretched(inputs: dict[str, object], checks: Checks) -> dict[str, object]:
    """The inputs of a case with some of them repeated along an axis up to the size to be timed."""
    inputs = dict(inputs)
    for name, axis in checks.speed.axes.items():
        times = [1] * inputs[name].ndim
        times[axis] = -(-checks.speed.size // inputs[name].shape[axis])
        inputs[name] = np.tile(inputs[name], times)
    return inputs


def _seconds_of_exp(size: int, apart: bool) -> float:
    """What np.exp of so many numbers takes at best.

    A function that runs here finds its new arrays as slowly as np.exp does; one that runs apart, in
    the sandbox, has memory that was used before, and so has np.exp then.
    """
    values = np.linspace(-5.0, 5.0, size)
    result = np.empty(size) if apart else None
    found = []
    for _ in range(5):
        start = time.thread_time()
        np.exp(-np.abs(values) if result is None else values, out=result)
        found.append(time.thread_time() - start)
    return max(min(found), SHORTEST)


_usual_seconds_of_exp = lru_cache(maxsize=64)(_seconds_of_exp)  # measured once in a process


def _settled(report: Report, outcomes: list[Outcome]) -> Report:
    """The final score: nothing for answers that fit only the visible cases, full marks exactly."""
    hidden = [outcome for outcome in outcomes if outcome.case.row == "hidden"]
    if hidden and not any(outcome.credit for outcome in hidden):
        hint = report.hint
        if all(outcome.right for outcome in outcomes if outcome.case.row == "visible"):
            hint = "It fits the visible cases alone: what does it do with other inputs?"
        rows = tuple(replace(row, credit=0.0) for row in report.rows)
        return replace(report, rows=rows, score=0.0, hint=hint)
    if all(row.credit == 1.0 for row in report.rows):
        return replace(report, score=report.points)
    return replace(report, score=min(round(report.score, 2), report.points - 0.01))
