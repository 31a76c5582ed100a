"""One submission, from its files to its grades: a pure function of the bundle and the files."""

import os
import time
from dataclasses import replace

from nbformat import NotebookNode

from grader.collecting.files import NOTEBOOK
from grader.intake import rebuild
from grader.marks import compute_checksum, is_grade, is_solution, is_task
from grader.outputs import clean_notebook
from grader.outputs.pace import OutOfTime, at_most
from grader.outputs.text import one_line
from grader.pipeline.bundle import Bundle
from grader.pipeline.execution import Beside, Executed, beside, executed, score_shown
from grader.pipeline.handed import handed_in
from grader.pipeline.people import WAITS, asked_by, marked
from grader.pipeline.prepare import Prepared, prepare
from grader.pipeline.result import Due, Grade, Result
from grader.pipeline.told import lost_nothing, noted, sentences_of, with_notes, written
from grader.sandbox import CellResult, SandboxFault
from grader.sandbox.box import Sandbox

PAGE_SECONDS = 60.0  # of the processor, for reading a notebook, and again for cleaning it


def grade_submission(bundle: Bundle, files: dict[str, bytes], box: Sandbox) -> Result:
    """Grade the files of one submission; never raises for what they hold or do.

    What it costs on this side of the border is limited as well: then it is a fault, for a person.
    """
    try:
        with at_most(bundle.limits.submission_seconds):
            return _graded(bundle, files, box)
    except OutOfTime:
        return fault(bundle, "to read it or to show it took too long")


def _graded(bundle: Bundle, files: dict[str, bytes], box: Sandbox) -> Result:
    start = time.monotonic()
    prepared = prepare(bundle)
    handed = handed_in(prepared, files, bundle.python_files)
    others = {name: data for name, data in files.items() if not NOTEBOOK.fullmatch(name)}
    parts = []
    for name in prepared.sources:
        if name in handed.aside:
            parts.append(_aside(prepared, name, *handed.aside[name]))
            continue
        data = handed.found.get(name)
        parts.append(_notebook(prepared, name, data, beside(files, data, others), box))
    status = _overall([part.status for part in parts])
    people = [due for part in parts for due in part.people]
    if status == "empty":
        people = [Due("empty: no notebook was handed in.")]
    result = Result(
        status,
        {name: text for part in parts for name, text in part.notebooks.items()},
        tuple(grade for part in parts for grade in part.grades),
        sentences_of([note for part in parts for note in part.notes]),
        tuple(report for part in parts for report in part.reports),
        time.monotonic() - start,
        sum(part.seconds_in_cells for part in parts),
        {name: cells for part in parts for name, cells in part.unanswered.items()},
        tuple(people),
    )
    return with_notes(result, handed.notes)


def _notebook(
    prepared: Prepared, name: str, submitted: bytes | None, others: Beside, box: Sandbox
) -> Result:
    """What came of one of the submission's notebooks; its status may be "missing"."""
    source = prepared.sources[name]
    if submitted is None:
        return _aside(prepared, name, "missing", f"{name}.ipynb was not handed in.")
    with at_most(PAGE_SECONDS):
        intake = rebuild(prepared.releases[name], source, submitted)
    book, done = source, Executed(status=intake.status)
    if intake.notebook is not None:
        book = intake.notebook
        done = executed(prepared, name, intake, others, box)
    notes = [*(note.sentence for note in intake.notes), *done.notes]
    people = asked_by(intake.notes, name, source.cells)
    if done.status != "graded":
        why = [done.why] if done.why else notes[-1:]
        people = [Due(": ".join((done.status, *why)), name)]
    grades, people = _asked(_scores(name, book, done.results, done.status), people)
    with at_most(PAGE_SECONDS):
        sentences = [*notes, WAITS] if people else notes
        shown = clean_notebook(noted(book, sentences), source)
    return Result(
        done.status,
        {name: written(shown)},
        tuple(grades),
        tuple(notes),
        tuple(done.reports),
        seconds_in_cells=sum(result.seconds for result in done.results.values()),
        unanswered={name: untouched(book)} if intake.notebook is not None else {},
        people=tuple(people),
    )


def _aside(prepared: Prepared, name: str, status: str, reason: str) -> Result:
    """A notebook that waits for a person, with nothing to go by: why, and no points lost."""
    source = prepared.sources[name]
    shown = noted(clean_notebook(source, source), [reason, WAITS])
    return Result(
        status,
        {name: written(shown)},  # formgrader opens it to give points
        tuple(_scores(name, source, {}, status)),
        (reason,),
        people=(Due(f"{status}: {reason}", name),),
    )


def untouched(book: NotebookNode) -> list[str]:
    """The solution cells that are exactly as they were released."""
    return [
        cell.metadata.nbgrader.grade_id
        for cell in book.cells
        if is_solution(cell) and cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    ]


def _scores(
    name: str, book: NotebookNode, results: dict[str, CellResult], status: str
) -> list[Grade]:
    """The grade of every graded cell, as nbgrader reads it from the outputs."""
    grades = []
    for cell in book.cells:
        if not (is_grade(cell) or is_task(cell)):
            continue
        info = cell.metadata.nbgrader
        points = float(info.get("points", 0))
        waits = is_task(cell) or _for_a_person(status, results, cell)
        score = None if waits else score_shown(cell)
        grades.append(Grade(name, info.grade_id, score, points))
    return grades


def _asked(grades: list[Grade], people: list[Due]) -> tuple[list[Grade], list[Due]]:
    """A graded cell that a person is asked about has no points yet, unless it has all of them.

    With all of them there is nothing to ask.
    """
    full = {(g.notebook, g.cell) for g in grades if g.score is not None and g.score >= g.points}
    people = [due for due in people if (due.notebook, due.cell) not in full]
    asked = marked([due for due in people if due.cell], grades)
    return [
        replace(grade, score=None) if (grade.notebook, grade.cell) in asked else grade
        for grade in grades
    ], people


def _for_a_person(status: str, results: dict[str, CellResult], cell: NotebookNode) -> bool:
    """Whether the grader has nothing to go by: no notebook, or its own failure at this cell."""
    result = results.get(cell.id)
    failed = result is not None and isinstance(result.fault, SandboxFault)
    return failed or (status != "graded" and not results)


def _overall(statuses: list[str]) -> str:
    """The status of a whole submission: the one that most needs a person."""
    order = ("fault", "unreadable", "unrecognised", "undecided", "substitute", "missing")
    if all(status == "missing" for status in statuses):
        return "empty"
    return next((status for status in order if status in statuses), "graded")


def fault(bundle: Bundle, why: str) -> Result:
    """The result when the grader fails: no grade, no points lost, a person is asked."""
    sources = prepare(bundle).sources.items()
    grades = tuple(grade for name, book in sources for grade in _scores(name, book, {}, "fault"))
    people = (Due(f"fault: the grader failed: {one_line(why)}"),)
    return Result("fault", {}, grades, (lost_nothing(),), people=people)


def silence_checks() -> None:
    """In a process that grades, `check` leaves the talking to `grade`, as under nbgrader."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"
