"""One submission, from its files to its grades: a pure function of the bundle and the files."""

import base64
import os
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from grader import grading
from grader.cells import is_test, nbgrader_of
from grader.collecting.files import NOTEBOOK
from grader.grading import Grading
from grader.intake import Note, rebuild
from grader.outputs import clean_notebook
from grader.pipeline.bundle import Bundle
from grader.pipeline.handed import handed_in
from grader.pipeline.prepare import Prepared, prepare
from grader.pipeline.result import CellReport, Grade, Result
from grader.sandbox import CellResult, SandboxFault
from grader.sandbox.box import Sandbox
from grader.sandbox.replay import Cell, replay
from utils.examine import Report

SKIP = "skip-execution"  # the usual tag for cells that grading does not need
FILES_CELL, NOTES_CELL = "handed-in-files", "notes-from-grading"


@dataclass
class Executed:
    """What came of a notebook's cells: a result a cell by its id, reports, and what to say."""

    results: dict[str, CellResult] = field(default_factory=dict)
    reports: list[CellReport] = field(default_factory=list)
    status: str = "graded"
    notes: list[str] = field(default_factory=list)


def grade_submission(bundle: Bundle, files: dict[str, bytes], box: Sandbox) -> Result:
    """Grade the files of one submission; never raises for what they hold or do."""
    start = time.monotonic()
    prepared = prepare(bundle)
    handed = handed_in(prepared, files, bundle.python_files)
    others = {name: data for name, data in files.items() if not NOTEBOOK.fullmatch(name)}
    parts = [
        _aside(prepared, name, *handed.aside[name])
        if name in handed.aside
        else _notebook(prepared, name, handed.found.get(name), others, box)
        for name in prepared.sources
    ]
    result = Result(
        _overall([part.status for part in parts]),
        {name: text for part in parts for name, text in part.notebooks.items()},
        tuple(grade for part in parts for grade in part.grades),
        tuple(note for part in parts for note in part.notes),
        tuple(report for part in parts for report in part.reports),
        time.monotonic() - start,
        sum(part.seconds_in_cells for part in parts),
        {name: cells for part in parts for name, cells in part.unanswered.items()},
    )
    return with_notes(result, handed.notes)


def _notebook(
    prepared: Prepared, name: str, submitted: bytes | None, others: dict[str, bytes], box: Sandbox
) -> Result:
    """What came of one of the submission's notebooks; its status may be "missing"."""
    source = prepared.sources[name]
    if submitted is None:
        note = f"{name}.ipynb was not handed in."
        return Result("missing", {}, tuple(_scores(name, source, {}, "missing")), (note,))
    intake = rebuild(prepared.releases[name], source, submitted)
    book, done = source, Executed(status=intake.status)
    if intake.notebook is not None:
        book = intake.notebook
        done = _executed(prepared, name, book, others, box)
    shown = clean_notebook(book, source)
    # Not `nbformat.writes`: it would compare what we built with the schema, for a millisecond.
    text = nbformat.v4.writes(_with_notes(shown, intake.notes, done.status))
    return Result(
        done.status,
        {name: text},
        tuple(_scores(name, book, done.results, done.status)),
        (*(note.sentence for note in intake.notes), *done.notes),
        tuple(done.reports),
        seconds_in_cells=sum(result.seconds for result in done.results.values()),
        unanswered={name: untouched(book)} if intake.notebook is not None else {},
    )


def _aside(prepared: Prepared, name: str, status: str, reason: str) -> Result:
    """A notebook that waits for a person, with nothing to go by: why, and no points lost."""
    source = prepared.sources[name]
    notes = (Note(status, None, reason),)
    text = nbformat.v4.writes(_with_notes(clean_notebook(source, source), notes, status))
    return Result(status, {name: text}, tuple(_scores(name, source, {}, status)), (reason,))


def _executed(
    prepared: Prepared, name: str, book: NotebookNode, others: dict[str, bytes], box: Sandbox
) -> Executed:
    """Run a notebook's cells and put their outputs into it."""
    cells = [
        Cell(cell.id, cell.source, trusted=is_test(cell))
        for cell in book.cells
        if cell.cell_type == "code" and SKIP not in cell.metadata.get("tags", [])
    ]
    if others:
        cells.insert(0, Cell(FILES_CELL, _writing(others)))
    try:
        found, said = _replayed(prepared, name, cells, box)
    except SandboxFault as fault:
        return _failed(str(fault))
    except Exception:
        return _failed(traceback.format_exc().strip().splitlines()[-1])
    results = {result.cell_id: result for result in found if result.cell_id != FILES_CELL}
    _show(book, results)
    names = {cell.id: nbgrader_of(cell).get("grade_id", cell.id) for cell in book.cells}
    reports = [CellReport(name, names[cell], report) for cell, report in said]
    notes = [
        f"Cell {result.cell_id} needs a person: {result.fault}."
        for result in results.values()
        if isinstance(result.fault, SandboxFault)
    ]
    notes += [
        f"Cell {nbgrader_of(cell)['grade_id']} needs a person: what it shows is no score, or "
        "more than its points."
        for cell in book.cells
        if is_test(cell) and cell.cell_type == "code" and score_shown(cell) is None
    ]
    return Executed(results, reports, "fault" if notes else "graded", notes)


def _failed(why: str) -> Executed:
    return Executed(
        status="fault", notes=[f"The grader failed, and no points are lost by it: {why}."]
    )


def _replayed(
    prepared: Prepared, name: str, cells: Sequence[Cell], box: Sandbox
) -> tuple[list[CellResult], list[tuple[str, Report]]]:
    """The result of each cell; and by cell what the course's ``grade`` found out there."""
    if prepared.key is None:
        return replay(box, cells, prepared.trusted[name], prepared.asked[name]), []
    graded = Grading(prepared.key)
    ours = {"grade": graded.grade, "grade_quiz": graded.grade_quiz}
    plain = {id(getattr(grading, one)): own for one, own in ours.items()}
    trusted = {one: plain.get(id(value), value) for one, value in prepared.trusted[name].items()}
    modules = {grading.__name__: SimpleNamespace(**ours)}  # where test cells import them from
    reports: list[tuple[str, Report]] = []

    def settled(result: CellResult) -> None:
        reports.extend((result.cell_id, report) for report in graded.reports)
        graded.reports.clear()

    found = replay(box, cells, trusted, prepared.asked[name], settled, modules)
    return found, reports


def _show(book: NotebookNode, results: dict[str, CellResult]) -> None:
    """Put what the cells showed into the notebook, numbered in the order they ran."""
    count = 0
    for cell in book.cells:
        if cell.cell_type == "code":
            result = results.get(cell.id)
            shown = result.outputs if result else []
            cell.outputs = [nbformat.from_dict(output) for output in shown]
            count += bool(result)
            cell.execution_count = count if result else None


def score_shown(cell: NotebookNode) -> float | None:
    """The grade of a cell as nbgrader reads it from the outputs; None where it cannot."""
    try:
        return determine_grade(cell)[0]
    except (KeyError, ValueError):  # no text, or more than the cell's points
        return None


def _writing(files: dict[str, bytes]) -> str:
    """Code that writes the other files a student handed in where the notebook finds them."""
    packed = {name: base64.b64encode(data).decode() for name, data in files.items()}
    return (
        "def _write_files(files):\n"
        "    import base64, pathlib\n"
        "    for name, data in files.items():\n"
        "        path = pathlib.Path(name)\n"
        "        if not path.exists():\n"
        "            path.parent.mkdir(parents=True, exist_ok=True)\n"
        "            path.write_bytes(base64.b64decode(data))\n"
        f"_write_files({packed!r})\n"
        "del _write_files\n"
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
        if status == "missing":
            score = 0.0
        elif is_task(cell) or _for_a_person(status, results, cell):
            score = None
        else:
            score = score_shown(cell)
        grades.append(Grade(name, info.grade_id, score, points))
    return grades


def _for_a_person(status: str, results: dict[str, CellResult], cell: NotebookNode) -> bool:
    """Whether the grader has nothing to go by: no notebook, or its own failure at this cell."""
    result = results.get(cell.id)
    failed = result is not None and isinstance(result.fault, SandboxFault)
    return failed or (status != "graded" and not results)


def _overall(statuses: list[str]) -> str:
    """The status of a whole submission: the one that most needs a person."""
    for status in ("fault", "unreadable", "unrecognised", "undecided", "substitute"):
        if status in statuses:
            return status
    return "empty" if all(status == "missing" for status in statuses) else "graded"


def _with_notes(book: NotebookNode, notes: tuple, status: str) -> NotebookNode:
    """The notebook with what intake found written on top, for its student to read."""
    sentences = [note.sentence for note in notes]
    if status != "graded":
        sentences.append("A person will look at this submission before it has a grade.")
    if sentences:
        text = "\n".join(f"- {sentence}" for sentence in sentences)
        top = next((cell for cell in book.cells if cell.get("id") == NOTES_CELL), None)
        if top is not None:
            top.source += f"\n{text}"
            return book
        cell = nbformat.v4.new_markdown_cell(f"**Notes from grading**\n\n{text}", id=NOTES_CELL)
        book.cells.insert(0, cell)
    return book


def with_notes(result: Result, notes: Sequence[str]) -> Result:
    """A result with more sentences, which its notebooks say as well."""
    if not notes:
        return result
    found = tuple(Note("files", None, note) for note in notes)
    notebooks = {}
    for name, text in result.notebooks.items():
        book = nbformat.reads(text, as_version=4)
        notebooks[name] = nbformat.v4.writes(_with_notes(book, found, "graded"))
    return replace(result, notebooks=notebooks, notes=(*notes, *result.notes))


def silence_checks() -> None:
    """In a process that grades, `check` leaves the talking to `grade`, as under nbgrader."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"
