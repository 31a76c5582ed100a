"""Stand-ins for the student's functions."""

import inspect

import numpy as np
import pytest

from grader.sandbox import CannotCross
from utils.observe import observe

NOT_PLAIN = "which is no number, text, list, dict or array"


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
    session.run("class C: pass\ndef f(): return C()", "a")
    report = session.get("f").examine()
    assert isinstance(report.fault, CannotCross)
    assert str(report.fault) == f"what f() returned is a C, {NOT_PLAIN}"


CACHE = """
import numpy as np
def forward(x):
    return x + 1, {"A": x, "g": np.tanh, "used": False, "tags": {object(): 1}}
def backward(dA, cache):
    assert cache["g"] is np.tanh
    cache["used"] = True
    return dA * cache["g"](cache["A"])
"""


def test_does_a_part_that_is_no_plain_data_cost_only_who_looks_at_it(session):
    session.run(CACHE, "a")
    value, cache = session.get("forward")(np.zeros(2))
    assert value.tolist() == [1, 1] and cache["A"].tolist() == [0, 0]
    with pytest.raises(CannotCross) as caught:
        cache["g"](1)
    message = f"what forward() returned, at [1]['g'] is a numpy.ufunc, {NOT_PLAIN}"
    assert str(caught.value) == message
    assert [repr(key) for key in cache["tags"]] == [f"<an object, {NOT_PLAIN}>"]


def test_does_it_come_back_as_what_it_is(session):
    session.run(CACHE, "a")
    _, cache = session.get("forward")(np.ones(2))
    report = session.get("backward").examine((2.0, cache))
    assert report.error is None and np.allclose(report.value, 2 * np.tanh(1))
    assert report.changed
    assert report.after[0][1]["used"] is True
    kept = session.get("backward").examine((2.0, report.after[0][1]))
    assert not kept.changed
    assert session.get("backward")(1.0, cache) is not None and cache["used"] is True


def test_is_it_of_no_use_in_another_session(box):
    with box.session() as session:
        session.run(CACHE, "a")
        cache = session.get("forward")(np.ones(2))[1]
    with box.session() as session:
        session.run(CACHE, "a")
        with pytest.raises(CannotCross, match=r"numpy\.ufunc"):
            session.get("backward")(1.0, cache)


def test_is_a_strange_thing_put_into_an_argument_seen_as_a_change(session):
    session.run("def f(table): table['new'] = object()", "a")
    table = {"old": 1}
    report = session.get("f").examine((table,))
    assert report.changed and set(report.after[0][0]) == {"old", "new"}
    assert session.get("f").observe({"table": table}, {}).changed == ("table",)


def test_can_such_objects_not_fill_the_memory(session):
    source = "def f(n): return [object() for _ in range(n)]"
    session.run(source, "a")
    numbers = [part.handle for part in session.get("f")(3000)]
    assert numbers[0] is not None and numbers[-1] is None
    assert len(session.get("f")(1000)) == 1000


def test_may_a_lent_function_be_given_such_a_part(session):
    session.run("import numpy as np\ndef f(x): return g({'x': x, 'a': np.tanh})['a'](x)", "a")
    call = session.get("f").observe({"x": 0.0}, {"g": lambda cache: cache})
    assert (call.value, call.used) == (0.0, ("g",))
    call = session.get("f").observe({"x": 0.0}, {"g": lambda cache: {"a": cache["a"](1)}})
    assert call.message == f"an argument, at [0][0]['a'] is a numpy.ufunc, {NOT_PLAIN}"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("collections.deque([1.0, 2.0])", [1.0, 2.0]),
        ("range(3)", [0, 1, 2]),
        ("{'a': 1}.keys()", ["a"]),
        ("np.matrix([[1.0]])", np.ones((1, 1))),
        ("np.ma.array([1.0], mask=[False])", np.ones(1)),
        ("Cache(a=1)", {"a": 1}),
        ("Number(2.5)", 2.5),
    ],
)
def test_does_a_subclass_arrive_as_what_it_is_at_bottom(session, expression, value):
    session.run(
        "import collections, numpy as np\n"
        "class Cache(dict):\n    __getattr__ = dict.__getitem__\n    items = keys = None\n"
        "class Number(float):\n    __eq__ = lambda *_: True\n"
        f"def f(): return {expression}",
        "a",
    )
    answer = session.get("f")()
    assert type(answer) is type(value) and np.array_equal(answer, value)


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


TWICE = {
    "v = s = {}; return v, s": True,
    "v = {}; return [v, 1, v]": True,
    "return {}, {}": False,
    "a = [1]; return a, a": False,
    "v = {}; return v": False,
    "v = {}; w = (v, v); return w, v": False,
}


@pytest.mark.parametrize("body", TWICE)
def test_is_it_seen_that_one_dict_stands_twice_in_an_answer_there_and_here(session, body):
    source = "def f():\n    " + body
    session.run(source, "a")
    exec(source, here := {})
    for function in (session.get("f"), here["f"]):
        assert observe(function, {}).twice is TWICE[body]
