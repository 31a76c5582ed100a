"""Which gradebook is opened."""

import contextlib
import sqlite3
import sys

import pytest

from grader.__main__ import main
from grader.gradebook import GradebookError, course_root, look_at, open_gradebook
from grader.places import ROOT
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
        look_at(path)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["grader", "scores"])
    assert main() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and str(path) in said
    with pytest.raises(SystemExit, match=r"gradebook\.db"):
        tiny.config(tmp_path)  # what nbgrader reads first, whatever it is to do


def test_no_gradebook_and_an_empty_one_are_sound(tmp_path, monkeypatch, capsys):
    look_at(tmp_path / "gradebook.db")
    (tmp_path / "gradebook.db").touch()
    look_at(tmp_path / "gradebook.db")
    (tmp_path / "gradebook.db").unlink()
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["grader", "scores"])
    assert main() == 0
    assert "nothing was graded" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
