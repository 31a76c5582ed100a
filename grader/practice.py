"""The little functions that readers write in a lesson: for no grade, and proved all the same.

In a lesson, a code cell ends in ``check(double)``; its function raises NotImplementedError, so the
lesson runs from top to bottom and the check says that nothing is written yet. The cell after it
holds one answer, folded away: the whole cell as it could be. That answer is the reference solution.
What the lesson cannot say stands in `grader/exercises/lessons_weekN.py`, as for a graded function;
all of a week's lessons together are then an assignment like any other, ``lessons-weekN``, that
`make lint` proves. `checks.json` beside the lessons holds the cases, and no points.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from grader.answer_key import checks_of
from grader.assignment import Assignment
from grader.cells import checked_in, imports_in
from grader.exercises import ExerciseError
from grader.places import ROOT
from grader.weeks import Week, weeks
from utils import checkfile

PREFIX = "lessons-week"
ANSWER = re.compile(
    r"<details><summary>One answer</summary>\n+```python\n(.*?)```\n+(?:.+?\n+)?</details>", re.S
)


def practice_names(course: Sequence[Week] | None = None) -> list[str]:
    """The weeks whose lessons have functions to write, as assignments."""
    return [
        f"{PREFIX}{week.number}"
        for week in (course or weeks())
        if any(map(practice_in, books(week)))
    ]


def is_practice(name: str) -> bool:
    """Whether an assignment is that of a week's lessons."""
    return name.startswith(PREFIX)


def load_practice(name: str, root: Path = ROOT) -> Assignment:
    """The functions of a week's lessons as an assignment; ``ExerciseError`` without lessons."""
    week = next((week for week in weeks(root) if f"{PREFIX}{week.number}" == name), None)
    if week is None:
        raise ExerciseError(f"there are no lessons for {name}")
    found = zip(week.lessons, books(week, root), strict=True)
    return Assignment(name, {lesson.name: as_assignment(book) for lesson, book in found})


def books(week: Week, root: Path = ROOT) -> list[NotebookNode]:
    """The notebooks of a week's lessons."""
    paths = [root / "notebooks" / f"{lesson.name}.ipynb" for lesson in week.lessons]
    return [nbformat.read(path, 4) for path in paths]


def practice_in(book: NotebookNode) -> dict[str, str]:
    """The functions that a lesson asks for, each with the answer that is folded away after it."""
    found = {}
    for place, cell in enumerate(book.cells):
        names = checked_in(cell.source) if cell.cell_type == "code" else []
        after = "".join(cell.source for cell in book.cells[place + 1 : place + 2])
        answer = ANSWER.search(after)
        if names and not answer:
            raise ExerciseError(f"no answer is folded away after check({names[0]})")
        found |= dict.fromkeys(names, answer[1] if answer else "")
    return found


def as_assignment(book: NotebookNode) -> NotebookNode:
    """A lesson as an instructor notebook: imports, the answers as solutions, a point for each."""
    sources = [cell.source for cell in book.cells if cell.cell_type == "code"]
    cells = [new_code_cell(source) for source in sources if imports_in(source)]
    for function, answer in practice_in(book).items():
        cells.append(new_code_cell(f"### BEGIN SOLUTION\n{answer}### END SOLUTION"))
        cells[-1].metadata["nbgrader"] = {"grade": False, "solution": True, "grade_id": function}
        cells.append(new_code_cell(f"grade({function})"))
        marks = {"grade": True, "solution": False, "grade_id": f"check-{function}", "points": 1}
        cells[-1].metadata["nbgrader"] = marks
    return new_notebook(cells=cells)


def check_file(names: Sequence[str]) -> str:
    """The text of the check file that lies beside the lessons of some weeks."""
    found = [
        replace(check, points=0.0)
        for name in names
        for check in checks_of(load_practice(name)).values()
    ]
    return checkfile.dump("lessons", found)


def beside_lessons(week: Week) -> dict[str, bytes]:
    """The check file of a week's lessons, by its name; nothing where they ask for no function."""
    names = practice_names([week])
    return {checkfile.FILE_NAME: check_file(names).encode()} if names else {}


def write(root: Path = ROOT) -> int:
    """Write the check file beside all lessons."""
    path = root / "notebooks" / checkfile.FILE_NAME
    path.write_text(check_file(practice_names()), encoding="utf-8")
    return 0
