"""Put a function through its checks: calls in, rows of a table out.

The same code examines on a student's machine (visible cases, from the check file) and in the grader
(visible and hidden cases). Points are shared out by weight: form 1, the visible cases 2, the hidden
cases 5, each special case 1, speed 1. Form, visible cases and speed pay only when something right
comes out of the hidden ones: an answer that only fits the visible cases is not an answer yet.
"""

import contextlib
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np

from utils.checkfile import Case, Checks, Speed
from utils.compare import FORM, Part, base, compare, parts_of, same
from utils.expected import Anything, Raises
from utils.explain import (
    Told,
    call_text,
    explain,
    misordered,
    not_passed,
    raised,
    raised_in,
    sizes_of,
)
from utils.observe import ENDLESS, Call, observe, quiet

WEIGHTS = {"form": 1.0, "visible": 2.0, "hidden": 5.0, "special": 1.0, "speed": 1.0}
UNWRITTEN = "NotImplementedError"
WRITTEN = "written"  # the only row of a function that nobody has written yet
NOT_WRITTEN = "Not written yet: replace the line that raises NotImplementedError by your own."
# What the cases say together, beyond each one's own sentence.
GENERAL_HINTS = {
    "one-example-only": "It is right for one example and not for several: what happens across the "
    "columns?",
    "visible-only": "It fits the visible cases alone: what does it do with other inputs?",
}
ONE_OBJECT = (
    "Two of the dicts that it returns are one and the same: what is put into one stands in the "
    "other, too. Make two."
)
NOT_TRIED = "Not tried"  # how the words of a row begin that was left out, and did not fail
AFTER_STOP = f"{NOT_TRIED}: a call before did not come to its end."
PRINTED_LINES, PRINTED_WIDTH = 6, 100  # of what a function printed, that are shown
NOTHING_HIDDEN = "It counts as soon as something right comes out of the hidden cases."
# A vectorized answer takes a few times as long as np.exp of its input, a loop thirty times or more.
# On a busy machine any one attempt may be slow, so the best of several counts.
ATTEMPTS, PAUSE = 10, 0.01  # seconds between them: what slows a machine down may pass
SHORTEST = 2.5e-4  # seconds: what is shorter than this cannot be timed fairly


@dataclass(frozen=True)
class Outcome:
    """One case after its call: ``parts`` is empty when the call raised.

    Where its values prove nothing, they are not ``proven`` and its form alone was looked at.
    """

    case: Case
    call: Call
    parts: list[Part]
    proven: bool = True

    @cached_property
    def right(self) -> bool:
        return bool(self.parts) and all(part.problem is None for part in self.parts)

    @cached_property
    def formed(self) -> bool:
        return bool(self.parts) and all(part.problem not in FORM for part in self.parts)

    @cached_property
    def compared(self) -> list[Part]:
        """The parts of an answer by its values alone, to be held against those of mistakes."""
        return compare(self.call.value, self.case.expected)

    @property
    def credit(self) -> float:
        """1 when all parts are right; otherwise at most a half, by the share of right parts.

        A part of which nothing is asked has no share.
        """
        if self.right or not self.parts:
            return float(self.right)
        asked = [part for part in self.parts if not isinstance(part.expected, Anything)]
        return 0.5 * sum(part.problem is None for part in asked) / len(asked)


@dataclass(frozen=True)
class Row:
    """A line of the table. ``credit`` runs from 0 to 1; ``words`` say what happened.

    ``printed`` is what the function printed meanwhile, shortened, on the student's own machine.
    """

    label: str
    credit: float
    points: float
    words: str = ""
    call: str = ""
    printed: str = ""

    @property
    def tried(self) -> bool:
        return not self.words.startswith(NOT_TRIED)

    @property
    def unwritten(self) -> bool:
        return self.label == WRITTEN


@dataclass(frozen=True)
class Report:
    """What is known of one function after its checks: plain data throughout.

    ``mistake`` is the known mistake that explains the answers, and then ``listed``; or else the
    name of the general explanation (see `utils.explain.GENERAL`), "" when all is right. ``hint``
    says where to look, and ``note`` anything else that a person should know. ``seconds`` is the
    processor time of all calls; ``lent`` counts the calls of each helper that stood in for the
    student's own; ``carried`` maps functions whose mistakes were carried forward to those mistakes.
    """

    function: str
    rows: tuple[Row, ...]
    score: float
    points: float
    hint: str = ""
    mistake: str = ""
    see: str = ""
    note: str = ""
    listed: bool = False
    seconds: float = 0.0
    lent: dict[str, int] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)


def examine(function: Callable, checks: Checks, helpers: dict | None = None) -> Report:
    """Call ``function`` on every case of ``checks`` and say what came of it.

    ``helpers`` are functions to use in place of the student's own of the same name.
    """
    with quiet():  # strange answers make NumPy warn
        return _examined(function, checks, helpers or {})


def _examined(function: Callable, checks: Checks, helpers: dict) -> Report:
    outcomes: list[Outcome] = []
    calls: list[Call] = []
    for case in checks.cases:
        if calls and endless(calls[-1]):  # the others would take as long
            outcomes.append(Outcome(case, replace(calls[-1], seconds=0.0, printed=""), []))
            continue
        outcomes.append(_outcome(function, case, checks, helpers))
        calls.append(outcomes[-1].call)
        if _unwritten(calls[-1]):
            own = (checks.function, getattr(function, "__name__", ""))
            inside = "" if calls[-1].inside in own else calls[-1].inside
            return _counted(unwritten(checks, inside), calls, helpers)
    listed = find_mistake(outcomes, checks)
    rows = tuple(_rows(function, outcomes, checks, helpers, calls))
    score = sum(row.credit * row.points for row in rows)
    report = Report(checks.function, rows, score, checks.points, see=checks.see)
    report = replace(report, mistake=listed or general_mistake(outcomes, rows, checks))
    hint = checks.hints[listed] if listed else GENERAL_HINTS.get(report.mistake, "")
    report = replace(report, hint=hint, listed=bool(listed))
    return _counted(_settled(report, outcomes), calls, helpers)


def endless(call: Call) -> bool:
    """Whether a call took too long and was stopped, as `utils.patience` does."""
    return isinstance(call.value, Raises) and call.value.kind == ENDLESS and bool(call.message)


def _counted(report: Report, calls: list[Call], helpers: dict) -> Report:
    """The report with what all the calls together took and asked for."""
    lent = Counter(name for call in calls for name in call.used if name in helpers)
    return replace(report, seconds=sum(call.seconds for call in calls), lent=dict(lent))


def unwritten(checks: Checks, inside: str = "") -> Report:
    """The report on a stub that nobody has touched, or that calls one, of its own or through
    others (``inside``)."""
    words = NOT_WRITTEN
    if inside in checks.uses:
        words = f"It calls {inside}, which is not written yet."
    elif inside.isidentifier():
        words = f"It needs {inside}, which is not written yet."
    row = Row(WRITTEN, 0.0, checks.points, words)
    return Report(
        checks.function, (row,), 0.0, checks.points, mistake="not-written", see=checks.see
    )


def blaming(report: Report, helpers: list[str]) -> Report:
    """The report on a function that is wrong where these other functions of its author's are.

    Say so only where it is known: they are wrong, and this function called them.
    """
    if not helpers or report.listed:
        return report
    calls = " and ".join(f"check({name})" for name in helpers)
    verb = "is" if len(helpers) == 1 else "are"
    words = f"{' and '.join(helpers)}, which it needs, {verb} not right yet: run {calls} first."
    hint = f"{report.hint} {words}".strip()
    return replace(report, hint=hint)


def find_mistake(outcomes: list[Outcome], checks: Checks) -> str:
    """The one listed mistake that would have answered just so, or "" when none or several would.

    First a mistake that explains every answer; then one that explains everything about the first
    part that is wrong, so that two mistakes in two parts of an answer still get a hint. Values have
    to show it, and to speak against every other: that two calls end in a TypeError proves nothing.
    """
    if all(outcome.right for outcome in outcomes):
        return ""
    whole = [name for name in checks.hints if all(_explains(o, name) for o in outcomes)]
    shown = [name for name in whole if any(_shows(o, name) for o in outcomes)]
    if not shown:
        return _of_a_part(outcomes, checks)
    others = [name for name in checks.hints if name != shown[0]]
    return shown[0] if all(_refuted(outcomes, name) for name in others) else ""


def _explains(outcome: Outcome, mistake: str) -> bool:
    if mistake not in outcome.case.mistakes:
        return False
    would_be = outcome.case.mistakes[mistake]
    if isinstance(would_be, Raises) or not outcome.parts:
        return same(outcome.call.value, would_be)
    would = {}
    for part in parts_of(outcome.call.value, would_be):
        if part.problem:
            return False
        would[_place(part)] = part
    return not any(_left_alone(part, would) for part in outcome.compared)


def _place(part: Part) -> tuple[str, str]:
    """Where a part stands in an answer: two dicts may have entries of the same name."""
    return part.within, part.name


def _left_alone(part: Part, would: dict[tuple[str, str], Part]) -> bool:
    """Whether an answer differs in this part from a mistake that does not touch it: the answer has
    an entry that the mistake lacks, or is wrong where the mistake leaves all as it should be."""
    other = would.get(_place(part))
    if other is None:
        return part.problem is None
    untouched = isinstance(other.expected, Anything) and not isinstance(part.expected, Anything)
    return untouched and part.problem is not None


def _shows(outcome: Outcome, mistake: str) -> bool:
    """Whether the mistake gives a value here, and not the right one."""
    return not outcome.right and not isinstance(outcome.case.mistakes[mistake], Raises)


def _refuted(outcomes: list[Outcome], mistake: str) -> bool:
    """Whether a value that was returned is not what the mistake would answer."""
    values = [o for o in outcomes if not isinstance(o.call.value, Raises)]
    return any(not _explains(outcome, mistake) for outcome in values)


def _of_a_part(outcomes: list[Outcome], checks: Checks) -> str:
    """The mistake that gives the first wrong part in every case, where it is wrong and where not.

    Of several the one that agrees in most other parts as well. A mistake that would spoil parts
    which are right has to explain all that is wrong, and half as much as it would spoil: it is
    then made in one place of two or three, such as for W and not for b.
    """
    wrong = [(p, len(o.parts)) for o in outcomes for p in o.parts if p.problem]
    if not wrong:
        return ""
    first, count = wrong[0]
    if count == 1 or not any(_place(p) == _place(first) and p.problem == "value" for p, _ in wrong):
        return ""
    agreed: dict[str, int] = {}
    for name in checks.hints:
        found = _agreements(outcomes, name, first, checks)
        if found is None:
            continue
        counts = np.sum(found, axis=0)
        explained, left, spoiled = counts[1:]
        if not spoiled or (not left and 2 * explained >= spoiled):
            agreed[name] = int(counts[0])
    best = [name for name, count in agreed.items() if count == max(agreed.values())]
    return best[0] if len(best) == 1 else ""


def _agreements(
    outcomes: list[Outcome], mistake: str, first: Part, checks: Checks
) -> list[tuple[int, int, int, int]] | None:
    """What ``_agreement`` finds in each case; None, and no further look, if one finds none."""
    found = []
    for outcome in outcomes:
        counts = _agreement(outcome, mistake, first, checks)
        if counts is None:
            return None
        found.append(counts)
    return found


def _agreement(
    outcome: Outcome, mistake: str, first: Part, checks: Checks
) -> tuple[int, int, int, int] | None:
    """In how many parts the mistake gives what was answered; of those that are wrong, how many it
    explains and how many not; and how many it would spoil. None if it is not in the ``first``."""
    if mistake not in outcome.case.mistakes:
        return None
    would_be = outcome.case.mistakes[mistake]
    if isinstance(would_be, Raises) or not outcome.parts:
        return (0, 0, 0, 0) if same(outcome.call.value, would_be) else None
    would = {_place(p): p for p in compare(outcome.call.value, would_be, checks.names)}
    agreed = {place for place, part in would.items() if not part.problem}
    agreed -= {_place(part) for part in outcome.parts if _left_alone(part, would)}
    if _place(first) not in agreed:
        return None
    wrong = {_place(part) for part in outcome.parts if part.problem}
    right = {_place(part) for part in outcome.parts} - wrong
    spoiled = right & {place for place, part in would.items() if part.problem}
    return len(agreed), len(wrong & agreed), len(wrong - agreed), len(spoiled)


def general_mistake(outcomes: list[Outcome], rows: Iterable[Row], checks: Checks) -> str:
    """The general explanation that fits the cases together; "" when all is right."""
    wrong = [outcome for outcome in outcomes if not outcome.right]
    if not wrong:
        return _beyond_values(outcomes, rows, checks)
    hidden = [outcome for outcome in outcomes if outcome.case.row == "hidden"]
    visible = [outcome.right for outcome in outcomes if outcome.case.row == "visible"]
    if hidden and visible and all(visible) and not any(outcome.credit for outcome in hidden):
        return "visible-only"
    single = [o for o in outcomes if _examples(o.case.inputs) == 1]
    several = [o for o in outcomes if _examples(o.case.inputs) > 1]
    if single and several and all(o.right for o in single) and not any(o.right for o in several):
        return "one-example-only"
    names = Counter(_told(outcome, checks).name for outcome in wrong)
    return names.most_common(1)[0][0]


def _beyond_values(outcomes: list[Outcome], rows: Iterable[Row], checks: Checks) -> str:
    if not checks.in_place and any(outcome.call.changed for outcome in outcomes):
        return "in-place"
    if any(outcome.call.twice for outcome in outcomes):
        return "one-object"
    return "" if all(row.credit == 1.0 for row in rows) else "too-slow"


def _examples(inputs: dict[str, Any]) -> int:
    """The number of examples m, when the inputs have an X (or A) with examples in columns."""
    for name in ("X", "A", "AL", "A2"):
        if type(inputs.get(name)) is np.ndarray and inputs[name].ndim == 2:
            return inputs[name].shape[1]
    return 0


def _outcome(function: Callable, case: Case, checks: Checks, helpers: dict) -> Outcome:
    call = observe(function, case.inputs, helpers | case.given, case.spare)
    own_way = not set(case.given) & set(call.used) and not isinstance(call.value, Raises)
    if own_way and checks.own_start is not None:
        case, call = checks.own_start(function, helpers, case)
    if isinstance(call.value, Raises) and not isinstance(case.expected, Raises):
        return Outcome(case, call, [])
    parts = compare(call.value, case.expected, checks.names)
    if own_way and case.given and checks.own_start is None and not checks.required:
        # It draws its own random start, say: its values prove nothing without the solution.
        parts = [replace(part, problem=_form_only(part.problem)) for part in parts]
        return Outcome(case, call, parts, proven=False)
    if checks.seed and all(part.problem is None for part in parts):
        parts += _by_seed(function, case, call, checks, helpers)
    return Outcome(case, call, parts)


def _by_seed(
    function: Callable, case: Case, call: Call, checks: Checks, helpers: dict
) -> list[Part]:
    """What is wrong with the way a right answer hangs on its seed: one part, or none."""
    seed = case.inputs[checks.seed]
    for value, problem in ((seed, "no-seed"), (seed + 1, "one-seed")):
        inputs = case.inputs | {checks.seed: value}
        other = observe(function, inputs, helpers | case.given, case.spare).value
        if same(other, base(call.value)) != (value == seed):
            return [Part(checks.seed, other, call.value, problem)]
    return []


def _form_only(problem: str | None) -> str | None:
    return problem if problem in FORM else None


def _unwritten(call: Call) -> bool:
    return isinstance(call.value, Raises) and call.value.kind == UNWRITTEN


def _rows(
    function: Callable, outcomes: list[Outcome], checks: Checks, helpers: dict, calls: list[Call]
) -> Iterator[Row]:
    """The table, with the points shared out over its lines; what is timed is added to ``calls``."""
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
        printed = shortened(outcome.call.printed)
        if outcome.right:
            yield Row(label, 1.0, share, printed=printed)
            continue
        if endless(outcome.call) and not outcome.call.seconds:
            yield Row(label, 0.0, share, AFTER_STOP)
            continue
        first = told.setdefault(_kind(outcome), label)
        if first == label:
            words, call = _told(outcome, checks).words, _call_text(outcome, checks)
            yield Row(label, outcome.credit, share, words, call, printed)
        else:
            yield Row(label, outcome.credit, share, f"As in {first}.", printed=printed)
    for row in special:
        yield _group_row(row, groups[row], checks, unit * WEIGHTS["special"])
    if "hidden" in groups:
        yield _group_row("hidden cases", groups["hidden"], checks, unit * WEIGHTS["hidden"])
    if speed := checks.speed:
        points = unit * WEIGHTS["speed"]
        if all(outcome.right for outcome in outcomes if outcome.case.row == "visible"):
            inputs = stretched(outcomes[0].case.inputs, speed)
            with one_thread():
                attempt = partial(
                    _timed, function, inputs, speed.axes, checks.solve, helpers, calls
                )
                size = max(value.size for value in inputs.values() if hasattr(value, "size"))
                apart = hasattr(type(function), "observe")
                yield _speed_row(attempt, size, apart, speed.margin, points)
        else:
            yield Row("speed", 0.0, points, f"{NOT_TRIED}: timed once the values are right.")


def _form_row(outcomes: list[Outcome], checks: Checks, points: float) -> Row:
    label = "form: type, shape, inputs left alone"
    if checks.in_place:
        label = "form: type and shape"
    altered = [name for outcome in outcomes for name in outcome.call.changed]
    if altered and not checks.in_place:
        words = f"It changed its input {altered[0]} in place; work on a new array instead."
        return Row(label, 0.0, points, words)
    bad = next((o for o in outcomes if not o.formed and not o.call.lacking), None)
    if bad is None and any(outcome.call.twice for outcome in outcomes):
        return Row(label, 0.0, points, ONE_OBJECT)
    if bad is None:
        return Row(label, 1.0, points)
    if endless(bad.call):
        return Row(label, 0.0, points, AFTER_STOP.replace("a call before", "a call"))
    if bad.parts:  # what else is wrong is told of the cases
        formal = [part for part in bad.parts if part.problem in (None, *FORM)]
        bad = replace(bad, parts=formal)
    return Row(label, 0.0, points, _told(bad, checks).words, _call_text(bad, checks))


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
    if endless(wrong.call) and not wrong.case.secret and not wrong.call.seconds:
        return Row(label, credit, points, AFTER_STOP)
    good = sum(outcome.right for outcome in outcomes)
    count = f"{good} of {len(outcomes)} right. " if len(outcomes) > 1 else ""
    words, call = count + _told(wrong, checks).words, _call_text(wrong, checks)
    printed = "" if wrong.case.secret else shortened(wrong.call.printed)
    return Row(label, credit, points, words, call, printed)


def shortened(printed: str) -> str:
    """What a function printed, as its first lines; of a line drawn anew, what it was in the end."""
    lines = [line.rstrip("\r").rpartition("\r")[2].rstrip() for line in printed.split("\n")]
    lines = [line for line in lines if line]
    shown = [
        line if len(line) <= PRINTED_WIDTH else line[: PRINTED_WIDTH - 1] + "…"
        for line in lines[:PRINTED_LINES]
    ]
    more = len(lines) - len(shown)
    return "\n".join(shown + [f"… and {more} more line{'s' * (more > 1)}"] * bool(more))


def _call_text(outcome: Outcome, checks: Checks) -> str:
    return "" if outcome.case.secret else call_text(checks.function, outcome.case.inputs)


def _told(outcome: Outcome, checks: Checks) -> Told:
    """What is wrong in one case."""
    case, call = outcome.case, outcome.call
    if not outcome.parts:
        return raised_in(call, checks.function, case.inputs, case.secret)
    told = misordered(call.value, case.expected, checks.names)
    told = told or explain(outcome.parts, sizes_of(case.inputs), case.secret, outcome.proven)
    if not call.lacking:
        return told
    return Told(told.name, f"{told.words} {not_passed(call.lacking)}")


def _timed(
    function: Callable,
    inputs: dict[str, Any],
    axes: dict[str, int],
    solve: Callable[[dict], Any] | None,
    helpers: dict,
    calls: list[Call],
    number: int,
) -> tuple[Call, bool]:
    """One call to be timed, and whether its answer is right as far as is known here.

    From the second attempt on, the examples are in another order: no answer can be remembered.
    Where answers are known here, the order is one that nobody can tell, from the first: none can be
    prepared either.
    """
    if number or solve:
        inputs = dict(inputs)
        seed = secrets.randbits(64) if solve else number
        for name, axis in axes.items():
            order = np.random.default_rng(seed).permutation(inputs[name].shape[axis])
            inputs[name] = np.take(inputs[name], order, axis)
    call = observe(function, inputs, helpers)
    calls.append(call)
    if solve is None or isinstance(call.value, Raises):
        return call, True
    return call, same(call.value, solve(inputs))


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
        if endless(call):
            return Row("speed", 0.0, points, call.message)
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


def one_thread() -> contextlib.AbstractContextManager:
    """Linear algebra on one thread: on a busy machine, threads that wait for each other count as
    work. Without threadpoolctl (it comes with scikit-learn) the wide margin has to do."""
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        return contextlib.nullcontext()
    return threadpool_limits(1)


def stretched(inputs: dict[str, Any], speed: Speed) -> dict[str, Any]:
    """The inputs of a case with some of them repeated along an axis up to the size to be timed."""
    inputs = dict(inputs)
    for name, axis in speed.axes.items():
        times = [1] * inputs[name].ndim
        times[axis] = -(-speed.size // inputs[name].shape[axis])
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
        rows = tuple(
            replace(row, credit=0.0, words=row.words or NOTHING_HIDDEN) for row in report.rows
        )
        return replace(report, rows=rows, score=0.0)
    if all(row.credit == 1.0 for row in report.rows):
        return replace(report, score=report.points)
    return replace(report, score=min(round(report.score, 2), report.points - 0.01))
