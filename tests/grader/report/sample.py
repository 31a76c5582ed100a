"""A class in numbers, without grading anybody: what the report is made from."""

import random
from collections.abc import Sequence

from grader.report.numbers import Key, Person

BOOK = "week0"
FUNCTIONS = ("alpha", "beta", "gamma", "delta")
MISTAKES = {"alpha": ("sign", "no-mean"), "beta": ("axis",), "gamma": ("not-written",), "delta": ()}
ORDER: list[tuple[Key, float]] = [
    *(((BOOK, f"test-{name}"), 10.0) for name in FUNCTIONS), ((BOOK, "test-quiz"), 2.0),
    ((BOOK, "why"), 5.0),
]  # fmt: skip


def report(function: str, score: float, mistake: str = "", **more) -> dict:
    """A report as grading.json has it."""
    about = {"notebook": BOOK, "cell": f"test-{function}", "function": function}
    found = {"score": score, "points": 10.0, "rows": [], "mistake": mistake}
    told = {"hint": f"Look at {mistake}." * bool(mistake), "see": "", "note": ""}
    rest = {"listed": bool(mistake), "seconds": 0.01, "lent": {}, "carried": {}, "choices": {}}
    return about | found | told | rest | more


def quiz(**choices: str) -> dict:
    """A report on two questions, of which the answers are a and b."""
    right = {"q1": "a", "q2": "b"}
    rows = [
        {"label": name, "credit": float(choices.get(name) == letter), "points": 1.0, "call": "",
         "words": f"Why not {choices.get(name)}: so.", "printed": ""}
        for name, letter in right.items()
    ]  # fmt: skip
    score = sum(row["credit"] for row in rows)
    return report("quiz", score, rows=rows, choices=choices, points=2.0)


def earlier(**functions: tuple[float, str]) -> list[dict]:
    """What a grading before had found."""
    found = {name: {"score": score, "mistake": why} for name, (score, why) in functions.items()}
    return [{"graded": "2026-10-01T12:00:00+00:00", "status": "graded", "functions": found}]


def student(name: str, reports: Sequence[dict], before: Sequence[dict] = (), **more) -> Person:
    """A student with these reports; the written answer is read, and worth 3."""
    points = {(BOOK, one["cell"]): one["score"] for one in reports} | {(BOOK, "why"): 3.0}
    score = sum(points.values())
    return Person(name, "graded", score, 0.0, points, "", reports, before, (BOOK,), 0.2, **more)


def large_class(count: int) -> list[Person]:
    """A class of any size, always the same."""
    rng = random.Random(count)
    people = []
    for number in range(count):
        ability, reports = rng.random(), []
        for name in FUNCTIONS:
            known = MISTAKES[name]
            wrong = rng.choice(known) if known and rng.random() > ability else ""
            reports.append(report(name, rng.choice([0.0, 4.0]) if wrong else 10.0, wrong))
        reports.append(quiz(q1=rng.choice("abcd"), q2=rng.choice("ab")))
        before = earlier(alpha=(0.0, "sign")) if number % 3 == 0 else []
        people.append(student(f"student-{number:04}", reports, before))
    return people
