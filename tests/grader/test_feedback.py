"""Does a feedback page hold each hint, and never a hidden test?"""

import re
from html import unescape

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from grader.answer_key import variants
from grader.assignment import load_assignment
from grader.cells import without_hidden_tests
from grader.exercises import exercises_of
from grader.feedback import HideTests
from grader.grading import key_of
from tests.course import SECRET
from utils.examine import examine
from utils.table import Table, as_html, as_text

NAME = "week2-logistic-regression"
ASSIGNMENT = load_assignment(NAME)
TEST = (
    "check(f)\n### BEGIN HIDDEN TESTS\nfrom grader.grading import grade\n\ngrade(f)\n"
    "### END HIDDEN TESTS"
)


def test_cell(source=TEST, outputs=(), grade_id="test-f", score=0.0):
    info = {
        "grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3,
        "grade_id": grade_id, "points": 4.0, "score": score,
    }  # fmt: skip
    return new_code_cell(source, metadata={"nbgrader": info}, outputs=list(outputs))


test_cell.__test__ = False


def page(*cells):
    """The feedback page of a notebook, drawn by nbgrader's own template."""
    book, resources = new_notebook(cells=list(cells)), {
        "nbgrader": {"notebook": NAME, "score": 0, "max_score": 4, "late_penalty": 0},
    }  # fmt: skip
    for cell in book.cells:
        cell.metadata.nbgrader.comment = None
    book, resources = HideTests().preprocess(book, resources)
    config = GenerateFeedback(coursedir=CourseDirectory()).config.HTMLExporter
    exporter = HTMLExporter(config=Config(HTMLExporter=config))
    return exporter.from_notebook_node(book, resources)[0]


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("function", exercises_of(NAME))
def test_every_listed_mistake_shows_its_own_hint_on_the_feedback_page(function):
    exercise = exercises_of(NAME)[function]
    found = key_of(NAME, SECRET).checks(function)
    cells = []
    for name, mistaken in variants(ASSIGNMENT, exercise).items():
        report = examine(mistaken, found)
        table = Table(report, f"{name}: {report.score}")
        data = {"text/html": as_html(table), "text/plain": as_text(table)}
        outputs = [new_output("display_data", data)]
        cells.append(test_cell(TEST, outputs, f"test-{name or 'right'}", report.score))
    text = words(page(*cells))
    for entry in exercise.listed:
        assert text.count(entry.hint) == 1, entry.name
    assert "grader.grading" not in text and "HIDDEN TESTS" not in text


def test_hidden_tests_are_cut_out_and_the_visible_part_stays():
    cell, _ = HideTests().preprocess_cell(test_cell(), {}, 0)
    assert cell.source == "check(f)"


@pytest.mark.parametrize(
    "source",
    [
        "a\n### BEGIN HIDDEN TESTS\nsecret\n### END HIDDEN TESTS\nb",
        "a\n    ### BEGIN HIDDEN TESTS\n    secret\n    ### END HIDDEN TESTS\nb",
        "a\n# BEGIN HIDDEN TESTS #\nsecret\n#END HIDDEN TESTS\nb\n### BEGIN HIDDEN TESTS\nsecret",
        "### BEGIN HIDDEN TESTS\nsecret\n### END HIDDEN TESTS",
        "a\n### BEGIN HIDDEN TESTS\nsecret without an end",
    ],
)
def test_however_it_is_marked_no_hidden_line_is_left(source):
    assert "secret" not in without_hidden_tests(source) and "HIDDEN" not in without_hidden_tests(
        source
    )
    assert ("b" in source) == ("b" in without_hidden_tests(source)) or "b" not in source.split()


def test_a_traceback_through_a_hidden_test_keeps_its_last_line():
    lines = ["Traceback", "secret line of a test", "ValueError: oh"]
    error = new_output("error", ename="ValueError", evalue="oh", traceback=lines)
    cell, _ = HideTests().preprocess_cell(test_cell(outputs=[error]), {}, 0)
    assert cell.outputs[0].traceback == ["ValueError: oh"]
    assert "secret line" not in page(test_cell(outputs=[error]))


def test_a_students_own_cell_is_left_as_it_is():
    source = "def f():\n    ### BEGIN HIDDEN TESTS\n    return 1"
    cell = new_code_cell(source, metadata={"nbgrader": {"grade": False, "solution": True}})
    error = new_output("error", ename="E", evalue="v", traceback=["all", "of", "it"])
    cell.outputs = [error]
    found, _ = HideTests().preprocess_cell(cell, {}, 0)
    assert found.source == source and found.outputs[0].traceback == ["all", "of", "it"]
