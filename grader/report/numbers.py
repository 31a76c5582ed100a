"""A class in numbers: from what is kept of each grade (grading.json) and from the gradebook."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from statistics import fmean, median, pstdev, quantiles

from grader.rows import Submission
from utils.explain import GENERAL
from utils.quiz import LETTERS

QUIZ, NOT_WRITTEN = "quiz", "not-written"
FEWEST = 3  # people from whom a correlation says anything
MOST_PAIRS = 20
BINS = 10
Key = tuple[str, str]  # a notebook and its graded cell; or a function and its mistake


@dataclass(frozen=True)
class Person:
    """What is known of one student.

    ``score`` is None where it would mean nothing; ``points`` are those of each graded cell, None
    where a person has still to say; ``why`` a person is due.
    """

    name: str
    status: str
    score: float | None = None
    taken: float = 0.0
    points: Mapping[Key, float | None] = field(default_factory=dict)
    why: str = ""
    reports: Sequence[Mapping] = ()
    earlier: Sequence[Mapping] = ()
    notebooks: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def mistakes(self) -> int:
        """How many functions have a mistake."""
        return len(made(self.reports))


@dataclass(frozen=True)
class Summary:
    """Some numbers in short; all None of nothing."""

    count: int
    mean: float | None = None
    spread: float | None = None
    median: float | None = None
    low: float | None = None
    high: float | None = None
    quarter: float | None = None
    three_quarters: float | None = None


@dataclass(frozen=True)
class Exercise:
    """A graded cell in the class. ``difficulty`` is the share of its points that was earned,
    ``discrimination`` tells whether those with all of them did better in the rest (see
    `point_biserial`), ``seconds`` the processor time of its calls."""

    name: str
    points: float
    scores: Summary
    full: int
    part: int
    none: int
    unread: int
    difficulty: float | None
    discrimination: float | None
    seconds: float | None
    slowest: float | None


@dataclass(frozen=True)
class Mistake:
    """One mistake in the class: ``before`` is how many had it in the grading before, among those
    who were graded before; ``gone`` and ``new`` how it moved; ``carried`` for how many it was
    carried forward into functions that build on it."""

    function: str
    name: str
    words: str
    listed: bool
    count: int
    share: float
    before: int
    gone: int
    new: int
    carried: int
    people: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two mistakes that occur together, and how often that would be by chance."""

    first: Key
    second: Key
    count: int
    expected: float


@dataclass(frozen=True)
class Question:
    """A question of the quiz: how often each letter was chosen ("" for none), and what is right."""

    name: str
    choices: Mapping[str, int]
    right: str
    why_not: Mapping[str, str]

    @property
    def commonest(self) -> str:
        """What was said to those who made the commonest other choice."""
        others = sorted(self.why_not, key=lambda letter: -self.choices[letter])
        return self.why_not[others[0]] if others else ""


@dataclass(frozen=True)
class Change:
    """A score that a grading changed."""

    person: str
    before: float
    after: float
    when: str


@dataclass(frozen=True)
class Numbers:
    """All that the report shows."""

    assignment: str
    points: float
    people: list[Person]
    scores: Summary
    bins: list[int]
    exercises: list[Exercise]
    mistakes: list[Mistake]
    pairs: list[Pair]
    quiz: list[Question]
    lent: list[tuple[str, int]]
    changes: list[Change]
    graded_twice: int


def numbers_of(
    assignment: str, order: Sequence[tuple[Key, float]], people: list[Person]
) -> Numbers:
    """The numbers of a class; ``order`` are the graded cells with their points, in order."""
    most = sum(points for _, points in order)
    scores = [one.score for one in people if one.score is not None]
    return Numbers(
        assignment,
        most,
        people,
        summary(scores),
        histogram(scores, most),
        [_exercise(key, points, people) for key, points in order],
        mistakes(people),
        pairs(people),
        questions(people),
        Counter(name for one in people for r in one.reports for name in r["lent"]).most_common(),
        changes(people),
        sum(bool(one.earlier) for one in people),
    )


def person(
    submission: Submission, record: Mapping | None, status: str, why: str, has_score: bool
) -> Person:
    """What the gradebook and the record say of one student."""
    found = record or {}
    books = submission.notebooks
    unread = [grade.name for book in books for grade in book.grades if grade.unread]
    taken = sum(book.late_submission_penalty for book in books)
    score = max(0.0, sum(book.score for book in books) - taken)
    return Person(
        submission.student_id,
        status,
        score if has_score else None,
        taken,
        {
            (book.name, grade.name): None if grade.unread else grade.score
            for book in books
            for grade in book.grades
        },
        why or ", ".join(unread),
        found.get("reports", []),
        found.get("earlier", []),
        tuple(book.name for book in books),
        found.get("seconds", 0.0),
    )


def summary(values: Sequence[float]) -> Summary:
    """Mean, spread (of these, not of others like them), median, extremes and quarters."""
    if not values:
        return Summary(0)
    quarters = quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3
    return Summary(
        len(values), fmean(values), pstdev(values), median(values), min(values), max(values),
        quarters[0], quarters[2],
    )  # fmt: skip


def histogram(scores: Iterable[float], most: float) -> list[int]:
    """How many scores are in each tenth of the points; extra points count in the last."""
    bins = [0] * BINS
    for score in scores:
        share = score / most if most else 0.0
        bins[min(BINS - 1, max(0, int(share * BINS + 1e-9)))] += 1
    return bins


def point_biserial(right: Sequence[bool], rest: Sequence[float]) -> float | None:
    """How having something right goes with the rest of the score, from -1 to 1.

    It is Pearson's correlation with a yes or no. None where all are alike, or nearly nobody is
    there.
    """
    yes = [value for ok, value in zip(right, rest, strict=True) if ok]
    no = [value for ok, value in zip(right, rest, strict=True) if not ok]
    if len(rest) < FEWEST or not yes or not no:
        return None
    spread = pstdev(rest)
    if spread < 1e-12:
        return None
    share = len(yes) / len(rest)
    return (fmean(yes) - fmean(no)) / spread * math.sqrt(share * (1 - share))


def _exercise(key: Key, points: float, people: Sequence[Person]) -> Exercise:
    asked = [one for one in people if key in one.points]
    read = [one for one in asked if one.points[key] is not None and one.score is not None]
    scores = [one.points[key] or 0.0 for one in read]
    full = [score >= points - 1e-9 for score in scores]
    rest = [
        sum(value or 0.0 for other, value in one.points.items() if other != key) for one in read
    ]
    seconds = [
        report["seconds"]
        for one in people
        for report in one.reports
        if (report["notebook"], report["cell"]) == key and report["function"] != QUIZ
    ]
    found = summary(scores)
    return Exercise(
        _name(key, people),
        points,
        found,
        sum(full),
        sum(score > 0 for score in scores) - sum(full) if points else 0,
        sum(score <= 0 for score in scores) if points else 0,
        sum(value is None for one in asked for value in [one.points[key]]),
        found.mean / points if points and found.mean is not None else None,
        point_biserial(full, rest),
        median(seconds) if seconds else None,
        max(seconds, default=None),
    )


def _name(key: Key, people: Sequence[Person]) -> str:
    """The functions that a graded cell judges, or else its own name."""
    for one in people:
        names = [r["function"] for r in one.reports if (r["notebook"], r["cell"]) == key]
        if names:
            return " and ".join(names)
    return key[1]


def made(reports: Iterable[Mapping]) -> set[Key]:
    """The mistakes in some reports."""
    return {(r["function"], r["mistake"]) for r in reports if r["mistake"]}


def made_before(one: Person) -> set[Key]:
    """The mistakes that the grading before had found."""
    functions = one.earlier[0].get("functions", {}) if one.earlier else {}
    return {(name, about["mistake"]) for name, about in functions.items() if about["mistake"]}


def mistakes(people: Sequence[Person]) -> list[Mistake]:
    """The mistakes of the class, the commonest first."""
    now = {one.name: made(one.reports) for one in people}
    before = {one.name: made_before(one) for one in people if one.earlier}
    words, listed, tried = {}, {}, Counter[str]()
    carried: dict[Key, set[str]] = defaultdict(set)
    for one in people:
        for report in one.reports:
            key = (report["function"], report["mistake"])
            tried[report["function"]] += 1
            words.setdefault(key, report["hint"] or GENERAL.get(report["mistake"], ""))
            listed[key] = report["listed"]
            for function, mistake in report["carried"].items():
                carried[function, mistake].add(one.name)
    who = _by_key(now)
    had = _by_key(before)
    found = [
        Mistake(
            key[0],
            key[1],
            words.get(key, GENERAL.get(key[1], "")),
            listed.get(key, key[1] not in GENERAL),
            len(who[key]),
            len(who[key]) / tried[key[0]] if tried[key[0]] else 0.0,
            len(had[key]),
            len(had[key] - who[key]),
            len((who[key] - had[key]) & before.keys()),
            len(carried[key]),
            tuple(sorted(who[key])),
        )
        for key in who.keys() | had.keys()
    ]
    return sorted(found, key=lambda one: (-one.count, -one.before, one.function, one.name))


def _by_key(made_by: Mapping[str, set[Key]]) -> dict[Key, set[str]]:
    found: dict[Key, set[str]] = defaultdict(set)
    for name, keys in made_by.items():
        for key in keys:
            found[key].add(name)
    return found


def pairs(people: Sequence[Person]) -> list[Pair]:
    """The mistakes that occur together more often than by chance, the commonest first."""
    alone: Counter[Key] = Counter()
    both: Counter[tuple[Key, Key]] = Counter()
    for one in people:
        keys = sorted(key for key in made(one.reports) if key[1] != NOT_WRITTEN)
        alone.update(keys)
        both.update(combinations(keys, 2))
    graded = sum(bool(one.reports) for one in people)
    found = [
        Pair(*pair, count, alone[pair[0]] * alone[pair[1]] / graded)
        for pair, count in both.items()
        if count > 1
    ]
    often = [one for one in found if one.count > one.expected + 1e-9]
    return sorted(often, key=lambda one: (-one.count, one.expected, one.first))[:MOST_PAIRS]


def questions(people: Sequence[Person]) -> list[Question]:
    """The questions of the quiz with the choices of the class."""
    choices: dict[str, Counter[str]] = {}
    right: dict[str, str] = {}
    why_not: dict[str, dict[str, str]] = defaultdict(dict)
    for row, chosen in _rows_of_quiz(people):
        name = row["label"]
        choices.setdefault(name, Counter({letter: 0 for letter in LETTERS}))[chosen] += 1
        if row["credit"] == 1.0:
            right[name] = chosen
        elif chosen:
            why_not[name][chosen] = row["words"]
    return [
        Question(name, dict(counts), right.get(name, ""), why_not[name])
        for name, counts in choices.items()
    ]


def _rows_of_quiz(people: Sequence[Person]) -> Iterable[tuple[Mapping, str]]:
    for one in people:
        for report in one.reports:
            if report["function"] == QUIZ:
                for row in report["rows"]:
                    yield row, report["choices"].get(row["label"], "")


def changes(people: Sequence[Person]) -> list[Change]:
    """What the last grading changed, the largest first."""
    found = []
    for one in people:
        if one.earlier and one.reports:
            then = one.earlier[0]
            after = sum(report["score"] for report in one.reports)
            before = sum(about["score"] for about in then.get("functions", {}).values())
            if abs(after - before) > 1e-9:
                found.append(Change(one.name, before, after, then.get("graded") or ""))
    return sorted(found, key=lambda one: (-abs(one.after - one.before), one.person))


def anonymous(people: Sequence[Person], order: Callable[[str], bytes]) -> list[Person]:
    """The same people under numbers, in an ``order`` that says nothing; without reasons that
    might hold a name."""
    width = len(str(len(people)))
    return [
        Person(
            f"person {number:0{width}}", one.status, one.score, one.taken, one.points,
            one.why.partition(":")[0],
            one.reports, one.earlier, (), one.seconds,
        )
        for number, one in enumerate(sorted(people, key=lambda one: order(one.name)), 1)
    ]  # fmt: skip
