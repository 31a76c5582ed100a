"""A feedback page: first the whole, then question by question, as one file that needs no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from html import escape
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup
from nbformat import NotebookNode

from grader.feedback import fragments
from grader.feedback.excerpts import Excerpt
from grader.feedback.questions import HEADING, Question, Shown, Work, work_of
from grader.pages.templates import style, template
from grader.pipeline.book import seconds_late
from grader.pipeline.people import WAITS, kept, waiting
from grader.rows import Notebook, Submission
from utils.examine import NOT_TRIED, Report, Row
from utils.table import FAIL, OPEN, PART, PASS, mark, number, points_texts

HERE = Path(__file__).parent
MOST_NEXT = 3
STATES = {PASS: "right", PART: "partly right", FAIL: "not right", OPEN: "not tried"}
CLASSES = {PASS: "pass", PART: "part", FAIL: "fail", OPEN: "open"}
PLAIN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
<body><main><h1>{title}</h1>
<p><strong>{points}</strong></p>
<p>This page could not be made in full from what was handed in. The points stand, and a person will
look at it.</p></main></body></html>
"""
# Of these nothing was read: what stands in the notebook is the release, and no answer of anybody.
NOT_READ = ("unreadable", "unrecognised", "undecided", "substitute", "missing", "empty")
NO_RESPONSE = "No response."  # nbgrader's own remark


@dataclass(frozen=True)
class Facts:
    """All that one page is made from.

    ``record`` is grading.json, None where another grader graded; ``excerpts`` the sections of
    lessons by their heading, ``lessons`` where those are on the web; ``receipt`` that of the
    hand-in, where there is one.
    """

    assignment: str
    notebook: str
    cells: Sequence[NotebookNode]
    submission: Submission
    record: Mapping | None = None
    excerpts: Mapping[str, Excerpt] = field(default_factory=dict)
    lessons: str = ""
    receipt: Mapping | None = None

    @property
    def row(self) -> Notebook:
        """What the gradebook says of this notebook."""
        return _row(self.notebook, self.submission)


def _row(name: str, submission: Submission) -> Notebook:
    return next((b for b in submission.notebooks if b.name == name), None) or Notebook(name)


@dataclass(frozen=True)
class Section:
    """A question as the template draws it."""

    question: Question
    title: Markup
    name: str
    points: str
    state: str
    tables: list[dict]
    quiz: list[dict]


def page(facts: Facts, digest: str = "") -> str:
    """The page of one notebook; ``digest`` stands in it for what it was made of."""
    reports = [
        r for r in (facts.record or {}).get("reports", []) if r["notebook"] == facts.notebook
    ]
    work = work_of(facts.cells, facts.row, reports, facts.record is not None)
    if _not_read(facts):
        work = _without_answers(work)
    sections = [_section(question, work) for question in work.questions]
    used = _used(sections, facts.excerpts)
    return _template().render(
        title=_title(facts),
        facts=facts,
        digest=digest,
        row=facts.row,
        total=_total(facts),
        late=_late(facts),
        others=[book for book in facts.submission.notebooks if book.name != facts.notebook],
        notes=_notes(work),
        sections=sections,
        well=[one for one in sections if one.question.full and one.question.grade.max_score],
        begun=any(one.question.grade.score > 0 for one in sections),
        unread=[one for one in sections if one.question.grade.unread],
        next=_next(sections, facts),
        besides=work.besides,
        excerpts=used,
        lessons=facts.lessons,
        style=style(HERE),
    )


def _not_read(facts: Facts) -> bool:
    """Whether nothing of this notebook could be read, so that the released one stands there."""
    people, _ = kept(dict(facts.record) if facts.record else None)
    return any(
        due.notebook in (facts.notebook, "") and due.why.partition(":")[0] in NOT_READ
        for due in people
    )


def _without_answers(work: Work) -> Work:
    questions = [replace(one, answers=[], around=[], test=None) for one in work.questions]
    return replace(work, questions=questions, besides=[])


def plain_page(notebook: str, submission: Submission) -> str:
    """The page of a notebook that cannot be shown: its points, and that a person will look."""
    row = _row(notebook, submission)
    score = f"{number(max(0.0, row.score - row.late_submission_penalty))} of "
    return PLAIN.format(
        title=escape(f"Feedback: {notebook}, {submission.student_id}"),
        points=f"{score}{number(row.max_score)} points",
    )


@cache
def _template() -> Template:
    return template(
        HERE,
        {
            "prose": lambda text: Markup(fragments.prose(text)),
            "line": lambda text: Markup(fragments.line(text)),
            "code": lambda text: Markup(fragments.code(text)),
            "number": number,
            "drawn": lambda shown: Markup("\n".join(fragments.outputs(shown.outputs))),
            "written": _written,
        },
    )


def _written(shown: Shown) -> Markup:
    """The text of a cell: code with its lines, or prose with its pictures."""
    if shown.kind == "code":
        return Markup(f'<pre class="code"><code>{fragments.code(shown.source)}</code></pre>')
    return Markup(f'<div class="prose">{fragments.prose(shown.source, shown.attachments)}</div>')


def _title(facts: Facts) -> Markup:
    for cell in facts.cells:
        if cell.cell_type == "markdown" and (found := HEADING.search(cell.source)):
            return Markup(fragments.line(found[1]))
    return Markup.escape(facts.notebook)


def _total(facts: Facts) -> dict:
    """The points of the notebook after what is taken off, and whether they mean anything yet."""
    row = facts.row
    waits = bool(waiting(dict(facts.record) if facts.record else None, facts.submission))
    unread = sum(grade.unread for grade in row.grades)
    score = max(0.0, row.score - row.late_submission_penalty)
    return {
        "score": score,
        "points": row.max_score,
        "share": 100 * min(1.0, score / row.max_score) if row.max_score else 0.0,
        "waits": WAITS if waits else "",
        "unread": unread,
        "taken": row.late_submission_penalty,
        "earned": row.score,
    }


def _late(facts: Facts) -> str:
    """How late it was, "" when in time; what that costs is said beside it."""
    handed = facts.submission
    seconds = seconds_late(handed.timestamp, handed.due, handed.extension)
    return duration(timedelta(seconds=seconds)) if seconds > 0 else ""


def duration(time: timedelta) -> str:
    """A length of time in its two largest units: ``1 day and 12 hours``."""
    minutes = max(1, int(time.total_seconds() // 60))
    parts = [(minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute")]
    first = next(place for place, (count, _) in enumerate(parts) if count)
    said = [f"{n} {unit}{'s' * (n != 1)}" for n, unit in parts[first : first + 2] if n]
    return " and ".join(said)


def _notes(work: Work) -> Markup:
    """What grading noticed; that a person is due is said elsewhere, as it stands now."""
    lines = [one for one in work.notes.split("\n") if one.startswith("- ") and WAITS not in one]
    return Markup(fragments.prose("\n".join(lines))) if lines else Markup("")


def _section(question: Question, work: Work) -> Section:
    grade = question.grade
    alike = [one for one in work.questions if one.heading == question.heading]
    name = " and ".join(question.functions) or question.heading or question.name
    title = Markup(fragments.line(question.heading)) if question.heading else Markup.escape(name)
    if question.functions and question.heading:
        title += Markup(" <code>{}</code>").format(name)
    elif len(alike) > 1 and question.heading:
        name = f"{question.heading}: {question.name}"
        title += Markup(" <code>{}</code>").format(question.name)
    state = (
        "unread" if grade.unread else "full" if question.full else "some" if grade.score else "none"
    )
    points = f"{number(grade.score)} of {number(grade.max_score)} points"
    if grade.unread:
        points = f"not read yet, {number(grade.max_score)} points"
    elif not grade.max_score:
        points = "no points" if not grade.score else f"{number(grade.score)} extra points"
    tables = [_table(report) for report in question.reports if report is not question.quiz]
    quiz = _quiz(question, question.quiz) if question.quiz else []
    return Section(question, title, name, points, state, tables, quiz)


def _table(report: Report) -> dict:
    """A table of checks, with the hint below it."""
    rows = zip(report.rows, points_texts(report.rows), strict=True)
    right = all(row.credit == 1.0 for row in report.rows)
    return {
        "report": report,
        "rows": [{"row": row, "points": points} | _marked(row) for row, points in rows],
        "right": right,
        "see": "" if right else report.see,
        "hint": "" if right else report.hint,
    }


def _marked(row: Row) -> dict:
    sign = mark(row)
    return {"sign": sign, "class": CLASSES[sign], "state": STATES[sign]}


def _quiz(question: Question, report: Report) -> list[dict]:
    return [
        {
            "row": row,
            "choice": report.choices.get(row.label, ""),
            "asked": Markup(fragments.prose(question.asked.get(row.label, ""))),
        }
        | _marked(row)
        for row in report.rows
    ]


def _used(sections: Sequence[Section], known: Mapping[str, Excerpt]) -> dict[str, Excerpt]:
    """The excerpts that hints of this page lead to."""
    seen = [table["see"] for one in sections for table in one.tables if table["see"]]
    return {see: known[see] for see in seen if see in known}


def _next(sections: Sequence[Section], facts: Facts) -> list[dict]:
    """The few things to look at first: where most points are, in the order of the notebook."""
    lost = [one for one in sections if one.question.lost > 1e-9]
    first = sorted(lost, key=lambda one: -one.question.lost)[:MOST_NEXT]
    return [
        {"section": one, "why": _why(one), "see": facts.excerpts.get(_see(one))}
        for one in lost
        if one in first
    ]


def _see(section: Section) -> str:
    return next((table["see"] for table in section.tables if table["see"]), "")


def _why(section: Section) -> str:
    """What a question's loss comes from, in a sentence."""
    for table in section.tables:
        if not table["right"]:
            words = (row.words for row in table["report"].rows if row.credit < 1.0 and row.words)
            tried = [one for one in words if not one.startswith(NOT_TRIED)]
            return table["hint"] or next(iter(tried), "")
    lost = [row for row in section.quiz if row["row"].credit < 1.0]
    wrong = [row["row"].label for row in lost if row["choice"]]
    unanswered = [row["row"].label for row in lost if not row["choice"]]
    said = []
    if wrong:
        said.append(f"Look again at {', '.join(wrong)}: there it says why not.")
    if unanswered:
        said.append(f"Without an answer: {', '.join(unanswered)}.")
    if said:
        return " ".join(said)
    if NO_RESPONSE in section.question.comments:
        return "Nothing was written here."
    if section.question.comments:
        return "There is a comment for you."
    if section.question.test is not None:
        return "Its test did not pass: what it said stands there."
    return "Some of its points are still open."
