"""What is written into each line of a sheet, and where nothing is: a score that is none yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from nbgrader.api import Gradebook

from grader.collecting.table import columns
from grader.gradebook import entries
from grader.platforms.layouts import Layout, Line, number_in
from grader.platforms.match import Matched
from grader.platforms.sheets import SheetError
from grader.standing import NOTHING, PERSON, TO_BE_READ, standing_without, standings
from utils.table import number

FILLED, CHANGED, SAME, LEFT = "filled", "changed", "unchanged", "left as it is"
HEAD = ("student", "in the sheet", "score", "what", "why")


@dataclass(frozen=True)
class Score:
    """A student's score; None where there is none that counts yet, and why."""

    value: float | None
    why: str = ""
    record: dict | None = None


@dataclass(frozen=True)
class Done:
    """What happened to one line of the sheet."""

    student: str
    line: Line
    text: str
    what: str
    why: str = ""


@dataclass
class Filled:
    """The changes by row and column; a line each; who is on one side only."""

    changes: dict[tuple[int, int], str] = field(default_factory=dict)
    done: list[Done] = field(default_factory=list)
    nobodys: list[tuple[Line, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def scores_of(gradebook: Gradebook, assignment: str, partial: bool = False) -> dict[str, Score]:
    """The score of everybody in the gradebook, after the penalty for being late.

    A score that a person has yet to look at is none. With ``partial`` one is, as far as it goes,
    to which only the points of written answers are missing.
    """
    book = gradebook.find_assignment(assignment)
    found = {
        str(person.id): Score(None, standing_without(str(person.id), assignment).status)
        for person in gradebook.students
    }
    for entry, stands, record in standings(gradebook, book, entries(gradebook, book)):
        waits = stands.status == TO_BE_READ and not partial
        if not stands.has_score or waits:
            why = f"{PERSON}: {stands.why}" if stands.why else stands.status
            why = "written answers are to be read" if waits else why
            found[entry.student] = Score(None, why, record)
        else:
            found[entry.student] = Score(round(entry.final, 2), "", record)
    return found


def fill(
    layout: Layout, found: Matched, scores: Mapping[str, Score], factor: float, comments: bool
) -> Filled:
    """Say what each line becomes."""
    made = Filled(nobodys=list(found.nobodys))
    for line in layout.lines:
        student = found.students.get(line.row)
        if student is not None:
            made.done.append(_line(layout, line, student, scores, factor, made.changes))
            if comments:
                _comment(layout, line, scores.get(student), made.changes)
    here = {done.student for done in made.done}
    for student, score in scores.items():
        if student not in here and score.why != NOTHING:
            made.missing.append(student)
    return made


def _line(
    layout: Layout,
    line: Line,
    student: str,
    scores: Mapping[str, Score],
    factor: float,
    changes: dict[tuple[int, int], str],
) -> Done:
    score = scores.get(student, Score(None, "not in the gradebook"))
    cell = layout.cell(line, layout.column.place)
    if score.value is None:
        return Done(student, line, "", LEFT, score.why)
    text = number(score.value * factor)
    if cell is None:
        return Done(student, line, text, LEFT, "the line is too short to have the column")
    before, said = number_in(cell.text), cell.text.strip()
    if before is None and said not in ("", "-", "–"):
        return Done(student, line, text, LEFT, f"“{said}” stands there")
    if before is not None and abs(before - float(text)) < 0.005:
        return Done(student, line, text, SAME)
    changes[line.row, layout.column.place] = text.replace(".", ",") if layout.comma else text
    over = line.most is not None and float(text) > line.most
    why = f"more than the {number(line.most or 0)} that the platform knows" if over else ""
    if before is None:
        return Done(student, line, text, FILLED, why)
    return Done(student, line, text, CHANGED, why or f"it was {number(before)}")


def _comment(
    layout: Layout, line: Line, score: Score | None, changes: dict[tuple[int, int], str]
) -> None:
    """A few words for the student, where nobody has written any yet and there is a score."""
    cell = layout.cell(line, layout.comments) if layout.comments is not None else None
    if cell is None or cell.text.strip() or score is None or score.value is None:
        return
    if text := comment_of(score.record):
        changes[line.row, layout.comments or 0] = text


def comment_of(record: dict | None) -> str:
    """What grading found, a paragraph a function, as HTML: Moodle's comments are."""
    paragraphs = []
    for report in (record or {}).get("reports", []):
        words = f"{report['function']}: {number(report['score'])} of {number(report['points'])}"
        see = f"See “{report['see']}”." if report["see"] else ""
        lost = report["score"] < report["points"] - 0.005
        hint = " ".join(filter(None, [report["hint"], see])) if lost else ""
        paragraphs.append(f"<p>{escape(words)}{'. ' if hint else ''}{escape(hint)}</p>")
    return "".join(paragraphs)


def factor_of(layout: Layout, points: float, scale: bool | None) -> float:
    """By what a score is multiplied: 1, or so that all of ours are all of the platform's.

    Where the two differ somebody has to say which is meant.
    """
    known = {line.most for line in layout.lines if line.most}
    if not known or known == {points} or scale is False:
        return 1.0
    if scale is None or len(known) > 1 or not points:
        most = " or ".join(number(value) for value in sorted(known))
        raise SheetError(
            f"“{layout.column.header}” is out of {most}, the assignment out of {number(points)}: "
            "--scale gives all of the platform's points for all of ours, --points gives ours as "
            "they are"
        )
    return known.pop() / points


def table(layout: Layout, made: Filled) -> list[str]:
    """What was filled in, and who was not found on either side, as people read it."""
    rows = [HEAD] + [(d.student, d.line.shown, d.text, d.what, d.why) for d in made.done]
    found = columns(rows)
    if made.nobodys:
        found.append("In the sheet, but no student of the gradebook; nothing was filled in:")
        for line, why in made.nobodys:
            others = dict.fromkeys(filter(None, (line.number, *line.keys)))
            said = ", ".join([f"“{line.shown}”", *(key for key in others if key != line.shown)])
            found.append(f"  {said}{': ' if why else ''}{why}")
    if made.missing:
        found.append("In the gradebook, but not in the sheet:")
        found += [f"  {student}" for student in sorted(made.missing)]
    if made.nobodys and made.missing:
        found.append(
            "Say who is who in names.csv, a line each: the number, login or name in the sheet, a "
            "comma, the student in the gradebook."
        )
    counts = [
        sum(done.what == what for done in made.done) for what in (FILLED, CHANGED, SAME, LEFT)
    ]
    told = zip(counts, (FILLED, CHANGED, SAME, LEFT), strict=True)
    return [*found, f"{layout.column.header}: " + ", ".join(f"{n} {what}" for n, what in told)]
