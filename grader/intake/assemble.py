"""Put the notebook to grade together: the instructor's, with the student's answers in it.

The structure, the names, the points, the tests and everything read-only come from the source. From
the student come the text of the solution cells, the text of ordinary cells, and the cells they
added; nothing else, and never an output.
"""

import sys
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Literal

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from grader.cells import defined_in, title_of
from grader.intake import findings, misplaced
from grader.intake.matching import Match, match, name_of, same_text
from grader.intake.notes import Note
from grader.intake.reading import Cell, read
from grader.intake.recognition import is_this
from grader.intake.stubs import drop_leftover_stubs
from grader.marks import is_solution, nbgrader_of
from grader.outputs.limits import Limits
from grader.outputs.notebook import clean_attachments

MAX_EXTRAS = 1_000
MOST_NOTES = 10
_OURS = sys.version_info[:2]
_NEW_CELL = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


@dataclass(frozen=True)
class Intake:
    """The notebook to run (None unless status is "ok") and what had to be done to get it.

    ``outputs`` are those handed in with code cells of the course's that the student left as they
    were, by the cells' ids; nothing of them has been checked.
    """

    notebook: NotebookNode | None
    status: Literal["ok", "unreadable", "unrecognised"]
    notes: tuple[Note, ...]
    outputs: dict[str, list] = field(default_factory=dict)


def rebuild(release: NotebookNode, source: NotebookNode, submitted: bytes) -> Intake:
    """Return the source notebook with the answers of a submitted file; never raises on the file.

    release: the notebook as the students got it. source: the same with solutions and hidden tests;
    its cells pair with the release's by grade_id, id or order. submitted: the file's bytes.
    """
    reading = read(submitted)
    if reading.cells is None:
        return Intake(None, "unreadable", reading.notes)
    cells = reading.cells
    given = _pair(source.cells, release.cells)
    found = match(given, cells)
    if not is_this(given, cells, found):
        note = findings.unrecognised()
        return Intake(None, "unrecognised", (*reading.notes, note))
    notes = [*reading.notes, *findings.about_file(source, reading)]
    elsewhere = misplaced.find(given, cells, found)
    notes += findings.about_cells(given, cells, found, elsewhere.answers)
    notes += elsewhere.notes
    book = _assemble(source, given, cells, found, elsewhere, notes)
    notes += _unreadable_cells(book, source, bool(reading.python and reading.python > _OURS))
    return Intake(book, "ok", tuple(notes), _outputs(source, given, cells, found))


def _pair(source: list[NotebookNode], release: list[NotebookNode]) -> list[NotebookNode]:
    """Return, for each source cell, how the students got it; itself where the release lacks it."""
    by_name = {nbgrader_of(cell).get("grade_id"): cell for cell in release if nbgrader_of(cell)}
    by_id = {cell.id: cell for cell in release if cell.get("id")}
    same_length = len(source) == len(release)
    pairs = []
    for index, cell in enumerate(source):
        name = nbgrader_of(cell).get("grade_id")
        original = by_name.get(name) if name else by_id.get(cell.get("id"))
        if original is None and same_length and not nbgrader_of(release[index]):
            original = release[index]
        pairs.append(cell if original is None else original)
    return pairs


def _assemble(
    source: NotebookNode,
    given: list[NotebookNode],
    cells: list[Cell],
    found: Match,
    elsewhere: misplaced.Found,
    notes: list[Note],
) -> NotebookNode:
    slots: list[list[NotebookNode]] = [[] for _ in range(len(given) + 1)]
    for slot, s in _extras(given, cells, found, elsewhere.used, notes):
        slots[slot].append(_student_cell(cells[s]))
    notebook = NotebookNode(source, metadata=deepcopy(source.metadata))
    rebuilt = list(slots[0])
    for r, original in enumerate(source.cells):
        taken = cells[found.taken[r]] if r in found.taken else None
        taken = elsewhere.answers.get(r, taken)
        rebuilt.append(_cell(original, given[r], taken, r, notes))
        rebuilt.extend(slots[r + 1])
    notebook.cells = rebuilt
    _name_cells(notebook, source)
    return notebook


def _cell(
    original: NotebookNode, given: NotebookNode, taken: Cell | None, r: int, notes: list[Note]
) -> NotebookNode:
    """Return the instructor's cell, with the student's text if it is theirs to write."""
    cell = deepcopy(original)
    name, title = name_of(original, r), title_of(given, r)
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    if is_solution(original):
        cell.source = ""
        cell.pop("attachments", None)
        if taken is not None:
            cell.source = misplaced.as_code(taken) if cell.cell_type == "code" else taken.source
            _attach(cell, taken, name, title, notes)
    elif not nbgrader_of(original) and taken is not None and taken.source != given.source:
        cell.source = taken.source
        _attach(cell, taken, name, title, notes)
    if cell.cell_type == "code" and cell.source != original.source:
        cell.source, leftovers = drop_leftover_stubs(cell.source, given.source)
        if leftovers:
            notes.append(findings.leftover_stub(name, title, leftovers))
    return cell


def _extras(
    given: list[NotebookNode], cells: list[Cell], found: Match, used: set[int], notes: list[Note]
) -> list[tuple[int, int]]:
    """Return (slot, cell) of the student's own cells; slot r + 1 is right after cell r.

    A cell stands after the neighbour before it, unless the one after it comes earlier in the
    release: a helper must come before the answer that calls it.
    """
    place = {s: r for r, s in found.taken.items()}
    copies = {s: r for r, doubled in found.doubles.items() for s in doubled}
    after = [len(given)] * (len(cells) + 1)
    for s in range(len(cells) - 1, -1, -1):
        after[s] = place.get(s, after[s + 1])
    extras, before = [], -1
    for s, cell in enumerate(cells):
        before = place.get(s, before)
        if s in place or s in used or not cell.source.strip():
            continue
        if s in copies:
            r = copies[s]
            if not _another_cell(given[r], cells[found.taken[r]], cell):
                continue
        extras.append((min(before + 1, after[s]), s))
    if len(extras) > MAX_EXTRAS:
        notes.append(findings.too_many_extras(len(extras) - MAX_EXTRAS))
    return extras[:MAX_EXTRAS]


def _another_cell(given: NotebookNode, chosen: Cell, copy: Cell) -> bool:
    """Return whether a copy has become a cell of its own, such as a helper function.

    Copying a cell in JupyterLab copies its name, so this is how honest students get doubles. A
    second version of the same function is not kept: it would replace the one we chose.
    """
    if same_text(copy.source, given.source) or same_text(copy.source, chosen.source):
        return False
    if not is_solution(given) or given.cell_type != "code":
        return True
    names = defined_in(given.source)
    return not (names & defined_in(copy.source)) if names else copy.grade_id is None


def _unreadable_cells(book: NotebookNode, source: NotebookNode, newer: bool) -> list[Note]:
    """Return what there is to say of the student's cells that only a later Python may read."""
    known = {cell.source for cell in source.cells}
    notes = []
    left = misplaced.MOST_PARSED
    for place, cell in enumerate(book.cells):
        if cell.cell_type == "code" and cell.source not in known and left > 0:
            left -= len(cell.source)
            problem = misplaced.newer_syntax(cell.source, newer)
            if problem:
                name = nbgrader_of(cell).get("grade_id")
                notes.append(findings.newer_python(name, title_of(cell, place), problem))
    return notes[:MOST_NOTES]


def _outputs(
    source: NotebookNode, given: list[NotebookNode], cells: list[Cell], found: Match
) -> dict[str, list]:
    """Return the outputs of the course's own cells as they were handed in, by the cells' ids."""
    outputs = {}
    for r, s in found.taken.items():
        cell, mine = source.cells[r], cells[s]
        plain = cell.cell_type == "code" and not nbgrader_of(cell).get("grade")
        untouched = plain and same_text(mine.source, given[r].source)
        if untouched and cell.get("id") and isinstance(mine.outputs, list):
            outputs[cell.id] = mine.outputs
    return outputs


def _student_cell(cell: Cell) -> NotebookNode:
    """Return a new cell with the student's text and no metadata at all."""
    fresh = _NEW_CELL[cell.kind](cell.source)
    if cell.kind == "markdown" and cell.attachments:
        kept = clean_attachments(cell.attachments, Limits())
        if kept:
            fresh.attachments = kept
    return fresh


def _attach(cell: NotebookNode, taken: Cell, name: str, title: str, notes: list[Note]) -> None:
    cell.pop("attachments", None)
    if cell.cell_type != "markdown" or not taken.attachments:
        return
    kept = clean_attachments(taken.attachments, Limits())
    if kept:
        cell.attachments = kept
    if not isinstance(taken.attachments, dict) or len(kept) < len(taken.attachments):
        notes.append(findings.lost_attachment(name, title))


def _name_cells(notebook: NotebookNode, source: NotebookNode) -> None:
    """Give the student's cells ids that repeat from run to run, or none in an old format."""
    instructors = {cell.get("id") for cell in source.cells}
    with_ids = (source.nbformat, source.get("nbformat_minor", 0)) >= (4, 5)
    number = 0
    for cell in notebook.cells:
        if cell.get("id") in instructors:
            continue
        cell.pop("id", None)
        if with_ids:
            number += 1
            while f"student-{number}" in instructors:
                number += 1
            cell["id"] = f"student-{number}"
