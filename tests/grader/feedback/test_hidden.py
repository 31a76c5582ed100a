"""Does a feedback page hold anything of a hidden test?"""

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from grader.cells import without_hidden_tests, without_mark_scheme
from grader.feedback.hidden import visible_outputs, visible_source
from grader.sandbox import Limits, Namespace, Sandbox, run_test
from tests.grader.feedback.drawing import drawn, test_cell, words

TEST = (
    "check(f)\n### BEGIN HIDDEN TESTS\nfrom grader.grading import grade\n\ngrade(f)\n"
    "### END HIDDEN TESTS"
)


def test_hidden_tests_are_cut_out_and_the_visible_part_stays():
    assert visible_source(test_cell(TEST)) == "check(f)"


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


@pytest.fixture(scope="module")
def box():
    """One for all: each answer has a session of its own."""
    with Sandbox(Limits(cell_seconds=5), "off") as found:
        yield found


def after_run(box, hidden, visible="pass", answer="def f(x): return x + 0.5"):
    """The feedback of a plain test cell that ran as it does when a submission is graded."""
    source = HIDDEN.format(hidden=hidden, visible=visible)
    with box.session() as session:
        session.run(answer, "answer")
        namespace = Namespace(session, {"np": np})
        outputs = run_test(source, namespace, "test-f").outputs
    cell = test_cell(source, map(nbformat.from_dict, outputs))
    return words(drawn(cell, record={}))


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
def test_nothing_that_a_hidden_test_tried_stands_in_the_feedback(box, hidden):
    text = after_run(box, hidden)
    assert "4177" not in text and "41" not in text


def test_what_a_students_code_did_in_a_hidden_test_is_told_without_its_values(box):
    answers = {
        "def f(x): return table[x]": "NameError: name 'table' is not defined",
        "def f(x): return x.size": "AttributeError: 'int' object has no attribute 'size'",
        "def f(x): raise NotImplementedError('not written yet')": "not written yet",
        "def f(x): return {}[x]": "A hidden test failed: KeyError",
        "def f(x): return 1 / (x - x)": "division by zero",
    }
    for answer, said in answers.items():
        text = after_run(box, "assert f(41) == 4177", answer=answer)
        assert said in text and "line 1, in f" in text, answer
        assert "41" not in text


def test_a_visible_test_still_says_what_it_compared(box):
    visible = "assert f(20) == 2077, f'f(20) gave {f(20)}, not 2077'"
    text = after_run(box, "assert f(41) == 4177", visible)
    assert "f(20) gave 20.5, not 2077" in text and "4177" not in text
    text = after_run(box, "assert f(41) == 4177", "assert f(20) == 2077")
    assert "Test test-f, line 1 assert f(20) == 2077 AssertionError" in text


@pytest.mark.parametrize(("line", "shown"), [(1, True), (3, False), (None, False)])
def test_a_traceback_of_nbgraders_own_kernel_is_understood(line, shown):
    frame = f"\x1b[0;36mCell\x1b[0m In[7], line {line}" if line else "no frame at all"
    lines = ["\x1b[0;31mAssertionError\x1b[0m Traceback", frame, "----> 3 secret line", "oh 4177"]
    error = new_output("error", ename="AssertionError", evalue="oh 4177", traceback=lines)
    cell = test_cell(HIDDEN.format(hidden="secret line", visible="visible line"), [error])
    cell.execution_count = 7
    text = drawn(cell, record={})
    assert ("oh 4177" in text) is shown and "secret line" not in text


def test_a_limit_is_no_secret():
    with Sandbox(Limits(cell_seconds=1), "off") as box:
        text = after_run(box, "f(41)", answer="def f(x):\n    while True: pass")
    assert "TimeoutError" in text


LEAKS = {
    "printed": "def f(x):\n    print(x)\n    return x",
    "printed to stderr": "import sys\ndef f(x):\n    sys.stderr.write(str(x))\n    return x",
    "raised": "def f(x): raise TypeError(x)",
    "raised in words": "def f(x): raise NotImplementedError(f'it was {x}')",
    "thrown": "def f(x): (_ for _ in ()).throw(TypeError(str(x)))",
    "in a name": "def f(x): return eval(f'a{x}')",
    "in an attribute": "def f(x): return getattr(x, f'a{x}')",
    "displayed": "from IPython.display import display\n"
    "def f(x):\n    display(str(x))\n    return x",
    "shown as a table": "from IPython.display import HTML, display\n"
    "def f(x):\n    display(HTML(f'<b>{x}</b>'))\n    return x",
}


@pytest.mark.parametrize("way", LEAKS)
def test_no_answer_can_say_what_a_hidden_test_called_it_with(box, way):
    assert "41" not in after_run(box, "assert f(41) == 4177", answer=LEAKS[way])


def test_what_an_answer_printed_before_a_visible_test_failed_stays(box):
    text = after_run(
        box, "f(41)", "assert f(20) == 1", "def f(x):\n    print('so', x)\n    return x"
    )
    assert "so 20" in text and "41" not in text


def test_what_a_person_marks_by_is_no_part_of_a_task():
    text = "Explain.\n\n=== BEGIN MARK SCHEME ===\nTwo points for m.\n=== END MARK SCHEME ===\nGo."
    assert without_mark_scheme(text) == "Explain.\n\nGo."
    info = {"task": True, "grade": False, "solution": False, "grade_id": "t", "points": 2}
    cell = new_markdown_cell(text, metadata={"nbgrader": info})
    assert "Two points" not in visible_source(cell)


def test_a_students_own_cell_is_left_as_it_is():
    source = "def f():\n    ### BEGIN HIDDEN TESTS\n    return 1"
    cell = new_code_cell(source, metadata={"nbgrader": {"grade": False, "solution": True}})
    error = new_output("error", ename="E", evalue="v", traceback=["all", "of", "it"])
    cell.outputs = [error]
    assert visible_source(cell) == source
    assert visible_outputs(cell)[0].traceback == ["all", "of", "it"]
