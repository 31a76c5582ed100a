"""What goes wrong with one submission, wherever it does, is that submission's alone."""

import errno
import json
from pathlib import Path

import pytest

from grader.outputs import notebook
from grader.outputs.pace import OutOfTime
from grader.pipeline import folders, task
from grader.pipeline.book import Book
from grader.pipeline.record import read_record
from tests.grader.pipeline import tiny

CLASS = ("student-01", "student-02", "student-03")
BAD = "student-02"
MARK = "return 2 * x  # this one"


@pytest.fixture
def class_(course: Path) -> Path:
    for student in CLASS:
        tiny.hand_in(course, student, tiny.RIGHT | ({"double": MARK} if student == BAD else {}))
    return course


def record(root: Path, student: str) -> dict:
    found = read_record(root / "autograded" / student / tiny.NAME)
    assert found is not None
    return found


def failing(original, error):
    """A step that fails for the one submission and for no other."""

    def step(*args, **kwargs):
        if any(MARK in str(arg) or arg == BAD for arg in args):
            raise error
        return original(*args, **kwargs)

    return step


STEPS = {
    "rebuild": RecursionError(),
    "clean_notebook": OutOfTime(),
    "written": ValueError("a surrogate"),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_fails_is_a_fault_of_one(class_, monkeypatch, name):
    place, error = task, STEPS[name]
    original = getattr(place, name)
    monkeypatch.setattr(place, name, failing(original, error))
    tiny.grade(class_, jobs=1)
    assert {s: record(class_, s)["status"] for s in CLASS} == {
        "student-01": "graded", BAD: "fault", "student-03": "graded",
    }  # fmt: skip
    scores = tiny.scores(class_)
    assert (scores["student-01"], scores["student-03"]) == (5.0, 5.0)
    monkeypatch.setattr(place, name, original)
    tiny.grade(class_, jobs=1)
    assert tiny.scores(class_) == dict.fromkeys(CLASS, 5.0)


def test_a_folder_that_no_disk_can_hold_is_a_fault_and_keeps_its_scores(class_, monkeypatch):
    (class_ / "submitted" / BAD / tiny.NAME / "data.txt").write_text("x")
    write = folders._write_others

    def refuse(folder, files):
        if "data.txt" in files:
            raise OSError(errno.EILSEQ, "no such name")
        write(folder, files)

    monkeypatch.setattr(folders, "_write_others", refuse)
    tiny.grade(class_, jobs=1)
    assert record(class_, BAD)["status"] == "fault"
    assert "scores are kept" in record(class_, BAD)["notes"][0]
    assert record(class_, "student-03")["status"] == "graded"
    assert tiny.scores(class_) == dict.fromkeys(CLASS, 5.0)


def test_whom_the_gradebook_cannot_hold_is_left_for_a_person(class_, monkeypatch, caplog):
    write = Book.write

    def refuse(self, student, *rest):
        if student == BAD:
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        return write(self, student, *rest)

    monkeypatch.setattr(Book, "write", refuse)
    tiny.grade(class_, jobs=1)
    assert f"{BAD} needs a person: fault" in caplog.text
    assert tiny.scores(class_) == {"student-01": 5.0, "student-03": 5.0}
    monkeypatch.setattr(Book, "write", write)
    tiny.grade(class_, jobs=1)
    assert tiny.scores(class_) == dict.fromkeys(CLASS, 5.0)


def test_names_and_links_that_are_none_of_ours_stop_nobody(class_, caplog):
    top = class_ / "submitted"
    (top / "a\nstudent-01: 0 -> 100" / tiny.NAME).mkdir(parents=True)
    (top / "linked").mkdir()
    (top / "linked" / tiny.NAME).symlink_to(top / BAD / tiny.NAME)
    tiny.grade(class_, jobs=1)
    assert tiny.scores(class_) == dict.fromkeys(CLASS, 5.0)
    assert "linked needs a person: is handed in as a link" in caplog.text
    lines = [message for r in caplog.records for message in r.getMessage().splitlines()]
    assert not any(line.startswith("student-01: 0") for line in lines)


def test_what_was_left_out_is_told_to_whoever_handed_it_in(class_):
    folder = class_ / "submitted" / BAD / tiny.NAME
    (folder / "mine\x1b[38m<b>.txt").symlink_to("/etc/hosts")
    tiny.grade(class_, jobs=1)
    (note,) = record(class_, BAD)["notes"]
    assert "is a link and was left out" in note
    assert note.isprintable()
    assert "<b>" not in note
    book = json.loads(
        (class_ / "autograded" / BAD / tiny.NAME / f"{tiny.NAME}.ipynb").read_text("utf-8")
    )
    assert "is a link and was left out" in "".join(book["cells"][0]["source"])
    assert record(class_, "student-01")["notes"] == []


def test_what_takes_too_long_to_draw_is_cut_and_the_rest_stands(class_, monkeypatch):
    path = class_ / "submitted" / BAD / tiny.NAME / f"{tiny.NAME}.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    book["cells"][-1]["source"] = "Because. " + "\\begin{a}" * 11_000
    path.write_text(json.dumps(book), encoding="utf-8")
    tiny.grade(class_, jobs=1)
    text = (class_ / "autograded" / BAD / tiny.NAME / f"{tiny.NAME}.ipynb").read_text("utf-8")
    assert notebook.NOT_DRAWN in text
    assert tiny.scores(class_) == dict.fromkeys(CLASS, 5.0)
