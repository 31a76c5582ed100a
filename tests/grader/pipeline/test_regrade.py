"""Is everybody graded again when a grade may have changed, and nobody when it cannot have?"""

import json
import shutil

import nbformat
import pytest

from grader.assignment import load_assignment
from grader.places import ROOT
from tests.course import UNPROVEN, nbgrader, new_course, once
from tests.sample_class import Member, hand_in, submission

NAME = "week2-logistic-regression"


@pytest.fixture
def graded(tmp_path, tmp_path_factory):
    """A course whose instructor notebook can be changed, with one submission that was graded."""

    def build(root):
        new_course(root, engine=True)
        shutil.copytree(ROOT / "source" / NAME, root / "source" / NAME)
        with (root / "nbgrader_config.py").open("a") as file:
            file.write("c.CourseDirectory.source_directory = 'source'\n")
        nbgrader(root, "generate_assignment", NAME, UNPROVEN)
        member = Member("student-01", "a mistake", {"propagate": "gradient-sign"})
        books = submission(load_assignment(NAME), member, root / "release")
        hand_in(root, NAME, member.student, books)
        assert "1 graded, 0 unchanged" in nbgrader(root, "autograde", NAME)

    course = tmp_path / "course"
    shutil.copytree(once(tmp_path_factory, "regraded-course", build), course)
    return course


def change(course, old, new):
    path = course / "source" / NAME / f"{NAME}.ipynb"
    book = nbformat.read(path, 4)
    for cell in book.cells:
        cell.source = cell.source.replace(old, new)
    nbformat.write(book, path)


def kept(course):
    return json.loads((course / "autograded" / "student-01" / NAME / "grading.json").read_text())


def functions(record, what):
    return {report["function"]: report[what] for report in record["reports"]}


def test_a_changed_solution_grades_again_and_the_report_before_is_kept(graded):
    first = kept(graded)
    assert functions(first, "mistake")["propagate"] == "gradient-sign"
    assert functions(first, "score")["sigmoid"] == 10
    assert "0 graded, 1 unchanged" in nbgrader(graded, "autograde", NAME)
    assert kept(graded) == first

    change(graded, "dZ = A - Y", "dZ = A - Y\n    dZ = -dZ")  # the mistake is now what is asked
    assert "1 graded, 0 unchanged" in nbgrader(graded, "autograde", NAME)
    second = kept(graded)
    (before,) = second["earlier"]
    assert before["functions"]["propagate"]["mistake"] == "gradient-sign"
    assert before["score"] == first["score"] and before["key"] == first["key"] != second["key"]
    assert functions(second, "score")["propagate"] == 20


def test_a_solution_that_no_longer_fits_its_exercise_stops_the_run_and_loses_nothing(graded):
    first = kept(graded)
    change(graded, "dZ = A - Y", "dZ = np.subtract(A, Y)")
    with pytest.raises(AssertionError, match=r"propagate: mistake .*text to edit.*make lint"):
        nbgrader(graded, "autograde", NAME)
    assert kept(graded) == first
