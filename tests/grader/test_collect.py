"""Whose file is it? Names as learning platforms make them, and as students make them worse."""

import logging

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import LoggingConfigurable

from grader.collect import PlatformCollector

NAME = "week2-logistic-regression"


@pytest.fixture
def collector(tmp_path):
    """The collector of a course whose release has the notebooks given by name."""

    def make(*notebooks):
        folder = tmp_path / "release" / NAME
        folder.mkdir(parents=True)
        for name in notebooks or (NAME,):
            (folder / f"{name}.ipynb").touch()
        app = LoggingConfigurable(log=logging.getLogger("collect"))
        app.coursedir = CourseDirectory(root=str(tmp_path), assignment_id=NAME)
        return PlatformCollector(parent=app)

    return make


PATHS = {
    "/c/extracted/Some One_4711_assignsubmission_file_/week2-logistic-regression.ipynb": "4711",
    "/c/extracted/4711_assignsubmission_file/week2-logistic-regression (1).ipynb": "4711",
    "/c/extracted/4711_assignsubmission_file_/a/b/answers.ipynb": "4711",
    "/c/extracted/oneeanother_815_99001_week2-logistic-regression.ipynb": "815",
    "/c/extracted/oneeanother_LATE_815_99001_week2-logistic-regression-2.ipynb": "815",
    "/c/extracted/student-01/week2-logistic-regression.ipynb": "student-01",
    "/c/extracted/student-01/unzipped/here/week2.ipynb": "student-01",
    "/c/extracted/student-01_week2-logistic-regression.ipynb": "student-01",
}


@pytest.mark.parametrize(("path", "student"), PATHS.items())
def test_the_student_is_read_from_the_path(path, student, collector):
    assert collector().collect(path) == {"student_id": student, "file_id": NAME}


def test_of_several_notebooks_the_longest_name_that_fits_is_meant(collector):
    found = collector("week4", "week4-application")
    path = "/c/extracted/student-01/{}.ipynb"
    names = {"week4 (1)": "week4", "week4-application-3": "week4-application", "mine": "mine"}
    for given, notebook in names.items():
        assert found.collect(path.format(given))["file_id"] == notebook


def test_a_second_file_of_the_same_student_is_left_with_a_warning(collector, caplog):
    found = collector()
    first = f"/c/extracted/student-01/{NAME} (1).ipynb"
    assert found.collect(first) and found.collect(first)  # the same file is the same file
    assert found.collect(f"/c/extracted/student-01/{NAME}.ipynb") is None
    assert "a second file of student-01" in caplog.text


@pytest.mark.parametrize("name", ["notes.txt", "week2.ipynb.zip", "photo.png"])
def test_what_is_no_notebook_is_passed_over_silently(name, collector, caplog):
    assert collector().collect(f"/c/extracted/student-01/{name}") is None
    assert not caplog.text


def test_a_file_without_a_name_in_it_is_left_with_a_warning(collector, caplog):
    assert collector().collect("/c/extracted/week2.ipynb") is None
    assert "Nobody's name found" in caplog.text
