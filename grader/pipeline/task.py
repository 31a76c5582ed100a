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
from grader.cells import is_test, nbgrader_of, title_of
from grader.collecting.files import NOTEBOOK
from grader.grading import Grading
from grader.intake import Intake, rebuild
from grader.names import needed
from grader.outputs import clean_markdown, clean_notebook, clean_outputs
from grader.outputs.pace import OutOfTime, at_most
from grader.outputs.text import encodable, one_line
from grader.pipeline.bundle import Bundle
from grader.pipeline.handed import handed_in
from grader.pipeline.people import WAITS, asked_by, marked
from grader.pipeline.prepare import Prepared, prepare
from grader.pipeline.result import CellReport, Due, Grade, Result
from grader.sandbox import CellResult, SandboxFault
from grader.sandbox.box import Sandbox
from grader.sandbox.replay import Cell, replay
from grader.sandbox.results import StudentError
from utils.examine import Report

SKIP = "skip-execution"  # the usual tag for cells that grading does not need
MOST_READ = 500_000  # characters of code; of more than that all cells run
AS_HANDED_IN = "[Shown as it was handed in; this cell was not run again.]\n"
FILES_CELL, NOTES_CELL = "handed-in-files", "notes-from-grading"
NAME = re.compile(r"[\w.-]+")  # what is a name and not how a cell begins
MOST_NOTES = 100
PAGE_SECONDS = 60.0  # of the processor, for reading a notebook, and again for cleaning it


@dataclass(frozen=True)
class Beside:
    """The files that came with a notebook, and the folder among them that it lies in."""

    files: dict[str, bytes] = field(default_factory=dict)
    folder: str = "."


@dataclass
class Executed:
    """What came of a notebook's cells: a result a cell by its id, reports, and what to say."""

    results: dict[str, CellResult] = field(default_factory=dict)
    reports: list[CellReport] = field(default_factory=list)
    status: str = "graded"
    notes: list[str] = field(default_factory=list)


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
        _sentences([note for part in parts for note in part.notes]),
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
        done = _executed(prepared, name, intake, others, box)
    notes = [*(note.sentence for note in intake.notes), *done.notes]
    people = asked_by(intake.notes, name, source.cells)
    if done.status != "graded":
        people = [Due(": ".join((done.status, *notes[-1:])), name)]
    grades, people = _asked(_scores(name, book, done.results, done.status), people)
    with at_most(PAGE_SECONDS):
        sentences = [*notes, WAITS] if people else notes
        shown = clean_notebook(_with_notes(book, sentences), source)
    return Result(
        done.status,
        {name: _written(shown)},
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
    shown = _with_notes(clean_notebook(source, source), [reason, WAITS])
    return Result(
        status,
        {name: _written(shown)},  # formgrader opens it to give points
        tuple(_scores(name, source, {}, status)),
        (reason,),
        people=(Due(f"{status}: {reason}", name),),
    )


def beside(files: dict[str, bytes], notebook: bytes | None, others: dict[str, bytes]) -> Beside:
    """The other files, and the folder among them that a notebook lies in."""
    found = (Path(name).parent for name, data in files.items() if data is notebook)
    return Beside(others, next(found, Path()).as_posix())


def _executed(
    prepared: Prepared, name: str, intake: Intake, others: Beside, box: Sandbox
) -> Executed:
    """Run a notebook's cells and put their outputs into it."""
    book = intake.notebook
    assert book is not None
    source = {cell.id: cell.source for cell in prepared.sources[name].cells}
    code = [(place, cell) for place, cell in enumerate(book.cells) if cell.cell_type == "code"]
    skipped = _skipped([cell for _, cell in code], source)
    titles = _titles(code)
    ids = {title: cell for cell, title in titles.items()}
    cells = [
        Cell(titles[cell.id], cell.source, is_test(cell), _original(cell, source))
        for _, cell in code
        if cell.id not in skipped
    ]
    if others.files or others.folder != ".":
        cells.insert(0, Cell(FILES_CELL, _writing(others)))
    try:
        found, said = _replayed(prepared, name, cells, box)
    except SandboxFault as fault:
        return _failed(str(fault))
    except Exception:
        return _failed(traceback.format_exc().strip().splitlines()[-1])
    results = {ids[one.cell_id]: one for one in found if one.cell_id != FILES_CELL}
    _show(book, results, {key: intake.outputs.get(key, []) for key in skipped})
    names = {cell.id: nbgrader_of(cell).get("grade_id", cell.id) for cell in book.cells}
    reports = [CellReport(name, names[ids[cell]], report) for cell, report in said]
    mended = [
        _mended(result, source[key])
        for key, result in results.items()
        if not result.ok and key in source and _is_mended(_by_id(book, key), source)
    ]
    notes = [
        f"The cell “{result.cell_id.strip('“”')}” needs a person: {result.fault}."
        for result in results.values()
        if isinstance(result.fault, SandboxFault)
    ]
    notes += [
        f"The cell “{nbgrader_of(cell)['grade_id']}” needs a person: what it shows is no score, or "
        "more than its points."
        for cell in book.cells
        if is_test(cell) and cell.cell_type == "code" and score_shown(cell) is None
    ]
    return Executed(results, reports, "fault" if notes else "graded", [*notes, *mended])


def _titles(code: list[tuple[int, NotebookNode]]) -> dict[str, str]:
    """What errors call each cell, by the cells' ids: no two the same."""
    titles: dict[str, str] = {}
    taken = {FILES_CELL}
    for place, cell in code:
        title = called = title_of(cell, place)
        count = 1
        while called in taken:
            count += 1
            called = f"{title} ({count})"
        taken.add(called)
        titles[cell.id] = called if NAME.fullmatch(called) else f"“{called}”"
    return titles


def _skipped(code: list[NotebookNode], source: dict[str, str]) -> set[str]:
    """The cells that need not run: the course says so, and no result can depend on them."""
    runs = [
        SKIP not in cell.metadata.get("tags", [])
        or source.get(cell.id) != cell.source
        or is_grade(cell)
        or is_solution(cell)
        for cell in code
    ]
    if all(runs) or sum(len(cell.source) for cell in code) > MOST_READ:
        return set()
    kept = needed([(cell.source, it_runs) for cell, it_runs in zip(code, runs, strict=True)])
    return {cell.id for place, cell in enumerate(code) if not runs[place] and place not in kept}


def _original(cell: NotebookNode, source: dict[str, str]) -> str:
    """The course's own text of a cell that is not there to be filled in, if it was edited."""
    original = source.get(cell.id, "")
    return "" if is_solution(cell) or original == cell.source else original


def _is_mended(cell: NotebookNode, source: dict[str, str]) -> bool:
    return bool(_original(cell, source)) and SKIP not in cell.metadata.get("tags", [])


def _by_id(book: NotebookNode, key: str) -> NotebookNode:
    return next(cell for cell in book.cells if cell.get("id") == key)


def _mended(result: CellResult, original: str) -> str:
    """What to say of a cell of the course's that failed as the student had edited it."""
    error = result.error
    what = str(result.fault) if error is None else f"{type(error).__name__}"
    if isinstance(error, StudentError):
        what = f"{error.name}: {error.message}".split("\n")[0][:200]
    return (
        f"The cell “{result.cell_id.strip('“”')}” failed as you had edited it ({what}); "
        "the course's own lines in it were run all the same."
    )


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


def _show(book: NotebookNode, results: dict[str, CellResult], handed_in: dict[str, list]) -> None:
    """Put what the cells showed into the notebook, numbered in the order they ran.

    ``handed_in`` are the outputs that cells which did not run had when they were handed in.
    """
    count = 0
    for cell in book.cells:
        if cell.cell_type == "code":
            result = results.get(cell.id)
            shown = result.outputs if result else []
            cell.outputs = [nbformat.from_dict(output) for output in shown]
            if result is None and (kept := _cleaned(handed_in.get(cell.id, []))):
                said = {"output_type": "stream", "name": "stdout", "text": AS_HANDED_IN}
                cell.outputs = [nbformat.from_dict(said), *kept]
            count += bool(result)
            cell.execution_count = count if result else None


def _cleaned(outputs: list) -> list[NotebookNode]:
    """Outputs that a student handed in, which can be anything at all."""
    try:
        return clean_outputs(outputs)
    except (RecursionError, ValueError, TypeError):
        return []


def score_shown(cell: NotebookNode) -> float | None:
    """The grade of a cell as nbgrader reads it from the outputs; None where it cannot."""
    try:
        return determine_grade(cell)[0]
    except (KeyError, ValueError):  # no text, or more than the cell's points
        return None


def _writing(others: Beside) -> str:
    """Code that goes to the folder of the notebook and writes the other files around it.

    What the course puts beside a notebook is beside this one too.
    """
    packed = {name: base64.b64encode(data).decode() for name, data in others.files.items()}
    return (
        "def _write_files(files, folder):\n"
        "    import base64, os, pathlib\n"
        "    given = [path.absolute() for path in pathlib.Path('.').iterdir()]\n"
        "    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)\n"
        "    for path in given if folder != '.' else []:\n"
        "        beside = pathlib.Path(folder) / path.name\n"
        "        if path.resolve() not in beside.absolute().parents and not beside.exists():\n"
        "            beside.symlink_to(path)\n"
        "    for name, data in files.items():\n"
        "        path = pathlib.Path(name)\n"
        "        if not path.exists():\n"
        "            path.parent.mkdir(parents=True, exist_ok=True)\n"
        "            path.write_bytes(base64.b64decode(data))\n"
        "    os.chdir(folder)\n"
        f"_write_files({packed!r}, {others.folder!r})\n"
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
    order = ("fault", "unreadable", "unrecognised", "undecided", "substitute", "missing")
    if all(status == "missing" for status in statuses):
        return "empty"
    return next((status for status in order if status in statuses), "graded")


def fault(bundle: Bundle, why: str) -> Result:
    """The result when the grader fails: no grade, no points lost, a person is asked."""
    grades = []
    for name, book in prepare(bundle).sources.items():
        for cell in book.cells:
            info = nbgrader_of(cell)
            if info.get("grade") or info.get("task"):
                grades.append(Grade(name, info["grade_id"], None, float(info.get("points", 0))))
    note = one_line(f"The grader failed, and no points are lost by it: {why}.")
    return Result("fault", {}, tuple(grades), (note,), people=(Due(f"fault: {note}"),))


def with_notes(result: Result, notes: Sequence[str]) -> Result:
    """A result with more sentences, which its notebooks say as well."""
    if not notes:
        return result
    sentences = _sentences(notes)
    notebooks = {
        name: _written(_with_notes(nbformat.reads(text, as_version=4), sentences))
        for name, text in result.notebooks.items()
    }
    return replace(result, notebooks=notebooks, notes=_sentences([*result.notes, *sentences]))


def _sentences(notes: Sequence[str]) -> tuple[str, ...]:
    """Sentences as they may be printed anywhere, and not too many of them."""
    kept = [one_line(note) for note in notes[:MOST_NOTES]]
    if len(notes) > MOST_NOTES:
        kept.append(f"There is more of that kind: {len(notes) - MOST_NOTES:,} notes.")
    return tuple(kept)


def _with_notes(book: NotebookNode, sentences: Sequence[str]) -> NotebookNode:
    """The notebook with what there is to say of it written on top, for its student to read."""
    if not sentences:
        return book
    text = "\n".join(f"- {clean_markdown(sentence)}" for sentence in _sentences(sentences))
    top = next((cell for cell in book.cells if cell.get("id") == NOTES_CELL), None)
    if top is not None:
        top.source += f"\n{text}"
        return book
    cell = nbformat.v4.new_markdown_cell(f"**Notes from grading**\n\n{text}", id=NOTES_CELL)
    return NotebookNode(book, cells=[cell, *book.cells])


def _written(book: NotebookNode) -> str:
    """A notebook as text that any file can hold."""
    # Not `nbformat.writes`: it would compare what we built with the schema, for a millisecond.
    return encodable(nbformat.v4.writes(book))


def silence_checks() -> None:
    """In a process that grades, `check` leaves the talking to `grade`, as under nbgrader."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"
