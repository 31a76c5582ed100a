"""Every target of the syllabus exists, and every exercise and lesson has its place in it."""

import re

import nbformat
import pytest

from grader.assignment import assignment_names
from grader.exercises import exercises_of
from grader.places import ROOT

TEXT = (ROOT / "docs" / "syllabus.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| .+? \| `([^`]+)` · (.+?) \| (.+?) \|$", TEXT, re.M)


def headings(lesson: str) -> set[str]:
    """The headings of a lesson."""
    book = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", 4)
    texts = [cell.source for cell in book.cells if cell.cell_type == "markdown"]
    return set(re.findall(r"^#+ (.+?)\s*$", "\n\n".join(texts), re.M))


@pytest.mark.parametrize(("lesson", "section"), sorted({row[:2] for row in ROWS}))
def test_the_section_exists(lesson: str, section: str):
    assert section in headings(lesson)


def test_every_line_of_the_tables_is_read():
    lines = [line for line in TEXT.splitlines() if line.startswith("| ")]
    heads = sum(line.startswith(("| topic", "| ---")) for line in lines)
    assert len(ROWS) == len(lines) - heads > 60


def test_every_lesson_is_in_the_syllabus():
    lessons = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert lessons == {lesson for lesson, _, _ in ROWS}


@pytest.mark.parametrize("assignment", assignment_names())
def test_every_exercise_is_in_its_week(assignment: str):
    week = assignment.split("-")[0]
    named = {
        name for lesson, _, cell in ROWS if lesson.startswith(week) for name in cell.split(", ")
    }
    exercises = {f"`{name}`" for name in exercises_of(assignment)}
    assert named - {"quiz"} == exercises
