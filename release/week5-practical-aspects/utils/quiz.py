"""Multiple-choice questions: an answer is a letter, and a wrong one gets an explanation."""

from collections.abc import Mapping

from utils.examine import Report, Row
from utils.table import Table

LETTERS = "abcd"


def letter(answer: object) -> str:
    """The letter a student meant, or "" for none: "b", " B " and "b)" are the same answer."""
    text = answer.strip().strip("().").lower() if isinstance(answer, str) else ""
    return text if len(text) == 1 and text in LETTERS else ""


def quiz_table(answers: Mapping[str, object]) -> Table:
    """Which questions are answered."""
    rows = tuple(
        Row(name, float(bool(letter(answer))), 0.0, "" if letter(answer) else _unanswered(answer))
        for name, answer in answers.items()
    )
    count = sum(row.credit for row in rows)
    report = Report("quiz", rows, 0.0, 0.0)
    return Table(report, f"{count:.0f} of {len(rows)} questions answered")


def _unanswered(answer: object) -> str:
    if answer is None or answer is Ellipsis or answer == "":
        return "Not answered yet."
    return f"{answer!r:.20} is not one of the letters a, b, c, d."
