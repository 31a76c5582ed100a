"""Does `python -m grader new` make an assignment that has no fault, or say why it makes none?"""

import sys
from pathlib import Path

import pytest

from grader import __main__ as command
from grader import lint
from grader.assignment import load_assignment
from grader.authoring import new
from grader.exercises import ExerciseError

NAME = "my-assignment"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "source" / "week2-logistic-regression").mkdir(parents=True)
    (tmp_path / "grader" / "exercises").mkdir(parents=True)
    (tmp_path / "grader" / "exercises" / "draw.py").write_text("# inputs\n")
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def exercises(module: Path) -> dict:
    names: dict = {}
    exec(compile(module.read_text(encoding="utf-8"), str(module), "exec"), names)
    return {entry.function: entry for entry in names["EXERCISES"]}


def test_a_new_assignment_has_no_fault(root, monkeypatch):
    book, module = new.create(NAME, root)
    assert book == root / "source" / NAME / f"{NAME}.ipynb" and module.name == "my_assignment.py"
    found = exercises(module)
    monkeypatch.setattr(lint, "exercises_in", lambda assignment: found)
    monkeypatch.setattr(lint, "remember", lambda name, key: None)
    proof = lint.prove(load_assignment(NAME, root / "source"))
    assert proof.problems == [] and (proof.exercises, proof.listed) == (1, 4)
    assert proof.general > 5


@pytest.mark.parametrize("name", ["ps1", "week7-convolutions", "a", "week10-x"])
def test_a_good_name_is_taken(name, root):
    book, module = new.create(name, root)
    assert book.is_file() and module.is_file()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "is no name for an assignment"),
        ("My-Assignment", "is no name for an assignment"),
        ("my_assignment", "is no name for an assignment"),
        ("my assignment", "is no name for an assignment"),
        ("1st", "is no name for an assignment"),
        ("a--b", "is no name for an assignment"),
        ("a+b", "is no name for an assignment"),
        ("../elsewhere", "is no name for an assignment"),
        ("übung", "is no name for an assignment"),
        ("a" * 61, "is no name for an assignment"),
        ("hunt-week1", "would be a bug hunt"),
        ("con", "means something to Windows"),
        ("class", "means something to Windows or to Python"),
        ("week2-logistic-regression", "is there already"),
        ("draw", "draw.py is there already"),
        ("week2-other", "week 2 has an assignment already: week2-logistic-regression"),
        ("week02-other", "week 2 has an assignment already"),
    ],
)
def test_a_name_that_is_no_good_is_refused_and_nothing_changes(name, words, root):
    before = files(root)
    with pytest.raises(ExerciseError, match=words) as caught:
        new.create(name, root)
    assert files(root) == before and "\n" not in str(caught.value)


def test_a_second_time_the_first_one_stays(root):
    book, module = new.create(NAME, root)
    module.write_text("# mine\n")
    book.write_text("mine")
    with pytest.raises(ExerciseError, match="is there already, and stays as it is"):
        new.create(NAME, root)
    assert (module.read_text(), book.read_text()) == ("# mine\n", "mine")


def test_a_course_without_room_for_exercises_keeps_no_half_of_it(tmp_path):
    with pytest.raises(OSError, match="my_assignment"):
        new.create(NAME, tmp_path)
    assert files(tmp_path) == {} and not (tmp_path / "source" / NAME).exists()


def test_the_command_refuses_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["grader", "new", "No Good"])
    assert command.main() == 1
    error = capsys.readouterr().err
    assert error.startswith("grader: 'No Good' is no name") and error.count("\n") == 1


def test_the_command_says_what_it_made(root, capsys):
    assert new.run(NAME, root) == 0
    said = capsys.readouterr().out
    assert f"{NAME}.ipynb" in said and "make lint ASSIGNMENT=my-assignment" in said
