"""Is the first cause of a missing name told, wherever it shows?"""

import pytest

from grader.sandbox import SessionDied
from grader.sandbox.replay import Cell, replay
from grader.sandbox.trusted import Namespace, run_test
from tests.grader.sandbox.looking import only

FAILING = "import numpy as np\nimport not_here_at_all\nx = 1 / 0\ndef f():\n    return 1\ny = 2"
WHY = "the cell “helpers” should define it, but stopped"


def test_a_later_cell_says_which_cell_failed_first(session):
    session.run(FAILING, "helpers")
    result = session.run("print(f())", "later")
    assert result.error.message.startswith(f"name 'f' is not defined ({WHY}")
    assert "ModuleNotFoundError: No module named 'not_here_at_all'" in result.error.message
    shown = only(result)
    assert WHY in shown["evalue"] and WHY in shown["traceback"][-1]


def test_a_function_that_misses_a_name_says_so_too(session):
    session.run("raise ValueError('no')\nhelper = abs", "helpers")
    session.run("def g(x):\n    return helper(x)", "g")
    report = session.get("g").examine((1,))
    assert WHY in report.error.message and "ValueError: no" in report.error.message
    assert WHY in str(report.exception)
    with pytest.raises(NameError, match="helper"):
        session.get("g")(1)


def test_a_test_cell_says_so_too(session):
    session.run("x = = 1\ndef f(x):\n    return x", "helpers")
    result = run_test("assert f(1) == 1", Namespace(session), "test-f")
    assert isinstance(result.error, NameError)
    assert WHY in result.outputs[-1]["evalue"] and "SyntaxError" in result.outputs[-1]["evalue"]


def test_a_name_that_came_later_is_not_explained(session):
    session.run("raise ValueError\nf = 1", "helpers")
    session.run("f = 2", "again")
    session.run("del f", "gone")
    assert session.run("f", "use").error.message == "name 'f' is not defined"


def test_a_name_of_nobody_is_not_explained(session):
    session.run("raise ValueError\nf = 1", "helpers")
    assert session.run("g", "use").error.message == "name 'g' is not defined"


def test_a_cell_that_ended_the_process_is_a_cause(plain_box):
    cells = [
        Cell("bad", "import os\nos._exit(1)\ndef f(): return 1"),
        Cell("test-f", "f()", trusted=True),
    ]
    bad, test = replay(plain_box, cells)
    assert isinstance(bad.fault, SessionDied)
    assert "the cell “bad” should define it" in test.outputs[-1]["evalue"]


@pytest.mark.parametrize(
    "edited", ["x = = 1", "raise ValueError", "import os; os._exit(1)", "prnt(1)\nK = 3"]
)
def test_the_courses_lines_of_an_edited_cell_are_run_when_that_fails(plain_box, edited):
    cells = [
        Cell("setup", edited, original="import math\nK = 2"),
        Cell("test-k", "assert K == 2 and math.pi > 3", trusted=True),
    ]
    setup, test = replay(plain_box, cells, {"math": __import__("math")})
    assert not setup.ok and test.ok


def test_an_edited_cell_that_works_is_left_alone(plain_box):
    cells = [Cell("setup", "K = 3", original="K = 2"), Cell("t", "assert K == 3", trusted=True)]
    assert all(result.ok for result in replay(plain_box, cells))
