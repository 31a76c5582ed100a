"""The questions of a graded notebook: what was asked, answered, found out and said."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode

from grader.cells import is_test
from grader.feedback.fragments import Attachments, attachments_of
from grader.feedback.hidden import is_number, visible_outputs, visible_source
from grader.marks import is_grade, is_solution, is_task, nbgrader_of
from grader.pipeline.told import NOTES_CELL
from grader.rows import Grade, Notebook
from grader.weeks import questions as asked_in
from utils.examine import Report, Row

HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
SECTION = re.compile(r"^#{2,6} +(.+?)\s*$", re.MULTILINE)  # not the title
QUIZ = "quiz"
ADDED = re.compile(r"student-\d+")  # how intake calls the cells that a student added


@dataclass(frozen=True)
class Shown:
    """A cell as the page shows it: its text, and what it showed when it was run."""

    kind: str
    source: str
    outputs: tuple[NotebookNode, ...] = ()
    attachments: Attachments = ()


@dataclass
class Question:
    """One graded cell with all that belongs to it.

    ``answers`` are the cells that the student filled in, ``around`` others that showed something,
    ``asked`` the text of a task or of the quiz's questions by name; ``test`` is the visible part of
    a test that reports nothing by itself.
    """

    name: str
    heading: str
    grade: Grade
    task: bool = False
    anchor: str = ""
    reports: list[Report] = field(default_factory=list)
    answers: list[Shown] = field(default_factory=list)
    around: list[Shown] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    test: Shown | None = None
    comments: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)  # of its answers' cells

    @property
    def functions(self) -> list[str]:
        """The functions that it judges."""
        return [report.function for report in self.reports if report.function != QUIZ]

    @property
    def quiz(self) -> Report | None:
        """What came of the quiz, if this is it."""
        return next((report for report in self.reports if report.function == QUIZ), None)

    @property
    def full(self) -> bool:
        """Whether all of its points are earned."""
        return not self.grade.unread and self.grade.score >= self.grade.max_score - 1e-9

    @property
    def lost(self) -> float:
        """The points that are not earned; none as long as a person has to say."""
        return 0.0 if self.grade.unread else max(0.0, self.grade.max_score - self.grade.score)


@dataclass
class Work:
    """A notebook as its page tells of it: its questions, and what else in it showed something."""

    questions: list[Question]
    besides: list[tuple[str, Shown]]  # under which heading
    notes: str = ""


def work_of(
    cells: Sequence[NotebookNode], row: Notebook, reports: Iterable[Mapping], ours: bool = True
) -> Work:
    """The questions of a notebook in its order; then those that it has lost, by their names.

    Where a grade is not ``ours``, tables are taken from what the test cells displayed.
    """
    grades = {grade.name: grade for grade in row.grades}
    told = _by_cell(reports)
    work = Work([], [])
    span: list[tuple[str, NotebookNode]] = []
    heading = ""
    for cell in cells:
        if cell.get("id") == NOTES_CELL:
            work.notes = cell.source
            continue
        if cell.cell_type == "markdown" and not (is_grade(cell) or is_task(cell)):
            heading = (SECTION.findall(cell.source) or [heading])[-1]
        name = nbgrader_of(cell).get("grade_id", "")
        if name in grades and (is_grade(cell) or is_task(cell)):
            span = _to_task(work, span)
            question = _question(cell, heading, grades.pop(name), span)
            question.reports += told.get(name, [])
            work.besides += [(h, shown) for h, one in span if h != heading for shown in _shown(one)]
            work.questions.append(_told(question, cell, row, ours))
            span = []
        else:
            span.append((heading, cell))
    work.besides += [(h, shown) for h, one in _to_task(work, span) for shown in _shown(one)]
    for name, grade in sorted(grades.items()):
        question = Question(name, "", grade, reports=told.get(name, []))
        work.questions.append(_told(question, None, row, ours))
    for number, question in enumerate(work.questions, 1):
        question.anchor = f"question-{number}"
    return work


def _by_cell(reports: Iterable[Mapping]) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for report in reports:
        about = {k: v for k, v in report.items() if k not in ("notebook", "cell")}
        rows = tuple(Row(**row) for row in about.pop("rows"))
        found.setdefault(report["cell"], []).append(Report(rows=rows, **about))
    return found


def _to_task(work: Work, span: list[tuple[str, NotebookNode]]) -> list[tuple[str, NotebookNode]]:
    """Give a task the cells that follow it, up to the next heading or question; the others."""
    last = work.questions[-1] if work.questions else None
    if last is None or not last.task:
        return span
    for place, (_, cell) in enumerate(span):
        if nbgrader_of(cell).get("grade_id") or (
            cell.cell_type == "markdown" and HEADING.search(cell.source)
        ):
            return span[place:]
        last.answers.append(_as_shown(cell))
    return []


def _question(
    cell: NotebookNode, heading: str, grade: Grade, span: Sequence[tuple[str, NotebookNode]]
) -> Question:
    """A graded cell with the cells before it that belong to it."""
    question = Question(grade.name, heading, grade, task=is_task(cell))
    before = ""
    for of, one in span:
        if is_solution(one) and QUIZ in one.source and (asked := asked_in(one)):
            question.asked |= dict.fromkeys(asked, before)
            question.names.add(nbgrader_of(one)["grade_id"])
        elif is_solution(one):
            question.answers.append(_as_shown(one))
            question.names.add(nbgrader_of(one)["grade_id"])
        elif of == heading:
            question.around += _shown(one)
        before = one.source if one.cell_type == "markdown" else before
    if is_solution(cell):
        question.answers.append(_as_shown(cell))
    if is_task(cell):
        question.asked[question.name] = visible_source(cell)
    return question


def _told(question: Question, cell: NotebookNode | None, row: Notebook, ours: bool) -> Question:
    """The question with its test, where that reports nothing by itself, and with the comments."""
    if cell is not None and is_test(cell) and cell.cell_type == "code":
        shown = [one for one in visible_outputs(cell, not ours) if not _is_credit(one)]
        if question.reports:  # their tables are drawn anew
            shown = [one for one in shown if one.output_type != "display_data"]
        source = "" if question.reports else visible_source(cell)
        if shown or source.strip():
            question.test = Shown("code", source, tuple(shown))
    for comment in row.comments:
        if comment.name in question.names | {question.name}:
            words = comment.manual_comment
            if not words and comment.auto_comment and not question.reports:
                words = comment.auto_comment
            question.comments += filter(None, [words])
    return question


def _is_credit(output: NotebookNode) -> bool:
    return output.output_type == "execute_result" and is_number(output)


def _shown(cell: NotebookNode) -> list[Shown]:
    """A cell that is no answer, if it showed something or is one that the student added."""
    if is_test(cell) or is_solution(cell) or is_task(cell):
        return []
    added = bool(ADDED.fullmatch(cell.get("id") or ""))
    if cell.get("outputs") or (added and cell.source.strip()):
        return [_as_shown(cell)]
    return []


def _as_shown(cell: NotebookNode) -> Shown:
    outputs = tuple(visible_outputs(cell)) if cell.cell_type == "code" else ()
    return Shown(cell.cell_type, visible_source(cell), outputs, attachments_of(cell))
