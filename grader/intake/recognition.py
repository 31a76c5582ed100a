"""Say which notebook a file is, whatever it is called: `week2 (1).ipynb` is no stranger."""

from collections.abc import Mapping

from nbformat.notebooknode import NotebookNode

from grader.cells import defined_in
from grader.intake.matching import Match, match
from grader.intake.reading import Cell, read
from grader.marks import is_solution, nbgrader_of


def recognise(submitted: bytes, candidates: Mapping[str, NotebookNode]) -> str | None:
    """Return the name of the release notebook that a file was made from, or None.

    candidates: name → release notebook. None if the file cannot be read, looks like none of them,
    or like two of them equally.
    """
    cells = read(submitted).cells
    if not cells:
        return None
    scores = {name: _score(notebook.cells, cells) for name, notebook in candidates.items()}
    best = max(scores.values(), default=0)
    winners = [name for name, score in scores.items() if score == best]
    return winners[0] if best and len(winners) == 1 else None


def is_this(release: list[NotebookNode], cells: list[Cell], found: Match) -> bool:
    """Return whether matched cells suffice to call the file a version of this release.

    One exercise suffices, since a student may have thrown the rest away, unless the file names
    more exercises that this release does not have: then it is another assignment's.
    """
    known = {nbgrader_of(cell).get("grade_id") for cell in release}
    foreign = {cell.grade_id for cell in cells if cell.grade_id and cell.grade_id not in known}
    ours = [r for r in found.taken if nbgrader_of(release[r]) and _speaks(release[r], r, found)]
    return bool(ours) and len(foreign) <= len(ours)


def _speaks(original: NotebookNode, r: int, found: Match) -> bool:
    """Return whether a match says anything: every course has a cell "YOUR ANSWER HERE"."""
    if r not in found.recovered:
        return True
    return r not in found.placed and (
        not is_solution(original) or bool(defined_in(original.source))
    )


def _score(release: list[NotebookNode], cells: list[Cell]) -> int:
    found = match(release, cells)
    if not is_this(release, cells, found):
        return 0
    # What a file calls its cells counts more than what they look like.
    return sum(2 if r in found.recovered else 3 for r in found.taken)
