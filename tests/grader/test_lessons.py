"""Do the lessons lead back, on, to the assignment, and does each link lead somewhere?"""

import re
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

from grader.exercises import exercises_of
from grader.lessons import OURS, in_notebooks, in_release, linked, links, section
from grader.places import ROOT
from grader.weeks import week_of, weeks

WEEKS = weeks()
LESSONS = [(week, lesson) for week in WEEKS for lesson in week.lessons]
RELEASED = [week for week in WEEKS if week.assignment]


def named(pair):
    return pair[1].name


def targets(text):
    return re.findall(r"\]\(([^)]+\.ipynb)[^)]*\)", text)


@pytest.mark.parametrize("pair", LESSONS, ids=named)
def test_a_lesson_has_its_links_in_its_first_and_last_cell(pair):
    path = ROOT / "notebooks" / f"{pair[1].name}.ipynb"
    book = nbformat.read(path, 4)
    line = links(WEEKS, pair[1], in_notebooks)
    for cell in (book.cells[0], book.cells[-1]):
        assert cell.source.endswith(line), "python -m grader links"
        assert len(OURS.findall(cell.source)) == 1
    assert all((path.parent / target).exists() for target in targets(line))


@pytest.mark.parametrize("week", RELEASED, ids=lambda week: week.assignment)
def test_the_links_of_what_is_released_lead_somewhere(week):
    folder = ROOT / "release" / week.assignment
    for lesson in week.lessons:
        path = folder / "lessons" / f"{lesson.name}.ipynb"
        texts = [c.source for c in nbformat.read(path, 4).cells if c.cell_type == "markdown"]
        assert len(targets(texts[0])) >= 3
        found = targets("\n".join(texts))
        assert [target for target in found if not (path.parent / target).exists()] == []
    readme = targets((folder / "README.md").read_text(encoding="utf-8"))
    assert readme and all((folder / target).exists() for target in readme)


@pytest.mark.parametrize("week", RELEASED, ids=lambda week: week.assignment)
def test_every_hint_leads_to_a_heading_of_the_weeks_lessons(week):
    assert week_of(week.assignment, WEEKS) == week
    for exercise in exercises_of(week.assignment).values():
        place, _, heading = section(week, exercise.see).partition("#")
        path = ROOT / "release" / week.assignment / Path(place)
        text = "\n".join(cell.source for cell in nbformat.read(path, 4).cells)
        assert f"# {unquote(heading).replace('-', ' ')}" in text.replace("-", " ")


def test_linking_again_changes_nothing_and_keeps_the_outputs():
    lesson = LESSONS[1][1]
    text = (ROOT / "notebooks" / f"{lesson.name}.ipynb").read_text(encoding="utf-8")
    assert linked(text, WEEKS, lesson, in_notebooks) == text
    released = linked(text, WEEKS, lesson, in_release)
    one, other = nbformat.reads(text, 4), nbformat.reads(released, 4)
    assert [c.get("outputs") for c in one.cells] == [c.get("outputs") for c in other.cells]
    assert linked(released, WEEKS, lesson, in_notebooks) == text


def test_what_its_words_link_to_is_the_same_lesson_wherever_it_lies():
    (pair,) = (pair for pair in LESSONS if pair[1].name.startswith("week6-1-"))
    text = (ROOT / "notebooks" / f"{pair[1].name}.ipynb").read_text(encoding="utf-8")
    released = linked(text, WEEKS, pair[1], in_release)
    name = "week5-4-normalizing-inputs.ipynb"
    assert f"]({name})" in text
    assert f"](../../week5-practical-aspects/lessons/{name})" in released
    assert linked(released, WEEKS, pair[1], in_notebooks) == text


def test_the_first_lesson_has_none_before_it_and_the_last_none_after():
    first, last = links(WEEKS, LESSONS[0][1], in_release), links(WEEKS, LESSONS[-1][1], in_release)
    assert "←" not in first and "→" in first
    assert "←" in last and "→" not in last
