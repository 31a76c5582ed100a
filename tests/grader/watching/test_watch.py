"""What is handed in while somebody watches: graded once, fed back with a receipt, whatever ends."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from nbgrader.utils import notebook_hash

from grader.watching import pending
from grader.watching import watch as watching
from tests.grader.pipeline import tiny
from tests.grader.watching.conftest import looks, new_watch

STUDENT = "student-01"


def feedback(root: Path, student: str = STUDENT) -> Path:
    return root / "feedback" / student / tiny.NAME


def receipt(root: Path, student: str = STUDENT) -> str:
    return (feedback(root, student) / "receipt.txt").read_text()


def graded(root: Path, student: str = STUDENT) -> dict:
    return json.loads((root / "autograded" / student / tiny.NAME / "grading.json").read_text())


def exchange(root: Path, student: str, stamp: str, **answers: str) -> str:
    """Hand in as `nbgrader submit` does; returns the secret."""
    made = tiny.hand_in(root, student, tiny.RIGHT | answers, when=None)
    secret = f"secret-of-{student}-{stamp}"
    (made / "timestamp.txt").write_text(f"{stamp} UTC\n")
    (made / "submission_secret.txt").write_text(secret)
    inbound = root / "exchange" / "neural-networks-by-hand" / "inbound"
    inbound.mkdir(parents=True, exist_ok=True)
    place = inbound / f"{student}+{tiny.NAME}+{stamp} UTC+abcdef"
    shutil.move(made, place)
    return secret


def test_a_folder_is_graded_and_fed_back_with_a_receipt_once(course):
    folder = tiny.hand_in(course, STUDENT, why="Twice as much.")
    watch, said = new_watch(course)
    assert looks(watch) == 1
    assert said[0].startswith("student-01, tiny: 5 of 9 points") and len(said) == 1
    text = receipt(course)
    notebook = (folder / "tiny.ipynb").read_bytes()
    assert hashlib.sha256(notebook).hexdigest() in text
    assert "Points: 5 of 9 so far; 4 wait for a person" in text
    assert "tiny: tiny.ipynb" in text and "2026-10-01 12:00:00 UTC" in text
    assert "test-double: 2 of 2" in text and "why: waits for a person" in text
    page = (feedback(course) / "tiny.html").read_text()
    assert page.count('id="receipt"') == 1 and "Points: 5 of 9 so far" in page
    before = graded(course)
    assert looks(watch, 4) == 0 and graded(course) == before
    again, said = new_watch(course)  # a restart
    assert looks(again, 3) == 0 and said == [] and graded(course) == before


def test_a_second_version_is_graded_and_takes_the_place_of_the_first(course):
    tiny.hand_in(course, STUDENT, tiny.RIGHT | {"double": "return x + 2"})
    watch, _ = new_watch(course)
    assert looks(watch) == 1 and "Points: 3 of 9" in receipt(course)
    tiny.hand_in(course, STUDENT)
    assert looks(watch, 3) == 1 and "Points: 5 of 9" in receipt(course)
    assert len(graded(course)["earlier"]) == 1


def test_what_was_graded_before_anybody_watched_is_left_alone(course):
    tiny.hand_in(course, STUDENT)
    tiny.grade(course, jobs=1)
    watch, said = new_watch(course)
    assert looks(watch, 3) == 0 and said == []
    assert not feedback(course).exists()


@pytest.mark.parametrize("at", ["_grade", "_feed_back", "put"])
def test_whatever_is_killed_the_next_watch_goes_on(course, at, monkeypatch):
    tiny.hand_in(course, STUDENT)
    watch, _ = new_watch(course)

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(watching if at == "put" else watching.Watch, at, killed)
        with pytest.raises(SystemExit):
            looks(watch)
    done = at != "_grade" and graded(course)
    again, _ = new_watch(course)
    assert looks(again) == 1 and "Points: 5 of 9" in receipt(course)
    assert graded(course)["earlier"] == []
    assert not done or graded(course) == done  # not graded twice
    assert pending.read_pending(course).begun == set()


def test_through_the_exchange_and_back(course):
    secret = exchange(course, "student-02", "2026-10-01 11:00:00")
    watch, said = new_watch(course)
    assert looks(watch) == 1 and len(said) == 1
    name = notebook_hash(secret=secret, notebook_id="tiny")
    released = course / "exchange" / "neural-networks-by-hand" / "feedback"
    assert "Receipt for tiny" in (released / f"{name}.html").read_text()
    later = exchange(course, "student-02", "2026-10-01 11:30:00", double="return x + 2")
    assert looks(watch, 3) == 1 and "Points: 3 of 9" in receipt(course, "student-02")
    name = notebook_hash(secret=later, notebook_id="tiny")
    assert "Points: 3 of 9" in (released / f"{name}.html").read_text()


def test_odd_things_are_said_once_and_stop_nobody(course):
    inbound = course / "exchange" / "neural-networks-by-hand" / "inbound"
    for name in ("x+nothing+2026-10-01 11:00:00 UTC+a", "no name", "y+tiny+no time+a"):
        (inbound / name).mkdir(parents=True)
        (inbound / name / "tiny.ipynb").write_text("{}")
    broken = course / "submitted" / "student-03" / tiny.NAME
    broken.mkdir(parents=True)
    (broken / "tiny.ipynb").write_text("no notebook")
    other = course / "submitted" / "student-04" / "another"
    other.mkdir(parents=True)
    (other / "a.ipynb").write_text("{}")
    (course / "submitted" / "student-05").mkdir()
    (course / "submitted" / "student-05" / tiny.NAME).symlink_to(broken)
    tiny.hand_in(course, STUDENT)
    watch, said = new_watch(course)
    assert looks(watch, 4) == 2
    text = "\n".join(said)
    assert len(said) == len(set(said)) and "Traceback" not in text
    assert "student-01, tiny: 5 of 9 points" in text
    assert "student-03, tiny: needs a person: unreadable" in text
    assert "student-04 handed in another, which is not released here" in text
    assert "student-05, tiny: could not be graded" in text
    assert text.count("is for no assignment here") == 2 and "y, tiny: " in text
    assert "Points: none yet" in receipt(course, "student-03")


def test_what_cannot_be_done_now_is_tried_again(course, monkeypatch):
    tiny.hand_in(course, STUDENT)
    watch, said = new_watch(course)
    with monkeypatch.context() as patch:
        patch.setattr(
            watch.api, "autograde", lambda *_, **__: {"success": False, "error": "it is locked"}
        )
        assert looks(watch, 4) == 0
    assert said == ["student-01, tiny: it is locked. It is tried again."]
    assert looks(watch) == 0
    watch.not_before.clear()  # half a minute later
    assert looks(watch) == 1 and receipt(course)


def test_ctrl_c_ends_it_and_a_second_watch_is_refused(course, monkeypatch, capsys):
    def one_look(watch: watching.Watch) -> None:
        assert watching.run(tiny.config(course)) == 1
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "_watch", one_look)
    assert watching.run(tiny.config(course)) == 0
    said = capsys.readouterr().out.splitlines()
    assert "Another watch of" in said[1] and "Stopped." in said[2] and len(said) == 3


def test_ctrl_c_while_grading_is_no_error_of_the_submission(course, monkeypatch):
    tiny.hand_in(course, STUDENT)
    watch, said = new_watch(course)
    error = {"success": False, "error": "Traceback\nKeyboardInterrupt"}
    monkeypatch.setattr(watch.api, "autograde", lambda *_, **__: error)
    with pytest.raises(KeyboardInterrupt):
        looks(watch)
    assert said == [] and watch.pending.has(STUDENT, tiny.NAME)
