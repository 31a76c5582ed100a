"""Are pages made by nbgrader's own command and button: what is new, and each by itself?"""

import logging
import os
import re
import shutil
import threading
from pathlib import Path

import nbformat
import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from grader.feedback import FeedbackPages, converter, making
from grader.outputs.pace import OutOfTime
from tests.course import once
from tests.grader.feedback.drawing import words
from tests.grader.pipeline import tiny

CLASS = ("ada", "bob", "cid")


@pytest.fixture
def class_(tmp_path_factory, tmp_path, monkeypatch) -> Path:
    """A class that is graded: one with a written answer, one whose file is no notebook."""

    def build(root: Path) -> None:
        tiny.make_course(root)
        tiny.hand_in(root, "ada", why="It doubles.")
        (tiny.hand_in(root, "bob") / f"{tiny.NAME}.ipynb").write_text("no notebook")
        tiny.hand_in(root, "cid", tiny.RIGHT | {"double": "return x + 2"})
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COURSE_ROOT", str(root))
            tiny.grade(root, jobs=1)

    graded = once(tmp_path_factory, "feedback-class", build)
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    return tmp_path


def feedback(root: Path, student: str = "*", force: bool = False, **settings) -> None:
    """What `nbgrader generate_feedback tiny` does, in this process."""
    loaded = tiny.config(root)
    loaded.CourseDirectory.merge({"assignment_id": tiny.NAME, "student_id": student})
    loaded.FeedbackPages.merge(settings)
    pages = FeedbackPages(coursedir=CourseDirectory(config=loaded), config=loaded)
    pages.force = force
    pages.start()


def path_of(root: Path, student: str) -> Path:
    return root / "feedback" / student / tiny.NAME / f"{tiny.NAME}.html"


def text_of(root: Path, student: str) -> str:
    return words(path_of(root, student).read_text(encoding="utf-8"))


def made(root: Path) -> dict[str, int]:
    """When each page was written."""
    return {one: path_of(root, one).stat().st_mtime_ns for one in CLASS}


def test_what_waits_for_a_person_has_words_in_place_of_points(class_):
    feedback(class_)
    ada, bob = text_of(class_, "ada"), text_of(class_, "bob")
    assert "5 of 9 points so far" in ada and "not read yet, 4 points" in ada
    assert "It doubles." in ada and "2 of 2 points" in ada
    assert "No points yet, of 9" in bob and "Not graded yet." in bob
    assert "not read yet, 2 points" in bob and "Notes from grading" in bob
    with tiny.gradebook(class_) as gradebook:
        for student in CLASS:
            for grade in gradebook.find_submission_notebook(tiny.NAME, tiny.NAME, student).grades:
                grade.manual_score, grade.needs_manual_grade = 1.0, False
        gradebook.db.commit()
    feedback(class_)
    for student in CLASS:
        text = text_of(class_, student)
        assert "3 of 9 points" in text and "given by a person" in text
        assert not any(one in text for one in ("not read yet", "No points yet", "A person will"))


def test_only_what_would_be_another_page_is_made_again(class_):
    feedback(class_)
    first = made(class_)
    feedback(class_)
    assert made(class_) == first
    with tiny.gradebook(class_) as gradebook:
        comment = gradebook.find_comment("double", tiny.NAME, tiny.NAME, "cid")
        comment.manual_comment = "Nearly!"
        gradebook.db.commit()
    feedback(class_)
    second = made(class_)
    assert {one for one in CLASS if second[one] != first[one]} == {"cid"}
    assert "Nearly!" in text_of(class_, "cid")
    tiny.hand_in(class_, "ada", {}, why="It doubles.")
    tiny.grade(class_, jobs=1)
    feedback(class_)
    assert {one for one in CLASS if made(class_)[one] != second[one]} == {"ada"}
    feedback(class_, force=True)
    assert all(made(class_)[one] > second[one] for one in CLASS)


def test_one_student_may_be_asked_for_and_others_left_out(class_):
    feedback(class_, "ada")
    assert path_of(class_, "ada").exists() and not path_of(class_, "bob").exists()
    loaded = tiny.config(class_)
    loaded.CourseDirectory.student_id_exclude = "cid"
    assert NbGraderAPI(config=loaded).generate_feedback(tiny.NAME)["success"]
    assert path_of(class_, "bob").exists() and not path_of(class_, "cid").exists()
    with pytest.raises(NbGraderException):
        feedback(class_, "nobody")


def test_the_formgraders_thread_and_many_pages_use_other_processes(class_, monkeypatch):
    here = threading.Thread(target=feedback, args=(class_,))
    here.start()
    here.join()
    first = made(class_)
    monkeypatch.setattr(converter, "FEW", 0)
    monkeypatch.setattr(converter, "make", None)  # of this process; the others have their own
    with pytest.raises(TypeError):
        feedback(class_, force=True, jobs=1)
    monkeypatch.setattr(converter, "make", making.make)
    feedback(class_, force=True, jobs=2)
    assert all(made(class_)[one] > first[one] for one in CLASS)
    assert "5 of 9 points so far" in text_of(class_, "ada")


@pytest.mark.parametrize("error", [IndexError("pop from empty list"), OutOfTime()])
def test_a_page_that_cannot_be_made_costs_nobody_theirs(class_, monkeypatch, caplog, error):
    drawn = making.page

    def refuse(facts, digest):
        if facts.submission.student_id == "cid":
            raise error
        return drawn(facts, digest)

    with monkeypatch.context() as patch:
        patch.setattr(making, "page", refuse)
        with caplog.at_level(logging.ERROR):
            feedback(class_)
    assert "3 of 9 points" in text_of(class_, "cid")
    assert "a person will look at it" in text_of(class_, "cid")
    assert "could not be made" not in text_of(class_, "ada")
    assert "cid" in caplog.text
    feedback(class_)  # and the next run tries again
    assert "could not be made" not in text_of(class_, "cid")


def test_a_page_whose_process_ends_costs_nobody_theirs(class_, monkeypatch, caplog):
    monkeypatch.setattr(converter, "FEW", 0)
    monkeypatch.setattr(converter, "make", die_for_cid)
    with caplog.at_level(logging.ERROR):
        feedback(class_, jobs=2)
    assert "could not be made" in text_of(class_, "cid")
    assert "5 of 9 points so far" in text_of(class_, "ada")


def die_for_cid(course, job):
    if job.submission.student_id == "cid":
        os._exit(1)
    return making.make(course, job)


def test_a_notebook_that_grading_lost_has_a_page_and_one_that_is_no_more_has_none(class_):
    feedback(class_)
    (path_of(class_, "ada").parent / "other.html").write_text("old")
    (class_ / "autograded" / "ada" / tiny.NAME / f"{tiny.NAME}.ipynb").unlink()
    feedback(class_)
    assert [path.name for path in path_of(class_, "ada").parent.glob("*.html")] == ["tiny.html"]
    assert "test-double" in text_of(class_, "ada")


def test_what_another_grader_graded_gets_a_page_without_its_hidden_tests(tmp_path, monkeypatch):
    tiny.make_course(tmp_path)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    folder = tiny.hand_in(tmp_path, "ada", tiny.RIGHT | {"double": "return 4"})
    path = folder / f"{tiny.NAME}.ipynb"
    book = nbformat.read(path, 4)
    book.cells[1].source += "\nfrom IPython.display import HTML\nHTML('<script>hit()</script>so')"
    nbformat.write(book, path)
    tiny.grade(tmp_path, plain=True)
    feedback(tmp_path)
    page = path_of(tmp_path, "ada").read_text(encoding="utf-8")
    code = re.sub(r"<[^>]+>", "", page[page.index("<body") :])
    assert "3 of 9 points" in words(page) and "double(2) == 4" in code
    assert "double(-3)" not in code and "-6" not in code and "<script" not in page


def test_files_beside_a_notebook_and_the_time_come_along(class_):
    (class_ / "autograded" / "ada" / tiny.NAME / "notes.txt").write_text("mine")
    feedback(class_)
    folder = path_of(class_, "ada").parent
    assert {path.name for path in folder.iterdir()} == {"tiny.html", "notes.txt", "timestamp.txt"}


def test_nobodys_page_is_forgotten_because_the_gradebook_does_not_know_them(class_, caplog):
    (class_ / "autograded" / "dan" / tiny.NAME).mkdir(parents=True)
    feedback(class_)
    assert "dan is not in the gradebook" in caplog.text
    assert path_of(class_, "ada").exists()
