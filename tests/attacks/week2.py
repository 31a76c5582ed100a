"""The week-2 assignment as it is graded, and submissions of it, in a temporary course."""

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from grader.assignment import load_assignment
from grader.cells import defined_in
from grader.exercises import exercises_of
from grader.marks import is_solution
from grader.pipeline.bundle import Bundle
from grader.pipeline.bundling import make_bundle
from grader.places import ROOT
from grader.sandbox import Limits
from tests.course import SECRET, nbgrader, new_course, once, open_gradebook
from tests.sample_class import Member, filled_in

NAME = "week2-logistic-regression"
FILE = f"{NAME}.ipynb"
SOURCE = load_assignment(NAME)
SHORT = {  # what the cells about the cats are told to do, and what they do here
    "test_y, num_iterations=2000,": "test_y, num_iterations=20,",
    "test_y, 1500,": "test_y, 15,",
    ":8]": ":2]",  # pictures that are shown
}
POINTS = {
    "test-sigmoid": 10.0,
    "test-initialize-with-zeros": 5.0,
    "test-propagate": 20.0,
    "test-optimize": 15.0,
    "test-predict": 10.0,
    "test-model": 15.0,
    "test-quiz": 10.0,
}


def course(tmp_path_factory) -> Path:
    """The folder of a course with week 2 released, made once for all workers.

    Its own networks are trained for a hundredth of the steps and show a quarter of the pictures:
    whether they are trained has to be seen here, what they learn has not.
    """

    def build(root: Path) -> None:
        new_course(root)
        with (root / "nbgrader_config.py").open("a") as file:
            file.write("c.CourseDirectory.source_directory = 'source'\n")
        folder = root / "source" / NAME
        folder.mkdir(parents=True)
        book = nbformat.read(ROOT / "source" / NAME / FILE, 4)
        for cell in book.cells:
            for text, shorter in SHORT.items():
                cell.source = cell.source.replace(text, shorter)
        nbformat.write(book, folder / FILE)
        nbgrader(root, "generate_assignment", NAME)

    return once(tmp_path_factory, f"short-{NAME}", build)


def bundle(root: Path, limits: Limits, mode: str = "auto") -> Bundle:
    """What the submissions of a course's week 2 are graded against."""
    with open_gradebook(root) as gradebook:
        source, release = root / "source" / NAME, root / "release" / NAME
        return make_bundle(gradebook, NAME, source, release, SECRET, limits, mode)


def released(root: Path) -> NotebookNode:
    """The notebook as a student gets it."""
    return nbformat.read(root / "release" / NAME / FILE, 4)


def perfect(root: Path, member: Member | None = None) -> NotebookNode:
    """The notebook with every answer right, or with a member's mistakes."""
    member = member or Member("student-01", "everything right")
    solutions = {c.id: c for c in SOURCE.notebooks[NAME].cells if is_solution(c)}
    book = released(root)
    for cell in book.cells:
        if cell.id in solutions:
            cell.source = filled_in(solutions[cell.id], member, exercises_of(NAME))
    return book


def cell_of(book: NotebookNode, name: str) -> NotebookNode:
    """The cell of that id, or the solution cell that defines a function of that name."""
    for cell in book.cells:
        if cell.id == name:
            return cell
    for cell in book.cells:
        if cell.cell_type == "code" and is_solution(cell) and name in defined_in(cell.source):
            return cell
    raise KeyError(name)


def with_cells(book: NotebookNode, where: str, *sources: str) -> NotebookNode:
    """The notebook with code cells of the student's own before the cell of that id."""
    place = book.cells.index(cell_of(book, where))
    book.cells[place:place] = [new_code_cell(source) for source in sources]
    return book


def packed(book: NotebookNode) -> bytes:
    """The notebook as the bytes of a file."""
    return json.dumps(book).encode()
