"""Which gradebook is opened, what is asked of it at once, and what keeps it quick."""

import contextlib
import sqlite3
import subprocess
import sys

import pytest
from nbgrader.dbutil import upgrade
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from grader.__main__ import main
from grader.gradebook import (
    INDEXES,
    TABLES,
    GradebookError,
    add_indexes,
    entries,
    look_at,
    may_pass,
    open_gradebook,
    words_of,
)
from grader.places import ROOT, course_root
from tests.grader.pipeline import tiny


def test_the_course_is_the_projects_own_folder_unless_another_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("COURSE_ROOT", raising=False)
    assert course_root() == ROOT
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path / "a class"))
    assert course_root() == tmp_path / "a class"


def test_what_is_written_is_there_when_it_is_opened_again(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    with open_gradebook() as gradebook:
        gradebook.add_student("student-01")
    with open_gradebook() as gradebook:
        assert [student.id for student in gradebook.students] == ["student-01"]


def foreign(path):
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE recipes (name TEXT)")


BROKEN = {
    "damaged": lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 3000),
    "text": lambda path: path.write_text("student,score\n" * 100),
    "foreign": foreign,
    "folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_gradebook_is_one_sentence_for_every_command(
    tmp_path, monkeypatch, capsys, kind
):
    path = tmp_path / "gradebook.db"
    BROKEN[kind](path)
    with pytest.raises(GradebookError, match=r"gradebook\.db"):
        look_at(f"sqlite:///{path}")
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["grader", "scores"])
    assert main() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and str(path) in said
    with pytest.raises(SystemExit, match=r"gradebook\.db"):
        tiny.config(tmp_path)  # what nbgrader reads first, whatever it is to do


def test_no_gradebook_and_an_empty_one_are_sound(tmp_path, monkeypatch, capsys):
    look_at(f"sqlite:///{tmp_path}/gradebook.db")
    (tmp_path / "gradebook.db").touch()
    look_at(f"sqlite:///{tmp_path}/gradebook.db")
    (tmp_path / "gradebook.db").unlink()
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["grader", "scores"])
    assert main() == 0
    assert "nothing was graded" in capsys.readouterr().err
    assert not (tmp_path / "gradebook.db").exists()


ELSEWHERE = "c = get_config()\nc.CourseDirectory.db_url = 'sqlite:///{path}'\n"


KILLED = """
import os, sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
book.execute("PRAGMA cache_size = 1")
book.execute("BEGIN IMMEDIATE")
book.execute("UPDATE student SET first_name = zeroblob(100000)")
os._exit(9)
"""


def test_a_gradebook_whose_writer_was_killed_is_sound(tmp_path):
    """What the killed one had begun lies in a journal, which the next to open it rolls back."""
    path = tmp_path / "gradebook.db"
    with contextlib.closing(sqlite3.connect(path)) as book:
        for table in TABLES:
            book.execute(f"CREATE TABLE {table} (first_name)")
        book.execute("INSERT INTO student VALUES ('as it was')")
        book.commit()
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)]).returncode == 9
    assert path.with_name("gradebook.db-journal").exists()
    look_at(f"sqlite:///{path}")
    with contextlib.closing(sqlite3.connect(path)) as book:
        assert book.execute("SELECT first_name FROM student").fetchall() == [("as it was",)]


@pytest.mark.parametrize("where", ["environment", "course", "current folder"])
def test_the_configuration_says_where_the_gradebook_is(monkeypatch, tmp_path, capsys, where):
    root, here, path = tmp_path / "course", tmp_path / "here", tmp_path / "elsewhere.db"
    root.mkdir()
    here.mkdir()
    monkeypatch.setenv("COURSE_ROOT", str(root))
    monkeypatch.chdir(here)
    if where == "environment":
        monkeypatch.setenv("NBGRADER_DB_URL", f"sqlite:///{path}")
    else:
        folder = root if where == "course" else here
        (folder / "nbgrader_config.py").write_text(ELSEWHERE.format(path=path))
    with open_gradebook() as gradebook:
        gradebook.add_student("student-01")
    assert path.is_file() and not (root / "gradebook.db").exists()
    monkeypatch.setattr(sys, "argv", ["grader", "scores"])
    assert main() == 0
    assert capsys.readouterr().err == ""  # there is a gradebook, if an empty one


def test_a_configuration_that_fails_is_one_sentence(monkeypatch, tmp_path, capsys):
    (tmp_path / "nbgrader_config.py").write_text("1 / 0\n")
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["grader", "scores"])
    assert main() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "nbgrader_config.py: ZeroDivisionError" in said


@pytest.mark.parametrize(
    "url",
    ["nonsense", "postgres9000://me:hush@db/course", "oracle+oracledb://me:hush@db/course"],
)
def test_an_address_that_cannot_be_used_is_one_sentence(monkeypatch, tmp_path, capsys, url):
    with pytest.raises(GradebookError) as caught:
        look_at(url)
    assert "\n" not in str(caught.value) and "hush" not in str(caught.value)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    monkeypatch.setenv("NBGRADER_DB_URL", url)
    monkeypatch.setattr(sys, "argv", ["grader", "scores"])
    assert main() == 1
    assert capsys.readouterr().err.count("\n") == 1


def indexes(gradebook):
    known = inspect(gradebook.engine)
    return {
        (table, index["column_names"][0])
        for table, _ in INDEXES
        for index in known.get_indexes(table)
        if str(index["name"]).startswith("ix_")
    }


def test_indexes_are_made_once_and_nbgrader_does_not_mind(course):
    with tiny.gradebook(course) as gradebook:
        assert indexes(gradebook) == set()
        add_indexes(gradebook)
        add_indexes(gradebook)
        assert indexes(gradebook) == set(INDEXES)
        gradebook.add_submission(tiny.NAME, gradebook.add_student("ada").id)
        gradebook.remove_submission(tiny.NAME, "ada")
    upgrade(f"sqlite:///{course / 'gradebook.db'}")


def test_grading_makes_the_indexes(course):
    tiny.hand_in(course, "ada")
    tiny.grade(course, jobs=1)
    with tiny.gradebook(course) as gradebook:
        assert indexes(gradebook) == set(INDEXES)


def test_where_no_index_can_be_made_all_works_without(course, monkeypatch):
    path = course / "gradebook.db"
    with tiny.gradebook(course) as gradebook, contextlib.closing(sqlite3.connect(path)) as other:
        gradebook.db.connection().exec_driver_sql("PRAGMA busy_timeout = 10")
        other.execute("BEGIN IMMEDIATE")
        add_indexes(gradebook)
        other.rollback()
        assert indexes(gradebook) == set()
        assert [one.name for one in gradebook.assignments] == [tiny.NAME]


def test_all_that_is_known_of_a_class_is_what_nbgrader_says_one_by_one(course):
    with tiny.gradebook(course) as gradebook:
        gradebook.add_student("nobody")
        for number, late in enumerate([0.0, 1.0, None]):
            student = f"student-{number}"
            gradebook.add_student(student)
            gradebook.add_submission(tiny.NAME, student, timestamp=tiny.DUE)
            (book,) = gradebook.find_submission(tiny.NAME, student).notebooks
            book.late_submission_penalty = late
            for grade, points in zip(book.grades, [number, None, 0.5], strict=True):
                grade.auto_score, grade.extra_credit = points, 0.25 if number == 1 else None
                grade.manual_score = 2.0 if number == 2 else None
                grade.needs_manual_grade = number == 2
        gradebook.db.commit()
        assignment = gradebook.find_assignment(tiny.NAME)
        found = entries(gradebook, assignment)
        assert list(found) == ["student-0", "student-1", "student-2"]
        for student, entry in found.items():
            one = gradebook.find_submission(tiny.NAME, student)
            assert (entry.timestamp, entry.score, entry.penalty, entry.to_be_read) == (
                one.timestamp,
                one.score,
                one.late_submission_penalty,
                one.needs_manual_grade,
            )


class Said(Exception):
    """What a driver raises."""

    def __init__(self, text, sqlstate=None):
        super().__init__(text)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("said", "passes", "words"),
    [
        (Said("database is locked"), True, "database is locked"),
        (Said("deadlock detected\nDETAIL: a\nHINT: b", "40P01"), True, "deadlock detected"),
        (Said("could not obtain lock", "55P03"), True, "could not obtain lock"),
        (Said("\n  the server is gone.\nIs it there?", None), False, "the server is gone"),
        (Said(""), False, "Said"),
    ],
)
def test_what_a_database_says_is_one_line_and_may_pass(said, passes, words):
    error = OperationalError("SELECT 1", {}, said)
    assert may_pass(error) is passes and words_of(error) == words
