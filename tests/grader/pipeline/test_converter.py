"""`nbgrader autograde` and the formgrader's button: the behaviour that nbgrader's users expect."""

import asyncio
import json
import threading
from datetime import timedelta

import nbformat
import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters.base import NbGraderException

from grader.pipeline import bundling, converter, record
from tests.grader.pipeline import tiny

LATE = tiny.DUE + timedelta(hours=30)


@pytest.fixture
def graded(course, caplog):
    """A course of two, graded once."""
    tiny.hand_in(course, "ada")
    tiny.hand_in(course, "bob", tiny.RIGHT | {"double": "return 0"})
    tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"ada": 5.0, "bob": 3.0}
    caplog.clear()
    return course


def executed(course, student):
    path = course / "autograded" / student / tiny.NAME / f"{tiny.NAME}.ipynb"
    return nbformat.read(path, 4)


def test_the_autograded_notebook_is_executed_and_its_hidden_tests_are_there(graded):
    cells = {cell.id: cell for cell in executed(graded, "bob").cells}
    assert "double(-3)" in cells["test-double"].source
    assert cells["test-double"].outputs[0].ename == "AssertionError"
    assert cells["test-halves"].outputs[0].data["text/plain"] == "3"


def test_a_rerun_grades_nothing(graded, caplog, monkeypatch):
    monkeypatch.setattr("grader.pipeline.workers.grade_submission", None)
    tiny.grade(graded, jobs=1)
    assert caplog.messages[0].startswith("0 graded, 2 unchanged")


def test_force_grades_everybody_again(graded, caplog):
    tiny.grade(graded, jobs=1, force=True)
    assert caplog.messages[0].startswith("2 graded, 0 unchanged")
    assert len(caplog.messages) == 1  # nobody's score changed


def test_a_changed_submission_is_graded_again_and_no_other(graded, caplog):
    tiny.hand_in(graded, "bob")
    tiny.grade(graded, jobs=1)
    assert caplog.messages[0].startswith("1 graded, 1 unchanged")
    assert caplog.messages[1:] == ["bob: 3 -> 5"]


def test_another_timestamp_is_another_submission(graded, caplog):
    tiny.hand_in(graded, "ada", when=LATE)
    tiny.grade(graded, jobs=1)
    assert caplog.messages[0].startswith("1 graded, 1 unchanged")
    assert tiny.contents(graded)["ada"]["timestamp"] == LATE
    assert tiny.contents(graded)["ada"]["penalty"] == pytest.approx(1.0)


def test_another_due_date_changes_the_penalty_at_the_next_run(graded, caplog):
    with tiny.gradebook(graded) as gradebook:
        gradebook.update_or_create_assignment(tiny.NAME, duedate=tiny.DUE - timedelta(days=1))
    tiny.grade(graded, jobs=1)
    assert caplog.messages[0].startswith("0 graded, 2 unchanged")
    assert "ada: late penalty 0 -> 0.5" in caplog.messages
    assert tiny.contents(graded)["ada"]["penalty"] == pytest.approx(0.5)


@pytest.mark.parametrize("change", ["extension", "no date", "timestamp", "points by hand"])
def test_the_penalty_follows_whatever_it_depends_on(course, caplog, change):
    folder = tiny.hand_in(course, "ada", when=LATE)
    tiny.grade(course, jobs=1)
    assert tiny.contents(course)["ada"]["penalty"] == pytest.approx(1.0)
    with tiny.gradebook(course) as gradebook:
        if change == "extension":
            gradebook.grant_extension(tiny.NAME, "ada", hours=48)
        elif change == "no date":
            gradebook.update_or_create_assignment(tiny.NAME, duedate=None)
        elif change == "points by hand":
            grade = gradebook.find_grade("test-halves", tiny.NAME, tiny.NAME, "ada")
            grade.manual_score = 0.0
            gradebook.db.commit()
        else:
            (folder / "timestamp.txt").write_text(f"{tiny.DUE:%Y-%m-%d %H:%M:%S} UTC\n")
    tiny.grade(course, jobs=1)
    by_hand = change == "points by hand"
    assert tiny.contents(course)["ada"]["penalty"] == (pytest.approx(0.4) if by_hand else None)
    caplog.clear()
    tiny.grade(course, jobs=1)
    assert not [message for message in caplog.messages if "penalty" in message]


def test_a_changed_test_grades_everybody_again_and_says_who_changed(graded, caplog):
    path = graded / "source" / tiny.NAME / f"{tiny.NAME}.ipynb"
    path.write_text(path.read_text().replace("double(2) == 4", "double(0) == 0"))
    path.write_text(path.read_text().replace("assert double(-3) == -6", "pass"))
    assert NbGraderAPI(config=tiny.config(graded)).generate_assignment(tiny.NAME)["success"]
    caplog.clear()
    tiny.grade(graded, jobs=1)
    assert caplog.messages[0].startswith("2 graded, 0 unchanged")
    assert caplog.messages[1:] == ["bob: 3 -> 5"]


def test_changed_exercise_code_grades_everybody_again(graded, caplog, monkeypatch):
    monkeypatch.setattr(bundling, "exercises_of", lambda name: {"some": "exercise"})
    tiny.grade(graded, jobs=1)
    caplog.clear()
    tiny.grade(graded, jobs=1)
    assert caplog.messages[0].startswith("0 graded, 2 unchanged")
    monkeypatch.setattr(bundling, "engine", lambda: {"code": "mended"})
    caplog.clear()
    tiny.grade(graded, jobs=1)
    assert caplog.messages[0].startswith("2 graded, 0 unchanged")


def test_a_failure_of_the_grader_is_tried_again_by_the_next_run(graded, caplog, monkeypatch):
    tiny.hand_in(graded, "bob")
    with monkeypatch.context() as failing:
        failing.setattr("grader.pipeline.workers.grade_submission", None)
        tiny.grade(graded, jobs=1)
    assert "bob needs a person: fault: the grader failed" in caplog.messages[-1]
    assert tiny.contents(graded)["bob"]["grades"][0] == ("test-double", None, None, None, True)
    tiny.grade(graded, jobs=1)
    assert tiny.scores(graded) == {"ada": 5.0, "bob": 5.0}


def test_one_student_only(course, caplog):
    for student in ("ada", "bob"):
        tiny.hand_in(course, student)
    tiny.grade(course, "bob", jobs=1)
    assert set(tiny.scores(course)) == {"bob"}


def test_all_but_some_students(course):
    for student in ("ada", "bob", "cy"):
        tiny.hand_in(course, student)
    tiny.grade(course, jobs=1, course={"student_id_exclude": "ada,cy"})
    assert set(tiny.scores(course)) == {"bob"}


def test_a_student_whom_nobody_knows_when_none_may_be_made(course, caplog):
    for student in ("ada", "bob"):
        tiny.hand_in(course, student)
    with tiny.gradebook(course) as gradebook:
        gradebook.add_student("ada")
    tiny.grade(course, jobs=1, create=False)
    assert set(tiny.scores(course)) == {"ada"}
    assert caplog.messages[-1] == (
        "bob needs a person: is not in the gradebook: add the student there"
    )


def test_the_folders_may_have_other_names(course, tmp_path):
    tiny.hand_in(course, "ada")
    (course / "submitted").rename(tmp_path / "handed in")
    places = {
        "submitted_directory": str(tmp_path / "handed in"),
        "autograded_directory": str(tmp_path / "done"),
    }
    tiny.grade(course, jobs=1, course=places)
    kept = json.loads((tmp_path / "done" / "ada" / tiny.NAME / record.NAME).read_text())
    assert kept["score"] == 5.0


def test_a_filter_of_notebooks_grades_the_whole_submission_and_says_so(course, caplog):
    tiny.hand_in(course, "ada")
    tiny.grade(course, jobs=1, course={"notebook_id": "other*"})
    assert caplog.messages[0] == (
        "A submission is graded as a whole: --notebook makes no difference."
    )
    assert tiny.scores(course) == {"ada": 5.0}


def test_nothing_handed_in_is_one_sentence(course):
    with pytest.raises(NbGraderException, match=r"^Nothing was handed in for tiny: no folder"):
        tiny.grade(course, jobs=1)


def test_the_gradebook_is_that_of_nbgrader_itself(course):
    """Late, unwritten, graded by hand, with extra credit, and graded again: all the same."""
    tiny.hand_in_class(course, 2)
    tiny.hand_in(course, "late", when=LATE)
    tiny.hand_in(course, "very-late", when=tiny.DUE + timedelta(days=40))
    tiny.hand_in(course, "grace", when=tiny.DUE + timedelta(minutes=10))
    tiny.hand_in(course, "extended", when=LATE)
    tiny.hand_in(course, "undated", when=None)
    tiny.hand_in(course, "wordy", why="Since two halves are a whole.")
    found = {}
    for way, plain, jobs in (("nbgrader", True, 1), ("one job", False, 1), ("two", False, 2)):
        root = course.with_name(way)
        root.mkdir()
        for folder in ("source", "release", "submitted"):
            (root / folder).symlink_to(course / folder)
        (root / "gradebook.db").write_bytes((course / "gradebook.db").read_bytes())
        with tiny.gradebook(root) as gradebook:
            gradebook.add_student("extended")
            gradebook.add_submission(tiny.NAME, "extended")
            gradebook.grant_extension(tiny.NAME, "extended", hours=48)
        tiny.grade(root, plain=plain, jobs=jobs)
        before = tiny.contents(root)
        by_hand(root)
        for student in ("wordy", "student-001", "late"):
            tiny.grade(root, student, plain=plain, jobs=jobs, force=True)
        found[way] = before, tiny.contents(root)
    assert found["one job"] == found["nbgrader"]
    assert found["two"] == found["nbgrader"]
    before, after = found["nbgrader"]
    assert before["late"]["penalty"] == pytest.approx(1.0)
    assert before["extended"]["penalty"] == before["grace"]["penalty"] is None
    assert before["wordy"]["grades"][2] == ("why", None, None, None, True)
    assert after["wordy"]["grades"][2] == ("why", None, 3.0, None, True)
    assert after["student-001"]["grades"][0] == ("test-double", 0.0, 1.0, 0.5, True)
    assert after["student-001"]["comments"][0] == ("double", None, "Nearly.")


def by_hand(root) -> None:
    """What an instructor does in the formgrader."""
    with tiny.gradebook(root) as gradebook:
        where = (tiny.NAME, tiny.NAME)
        grade = gradebook.find_grade("why", *where, "wordy")
        grade.manual_score, grade.needs_manual_grade = 3.0, False
        grade = gradebook.find_grade("test-double", *where, "student-001")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.0, 0.5, False
        gradebook.find_comment("double", *where, "student-001").manual_comment = "Nearly."
        gradebook.db.commit()


def api(course) -> NbGraderAPI:
    """The formgrader's own way to nbgrader, with the course's configuration."""
    assert converter.api.Autograde is converter.SandboxedAutograde
    return NbGraderAPI(config=tiny.config(course, jobs=1))


def test_the_formgraders_button(course):
    tiny.hand_in(course, "ada")
    found = api(course).autograde(tiny.NAME, "ada", force=True, create=True)
    assert found["success"], found
    assert "1 graded, 0 unchanged" in found["log"]
    assert tiny.scores(course) == {"ada": 5.0}


def test_the_formgraders_button_tells_what_is_wrong(course):
    found = api(course).autograde(tiny.NAME, "nobody")
    assert not found["success"]
    assert "Nothing was handed in for tiny" in found["log"]


@pytest.mark.parametrize("where", ["thread", "event loop", "event loop's thread"])
def test_the_formgraders_button_in_a_server(course, where):
    tiny.hand_in(course, "ada")
    found = {}

    def press() -> None:
        found.update(api(course).autograde(tiny.NAME, "ada"))

    async def serve() -> None:
        if where == "event loop":
            press()
        else:
            await asyncio.to_thread(press)

    if where == "thread":
        thread = threading.Thread(target=press)
        thread.start()
        thread.join()
    else:
        asyncio.run(serve())
    assert found["success"], found
    assert tiny.scores(course) == {"ada": 5.0}
