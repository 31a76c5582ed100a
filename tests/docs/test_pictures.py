"""The pictures of the lessons: each with words for those who do not see it, and not before it."""

import json

import nbformat
import pytest
from bs4 import BeautifulSoup

from grader.places import ROOT
from utils.picture import WORDS, plain

BOOKS = {path.stem: nbformat.read(path, 4) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
TOLD = json.loads(WORDS.read_text(encoding="utf-8"))
NAMES = [f"{lesson}/{picture}" for lesson, words in TOLD.items() for picture in words]


@pytest.mark.parametrize("lesson", BOOKS)
def test_a_stored_picture_has_words_in_its_html_and_in_its_metadata(lesson: str):
    short = "closing" if lesson.startswith("closing") else "-".join(lesson.split("-")[:2])
    for cell in BOOKS[lesson].cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" not in data:
                continue
            words = output.metadata["image/png"]["alt"]
            html = BeautifulSoup(data["text/html"].partition("<script>")[0], "html.parser")
            assert html.img["alt"] == words == data["text/plain"], cell.id
            assert words == plain(f"{short}/{cell.id}"), f"{cell.id}: run the lesson again"


def test_no_text_says_what_is_to_be_seen_before_it_is_seen():
    for lesson, book in BOOKS.items():
        assert not any("*Picture" in cell.source for cell in book.cells), lesson


def test_all_words_are_used_and_say_something():
    sources = "\n".join(cell.source for book in BOOKS.values() for cell in book.cells)
    assert [name for name in NAMES if sources.count(f'"{name}"') != 1] == []
    assert len(NAMES) > 130
    for words in (text for lesson in TOLD.values() for text in lesson.values()):
        assert len(words) > 40 and not words[0].islower() and words[-1] in ".!?", words
        assert not set(words) & set("$`*\\"), words
