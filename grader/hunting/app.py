"""``python -m grader hunt ASSIGNMENT``: write a bug hunt, as folders to give out or as a source."""

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.assignment import assignment_names, load_assignment
from grader.cells import STARTS_AS
from grader.exercises import HUNT, ExerciseError, exercises_of
from grader.hunting.cases import Hunt
from grader.hunting.notebook import notebook
from grader.marks import is_solution
from grader.places import ROOT, course_root
from grader.weeks import week_of, weeks

SOURCE = ROOT / "source"
CLASS = "class"  # the seed of the copy that all have, unless another is said
STUDENT = re.compile(r"[\w@][\w.@+-]*")
log = logging.getLogger(__name__)


def run(
    assignment: str,
    seed: str = "",
    students: Sequence[str] = (),
    to: Path | None = None,
    graded: bool = False,
    force: bool = False,
) -> int:
    """Write the hunts that are asked for, and say where they are."""
    strange = [student for student in students if not STUDENT.fullmatch(student)]
    if strange:
        raise ExerciseError(f"{strange[0]!r} can be no folder's name: name students by their ids")
    name, hunt = f"{HUNT}{assignment}", hunt_of(assignment)
    folder = to or course_root() / "build" / "hunts"
    places = [folder / student / name for student in dict.fromkeys(students)] or [folder / name]
    source = SOURCE / name / f"{name}.ipynb"
    there = [path for path in [*places, *[source] * graded] if path.exists()]
    if there and not force:
        raise ExerciseError(
            f"{there[0]} is there already. --force writes it anew (FORCE=1 with make)."
        )
    common = book_of(hunt, seed or CLASS)
    with tempfile.TemporaryDirectory() as root:
        released = release(name, common, Path(root))
        for place in places:
            book = book_of(hunt, place.parent.name) if students else common
            copy(released, place, book)
            print(f"{place}: {sum(STARTS_AS in cell.metadata for cell in book.cells)} cases")
    if graded:
        source.parent.mkdir(exist_ok=True)
        nbformat.write(common, source)
        print(f"{source}: make release ASSIGNMENT={name}, and it is graded like any other")
    return 0


def hunt_of(assignment: str) -> Hunt:
    """The hunt of an assignment; ``ExerciseError`` where there can be none."""
    if assignment not in assignment_names() or not exercises_of(assignment):
        known = ", ".join(filter(exercises_of, assignment_names()))
        raise ExerciseError(f"there is nothing to hunt in {assignment!r}; choose from {known}")
    return Hunt(load_assignment(assignment))


def book_of(hunt: Hunt, seed: str) -> NotebookNode:
    """The instructor notebook of the copy with this seed."""
    week = week_of(hunt.assignment.name, weeks())
    return notebook(hunt, hunt.drawn(seed), week.number if week else 0)


def release(name: str, book: NotebookNode, root: Path) -> Path:
    """The folder that nbgrader makes of an instructor notebook, in a course of its own."""
    folder = root / "source" / name
    folder.mkdir(parents=True)
    nbformat.write(book, folder / f"{name}.ipynb")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", name, "--log-level=ERROR"]
    command += [f"--CourseDirectory.source_directory={folder.parent}"]
    command += ["--CarefulGenerateAssignment.checks=False"]  # `make lint` looks at hunts
    environment = os.environ | {"COURSE_ROOT": str(root), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise ExerciseError(f"{name} cannot be made: {done.stderr.strip() or done.stdout.strip()}")
    return root / "release" / name


def copy(released: Path, place: Path, book: NotebookNode) -> None:
    """Put a released folder in its place, with the faults and symptoms of ``book`` in it.

    All copies have the same cells, so that one source grades them all.
    """
    beside = place.with_name(f".unfinished-{place.name}")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(released, beside)
    path = beside / f"{place.name}.ipynb"
    found = nbformat.read(path, 4)
    own = {cell.id: cell for cell in book.cells}
    for cell in found.cells:
        if cell.id not in own or cell.id.startswith("test-"):
            continue
        mine = own[cell.id]
        cell.source = mine.metadata[STARTS_AS] if is_solution(mine) else mine.source
        cell.pop("attachments", None)
        if "attachments" in mine:
            cell.attachments = json.loads(json.dumps(mine.attachments))
    nbformat.write(found, path)
    shutil.rmtree(place, ignore_errors=True)
    beside.rename(place)
