"""Is a letter understood however it is written, and no answer given away?"""

import pytest

from utils.quiz import letter, quiz_table
from utils.table import as_html, as_text


@pytest.mark.parametrize("answer", ["b", "B", " b ", "b)", "(b)", "b.", "B) ", "\tb\n"])
def test_a_letter_is_understood_however_it_is_written(answer):
    assert letter(answer) == "b"


@pytest.mark.parametrize("answer", ["", " ", "e", "ab", "bb", None, ..., 2, ["b"], b"b", "β"])
def test_anything_else_is_no_answer(answer):
    assert letter(answer) == ""


def test_the_table_says_what_is_answered_and_not_what_is_right():
    table = quiz_table({"q1": "a", "q2": "", "q3": "x" * 99, "q4": "D)", "q5": ..., "q6": None})
    assert table.headline == "2 of 6 questions answered"
    text = as_text(table)
    assert text.count("Not answered yet.") == 3
    assert "is not one of the letters a, b, c, d" in text and "x" * 30 not in text
    assert " of " not in "".join(row.words for row in table.report.rows[:2])
    assert "✗" in as_html(table)


def test_an_object_that_says_yes_is_not_answered():
    class Yes:
        __eq__ = lambda self, other: True  # noqa: E731
        __hash__ = None

    assert quiz_table({"q1": Yes()}).headline == "0 of 1 questions answered"
