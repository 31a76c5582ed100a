"""Students and their scores: a table for people, all that is known for programs."""

import datetime
import json

import pytest

from grader import scores
from grader.gradebook import open_gradebook
from grader.pipeline.record import Keys, write_record
from grader.pipeline.result import CellReport, Due, Grade, Result
from tests.grader.pipeline import tiny
from utils.examine import Report


@pytest.fixture
def gradebook(monkeypatch, tmp_path):
    """Two students, one of them late and still to be read by a person, and one empty assignment."""
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    with open_gradebook() as book:
        book.add_assignment("week0", duedate=datetime.datetime(2026, 1, 1))
        book.add_assignment("week9")
        book.add_notebook("one", "week0")
        book.add_grade_cell("test", "one", "week0", max_score=10, cell_type="code")
        for student, points in (("student-02", 7.5), ("student-01", 2.0)):
            book.add_student(student)
            book.add_submission("week0", student)
            grade = book.find_grade("test", "one", "week0", student)
            grade.auto_score, grade.needs_manual_grade = points, student == "student-01"
        book.find_submission_notebook("one", "week0", "student-01").late_submission_penalty = 3.0
        book.db.commit()
        yield book


def test_students_stand_in_order_with_score_penalty_and_final_score(gradebook):
    title, head, first, second, last = scores.lines(gradebook, gradebook.find_assignment("week0"))
    assert title == "week0 (of 10 points)"
    assert head.split() == ["student", "score", "late", "final"]
    assert first.split() == ["student-01", "2.00", "-3.00", "0.00", "to", "be", "read"]
    assert second.split() == ["student-02", "7.50", "0.00", "7.50"]
    assert last.strip() == "1 to be read"


def test_whoever_needs_a_person_has_no_score_that_could_be_mistaken_for_one(
    gradebook, tmp_path, capsys
):
    folder = tmp_path / "autograded" / "student-01" / "week0"
    folder.mkdir(parents=True)
    due = Due("unreadable: The file is empty.", "one")
    grade = Grade("one", "test", None, 10.0)
    write_record(folder, Result("unreadable", {}, (grade,), (), people=(due,)), Keys("key"), None)
    _, _, first, second, last = scores.lines(gradebook, gradebook.find_assignment("week0"))
    assert first.split()[:4] == ["student-01", "–", "–", "–"]
    assert first.endswith("needs a person: unreadable: The file is empty.")
    assert second.split()[1] == "7.50" and last.strip() == "1 waiting for a person"
    assert scores.run([], as_json=True) == 0
    found = json.loads(capsys.readouterr().out)[0]["submissions"]
    assert [entry["status"] for entry in found] == ["needs a person", "graded"]
    assert found[0]["people"] == [due.why] and found[1]["people"] == []


@pytest.mark.parametrize(("names", "shown"), [([], True), (["week0"], True), (["week9"], False)])
def test_assignments_that_are_named_and_have_submissions_are_printed(
    gradebook, capsys, names, shown
):
    assert scores.run(names) == 0
    printed = capsys.readouterr()
    assert ("week0" in printed.out) is shown
    assert printed.err == ("" if shown else "Nothing of week9 is graded yet.\n")


def test_scores_as_data_hold_all_that_grading_found_out(tmp_path, monkeypatch, capsys):
    tiny.make_course(tmp_path)
    tiny.hand_in(tmp_path, "student-01", why="It doubles.")
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    tiny.grade(tmp_path, jobs=1)
    folder = tmp_path / "autograded" / "student-01" / tiny.NAME
    report = CellReport(tiny.NAME, "test-double", Report("double", (), 1.0, 2.0, mistake="sign"))
    graded = Result("graded", {}, (Grade(tiny.NAME, "test-double", 1.0, 2.0),), (), (report,))
    write_record(folder, graded, Keys("key"), None)

    assert scores.run([], as_json=True) == 0
    (found,) = json.loads(capsys.readouterr().out)
    (student,) = found["submissions"]
    assert (found["assignment"], student["student"], student["score"]) == ("tiny", "student-01", 5)
    assert student["to_be_read"] and student["late_penalty"] == 0 and student["final"] == 5
    assert student["record"]["reports"][0]["mistake"] == "sign"
    assert scores.run(["another"], as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == []
