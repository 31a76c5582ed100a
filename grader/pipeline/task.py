"""One submission, from its files to its grades: a pure function of the bundle and the files."""

import ast
import base64
import contextlib
import os
import re
import time
import traceback
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from grader.assignment import defined_in, is_test
from grader.grading import grading
from grader.intake import rebuild, recognise
from grader.outputs import clean_notebook
from grader.pipeline.bundle import Bundle
from grader.sandbox import CellResult, SandboxFault, imported_names
from grader.sandbox.box import Sandbox
from grader.sandbox.replay import Cell, replay

SKIP = "skip-execution"  # the usual tag for cells that grading does not need
FILES_CELL = "handed-in-files"
NOTEBOOK = re.compile(r"(.+)\.ipynb(?:\.txt|\.json)?", re.IGNORECASE)  # as browsers save them
MOST_STRAYS = 3  # notebooks under other names, each of which takes a while to recognise


@dataclass(frozen=True)
class Grade:
    """What one graded cell earned; ``score`` is None where a person has to say."""

    notebook: str
    cell: str
    score: float | None
    points: float
    answered: bool = True


@dataclass(frozen=True)
class Result:
    """What came of one submission.

    ``status``: "graded"; "unreadable", "unrecognised" or "empty", for a person to look at; or
    "fault", when the grader itself failed. ``notes`` are sentences for student and instructor;
    ``unanswered`` the solution cells that are as they were released, by notebook.
    """

    status: str
    notebooks: dict[str, str]
    grades: tuple[Grade, ...]
    notes: tuple[str, ...]
    seconds: float = 0.0
    seconds_in_cells: float = 0.0
    unanswered: dict[str, list[str]] = field(default_factory=dict)

    @property
    def score(self) -> float:
        return sum(grade.score or 0.0 for grade in self.grades)


@dataclass(frozen=True)
class Prepared:
    """A bundle with its notebooks parsed and its trusted names imported, once in a process.

    ``imports`` are the modules that the released notebooks import, for the sandbox to have ready.
    """

    sources: dict[str, NotebookNode]
    releases: dict[str, NotebookNode]
    trusted: dict[str, dict[str, object]]
    asked: dict[str, frozenset[str]]
    imports: tuple[str, ...]


@lru_cache(maxsize=4)
def _prepared(sources: tuple, releases: tuple) -> Prepared:
    books = {name: nbformat.reads(text, as_version=4) for name, text in sources}
    released = {name: nbformat.reads(text, as_version=4) for name, text in releases}
    return Prepared(
        books,
        released,
        {name: imported_names(_course_code(book)) for name, book in books.items()},
        {name: frozenset(_asked_for(book)) for name, book in released.items()},
        tuple(sorted({name for book in released.values() for name in _imported(book)})),
    )


def prepare(bundle: Bundle) -> Prepared:
    """The parsed form of a bundle, kept from task to task."""
    return _prepared(tuple(bundle.sources.items()), tuple(bundle.releases.items()))


def _course_code(book: NotebookNode) -> list[str]:
    """The code of cells that the course wrote."""
    return [c.source for c in book.cells if c.cell_type == "code" and not is_solution(c)]


def _imported(book: NotebookNode) -> set[str]:
    """The modules that the course's cells in a notebook import."""
    names: set[str] = set()
    for source in _course_code(book):
        with contextlib.suppress(SyntaxError):  # a line for IPython
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import):
                    names |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module)
    return names


def _asked_for(book: NotebookNode) -> set[str]:
    """The functions that the released stubs ask students to write."""
    names: set[str] = set()
    for cell in book.cells:
        if cell.cell_type == "code" and is_solution(cell):
            try:
                names |= defined_in(cell.source)
            except SyntaxError:  # a stub need not be whole
                continue
    return names


def grade_submission(bundle: Bundle, files: dict[str, bytes], box: Sandbox) -> Result:
    """Grade the files of one submission; never raises for what they hold or do."""
    start = time.monotonic()
    prepared = prepare(bundle)
    found, notes = matched(prepared, files)
    others = {name: data for name, data in files.items() if not NOTEBOOK.fullmatch(name)}
    statuses, books, grades, unanswered, in_cells = [], {}, [], {}, 0.0
    for name, source in prepared.sources.items():
        if name not in found:
            notes.append(f"{name}.ipynb was not handed in.")
            statuses.append("missing")
            grades += _scores(name, source, {}, "missing")
            continue
        intake = rebuild(prepared.releases[name], source, found[name])
        notes += [note.sentence for note in intake.notes]
        book, results, status = source, {}, intake.status
        if intake.notebook is not None:
            book = intake.notebook
            results, status, said = _executed(bundle, prepared, name, book, others, box)
            notes += said
            in_cells += sum(result.seconds for result in results.values())
            unanswered[name] = untouched(book)
        statuses.append(status)
        grades += _scores(name, book, results, status)
        shown = clean_notebook(book, source)
        # Not `nbformat.writes`: it would compare what we built with the schema, for a millisecond.
        books[name] = nbformat.v4.writes(_with_notes(shown, intake.notes, status))
    return Result(
        _overall(statuses),
        books,
        tuple(grades),
        tuple(notes),
        time.monotonic() - start,
        in_cells,
        unanswered,
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
    bundle: Bundle,
    prepared: Prepared,
    name: str,
    book: NotebookNode,
    others: dict[str, bytes],
    box: Sandbox,
) -> tuple[dict[str, CellResult], str, list[str]]:
    """Run a notebook's cells and put their outputs into it."""
    cells = [
        Cell(cell.id, cell.source, trusted=is_test(cell))
        for cell in book.cells
        if cell.cell_type == "code" and SKIP not in cell.metadata.get("tags", [])
    ]
    setup = [Cell(FILES_CELL, _writing(others))] if others else []
    try:
        with grading(bundle.assignment, bundle.secret):
            done = replay(box, setup + cells, prepared.trusted[name], prepared.asked[name])
    except SandboxFault as fault:
        return {}, "fault", [f"The grader failed, and no points are lost by it: {fault}."]
    except Exception:
        last = traceback.format_exc().strip().splitlines()[-1]
        return {}, "fault", [f"The grader failed, and no points are lost by it: {last}."]
    results = {result.cell_id: result for result in done if result.cell_id != FILES_CELL}
    count = 0
    for cell in book.cells:
        if cell.cell_type == "code":
            result = results.get(cell.id)
            cell.outputs = (
                [nbformat.from_dict(output) for output in result.outputs] if result else []
            )
            count += bool(result)
            cell.execution_count = count if result else None
    faults = [r for r in results.values() if isinstance(r.fault, SandboxFault)]
    said = [f"Cell {r.cell_id} needs a person: {r.fault}." for r in faults]
    said += [
        f"Cell {cell.metadata.nbgrader.grade_id} needs a person: what it shows is no score, or "
        "more than its points."
        for cell in book.cells
        if is_test(cell) and cell.cell_type == "code" and score_shown(cell) is None
    ]
    return results, "fault" if said else "graded", said


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
    for status in ("fault", "unreadable", "unrecognised"):
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
        cell = nbformat.v4.new_markdown_cell(f"**Notes from grading**\n\n{text}")
        cell.id = "notes-from-grading"
        book.cells.insert(0, cell)
    return book


def silence_checks() -> None:
    """In a process that grades, `check` leaves the talking to `grade`, as under nbgrader."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"
