"""Does the gradebook say the same to a few queries as to nbgrader's own classes?"""

from datetime import timedelta

import pytest
from sqlalchemy import event

from grader import rows
from grader.rows import submissions
from tests.grader.pipeline import tiny


@pytest.fixture
def graded(tmp_path, monkeypatch):
    tiny.make_course(tmp_path)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    tiny.hand_in_class(tmp_path, 4)
    tiny.hand_in(tmp_path, "late", when=tiny.DUE + timedelta(days=1, hours=2))
    tiny.grade(tmp_path, jobs=1)
    with tiny.gradebook(tmp_path) as book:
        grade = book.find_grade("why", tiny.NAME, tiny.NAME, "late")
        grade.manual_score, grade.extra_credit = 2.0, 0.5
        book.find_comment("double", tiny.NAME, tiny.NAME, "late").manual_comment = "So!"
        book.db.commit()
        yield book


def test_it_says_what_nbgrader_says(graded):
    found = submissions(graded, tiny.NAME)
    assert len(found) == 5
    for student, ours in found.items():
        theirs = graded.find_submission(tiny.NAME, student)
        (row,), (book,) = ours.notebooks, theirs.notebooks
        assert (ours.timestamp, ours.due) == (theirs.timestamp, tiny.DUE)
        assert (row.score, row.max_score) == (book.score, book.max_score)
        assert row.late_submission_penalty == (book.late_submission_penalty or 0)
        assert ours.needs_manual_grade == theirs.needs_manual_grade
        for name in ("grades", "comments"):
            mine = {one.name: one for one in getattr(row, name)}
            other = {one.name: one for one in getattr(book, name)}
            assert mine.keys() == other.keys() and mine
        for name, one in {one.name: one for one in row.grades}.items():
            other = next(grade for grade in book.grades if grade.name == name)
            assert (one.score, one.max_score) == (other.score, other.max_score)
    assert found["late"].notebooks[0].grades[-1].score == 2.5
    assert {c.manual_comment for c in found["late"].notebooks[0].comments} == {"So!", None}


def test_the_number_of_queries_does_not_grow_with_the_class(graded):
    asked = []
    event.listen(graded.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for students in (None, {"late"}, {"late", "student-000", "nobody"}):
        asked.clear()
        found = submissions(graded, tiny.NAME, students)
        assert len(asked) <= 5
        assert set(found) == (set(found) if students is None else students - {"nobody"})


def test_a_class_too_large_to_name_is_read_whole(graded, monkeypatch):
    monkeypatch.setattr(rows, "MOST_NAMED", 1)
    assert len(submissions(graded, tiny.NAME, {"late", "student-000"})) == 5


def test_an_assignment_that_nobody_knows_has_no_submissions(graded):
    assert submissions(graded, "other") == {}
