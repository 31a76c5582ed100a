"""Run the cells of one notebook, and put what they showed into it."""

import base64
import re
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import nbformat
from nbformat import NotebookNode

from grader import grading
from grader.cells import is_test, title_of
from grader.grading import Grading
from grader.intake import Intake
from grader.marks import determine_grade, is_grade, is_solution, nbgrader_of
from grader.names import needed
from grader.outputs import clean_outputs
from grader.pipeline.prepare import Prepared
from grader.pipeline.result import CellReport
from grader.pipeline.told import lost_nothing
from grader.sandbox import CellResult, SandboxFault
from grader.sandbox.box import Sandbox
from grader.sandbox.replay import Cell, replay
from grader.sandbox.results import StudentError
from utils.examine import Report

SKIP = "skip-execution"  # the usual tag for cells that grading does not need
MOST_READ = 500_000  # characters of code; of more than that all cells run
AS_HANDED_IN = "[Shown as it was handed in; this cell was not run again.]\n"
FILES_CELL = "handed-in-files"
NAME = re.compile(r"[\w.-]+")  # what is a name and not how a cell begins


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
    why: str = ""  # for the person who looks at a fault


def beside(files: dict[str, bytes], notebook: bytes | None, others: dict[str, bytes]) -> Beside:
    """The other files, and the folder among them that a notebook lies in."""
    found = (Path(name).parent for name, data in files.items() if data is notebook)
    return Beside(others, next(found, Path()).as_posix())


def executed(
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
    faults = {
        result.cell_id.strip("“”"): result.fault
        for result in results.values()
        if isinstance(result.fault, SandboxFault)
    }
    notes = [lost_nothing(cell) for cell in faults]
    notes += [
        f"The cell “{nbgrader_of(cell)['grade_id']}” needs a person: what it shows is no score, or "
        "more than its points."
        for cell in book.cells
        if is_test(cell) and cell.cell_type == "code" and score_shown(cell) is None
    ]
    why = "; ".join(f"the grader failed at “{cell}”: {fault}" for cell, fault in faults.items())
    return Executed(results, reports, "fault" if notes else "graded", [*notes, *mended], why)


def _titles(code: list[tuple[int, NotebookNode]]) -> dict[str, str]:
    """What errors call each cell, by the cells' ids: no two the same."""
    titles: dict[str, str] = {}
    taken, last = {FILES_CELL}, dict[str, int]()  # and the number that a title had last
    for place, cell in code:
        title = called = title_of(cell, place)
        while called in taken:
            last[title] = last.get(title, 1) + 1
            called = f"{title} ({last[title]})"
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
    return Executed(status="fault", notes=[lost_nothing()], why=f"the grader failed: {why}")


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
