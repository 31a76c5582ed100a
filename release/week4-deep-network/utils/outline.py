"""What an assignment asks for, and how far its student has come: two small files beside it.

`outline.json` ships with the assignment. `progress.json` is written on the student's machine by
`check`, for START-HERE and `progress()`; nothing in it counts for a grade.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from utils.examine import NOT_WRITTEN, Report
from utils.quiz import letter

FILE_NAME = "outline.json"
RECORD = "progress.json"


@dataclass(frozen=True)
class Book:
    """A notebook: its functions with their points, and its quiz questions."""

    name: str
    title: str
    minutes: int
    functions: dict[str, float]
    questions: tuple[str, ...]
    words: int  # answers that a person reads


@dataclass(frozen=True)
class Outline:
    """An assignment. ``see`` maps headings of lessons to where they are; ``hand_in`` says how."""

    assignment: str
    week: int
    books: tuple[Book, ...]
    see: dict[str, str]
    hand_in: str


def dump(outline: Outline) -> str:
    """The text of an outline's file."""
    fields = vars(outline) | {"books": [vars(book) for book in outline.books]}
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def load(folder: Path = Path()) -> Outline | None:
    """The outline of the assignment in a folder; None when there is none that can be read."""
    try:
        fields = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        books = tuple(
            Book(**{**book, "questions": tuple(book["questions"])}) for book in fields["books"]
        )
        return Outline(**{**fields, "books": books})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def place_of(heading: str) -> str:
    """Where a lesson's heading is, as a link from this folder; "" when that is not known."""
    outline = load() if heading else None
    return outline.see.get(heading, "") if outline else ""


def recorded(folder: Path = Path()) -> dict[str, float]:
    """What was right of each function and question when it was last looked at, from 0 to 1.

    A function that was not written then, and a question without an answer, are not among them.
    """
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {name: float(share) for name, share in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def record(shares: Mapping[str, float | None]) -> None:
    """Keep what was right of some functions and questions; None for what is still open."""
    if not Path(FILE_NAME).is_file():
        return
    kept = {name: share for name, share in {**recorded(), **shares}.items() if share is not None}
    with contextlib.suppress(OSError):  # a folder that cannot be written
        Path(RECORD).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def share(report: Report) -> float | None:
    """What part of a function's visible points is earned; None where nothing is written."""
    if report.mistake == "not-written":  # or it calls a function that is not
        return None if report.rows[0].words == NOT_WRITTEN else 0.0
    shown = sum(row.points for row in report.rows)
    right = all(row.credit == 1.0 for row in report.rows)
    earned = sum(row.credit * row.points for row in report.rows)
    return 1.0 if right else min(0.99, earned / shown if shown else 0.0)


def answered(answers: Mapping[str, object]) -> dict[str, float | None]:
    """For each quiz question whether it has an answer: 1, or None."""
    return {str(name): 1.0 if letter(answer) else None for name, answer in answers.items()}
