"""Stand-ins for the student's functions."""

import inspect

import numpy as np
import pytest

from grader.sandbox import CannotCross
from utils.observe import observe


def test_does_a_call_return_the_value(session):
    session.run("def f(a, *, b=2): return {'sum': a + b}", "a")
    f = session.get("f")
    assert f(1) == {"sum": 3}
    assert f(1, b=np.float64(5)) == {"sum": 6.0}
    assert f.__name__ == "f"
    assert session.get("f") is f


@pytest.mark.parametrize("what", ["KeyboardInterrupt", "SystemExit", "GeneratorExit"])
def test_can_an_exception_not_stop_the_grader(session, what):
    session.run(f"def f(): raise {what}('now')", "a")
    with pytest.raises(RuntimeError, match=f"{what}: now"):
        session.get("f")()


def test_does_a_plain_call_change_its_arguments_in_place(session):
    source = """
def f(array, things, table, both):
    array += 1
    things.append(2)
    table["inner"][0] = 7
    del table["old"]
    both[1].add(3)
"""
    session.run(source, "a")
    array, things, inner, members = np.zeros(3), [1], [0], {1}
    table, both = {"inner": inner, "old": 1}, (0, members)
    session.get("f")(array, things, table, both)
    assert array.tolist() == [1, 1, 1]
    assert things == [1, 2]
    assert table == {"inner": [7]}
    assert table["inner"] is inner
    assert inner == [7]
    assert members == {1, 3}


def test_can_functions_be_passed_back_and_returned(session):
    session.run("def make(n): return lambda x: x + n\ndef apply(f, x): return f(x)", "a")
    add = session.get("make")(2)
    assert add(3) == 5
    assert session.get("apply")(add, 10) == 12


def test_is_a_function_of_ours_refused_as_an_argument(session):
    session.run("def apply(f, x): return f(x)", "a")
    with pytest.raises(CannotCross, match=r"an argument of apply\(\).*function"):
        session.get("apply")(lambda x: x, 1)
    assert session.faults[-1].ours


def test_is_a_result_that_cannot_cross_a_fault_that_names_it(session):
    session.run("class C: pass\ndef f(): return [1, C()]", "a")
    report = session.get("f").examine()
    assert isinstance(report.fault, CannotCross)
    assert str(report.fault) == "what f() returned, at [1] is a C, and only plain data can cross"


def test_does_a_stand_in_have_the_signature_of_its_function(session):
    session.run("def f(a, /, b, c=3, *d, e, g=None, **h): pass", "a")
    assert (
        str(inspect.signature(session.get("f"))) == "(a, /, b, c=Ellipsis, *d, e, g=Ellipsis, **h)"
    )
    session.run("import functools\ng = functools.partial(f, 1)\nh = lambda x: x", "b")
    assert [*inspect.signature(session.get("g")).parameters] == ["b", "c", "d", "e", "g", "h"]
    assert [*inspect.signature(session.get("h")).parameters] == ["x"]


@pytest.mark.parametrize(
    "source",
    [
        "f = max",
        "def f(): pass\nf.__signature__ = 3",
        "f = eval('lambda ' + ','.join(f'a{i}' for i in range(100)) + ': 1')",
        f"f = eval('lambda {'a' * 200}: 1')",
    ],
)
def test_has_a_stand_in_no_signature_where_none_can_be_had(session, source):
    session.run(source, "a")
    assert not hasattr(session.get("f"), "__signature__")


def test_does_a_check_fill_parameters_that_it_was_not_asked_for(session):
    session.run("def f(a, b, c): return [a, b, c]\ndef g(a, b=2): return b", "a")
    assert observe(session.get("f"), {"a": 1}).value == [1, None, None]
    assert observe(session.get("g"), {"a": 1}).value == 2
