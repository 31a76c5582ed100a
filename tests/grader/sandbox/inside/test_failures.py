"""Errors of a student's code, told in the student's own lines."""

import pytest

from tests.grader.sandbox.looking import only


def test_does_an_error_show_the_students_own_lines_only(session):
    session.run("import numpy as np\ndef f(x):\n    return np.linalg.inv(x)", "define")
    result = session.run("f(np.zeros((2, 2)))", "use")
    assert not result.ok
    assert result.error.name == "LinAlgError"
    assert result.error.line == ("define", 3, "return np.linalg.inv(x)", "f")
    assert only(result)["traceback"] == [
        "Cell use, line 1\n    f(np.zeros((2, 2)))",
        "Cell define, line 3, in f\n    return np.linalg.inv(x)",
        "LinAlgError: Singular matrix",
    ]


def test_is_a_syntax_error_shown_with_its_line(session):
    result = session.run("x = 1\ny = = 2", "a")
    assert result.error.name == "SyntaxError"
    assert result.error.line[:2] == ("a", 2)


def test_does_an_exception_cross_as_its_nearest_built_in_type(session):
    source = """
class Mine(KeyError): pass
def f(): raise Mine("gone")
def g(): raise OSError(2, "no such file")
def h(): raise ExceptionGroup("many", [ValueError(1)])
class Bad(Exception):
    def __str__(self): raise RuntimeError
def b(): raise Bad
"""
    session.run(source, "a")
    with pytest.raises(KeyError, match="gone"):
        session.get("f")()
    with pytest.raises(FileNotFoundError):
        session.get("g")()
    report = session.get("f").examine()
    assert (report.error.name, report.error.message) == ("Mine", "'gone'")
    assert report.error.line == ("a", 2, 'def f(): raise Mine("gone")', "f")
    with pytest.raises(Exception, match="many"):
        session.get("h")()
    with pytest.raises(Exception, match="cannot be shown"):
        session.get("b")()


def test_does_endless_recursion_end_as_an_error(session):
    result = session.run("def f(): return f()\nf()", "a")
    assert result.error.name == "RecursionError"
    assert len(result.outputs[0]["traceback"]) < 15
