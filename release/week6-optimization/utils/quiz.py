"""Multiple-choice questions: an answer is a letter, and a wrong one gets an explanation."""

from collections.abc import Iterable, Mapping

from utils.checkfile import Quiz
from utils.examine import Report, Row
from utils.table import Table

LETTERS = "abcd"


def letter(answer: object) -> str:
    """The letter a student meant, or "" for none: "b", " B " and "b)" are the same answer."""
    text = answer.strip().strip("().").lower() if isinstance(answer, str) else ""
    return text if len(text) == 1 and text in LETTERS else ""


def quiz_table(answers: object, quiz: Quiz | None = None) -> Table:
    """Which questions are answered, of all that there are; with reasons, also which rightly."""
    quiz = quiz or Quiz()
    given = answers if isinstance(answers, Mapping) else {}
    names = quiz.questions or tuple(map(str, given))
    rows = tuple(_row(name, given.get(name), quiz.reasons.get(name)) for name in names)
    count = len(names) - len(unanswered(answers, names))
    headline = f"{count} of {len(rows)} question{'s' * (len(rows) != 1)} answered"
    if quiz.reasons:
        headline += f", {sum(row.credit == 1.0 for row in rows)} rightly"
    return Table(Report("quiz", rows, 0.0, 0.0), headline)


def unanswered(answers: object, names: Iterable[str]) -> list[str]:
    """The questions that are still open."""
    given = answers if isinstance(answers, Mapping) else {}
    return [name for name in names if not letter(given.get(name))]


def _row(name: str, answer: object, reasons: Mapping[str, str] | None) -> Row:
    chosen = letter(answer)
    if not chosen:
        return Row(name, 0.0, 0.0, _unanswered(answer))
    if reasons is None:  # in class: what is right is said when it is graded
        return Row(name, 1.0, 0.0)
    if chosen in reasons:
        return Row(name, 0.0, 0.0, f"Why not {chosen}: {reasons[chosen]}")
    return Row(name, 1.0, 0.0, f"{chosen} is right.")


def _unanswered(answer: object) -> str:
    if answer is None or answer is Ellipsis or (isinstance(answer, str) and not answer.strip()):
        return "Not answered yet."
    return f"{answer!r:.20} is not one of the letters a, b, c, d."
