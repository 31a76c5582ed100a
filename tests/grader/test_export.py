"""Does a spreadsheet read the grades as they are, whatever students are called?"""

import csv
import datetime
import os
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy import event

from grader.export import COLUMNS, SafeCsv, neutral
from grader.pipeline.record import Keys, write_record
from grader.pipeline.result import Due, Grade, Result
from grader.standing import standing, standing_without
from tests.grader.pipeline import tiny

AWKWARD = ["plain", "a,b;c", '"', 'say "x", then', "two\nlines", "\r\n"]
AWKWARD += ["=1+1", "+1", "-1", "@a", "\tx"]


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory):
    """Students with awkward names, and two assignments; the tests only read it."""
    path = tmp_path_factory.mktemp("course") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        # nbgrader runs alembic by its name
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        with Gradebook(f"sqlite:///{path}", "course") as found:
            found.add_assignment("week2", duedate=datetime.datetime(2026, 10, 1))
            found.add_assignment("week3")
            for number, name in enumerate(AWKWARD):
                found.add_student(f"student-{number:02}", last_name=name, first_name=name[::-1])
            yield found


def exported(gradebook, path, **options):
    plugin = SafeCsv()
    plugin.to = str(path)
    for name, value in options.items():
        setattr(plugin, name, value)
    plugin.export(gradebook)
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_name_comes_back_and_none_is_a_formula(gradebook, tmp_path):
    rows = exported(gradebook, tmp_path / "grades.csv", assignment=["week2"])
    found = {row["student_id"]: row for row in rows}
    assert len(rows) == len(found) == len(AWKWARD)
    for number, name in enumerate(AWKWARD):
        row = found[f"student-{number:02}"]
        assert row["last_name"].removeprefix("'") == name
        assert not row["last_name"].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert row["score"] == "0.0" and row["timestamp"] == ""


def test_every_assignment_is_exported_unless_some_are_named(gradebook, tmp_path):
    assert len(exported(gradebook, tmp_path / "all.csv")) == 2 * len(AWKWARD)
    some = exported(gradebook, tmp_path / "one.csv", student=["student-03"])
    assert {row["student_id"] for row in some} == {"student-03"} and len(some) == 2


def test_an_assignment_that_nobody_knows_is_said_and_nothing_is_written(gradebook, tmp_path):
    with pytest.raises(SystemExit, match=r"No assignment in the gradebook is called week9\."):
        exported(gradebook, tmp_path / "grades.csv", assignment=["week9"])
    assert not list(tmp_path.glob("grades.csv*"))


def test_the_columns_are_nbgraders_own_and_the_status(gradebook, tmp_path):
    (first, *_) = exported(gradebook, tmp_path / "grades.csv")
    assert tuple(first) == COLUMNS and COLUMNS[-2:] == ("status", "why")
    assert first["status"] == "nothing handed in"


def test_who_needs_a_person_or_is_not_graded_yet_has_an_empty_score(
    gradebook, tmp_path, monkeypatch
):
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    gradebook.add_notebook("one", "week3")
    gradebook.add_grade_cell("test", "one", "week3", max_score=10, cell_type="code")
    people = {"student-00": (), "student-01": (Due("missing: two.ipynb was not handed in."),)}
    for student, due in people.items():
        gradebook.add_submission("week3", student)
        grade = gradebook.find_grade("test", "one", "week3", student)
        grade.auto_score, grade.needs_manual_grade = (None, True) if due else (4.0, False)
        folder = tmp_path / "autograded" / student / "week3"
        folder.mkdir(parents=True)
        result = Result("x", {}, (Grade("one", "test", grade.auto_score, 10.0),), (), people=due)
        write_record(folder, result, Keys("key"), None)
    gradebook.db.commit()
    (tmp_path / "submitted" / "student-02" / "week3").mkdir(parents=True)
    try:
        rows = exported(gradebook, tmp_path / "grades.csv", assignment=["week3"])
    finally:
        for student in people:
            gradebook.remove_submission("week3", student)
    found = {row["student_id"]: (row["raw_score"], row["score"], row["status"]) for row in rows}
    assert found["student-00"] == ("4.0", "4.0", "graded")
    assert found["student-01"] == ("", "", "needs a person")
    assert found["student-02"] == ("", "", "not graded yet")
    assert found["student-03"] == ("0.0", "0.0", "nothing handed in")
    whys = {row["student_id"]: row["why"] for row in rows}
    assert whys["student-01"] == "missing: two.ipynb was not handed in."
    assert not list(tmp_path.glob("*.part"))


def test_an_export_that_fails_leaves_the_old_file_whole(gradebook, tmp_path, monkeypatch):
    path = tmp_path / "grades.csv"
    exported(gradebook, path)
    before = path.read_bytes()

    def full(self, gradebook):
        raise OSError("no space left")

    monkeypatch.setattr(SafeCsv, "_rows", full)
    with pytest.raises(OSError, match="no space left"):
        exported(gradebook, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ("=x", "'=x"), ("x=", "x="), (-1.5, -1.5), ("-1.5", "'-1.5"), ("", ""), (0, 0)],
)
def test_only_text_is_neutralised(value, text):
    assert neutral(value) == text


def one_by_one(gradebook):
    """The rows of the CSV as nbgrader's own objects tell them, a student at a time."""
    for assignment in gradebook.assignments:
        for student in gradebook.students:
            try:
                work = gradebook.find_submission(assignment.name, student.id)
                late, found = work.late_submission_penalty, standing(work)
                result = [work.score, late, max(0.0, work.score - late)]
                timestamp = work.timestamp
            except MissingEntry:
                result, timestamp = [0.0, 0.0, 0.0], None
                found = standing_without(student.id, assignment.name)
            if not found.has_score:
                result = ["", "", ""]
            person = [student.id, student.last_name, student.first_name, student.email]
            said = [assignment.max_score, found.status, found.why]
            row = [assignment.name, assignment.duedate, timestamp, *person, *result, *said]
            yield ["" if value is None else str(value) for value in row]


@pytest.fixture
def graded(course, monkeypatch):
    """A class of all kinds: late, unreadable, one who is not graded yet, one with nothing."""
    monkeypatch.setenv("COURSE_ROOT", str(course))
    tiny.hand_in_class(course, 6)
    tiny.hand_in(course, "student-006", when=tiny.DUE + datetime.timedelta(hours=30), why="So.")
    (tiny.hand_in(course, "student-007") / f"{tiny.NAME}.ipynb").write_text("{")
    tiny.grade(course, jobs=1)
    tiny.hand_in(course, "student-008")
    with tiny.gradebook(course) as gradebook:
        gradebook.add_student("student-008", last_name="Alba")
        gradebook.add_student("student-009", last_name="")
        yield gradebook


def test_the_rows_are_those_of_nbgraders_own_objects(graded, tmp_path):
    rows = exported(graded, tmp_path / "grades.csv")
    assert [list(row.values()) for row in rows] == list(one_by_one(graded))
    statuses = {row["status"] for row in rows}
    assert len(rows) == 10 and len(statuses) == 5


def test_a_larger_class_asks_the_database_no_more(graded, tmp_path):
    asked = []
    event.listen(graded.engine, "before_cursor_execute", lambda *words: asked.append(words[2]))
    exported(graded, tmp_path / "grades.csv")
    few, _ = len(asked), asked.clear()
    for number in range(40):
        graded.add_submission(tiny.NAME, graded.add_student(f"more-{number}").id)
    asked.clear()
    assert len(exported(graded, tmp_path / "grades.csv")) == 50
    assert len(asked) == few
