"""One submission, from its files to its grades: a pure function of the bundle and the files."""

import base64
import os
import re
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from grader import grading
from grader.cells import is_test, nbgrader_of
from grader.grading import Grading
from grader.intake import rebuild, recognise
from grader.outputs import clean_notebook
from grader.pipeline.bundle import Bundle
from grader.pipeline.people import WAITS, asked_by, marked
from grader.pipeline.prepare import Prepared, prepare
from grader.pipeline.result import CellReport, Due, Grade, Result
from grader.sandbox import CellResult, SandboxFault
from grader.sandbox.box import Sandbox
from grader.sandbox.replay import Cell, replay
from utils.examine import Report

SKIP = "skip-execution"  # the usual tag for cells that grading does not need
FILES_CELL = "handed-in-files"
NOTEBOOK = re.compile(r"(.+)\.ipynb(?:\.txt|\.json)?", re.IGNORECASE)  # as browsers save them
MOST_STRAYS = 3  # notebooks under other names, each of which takes a while to recognise


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
    found, notes = matched(prepared, files)
    people: list[Due] = []  # about the submission as a whole
    others = {name: data for name, data in files.items() if not NOTEBOOK.fullmatch(name)}
    parts = [_notebook(prepared, name, found.get(name), others, box) for name in prepared.sources]
    people += [due for part in parts for due in part.people]
    status = _overall([part.status for part in parts])
    if status == "empty":
        people = [Due("empty: no notebook was handed in.")]
    return Result(
        status,
        {name: text for part in parts for name, text in part.notebooks.items()},
        tuple(grade for part in parts for grade in part.grades),
        (*notes, *(note for part in parts for note in part.notes)),
        tuple(report for part in parts for report in part.reports),
        time.monotonic() - start,
        sum(part.seconds_in_cells for part in parts),
        {name: cells for part in parts for name, cells in part.unanswered.items()},
        tuple(people),
    )


def _notebook(
    prepared: Prepared, name: str, submitted: bytes | None, others: dict[str, bytes], box: Sandbox
) -> Result:
    """What came of one of the submission's notebooks; its status may be "missing"."""
    source = prepared.sources[name]
    if submitted is None:
        note = f"{name}.ipynb was not handed in."
        grades = tuple(_scores(name, source, {}, "missing"))
        shown = _with_notes(clean_notebook(source, source), [note], waits=True)
        text = {name: nbformat.v4.writes(shown)}  # formgrader opens it to give points
        return Result("missing", text, grades, (note,), people=(Due(f"missing: {note}", name),))
    intake = rebuild(prepared.releases[name], source, submitted)
    book, done = source, Executed(status=intake.status)
    if intake.notebook is not None:
        book = intake.notebook
        done = _executed(prepared, name, book, others, box)
    shown = clean_notebook(book, source)
    # Not `nbformat.writes`: it would compare what we built with the schema, for a millisecond.
    sentences = [note.sentence for note in intake.notes]
    notes = (*sentences, *done.notes)
    people = asked_by(intake.notes, name, source.cells)
    if done.status != "graded":
        people = [Due(": ".join((done.status, *notes[-1:])), name)]
    grades, people = _asked(_scores(name, book, done.results, done.status), people)
    text = nbformat.v4.writes(_with_notes(shown, sentences, bool(people)))
    return Result(
        done.status,
        {name: text},
        tuple(grades),
        notes,
        tuple(done.reports),
        seconds_in_cells=sum(result.seconds for result in done.results.values()),
        unanswered={name: untouched(book)} if intake.notebook is not None else {},
        people=tuple(people),
    )


def matched(prepared: Prepared, files: dict[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """Which file is which notebook: by its name, or else by its cells."""
    notebooks, notes = {}, []
    for file in sorted(files, key=lambda name: (name.count("/"), name)):  # the topmost counts
        if (called := NOTEBOOK.fullmatch(Path(file).name)) is None:
            continue
        if (other := notebooks.setdefault(called[1], file)) != file:
            notes.append(f"The file {file!r} was not graded, but {other!r}, of the same name.")
    found = {name: files[notebooks[name]] for name in prepared.sources if name in notebooks}
    strays = sorted(file for stem, file in notebooks.items() if stem not in prepared.sources)
    if len(strays) > MOST_STRAYS:
        notes.append(f"Of {len(strays)} notebooks under other names, {MOST_STRAYS} were looked at.")
    for file in strays[:MOST_STRAYS]:
        missing = {n: prepared.releases[n] for n in prepared.sources if n not in found}
        name = recognise(files[file], missing) if missing else None
        if name is None and len(missing) == 1 and len(strays) == 1:
            name = next(iter(missing))  # the only file there is: let intake say what is wrong
        elif name is not None:
            notes.append(f"The file {file!r} was recognised as {name}.ipynb by its cells.")
        if name is None:
            notes.append(f"The file {file!r} is none of this assignment's notebooks.")
        else:
            found[name] = files[file]
    return found, notes


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
    if all(status == "missing" for status in statuses):
        return "empty"
    order = ("fault", "unreadable", "unrecognised", "missing")
    return next((status for status in order if status in statuses), "graded")


def _with_notes(book: NotebookNode, sentences: list[str], waits: bool) -> NotebookNode:
    """The notebook with what intake found written on top, for its student to read."""
    if waits:
        sentences.append(WAITS)
    if sentences:
        text = "\n".join(f"- {sentence}" for sentence in sentences)
        cell = nbformat.v4.new_markdown_cell(f"**Notes from grading**\n\n{text}")
        cell.id = "notes-from-grading"
        book.cells.insert(0, cell)
    return book


def silence_checks() -> None:
    """In a process that grades, `check` leaves the talking to `grade`, as under nbgrader."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"
