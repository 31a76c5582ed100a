"""The sentences: what intake found in a submission and what it did about it."""

import sys
from collections.abc import Container

from nbformat.notebooknode import NotebookNode

from grader.cells import title_of
from grader.intake.matching import Match, in_order, name_of, same_text
from grader.intake.notes import Note, listed
from grader.intake.reading import Cell, Reading, has_conflict
from grader.marks import is_solution, nbgrader_of

_OURS = sys.version_info[:2]
_METADATA = ("grade", "grade_id", "locked", "points", "solution", "task")


def unrecognised() -> Note:
    """Say that the file is not this notebook."""
    return Note(
        "unrecognised",
        None,
        "None of this assignment's exercises was found in the file; is it another notebook? "
        "A person will look at it.",
    )


def leftover_stub(name: str, title: str, count: int) -> Note:
    """Say that the release's own `raise NotImplementedError` was overlooked."""
    lines, it = ("line was", "it were") if count == 1 else ("lines were", "they were")
    return Note(
        "stub",
        name,
        f"In “{title}” the “raise NotImplementedError” {lines} still there beside your code; "
        f"we graded it as if {it} not.",
    )


def lost_attachment(name: str, title: str) -> Note:
    """Say that an attachment was not a picture."""
    return Note(
        "attachment",
        name,
        f"In “{title}” we kept only attached PNG and JPEG pictures and left the rest out.",
    )


def too_many_extras(count: int) -> Note:
    """Say that cells of the student's were left out."""
    return Note("damaged", None, f"You added very many cells; we left out the last {count:,}.")


def about_file(source: NotebookNode, reading: Reading) -> list[Note]:
    """Return what there is to say of the notebook as a whole."""
    kernel = source.metadata.get("kernelspec", {}).get("name")
    notes = []
    if kernel and reading.kernel and reading.kernel != kernel:
        sentence = f"The notebook asked for the kernel “{reading.kernel}”; we used “{kernel}”."
        notes.append(Note("kernel", None, sentence))
    if reading.python and reading.python > _OURS:
        theirs, ours = (f"{major}.{minor}" for major, minor in (reading.python, _OURS))
        sentence = f"You worked with Python {theirs}; your notebook is graded with Python {ours}."
        notes.append(Note("python", None, sentence))
    return notes


def about_cells(
    given: list[NotebookNode], cells: list[Cell], found: Match, elsewhere: Container[int] = ()
) -> list[Note]:
    """Return what there is to say of the cells, in the order of the release.

    elsewhere: the answers that were found in another cell than their own.
    """
    notes = _metadata(given, cells, found) + _moved(given, found)
    put_back = []
    for r, original in enumerate(given):
        name, title = name_of(original, r), title_of(original, r)
        if r in found.doubles:
            notes.append(_doubled(original, name, title, len(found.doubles[r]) + 1))
        if r in found.taken:
            notes += _changed(original, cells[found.taken[r]], name, title)
        elif is_solution(original):
            if r not in elsewhere:
                notes.append(_missing(name, title))
        elif nbgrader_of(original).get("grade"):
            sentence = f"The test cell “{title}” was deleted; we put it back."
            notes.append(Note("restored", name, sentence))
        elif original.source.strip():
            put_back.append((name, title))
    if put_back:
        only, title = put_back[0] if len(put_back) == 1 else (None, "")
        titles = listed([title for _, title in put_back])
        what = f"The cell “{title}” was" if only else f"The cells {titles} were"
        sentence = f"{what} missing; we put {'it' if only else 'them'} back."
        notes.append(Note("restored", only, sentence))
    return notes + _conflicts(given, cells, found)


def elsewhere(name: str, title: str, where: str) -> Note:
    """Say that an answer was found outside of its cell, and graded all the same."""
    return Note(
        "elsewhere",
        name,
        f"Your answer to “{title}” was not in its own cell but {where}; we graded it from there.",
    )


def perhaps(name: str, title: str, where: str) -> Note:
    """Say that there may be an answer outside of its cell."""
    sentence = (
        f"The cell “{title}” holds no answer of yours, but there may be one {where}: "
        "a person will look before it has points."
    )
    return Note("perhaps", name, sentence, ask=True)


def joined(name: str, title: str) -> Note:
    """Say that the two halves of a cell were put together."""
    sentence = f"Your answer to “{title}” was split over two cells; we graded them as one."
    return Note("joined", name, sentence)


def newer_python(name: str | None, title: str, problem: str) -> Note:
    """Say that a cell is no Python of this version, but may be of a later one."""
    sentence = (
        f"Your notebook is graded with Python {_OURS[0]}.{_OURS[1]}, which cannot read the cell "
        f"“{title}” ({problem}); a later version may. "
        "A person will look at what would have lost points by it."
    )
    return Note("python", name, sentence, ask=True)


def _missing(name: str, title: str) -> Note:
    return Note(
        "missing",
        name,
        f"The answer cell “{title}” is missing from your notebook, and we found no answer to it in "
        "another cell; it was graded as not answered.",
    )


def _doubled(original: NotebookNode, name: str, title: str, count: int) -> Note:
    which = "the one with your answer nearest its place" if is_solution(original) else "ours"
    times = "twice" if count == 2 else f"{count} times"
    return Note("doubled", name, f"The cell “{title}” was there {times}; we kept {which}.")


def _changed(original: NotebookNode, cell: Cell, name: str, title: str) -> list[Note]:
    notes = []
    if cell.kind != original.cell_type and (is_solution(original) or nbgrader_of(original)):
        sentence = (
            f"The cell “{title}” had become a {cell.kind} cell; "
            f"we made it a {original.cell_type} cell again."
        )
        notes.append(Note("type", name, sentence))
    locked = bool(nbgrader_of(original)) and not is_solution(original)
    if locked and not same_text(cell.source, original.source):
        what = "test cell" if nbgrader_of(original).get("grade") else "read-only cell"
        sentence = f"The {what} “{title}” was edited; we used the original instead."
        notes.append(Note("rebuilt", name, sentence))
    return notes


def _metadata(given: list[NotebookNode], cells: list[Cell], found: Match) -> list[Note]:
    """Say which cells lost nbgrader's metadata, which had it changed, and who had it unduly."""
    named = [r for r in sorted(found.taken) if nbgrader_of(given[r])]
    bare = [r for r in named if not cells[found.taken[r]].nbgrader]
    forged = [r for r in named if r not in bare and _forged(given[r], cells[found.taken[r]])]
    taken = {*found.taken.values(), *(s for copies in found.doubles.values() for s in copies)}
    posing = [s for s, cell in enumerate(cells) if s not in taken and cell.nbgrader]
    posing += [s for r, s in found.taken.items() if not nbgrader_of(given[r]) and cells[s].nbgrader]
    notes = []
    if bare:
        some = "all its" if len(bare) == len(named) else f"{len(bare)} of its"
        cells_by = "the cell by its id" if len(bare) == 1 else "the cells by their ids"
        sentence = (
            f"The notebook had lost {some} grading marks, as some editors do; we found {cells_by}, "
            f"text and order: {listed([title_of(given[r], r) for r in bare])}."
        )
        notes.append(Note("recovered", None, sentence))
    for r in forged:
        name, title = name_of(given[r], r), title_of(given[r], r)
        sentence = f"The grading marks of “{title}” had been changed; we used the original ones."
        notes.append(Note("metadata", name, sentence))
    if posing:
        which = "A cell of yours" if len(posing) == 1 else f"Cells of yours ({len(posing)})"
        sentence = f"{which} carried grading marks; we treated what was in them as ordinary."
        notes.append(Note("metadata", None, sentence))
    return notes


def _forged(original: NotebookNode, cell: Cell) -> bool:
    true, claimed = nbgrader_of(original), cell.nbgrader
    return any((true.get(key) or None) != (claimed.get(key) or None) for key in _METADATA)


def _moved(given: list[NotebookNode], found: Match) -> list[Note]:
    order = found.order()
    moved = sorted(set(order) - in_order(order))
    if not moved:
        return []
    names = listed([title_of(given[r], r) for r in moved])
    sentence = f"Cells had been moved; we restored their order: {names}."
    if len(moved) == 1:
        sentence = f"A cell had been moved; we put it back: {names}."
    return [Note("moved", None, sentence)]


def _conflicts(given: list[NotebookNode], cells: list[Cell], found: Match) -> list[Note]:
    place = {s: r for r, s in found.taken.items()}
    notes = []
    for s, cell in enumerate(cells):
        if has_conflict(cell.source):
            name = name_of(given[place[s]], place[s]) if s in place else None
            title = title_of(given[place[s]], place[s]) if s in place else ""
            where = f"The cell “{title}”" if name else "A cell of yours"
            sentence = f"{where} holds unresolved merge conflicts; we graded it as it stands."
            notes.append(Note("conflict", name, sentence))
    return notes
