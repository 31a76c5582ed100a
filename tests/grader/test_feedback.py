"""Does a feedback page hold each hint, and never a hidden test?"""

import re
from html import unescape

import nbformat
import numpy as np
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from grader.answer_key import variants
from grader.assignment import load_assignment
from grader.cells import without_hidden_tests
from grader.exercises import exercises_of
from grader.feedback import HideTests
from grader.grading import key_of
from grader.sandbox import Limits, Namespace, Sandbox, run_test
from tests.course import SECRET
from tests.grader.pipeline import tiny
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


HIDDEN = """{visible}
### BEGIN HIDDEN TESTS
{hidden}
### END HIDDEN TESTS"""


def after_run(hidden, visible="pass", answer="def f(x): return x + 0.5"):
    """The feedback of a plain test cell that ran as it does when a submission is graded."""
    source = HIDDEN.format(hidden=hidden, visible=visible)
    with Sandbox(Limits(cell_seconds=5), "off") as box, box.session() as session:
        session.run(answer, "answer")
        namespace = Namespace(session, {"np": np})
        outputs = run_test(source, namespace, "test-f").outputs
    cell = test_cell(source, map(nbformat.from_dict, outputs))
    cell.id = "test-f"
    text = unescape(page(cell))
    return words(text[text.index("<body") :])


SECRETS = [
    "assert f(41) == 4177, f'f(41) gave {f(41)}, not 4177'",
    "assert f(41) == 4177, '4177 was expected'",
    "np.testing.assert_allclose([f(41), 1], [4177, 1])",
    "np.testing.assert_array_equal(f(41), 4177, err_msg='4177')",
    "raise TypeError('f(41) is no 4177')",
    "raise ValueError('f(41) is no 4177')",
    "assert {4177: 1}[f(41)]",
    "def helper(value):\n    assert f(41) == value, '4177'\nhelper(4177)",
    "print(f(41), 4177)",
    "import warnings\nwarnings.warn('f(41) is no 4177')",
    "import sys\nsys.stderr.write('f(41) is no 4177')",
    "'f(41) is no 4177'",
    "[f(41), 4177]",
    "from IPython.display import display\ndisplay('41 4177')",
]


@pytest.mark.parametrize("hidden", SECRETS)
def test_nothing_that_a_hidden_test_tried_stands_in_the_feedback(hidden):
    text = after_run(hidden)
    assert "4177" not in text and "41" not in text


def test_what_a_students_code_did_in_a_hidden_test_is_told_without_its_values():
    answers = {
        "def f(x): return table[x]": "NameError: name 'table' is not defined",
        "def f(x): return x.size": "AttributeError: 'int' object has no attribute 'size'",
        "def f(x): raise NotImplementedError('not written yet')": "not written yet",
        "def f(x): return {}[x]": "A hidden test failed: KeyError",
        "def f(x): return 1 / (x - x)": "division by zero",
    }
    for answer, said in answers.items():
        text = after_run("assert f(41) == 4177", answer=answer)
        assert said in text and "line 1, in f" in text, answer
        assert "41" not in text


def test_a_visible_test_still_says_what_it_compared():
    visible = "assert f(20) == 2077, f'f(20) gave {f(20)}, not 2077'"
    text = after_run("assert f(41) == 4177", visible)
    assert "f(20) gave 20.5, not 2077" in text and "4177" not in text
    text = after_run("assert f(41) == 4177", "assert f(20) == 2077")
    assert "Test test-f, line 1 assert f(20) == 2077 AssertionError" in text


@pytest.mark.parametrize(("line", "shown"), [(1, True), (3, False), (None, False)])
def test_a_traceback_of_nbgraders_own_kernel_is_understood(line, shown):
    frame = f"\x1b[0;36mCell\x1b[0m In[7], line {line}" if line else "no frame at all"
    lines = ["\x1b[0;31mAssertionError\x1b[0m Traceback", frame, "----> 3 secret line", "oh 4177"]
    error = new_output("error", ename="AssertionError", evalue="oh 4177", traceback=lines)
    cell = test_cell(HIDDEN.format(hidden="secret line", visible="visible line"), [error])
    cell.execution_count = 7
    text = page(cell)
    assert ("oh 4177" in text) is shown and "secret line" not in text


def test_a_score_or_a_limit_is_no_secret():
    assert "0.25" in after_run("0.25")
    assert "TimeoutError" in after_run("f(41)", answer="def f(x):\n    while True: pass")


def test_what_waits_for_a_person_has_words_in_place_of_points(tmp_path, monkeypatch):
    tiny.make_course(tmp_path)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    tiny.hand_in(tmp_path, "ada", why="It doubles.")
    folder = tiny.hand_in(tmp_path, "bob")
    (folder / f"{tiny.NAME}.ipynb").write_text("no notebook")
    tiny.grade(tmp_path, jobs=1)

    def pages():
        config = tiny.config(tmp_path)
        NbGraderAPI(config=config).generate_feedback(tiny.NAME, force=True)
        found = (tmp_path / "feedback").glob("*/*/*.html")
        return {path.parts[-3]: words(path.read_text()) for path in found}

    found = pages()
    assert "Score: 5.0 so far, not all of it is read yet / 9.0" in found["ada"]
    assert "Written response (Score: not read yet / 4.0)" in found["ada"]
    assert "Test cell (Score: 2.0 / 2.0)" in found["ada"]
    assert "Score: none yet / 9.0" in found["bob"] and "Not graded yet." in found["bob"]
    assert "Test cell (Score: not read yet / 2.0)" in found["bob"]
    with tiny.gradebook(tmp_path) as gradebook:
        for student in ("ada", "bob"):
            for grade in gradebook.find_submission_notebook(tiny.NAME, tiny.NAME, student).grades:
                grade.manual_score, grade.needs_manual_grade = 1.0, False
        gradebook.db.commit()
    for text in pages().values():
        assert "Score: 3.0 / 9.0" in text
        assert not re.search("not read yet|none yet|A person will look", text)


def test_a_students_own_cell_is_left_as_it_is():
    source = "def f():\n    ### BEGIN HIDDEN TESTS\n    return 1"
    cell = new_code_cell(source, metadata={"nbgrader": {"grade": False, "solution": True}})
    error = new_output("error", ename="E", evalue="v", traceback=["all", "of", "it"])
    cell.outputs = [error]
    found, _ = HideTests().preprocess_cell(cell, {}, 0)
    assert found.source == source and found.outputs[0].traceback == ["all", "of", "it"]
