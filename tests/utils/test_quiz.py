"""Is a letter understood however it is written, and no answer given away?"""

import pytest

from utils.checkfile import Quiz
from utils.quiz import letter, quiz_table, unanswered
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

    assert quiz_table({"q1": Yes()}).headline == "0 of 1 question answered"


QUESTIONS = Quiz(("q1", "q2", "q3"))
REASONS = {
    name: {"a": f"{name} a is <wrong>.", "b": "No.", "d": "No."} for name in ("q1", "q2", "q3")
}


@pytest.mark.parametrize("answers", [{}, {"q1": "a"}, {"q1": "b", "q9": "c"}, None, "abc", [1, 2]])
def test_all_questions_are_counted_whatever_was_answered(answers):
    table = quiz_table(answers, QUESTIONS)
    count = int(isinstance(answers, dict) and "q1" in answers)
    assert table.headline == f"{count} of 3 questions answered"
    assert [row.label for row in table.report.rows] == ["q1", "q2", "q3"]
    assert unanswered(answers, QUESTIONS.questions) == ["q1", "q2", "q3"][count:]


def test_in_class_nothing_tells_a_right_choice_from_a_wrong_one():
    texts = {as_html(quiz_table({"q1": one, "q2": "b"}, QUESTIONS)) for one in "abcd"}
    assert len(texts) == 1


def test_who_learns_alone_hears_at_once_what_is_right_and_why_not():
    quiz = Quiz(QUESTIONS.questions, REASONS)
    table = quiz_table({"q1": "a", "q2": "C)", "q3": ""}, quiz)
    assert table.headline == "2 of 3 questions answered, 1 rightly"
    wrong, right, still_open = table.report.rows
    assert wrong.words == "Why not a: q1 a is <wrong>." and wrong.credit == 0
    assert right.words == "c is right." and right.credit == 1
    assert still_open.words == "Not answered yet."
    assert "c is" not in wrong.words + still_open.words and "&lt;wrong&gt;" in as_html(table)
