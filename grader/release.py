"""From the instructor notebook to what students get, as preprocessors of nbgrader's own generator.

`nbgrader generate_assignment`, the formgrader's button and `make release` all run these, so each of
them writes the same folder: the notebook without solutions, its check file, the `utils` package and
the data that the notebook loads. That folder works when it is copied somewhere alone.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor
from traitlets import Bool, Unicode

from grader.answer_key import checks_of
from grader.assignment import Assignment, load_assignment
from grader.cells import RUNS_AS_RELEASED, STARTS_AS, solution_lines, without_solution
from grader.exercises import exercises_of, hunted
from grader.lessons import FOLDER, section, shipped
from grader.marks import is_solution
from grader.places import ROOT
from grader.practice import beside_lessons
from grader.student import added_cells, outline_of, readme, requirements
from grader.weeks import Week, page_of, week_of, weeks
from utils import checkfile, outline

Files = dict[str, bytes]
DATA = re.compile(r"load_(cats|points)\b")


class ClearSolutionRegions(ClearSolutions):
    """Cut the solutions out; inside a function leave a stub that says how long an answer is.

    At the top level nothing is left, so that the line before the region (``quiz["q1"] = ""``) is
    the stub. A cell whose metadata says what students find in it, ``starts_as``, becomes that.
    """

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        if STARTS_AS in cell.metadata:
            cell.source = cell.metadata.pop(STARTS_AS)
            cell.metadata[RUNS_AS_RELEASED] = True
            return True
        kept: list[str] = []
        region: list[str] | None = None
        found, indent = False, ""
        for line in cell.source.split("\n"):
            if self.begin_solution_delimeter in line:
                region, found = [], True
                indent = line[: len(line) - len(line.lstrip())]
            elif self.end_solution_delimeter in line:
                if region is None:
                    raise RuntimeError(
                        "a solution region ends and does not begin: ### BEGIN SOLUTION"
                    )
                kept += stub(region, indent) if indent else []
                region = None
            elif region is None:
                kept.append(line)
            else:
                region.append(line)
        if region is not None:
            raise RuntimeError("a solution region begins and does not end: ### END SOLUTION")
        cell.source = "\n".join(kept).rstrip("\n")
        return found


def stub(solution: list[str], indent: str) -> list[str]:
    """What stands in place of a solution: its length in lines, and an error that names itself."""
    count = sum(bool(line.strip()) and not line.strip().startswith("#") for line in solution)
    lines = "1 line" if count == 1 else f"{count} lines"
    return [
        f"{indent}# Your code here (about {lines}), in place of the next line.",
        f'{indent}raise NotImplementedError("not written yet")',
    ]


class ShipStudentFiles(NbGraderPreprocessor):
    """Write all that a student needs beside the notebook; add the cells that begin and end it."""

    address = Unicode(
        "",
        help="Where students' folders are on the web: https://github.com/OWNER/NAME, with the zips "
        "of `make zips` in its latest release, or any folder with those zips in it.",
    ).tag(config=True)
    hand_in = Unicode(
        "upload",
        help="How students hand in: exchange, upload, or a sentence that tells them.",
    ).tag(config=True)

    self_study = Bool(
        False, help="whether the quiz says at once what is right, for those who learn alone"
    ).tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.made: dict[str, Files] = {}  # the same for all notebooks of an assignment

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        name = resources["nbgrader"]["assignment"]
        if not exercises_of(name):  # an assignment with tests of its own
            return nb, resources
        folder = resources.get("metadata", {}).get("path")
        assignment = load_assignment(name, Path(folder).parent) if folder else load_assignment(name)
        outputs = resources.setdefault("outputs", {})
        if not isinstance(outputs, dict):
            outputs = resources["outputs"] = {}
        if name not in self.made:
            made = student_files(assignment, self.address, self.hand_in, self.self_study)
            self.made[name] = made
        outputs.update(self.made[name])
        book = resources["unique_key"]
        beginning, end = added_cells(name, book, self.address)
        nb.cells[1:1] = beginning
        nb.cells += end
        return nb, resources


def student_files(
    assignment: Assignment, address: str = "", hand_in: str = "upload", self_study: bool = False
) -> Files:
    """What ships beside the notebooks, by path relative to the assignment folder."""
    course = with_hunt(assignment, weeks())
    week = week_of(assignment.name, course)
    checks, quiz = list(checks_of(assignment).values()), quiz_of(assignment, self_study)
    files = {checkfile.FILE_NAME: checkfile.dump(assignment.name, checks, quiz).encode()}
    beside = [*student_code(), *data_files(assignment, week)]
    files |= {str(path.relative_to(ROOT)): path.read_bytes() for path in beside}
    if week is None:
        return files
    told = outline_of(assignment, week, hand_in)
    headings = {check.see: section(week, check.see) for check in checks if check.see}
    told = replace(told, see={heading: place for heading, place in headings.items() if place})
    files[outline.FILE_NAME] = outline.dump(told).encode()
    files["README.md"] = readme(week, told, address).encode()
    files["requirements.txt"] = requirements().encode()
    checks_of_lessons = {f"{FOLDER}/{name}": text for name, text in beside_lessons(week).items()}
    return files | shipped(course, week) | checks_of_lessons


def student_code() -> list[Path]:
    """The files of the package `utils`: modules, scripts of moving figures, words of pictures."""
    return sorted(p for p in (ROOT / "utils").rglob("*") if p.suffix in (".py", ".js", ".json"))


def with_hunt(assignment: Assignment, course: list[Week]) -> list[Week]:
    """The ``course``; for a bug hunt with the hunt in the place of the assignment it is about."""
    about = hunted(assignment.name)
    books = tuple(page_of(name, book) for name, book in assignment.notebooks.items())
    return [
        replace(week, assignment=assignment.name, notebooks=books)
        if about and week.assignment == about
        else week
        for week in course
    ]


def quiz_of(assignment: Assignment, self_study: bool) -> checkfile.Quiz | None:
    """What students are told of a quiz: its questions, and in ``self_study`` the reasons too."""
    why_not = assignment.why_not
    if why_not is None:
        return None
    return checkfile.Quiz(tuple(why_not), why_not if self_study else {})


def data_files(assignment: Assignment, week: Week | None) -> list[Path]:
    """The data sets that the assignment's notebooks load, and the lessons that ship with them."""
    books = list(assignment.notebooks.values())
    books += lessons_of(week) if week else []
    sources = [cell.source for book in books for cell in book.cells if cell.cell_type == "code"]
    names = sorted(set(DATA.findall("\n".join(sources))))
    return [ROOT / "datasets" / f"{name}.h5" for name in names]


def lessons_of(week: Week) -> list[NotebookNode]:
    """The notebooks of a week's lessons."""
    names = [lesson.name for lesson in week.lessons]
    return [nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", 4) for name in names]


def leaks(assignment: Assignment, released: str) -> list[str]:
    """Lines of the solution, and authoring markers, that stand in a released notebook's text."""
    markers = ["### BEGIN", "### END", "=== BEGIN", "=== END", "grader.grading", "grade_quiz"]
    found = [marker for marker in markers if marker in released]
    shown = {line.strip() for line in released.splitlines()}
    return found + sorted(secret_lines(assignment) & shown)


def secret_lines(assignment: Assignment) -> set[str]:
    """The lines of the solutions that would give something away.

    Those are longer than a bare keyword, and no part of what students are given around a solution,
    or find in its place.
    """
    cells = [c for book in assignment.notebooks.values() for c in filter(is_solution, book.cells)]
    sources = [cell.source for cell in cells]
    shown = [without_solution(text) for text in sources]
    shown += [cell.metadata[STARTS_AS] for cell in cells if STARTS_AS in cell.metadata]
    given = {line.strip() for text in shown for line in text.splitlines()}
    lines = {line.strip() for text in sources for line in solution_lines(text)} - given
    return {line for line in lines if len(line) > 12 and not line.startswith(("#", "import "))}
