"""Test cells outside, functions inside: ordinary notebooks grade as in one process."""

import threading

import pytest

from grader.sandbox import (
    CannotCross,
    SandboxFault,
    SessionDied,
    StudentTimeout,
    imported_names,
    run_test,
)
from grader.sandbox.trusted import Namespace

SUBMISSION = '''
import numpy as np
import math as m

def squares(n):
    """The squares of 1 to n."""
    if n < 1:
        raise ValueError("n must be at least 1")
    return [i ** 2 for i in range(1, n + 1)]

def sum_of_squares(n):
    return sum(squares(n))

def shout(text):
    print(text.upper())

def risky(x):
    return np.log(x)

def count():
    global counter
    counter += 1

counter = 0
table = {"a": [1, 2]}

class Circle:
    pass

circle = Circle()
'''


@pytest.fixture
def namespace(session):
    assert session.run(SUBMISSION, "solution").ok
    return Namespace(session)


def shown(result):
    """The outputs in brief, and none may be a fault."""
    assert result.fault is None, result.fault
    return [o.get("text") or o.get("evalue") or o["data"]["text/plain"] for o in result.outputs]


PASSING = {
    "assert": "assert squares(3) == [1, 4, 9]",
    "exception": "try:\n    squares(0)\nexcept ValueError as error:\n"
    "    assert str(error) == 'n must be at least 1'\nelse:\n    raise AssertionError",
    "nested function": "def look():\n    return squares(2)\nassert look() == [1, 4]",
    "comprehension": "assert [squares(i)[-1] for i in (1, 2)] == [1, 4]",
    "lambda": "assert (lambda n: sum_of_squares(n))(2) == 5",
    "class body": "class Look:\n    found = squares(1)\nassert Look.found == [1]",
    "keyword": "assert squares(n=2) == [1, 4]",
    "value": "assert table == {'a': [1, 2]}",
    "module": "assert np.allclose(squares(2), [1.0, 4.0]) and m.pi > 3",
    "globals": "assert 'squares' in globals() and 'nothing' not in globals()",
    "eval": "assert eval('squares(1)') == [1]",
    "get": "assert globals().get('nothing', 5) == 5",
    "data changes": "assert counter == 0\ncount()\nassert counter == 1",
    "assert_raises": "np.testing.assert_raises(ValueError, squares, 0)",
    "same function": "assert squares is squares",
    "shadowed": "table = 3\nassert table == 3",
    "warning": "import warnings\nwith warnings.catch_warnings(record=True) as caught:\n"
    "    warnings.simplefilter('always')\n    risky(np.zeros(1))\n"
    "assert caught[0].category is RuntimeWarning",
    "del and NameError": """
original_squares = squares
del squares
try:
    sum_of_squares(1)
except NameError:
    pass
else:
    raise AssertionError("sum_of_squares does not use squares")
finally:
    squares = original_squares
assert sum_of_squares(3) == 14
""",
    "rebinding": """
original_squares, squares = squares, sum_of_squares
try:
    sum_of_squares(1)
except RecursionError:
    pass
finally:
    squares = original_squares
assert sum_of_squares(2) == 5
""",
    "deleted everywhere": "del squares\ntry:\n    squares\nexcept NameError:\n    pass\n"
    "else:\n    raise AssertionError",
}


@pytest.mark.parametrize("source", PASSING.values(), ids=PASSING)
def test_does_an_ordinary_test_cell_pass_without_output(namespace, source):
    result = run_test(source, namespace)
    assert result.fault is None
    assert result.outputs == []
    assert result.ok


def test_is_the_last_expression_the_score(namespace):
    result = run_test("squares(2)\n0.5 * sum_of_squares(1)", namespace)
    (output,) = result.outputs
    assert output["output_type"] == "execute_result"
    assert output["data"]["text/plain"] == "0.5"


def test_is_a_rich_value_shown_with_its_html(namespace):
    source = "class Table:\n    def _repr_html_(self): return '<b>2 of 3</b>'\nTable()"
    assert run_test(source, namespace).outputs[0]["data"]["text/html"] == "<b>2 of 3</b>"


def test_does_display_show_in_order_with_prints(namespace):
    source = "from IPython.display import HTML, display\nprint(1)\ndisplay(HTML('x'))\nprint(2)"
    kinds = [o["output_type"] for o in run_test(source, namespace).outputs]
    assert kinds == ["stream", "display_data", "stream"]


def test_do_the_students_prints_and_warnings_show_in_the_test_cell(namespace):
    result = run_test("shout('hi')\nprint('ours')\nx = risky(np.zeros(1))", namespace)
    assert [(o["name"], o["text"]) for o in result.outputs] == [
        ("stdout", "HI\nours\n"),
        ("stderr", "<cell solution>:17: RuntimeWarning: divide by zero encountered in log\n"),
    ]


def test_does_a_failure_show_the_test_and_the_students_line(namespace):
    result = run_test("x = 1\nsquares('a')", namespace, "test-squares")
    (output,) = result.outputs
    assert output["ename"] == "TypeError"
    assert output["traceback"][:2] == [
        "Test test-squares, line 2\n    squares('a')",
        "Cell solution, line 6, in squares\n    if n < 1:",
    ]


def test_is_the_source_of_a_hidden_test_never_shown(namespace):
    source = "a = 1\n### BEGIN HIDDEN TESTS\nassert squares(2) == [5]\n### END HIDDEN TESTS\n"
    result = run_test(source, namespace, "t")
    assert result.outputs[0]["traceback"] == [
        "Test t, line 3\n    (a hidden test)",
        "AssertionError",
    ]


def test_is_a_syntax_error_in_a_test_an_error_output(namespace):
    assert run_test("x = = 1", namespace).outputs[0]["ename"] == "SyntaxError"


def test_does_a_test_keep_its_names_for_the_next_until_the_student_rebinds_them(session):
    session.run("def f(): return 1", "a")
    namespace = Namespace(session)
    assert run_test("expected = 1\nf = f", namespace).ok
    assert run_test("assert f() == expected", namespace).ok
    session.run("def f(): return 2\nexpected = 5", "b")
    assert run_test("assert (f(), expected) == (2, 5)", namespace).ok


def test_does_the_students_process_never_see_what_a_test_binds(session):
    session.run("answer = None\ndef cheat(): return answer", "a")
    namespace = Namespace(session)
    assert run_test("answer = 42\nassert cheat() is None", namespace).ok


def test_can_the_student_not_replace_trusted_names_and_builtins(session):
    session.run(
        "import numpy as np\nnp.allclose = lambda *a, **k: True\n"
        "def isinstance(*a): return True\ndef grade(f): return 10\n"
        "def allclose(*a, **k): return True\nf = 1",
        "a",
    )
    extra = {"grade": lambda f: 0, **imported_names(["from numpy import allclose"])}
    namespace = Namespace(session, extra)
    assert run_test("assert not np.allclose(1, 2)", namespace).ok
    assert run_test("assert not isinstance(1, str)", namespace).ok
    assert run_test("assert grade(f) == 0", namespace).ok
    assert run_test("assert not allclose(1, 2)", namespace).ok


def test_can_an_exercise_ask_for_a_function_called_like_a_builtin(session):
    session.run("def sum(values): return -1", "a")
    namespace = Namespace(session, student_names={"sum"})
    assert run_test("assert sum([1, 2]) == -1", namespace).ok
    assert run_test("assert sum([1, 2]) == 3", Namespace(session)).ok


@pytest.mark.parametrize(
    ("source", "ok"),
    [
        ("import numpy.ma as np", True),  # np means numpy, whatever the student calls so
        ("import antigravity_of_mine as np", False),
        ("import types\nnp = types.ModuleType('os')", True),
        ("import types\nother = types.ModuleType('subprocess')", False),
        ("class np:\n    allclose = staticmethod(lambda *a: True)", False),
    ],
)
def test_is_a_module_always_the_genuine_one(session, source, ok):
    session.run(source, "a")
    namespace = Namespace(session)
    name = "other" if "other" in source else "np"
    result = run_test(f"import numpy\nassert {name} is numpy", namespace)
    assert result.ok == ok


def test_does_equality_that_always_holds_not_help(session):
    source = """
import numpy as np
class Yes:
    __eq__ = lambda self, other: True
class Array(np.ndarray):
    __eq__ = lambda self, other: np.array(True)
class Number(float):
    __eq__ = lambda self, other: True
def f(): return Yes()
def g(): return np.zeros(3).view(Array)
def h(): return Number(1)
"""
    session.run(source, "a")
    namespace = Namespace(session)
    result = run_test("assert f() == 5", namespace)
    assert isinstance(result.fault, CannotCross)
    assert "what f() returned" in str(result.fault)
    for test in ("assert (g() == 5).all()", "assert h() == 5"):  # a plain array, a float by now
        result = run_test(test, namespace)
        assert type(result.error) is AssertionError


SWALLOWING = "try:\n    {}\nexcept BaseException:\n    pass\n1"


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        ("import os\ndef f(): os._exit(0)", SessionDied),
        ("def f():\n    while True:\n        x = 1", StudentTimeout),
        ("def f(): return (i for i in ())", CannotCross),
    ],
)
def test_can_a_test_not_swallow_what_the_student_may_not_do(box, function, kind):
    with box.session() as session:
        session.run(function, "a")
        result = run_test(SWALLOWING.format("f()"), Namespace(session), "t", seconds=0.5)
        assert isinstance(result.fault, kind)
        assert [o["output_type"] for o in result.outputs] == ["error"]


def test_may_examine_see_a_death_and_the_test_go_on(box):
    with box.session() as session:
        session.run("import os\ndef f(): os._exit(0)", "a")
        source = "report = f.examine((), {})\n0.0 if report.fault else 1.0"
        result = run_test(source, Namespace(session))
        assert result.fault is None
        assert result.outputs[0]["data"]["text/plain"] == "0.0"


def test_do_all_calls_of_a_test_share_its_time(session):
    session.run("import time\ndef f(): time.sleep(0.15)", "a")
    result = run_test("for _ in range(50):\n    f()", Namespace(session), seconds=0.5)
    assert isinstance(result.fault, StudentTimeout)
    assert result.seconds < 1.5


def endless(session):
    return run_test("while True:\n    x = 1", Namespace(session), "slow", seconds=0.2)


def test_is_a_test_cell_that_hangs_by_itself_a_fault_of_the_grader(box):
    with box.session() as session:
        result = endless(session)
        assert isinstance(result.fault, SandboxFault)
        assert "took more than 0.2 seconds" in str(result.fault)


def test_is_it_stopped_in_another_thread_too(box):
    with box.session() as session:
        results = []
        thread = threading.Thread(target=lambda: results.append(endless(session)))
        thread.start()
        thread.join(10)
        assert isinstance(results[0].fault, SandboxFault)


def test_does_a_missing_name_look_like_one(namespace):
    result = run_test("nothing(1)", namespace)
    assert shown(result) == ["name 'nothing' is not defined"]
    assert result.outputs[0]["ename"] == "NameError"


def test_is_an_object_that_cannot_cross_named_with_its_type(namespace):
    result = run_test("circle.radius", namespace)
    assert str(result.fault) == "circle is a Circle, which is no number, text, list, dict or array"


STRANGE = """
import numpy as np
parts = [1, np.tanh]
def forward(x):
    return x, {"A": x, "activation": np.tanh}
"""


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("assert parts[1](0) == 0", "parts[1] is a numpy.ufunc"),
        ("assert parts == [1, 2]", "parts[1] is a numpy.ufunc"),
        ("assert forward(1)[1] == {'A': 1, 'activation': 'tanh'}", "at [1]['activation'] is a"),
        ("np.testing.assert_allclose(forward(1)[1]['activation'], 0)", "['activation'] is a numpy"),
        ("assert not forward(1)[1]['activation']", "['activation'] is a numpy"),
    ],
)
def test_is_a_part_that_is_no_plain_data_an_error_where_a_test_uses_it(session, test, told):
    session.run(STRANGE, "a")
    namespace = Namespace(session)
    assert run_test(
        "A, cache = forward(3)\nassert (A, cache['A'], parts[0]) == (3, 3, 1)", namespace
    ).ok
    result = run_test(test, namespace)
    assert isinstance(result.fault, CannotCross) and told in str(result.fault)


def test_is_the_namespace_asked_by_nested_code_as_the_docstring_says():
    class Fake:
        calls, on_binding = 0, []

        def lookup(self, name):
            return ("value", name * 2) if name == "ab" else ("missing", None)

    namespace = Namespace(Fake(), {}, frozenset())
    exec("def f():\n    return [ab for _ in range(2)]\nx = f()", namespace)
    assert namespace["x"] == ["abab", "abab"]
    with pytest.raises(NameError):
        exec("def g():\n    return zz\ng()", namespace)
