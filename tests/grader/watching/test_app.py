"""Is a hand-in graded, answered and found by its student, once, whatever happens meanwhile?"""

import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256

import pytest
from bs4 import BeautifulSoup

from grader.feedback import receipts
from grader.feedback.converter import FeedbackPages
from grader.watching import answering, app
from tests.course import heed_ctrl_c
from tests.grader.pipeline import tiny
from tests.grader.watching.handing_in import fetch, inbound, release, submit, watch

QUICK = {"patience": 0.6}


@pytest.fixture
def said():
    return []


@pytest.fixture
def watched(course, said):
    """A course with an exchange, and a watch of it."""
    release(course)
    return watch(course, said.append, **QUICK)


def until_done(found):
    app._until_done(found)


def told(course, student):
    return receipts.read(course / "feedback" / student / tiny.NAME)


def test_what_is_handed_in_is_graded_and_its_student_fetches_page_and_receipt(
    course, watched, said
):
    arrived = submit(course, "ada", tiny.RIGHT | {"halves": "return [0.5, 1, 7]"}, "Because.")
    until_done(watched)
    assert tiny.scores(course) == {"ada": 4.0}
    assert len(said) == 1 and said[0].startswith("tiny ada: 4 of 9 points, 1 answer to be read")
    receipt = told(course, "ada")
    digest = sha256((arrived / "tiny.ipynb").read_bytes()).hexdigest()
    assert receipt["files"] == {"tiny.ipynb": digest}
    assert receipt["read_as"] == {"tiny": "tiny.ipynb"} and receipt["status"] == "graded"
    assert receipt["handed_in"][:19] == arrived.name.split("+")[2][:19]
    text = (course / "feedback" / "ada" / "tiny" / "receipt.txt").read_text(encoding="utf-8")
    assert digest in text and "4 of 9, 1 answer not read yet" in text
    (page,) = fetch(course, "ada")
    found = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert "4 of 9 points so far" in found.text and digest in found.select_one(".receipt").text


def test_nothing_is_graded_twice_also_by_another_watch(course, watched, said, monkeypatch):
    submit(course, "ada")
    tiny.hand_in(course, "bob")
    until_done(watched)
    graded = {name: (course / "autograded" / name / "tiny" / "grading.json").read_text("utf-8")
              for name in ("ada", "bob")}  # fmt: skip
    before = [told(course, name) for name in graded]
    until_done(watched)
    again = watch(course, said.append, **QUICK)
    until_done(again)
    for name, text in graded.items():
        path = course / "autograded" / name / "tiny" / "grading.json"
        assert path.read_text(encoding="utf-8") == text
    assert [told(course, name) for name in graded] == before
    assert len(said) == 2


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_was_not_finished_is_finished_by_the_next_watch(course, watched, said, monkeypatch):
    """Killed between the grade and its page: the page is made, and nothing graded again."""
    submit(course, "ada")
    with monkeypatch.context() as patch:
        patch.setattr(answering, "_give", interrupted)
        with pytest.raises(KeyboardInterrupt):
            until_done(watched)
    record = (course / "autograded" / "ada" / "tiny" / "grading.json").read_text(encoding="utf-8")
    assert not (course / "feedback" / "ada" / "tiny" / "tiny.html").exists()
    until_done(watch(course, said.append, **QUICK))
    assert (course / "autograded" / "ada" / "tiny" / "grading.json").read_text("utf-8") == record
    assert len(fetch(course, "ada")) == 1


def test_the_next_attempt_counts_and_the_receipt_knows_the_one_before(course, watched):
    first = submit(course, "ada", {})
    until_done(watched)
    submit(course, "ada", tiny.RIGHT)
    until_done(watched)
    assert tiny.scores(course) == {"ada": 5.0}
    (before,) = told(course, "ada")["earlier"]
    assert before["handed_in"][:19] == first.name.split("+")[2][:19]
    assert len(fetch(course, "ada")) == 2  # each attempt has its own page


def test_a_half_copied_hand_in_is_waited_for(course, watched, said):
    folder = tiny.hand_in(course, "ada")
    whole = (folder / "tiny.ipynb").read_bytes()
    (folder / "tiny.ipynb").write_bytes(whole[: len(whole) // 2])
    watched.look()
    time.sleep(app.STEP / 1000 + 0.3)  # longer than what is whole has to be quiet
    watched.look()
    assert not said and watched.waiting.some
    (folder / "tiny.ipynb").write_bytes(whole)
    until_done(watched)
    assert tiny.scores(course) == {"ada": 5.0} and told(course, "ada")["status"] == "graded"


def test_a_damaged_one_gets_a_receipt_that_says_so(course, watched, said):
    arrived = submit(course, "ada")
    path = arrived / "tiny.ipynb"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:300])
    until_done(watched)
    receipt = told(course, "ada")
    assert receipt["status"] == "unreadable" and "damaged or cut off" in receipt["said"]
    assert "needs a person: unreadable" in said[0]
    (page,) = fetch(course, "ada")
    assert "damaged or cut off" in page.read_text(encoding="utf-8")
    text = (course / "feedback" / "ada" / "tiny" / "receipt.txt").read_text(encoding="utf-8")
    assert "0 of" not in text and "A person will look" in text


def test_without_feedback_only_the_receipt_is_given(course, said):
    release(course)
    submit(course, "ada", tiny.RIGHT | {"double": "return None"})
    found = watch(course, said.append, feedback=False, **QUICK)
    until_done(found)
    (page,) = fetch(course, "ada")
    text = page.read_text(encoding="utf-8")
    assert "Receipt" in text and "This is no feedback yet" in text
    assert "return None" not in text and "assert" not in text
    said_to_student = (course / "feedback" / "ada" / "tiny" / "receipt.txt").read_text("utf-8")
    assert "3 of 9" not in text + said_to_student
    given = course / "feedback" / "ada" / "tiny" / "tiny.html"
    tiny_course = found.assignments["tiny"]
    FeedbackPages(coursedir=tiny_course.course(), config=tiny_course.config).start()
    assert "3 of 9" in given.read_text(encoding="utf-8")
    until_done(watch(course, said.append, feedback=False, **QUICK))  # what is made, stays
    assert "3 of 9" in given.read_text(encoding="utf-8")
    assert "3 of 9" not in fetch(course, "ada")[0].read_text(encoding="utf-8")


def test_a_folder_is_copied_from_and_kept(course, said, tmp_path):
    drop = tmp_path / "drop"
    made = tiny.hand_in(course, "bob")
    (drop / "ada").mkdir(parents=True)
    (made / "timestamp.txt").unlink()
    made.rename(drop / "ada" / "tiny")
    found = watch(course, said.append, drop, **QUICK)
    until_done(found)
    assert tiny.scores(course) == {"ada": 5.0}
    assert (drop / "ada" / "tiny" / "tiny.ipynb").is_file()
    assert (course / "submitted" / "ada" / "tiny" / "timestamp.txt").read_text().endswith("UTC")
    until_done(watch(course, said.append, drop, **QUICK))
    assert len(said) == 1


def test_what_cannot_be_graded_now_is_tried_again(course, watched, said, monkeypatch):
    submit(course, "ada")
    monkeypatch.setattr(app, "RETRY", 0.0)
    failing = [app.RunError("The gradebook cannot be used: it is locked.")]

    def answer(*about):
        if failing:
            raise failing.pop()
        return answering.answer(*about)

    monkeypatch.setattr(app, "answer", answer)
    until_done(watched)
    assert said[0] == "tiny ada: not yet: The gradebook cannot be used: it is locked."
    assert tiny.scores(course) == {"ada": 5.0}


def test_who_is_not_in_the_gradebook_gets_no_grade_where_none_are_added(course, said):
    release(course)
    submit(course, "eve")
    found = watch(course, said.append, **QUICK)
    found.assignments["tiny"].config.Autograde.create_student = False
    until_done(found)
    assert "is not in the gradebook" in said[0] and not tiny.scores(course)


@pytest.mark.parametrize("words", [["nothing"], []])
def test_what_is_not_released_is_said(tmp_path, monkeypatch, capsys, words):
    monkeypatch.setattr(app, "configuration", lambda: tiny.config(tmp_path))
    assert app.run(words) == 1
    assert "released" in capsys.readouterr().err


def test_a_running_watch_answers_at_once_and_ends_by_ctrl_c(course):
    """The first submission and a later one, each as it comes."""
    release(course)
    source = str(course / "source")
    settings = f"c = get_config()\nc.CourseDirectory.source_directory = {source!r}\n"
    (course / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    environment = os.environ | {"COURSE_ROOT": str(course), "JOBS": "1"}
    running = subprocess.Popen(
        [sys.executable, "-m", "grader", "watch", "tiny"], cwd=course, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed_ctrl_c,
    )  # fmt: skip
    try:
        assert running.stdout and "Watching" in running.stdout.readline()
        for student in ("ada", "bob"):
            start = time.monotonic()
            submit(course, student)
            assert f"tiny {student}: 5 of 9 points" in running.stdout.readline()
            assert len(fetch(course, student)) == 1
            seconds = time.monotonic() - start
        assert seconds < 60  # less than one where nobody else computes: tests.bench_watch
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
        assert running.returncode == 0 and "Stopped." in out and not err
    finally:
        running.kill()
        running.wait()
    assert not list(inbound(course).parent.glob("**/.arriving-*"))
    assert json.loads((course / "feedback" / "bob" / "tiny" / "receipt.json").read_text("utf-8"))
