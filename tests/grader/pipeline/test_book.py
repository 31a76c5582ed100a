"""The gradebook's one writer: all of a batch or nothing, dates and lateness."""

from datetime import datetime, timedelta

import pytest
from nbgrader.api import MissingEntry
from sqlalchemy import event

from grader.pipeline.book import Book, scores, seconds_late, timestamp_of, transaction
from grader.pipeline.result import Grade, Result
from tests.grader.pipeline import tiny

NOON = datetime(2026, 10, 1, 12, 0)
GRADES = (
    Grade("tiny", "test-double", 2.0, 2.0),
    Grade("tiny", "test-halves", 1.5, 3.0),
    Grade("tiny", "why", None, 4.0),
)
RESULT = Result("graded", {}, GRADES, (), unanswered={"tiny": ["halves"]})


def no_penalty(student, score, late):
    return None


def test_a_new_submission_has_all_its_rows(course):
    with tiny.gradebook(course) as gradebook:
        with transaction(gradebook):
            Book(gradebook, tiny.NAME, no_penalty, create=True).write("ada", NOON, RESULT)
        assert scores(gradebook, tiny.NAME) == {"ada": 3.5}
    found = tiny.contents(course)["ada"]
    assert found["grades"] == [
        ("test-double", 2.0, None, None, False),
        ("test-halves", 1.5, None, None, False),
        ("why", None, None, None, True),
    ]
    assert found["comments"] == [
        ("double", None, None),
        ("halves", "No response.", None),
        ("why", None, None),
    ]


def test_a_submission_takes_few_questions_to_the_gradebook(course):
    asked = []
    with tiny.gradebook(course) as gradebook:
        book = Book(gradebook, tiny.NAME, no_penalty, create=True)
        gradebook.db.commit()
        event.listen(gradebook.engine, "before_cursor_execute", lambda *words: asked.append(words))
        for student in ("ada", "bob"):
            asked.clear()
            book.write(student, NOON, RESULT)
            assert len(asked) == 7  # is there one, the student; a table each
        gradebook.db.commit()
    assert tiny.contents(course)["ada"] == tiny.contents(course)["bob"]


def test_a_question_that_is_new_gets_its_rows_in_a_submission_that_is_there(course):
    with tiny.gradebook(course) as gradebook:
        with transaction(gradebook):
            Book(gradebook, tiny.NAME, no_penalty, create=True).write("ada", NOON, RESULT)
        grade = gradebook.find_grade("test-halves", tiny.NAME, tiny.NAME, "ada")
        comment = gradebook.find_comment("halves", tiny.NAME, tiny.NAME, "ada")
        for row in (grade, comment):
            gradebook.db.delete(row)
        gradebook.db.commit()
        with transaction(gradebook):
            Book(gradebook, tiny.NAME, no_penalty, create=True).write("ada", NOON, RESULT)
    found = tiny.contents(course)["ada"]
    assert found["score"] == 3.5 and len(found["grades"]) == len(found["comments"]) == 3
    assert ("halves", "No response.", None) in found["comments"]


def test_a_batch_is_written_whole_or_not_at_all(course):
    with tiny.gradebook(course) as gradebook:
        book = Book(gradebook, tiny.NAME, no_penalty, create=True)
        with pytest.raises(RuntimeError), transaction(gradebook):
            book.write("ada", NOON, RESULT)
            raise RuntimeError
        with transaction(gradebook):
            book.write("bob", NOON, RESULT)
        with pytest.raises(MissingEntry):
            gradebook.find_student("ada")
    assert set(tiny.contents(course)) == {"bob"}


def test_only_known_students_when_none_may_be_made(course):
    with tiny.gradebook(course) as gradebook:
        gradebook.add_student("ada")
        book = Book(gradebook, tiny.NAME, no_penalty, create=False)
        assert book.known("ada")
        assert not book.known("bob")
        assert Book(gradebook, tiny.NAME, no_penalty, create=True).known("bob")


@pytest.mark.parametrize(("taken", "kept"), [(1.0, 1.0), (9.0, 3.5), (-1.0, 0.0), (None, None)])
def test_a_penalty_takes_no_more_than_there_is(course, taken, kept):
    asked = []

    def penalty(student, score, late):
        asked.append((student, score, late))
        return taken

    with tiny.gradebook(course) as gradebook, transaction(gradebook):
        book = Book(gradebook, tiny.NAME, penalty, create=True)
        book.write("ada", tiny.DUE + timedelta(hours=1), RESULT)
        book.write("bob", tiny.DUE, RESULT)
    assert asked == [("ada", 3.5, 3600.0)]
    assert tiny.contents(course)["ada"]["penalty"] == kept
    assert tiny.contents(course)["bob"]["penalty"] is None


def test_lateness_counts_from_the_due_date_and_the_extension():
    hour = timedelta(hours=1)
    assert seconds_late(NOON + hour, NOON, None) == 3600
    assert seconds_late(NOON + hour, NOON, hour) == 0
    assert seconds_late(NOON - hour, NOON, None) == 0
    assert seconds_late(None, NOON, None) == seconds_late(NOON, None, None) == 0


@pytest.mark.parametrize("text", [None, "", "   ", "yesterday", "2026-99-99 00:00:00 UTC"])
def test_a_timestamp_that_says_nothing_is_none(text):
    assert timestamp_of(text) is None


def test_a_time_zone_is_in_seconds_as_nbgrader_reads_it():
    assert timestamp_of("2026-10-01 14:00:00 +7200\n") == NOON
