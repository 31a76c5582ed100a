"""The questions of an assignment in the gradebook, also when they change after grading began.

A release never takes a grade away: it writes down what is asked now, and says what the next grading
will do to grades that are there. Grading then forgets what is asked no more.
"""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry, Notebook
from nbgrader.preprocessors import SaveCells

from grader.gradebook import Row
from grader.marks import is_grade, is_solution, is_task, nbgrader_of

log = logging.getLogger(__name__)
KINDS = {"grade": is_grade, "solution": is_solution, "task": is_task}
Asked = dict[str, dict[str, set[str]]]  # names of cells, by notebook and kind


class SaveQuestions(SaveCells):
    """nbgrader's own, which also writes where submissions are graded already."""

    def _create_notebook(self, nb: NotebookNode) -> None:
        try:
            known: Row = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        except MissingEntry:
            known = None
        if known is None or not known.submissions:
            super()._create_notebook(nb)
            return
        points = {**self.new_grade_cells, **self.new_task_cells}
        for sentence in changes(known, {n: info["max_score"] for n, info in points.items()}):
            self.log.warning(sentence)
        for kind in (*KINDS, "source"):
            put = getattr(self.gradebook, f"update_or_create_{kind}_cell")
            for name, info in getattr(self, f"new_{kind}_cells").items():
                put(name, self.notebook_id, self.assignment_id, **info)


def changes(known: Row, points: Mapping[str, float]) -> Iterator[str]:
    """What the next grading does to the grades of a notebook that asks for ``points`` now."""
    before = {cell.name: cell for cell in (*known.grade_cells, *known.task_cells)}
    count = len(known.submissions)
    those = "the submission that is graded" if count == 1 else f"{count} graded submissions"
    for name in sorted(before.keys() - points.keys()):
        by_hand = sum(grade.manual_score is not None for grade in before[name].grades)
        hand = f", {by_hand} of them given by hand" if by_hand else ""
        yield (
            f"{known.name}: {name} is asked no more. Its points go at the next grading, in "
            f"{those}{hand}."
        )
    for name in sorted(points.keys() - before.keys()):
        yield f"{known.name}: {name} is new. The next grading gives its points to {those}."
    for name in sorted(points.keys() & before.keys()):
        if abs(points[name] - before[name].max_score) > 1e-9:
            yield (
                f"{known.name}: {name} is worth {points[name]:g} points, not "
                f"{before[name].max_score:g}. The next grading gives them anew to {those}; points "
                "given by hand stay as they are."
            )


def asked_in(folder: Path) -> Asked:
    """The names of the cells of a folder's notebooks that nbgrader knows, by kind."""
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        cells = read(path).cells
        found[path.stem] = {
            kind: {nbgrader_of(cell)["grade_id"] for cell in cells if holds(cell)}
            for kind, holds in KINDS.items()
        }
    return found


def read(path: Path) -> NotebookNode:
    """A notebook, or an empty one where it cannot be read, which others say better."""
    try:
        return nbformat.read(path, as_version=4)
    except Exception:  # nbformat raises many kinds
        return nbformat.v4.new_notebook()


def behind(gradebook: Gradebook, assignment: str, release: Path) -> bool:
    """Whether the gradebook does not know a question of the release, or other points for it."""
    try:
        books = {book.name: book for book in gradebook.find_assignment(assignment).notebooks}
    except MissingEntry:
        return True
    for path in release.glob("*.ipynb"):
        if path.stem not in books:
            return True
        book: Row = books[path.stem]
        points = {cell.name: cell.max_score for cell in (*book.grade_cells, *book.task_cells)}
        for cell in read(path).cells:
            if is_grade(cell) or is_task(cell):
                info = nbgrader_of(cell)
                if points.get(info["grade_id"]) != float(info.get("points", 0)):
                    return True
    return False


def forget(gradebook: Gradebook, assignment: str, source: Path, release: Path) -> list[str]:
    """Remove what neither the instructor's notebooks nor the release ask any more.

    With it go its grades and comments. Returns the names; does not commit.
    """
    now, given = asked_in(source), asked_in(release)
    if not now:  # an assignment whose notebooks are elsewhere: nothing can be told
        return []
    gone = []
    books: list[Row] = list(gradebook.find_assignment(assignment).notebooks)
    for book in books:
        asked = now.get(book.name) or given.get(book.name)
        if asked is None:
            gone.append(book.name)
            _forget_notebook(gradebook, book)
            continue
        kept = given.get(book.name, {})
        for kind in KINDS:
            names = asked[kind] | kept.get(kind, set())
            cells = [cell for cell in getattr(book, f"{kind}_cells") if cell.name not in names]
            gone += [cell.name for cell in cells if kind != "solution"]
            _forget_cells(gradebook, cells)
    return gone


def _forget_cells(gradebook: Gradebook, cells: list[Row]) -> None:
    for cell in cells:
        for row in (*cell.grades, *cell.comments):
            gradebook.db.delete(row)
        gradebook.db.delete(cell)
    gradebook.db.flush()


def _forget_notebook(gradebook: Gradebook, book: Notebook) -> None:
    row: Row = book
    _forget_cells(gradebook, [*row.grade_cells, *row.solution_cells, *row.task_cells])
    for entry in (*row.source_cells, *row.submissions):
        gradebook.db.delete(entry)
    gradebook.db.flush()
    gradebook.db.expire(row)
    gradebook.db.delete(row)
    gradebook.db.flush()
