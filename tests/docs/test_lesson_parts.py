"""Has each lesson its parts: its aim, one figure, things to do, three things to remember, words?"""

import re

import nbformat
import pytest

from grader.places import ROOT
from grader.sheets import REMEMBER, THREE, WORD, bullets_of, words_of

LESSONS = sorted((ROOT / "notebooks").glob("week*.ipynb"))
PREDICT = re.compile(r"\*\*Predict, then run\.\*\* .+?\n\n<details><summary>Answer</summary>", re.S)


def cells(path):
    return nbformat.read(path, 4).cells


def tagged(path, tag):
    return [cell for cell in cells(path) if tag in cell.metadata.get("tags", [])]


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    return request.param


def test_it_says_what_one_will_be_able_to_do(lesson):
    first = cells(lesson)[0].source
    assert len(re.findall(r"^\*\*You will be able to\*\* [^\n]{40,}\.$", first, re.M)) == 1


def test_one_figure_carries_the_idea(lesson):
    (cell,) = tagged(lesson, "key-figure")
    assert any("image/png" in output.get("data", {}) for output in cell.outputs)


def test_two_things_at_least_are_to_be_done_before_its_end(lesson):
    texts = [cell.source for cell in cells(lesson)]
    end = next(n for n, text in enumerate(texts) if text.startswith(REMEMBER))
    predictions = sum(bool(PREDICT.match(text)) for text in texts[:end])
    written = sum(text.startswith("**Your turn.** ") for text in texts[:end])
    assert predictions >= 1 and predictions + written >= 2
    assert not any(text.startswith(("**Predict", "**Your turn")) for text in texts[end:])


def test_it_ends_in_three_things_to_remember_and_its_new_words(lesson):
    book = nbformat.read(lesson, 4)
    assert len(bullets_of(book)) == THREE
    assert words_of(book)
    (cell,) = (cell for cell in book.cells if cell.source.startswith(REMEMBER))
    assert len(WORD.findall(cell.source)) == len(words_of(book))
