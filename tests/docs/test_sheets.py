"""Are the sheets and the glossary what the lessons say?"""

import re
from collections import Counter

import pytest

from grader import sheets
from grader.places import ROOT
from grader.practice import books
from grader.weeks import weeks

WEEKS = weeks()


@pytest.mark.parametrize(("name", "text"), sheets.documents().items(), ids=lambda part: part[:20])
def test_a_document_is_what_the_lessons_say(name, text):
    path = ROOT / "docs" / name
    assert path.read_text(encoding="utf-8") == text, "make sheets"
    found = re.findall(r"\]\(([^)]+\.(?:ipynb|md))\)", text)
    assert found and all((path.parent / target).exists() for target in found)


@pytest.mark.parametrize("week", WEEKS, ids=lambda week: week.number)
def test_a_sheet_has_every_lesson_and_the_symptoms(week):
    text = sheets.markdown(week)
    for lesson, book in zip(week.lessons, books(week), strict=True):
        assert f"## [{lesson.title}]" in text
        assert all(f"- {bullet}\n" in text for bullet in sheets.bullets_of(book))
    assert "| symptom | look for |" in text


def test_every_word_is_explained_once():
    text = sheets.glossary(WEEKS)
    entries = re.findall(r"^\*\*(.+?)\*\*: ", text, re.M)
    assert len(entries) == sum(len(sheets.words_of(b)) for week in WEEKS for b in books(week)) > 90
    assert max(Counter(word.lower() for word in entries).values()) == 1
    assert entries == sorted(entries, key=sheets.in_order)
