"""Is everything written down that a call did, and nothing left behind?"""

import sys
import time
import warnings

import numpy as np
import pytest

from utils.expected import Raises
from utils.observe import Call, changed, further, identical, observe, quiet

CELL = """
def helper(x):
    return x + 1

def double(x):
    return 2 * helper(x)

def stub(x):
    raise NotImplementedError("not written yet")

def fails(x):
    y = helper(x)
    return y + missing

def calls_the_stub(x):
    return stub(x)
"""


@pytest.fixture
def names():
    """A notebook's names after running a cell."""
    found = {}
    exec(compile(CELL, "<cell>", "exec"), found)
    return found


def test_the_value_comes_back_and_the_inputs_are_copies():
    x = np.zeros(3)

    def alters(a, b):
        a += 1
        b.append(2)
        return a.sum()

    inputs = {"a": x, "b": [1]}
    call = observe(alters, inputs)
    assert call.value == 3 and call.changed == ("a", "b")
    assert not x.any() and inputs["b"] == [1]


def test_inputs_left_alone_are_not_called_changed():
    inputs = {"a": np.array([np.nan, 1.0]), "d": {"W": np.ones(2)}, "n": float("nan")}
    assert observe(lambda a, d, n: a + 1, inputs).changed == ()
    assert observe(lambda a, d, n: d.update(W=0), inputs).changed == ("d",)


@pytest.mark.parametrize("error", [ValueError("bad"), KeyError(3), RecursionError(), EOFError()])
def test_an_exception_is_a_value_of_its_own(error):
    def fails(x):
        raise error

    call = observe(fails, {"x": 1})
    assert call.value == Raises(type(error).__name__) and call.message == str(error)


def test_an_exception_names_the_innermost_line_of_the_notebook(names):
    import linecache

    linecache.cache["<cell>"] = (len(CELL), None, CELL.splitlines(keepends=True), "<cell>")
    call = observe(names["fails"], {"x": 1})
    assert call.value == Raises("NameError")
    assert (call.line, call.inside) == ("return y + missing", "fails")
    assert observe(names["calls_the_stub"], {"x": 1}).inside == "stub"


def test_the_wrong_number_of_arguments_is_an_exception_of_the_call():
    call = observe(lambda a: a, {"a": 1, "b": 2})
    assert call.value == Raises("TypeError") and "is called with" in call.message


def test_printing_warning_and_logging_leave_no_trace(capsys):
    import logging

    def noisy(x):
        print("out")
        print("err", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        logging.getLogger("noisy").warning("logged")
        return np.log(np.array(0.0)) + x

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert observe(noisy, {"x": 1.0}).value == -np.inf
    assert capsys.readouterr() == ("", "")


def test_given_functions_stand_in_during_the_call_alone(names):
    call = observe(names["double"], {"x": 1}, {"helper": lambda x: 10})
    assert (call.value, call.used) == (20, ("helper",))
    assert observe(names["double"], {"x": 1}, {"helper": 7}).value == 14
    assert observe(names["double"], {"x": 1}).value == 4 and "helper" in names


def test_given_names_that_were_not_there_are_gone_afterwards(names):
    assert observe(names["fails"], {"x": 1}, {"missing": 5}).value == Raises("TypeError")
    assert "missing" not in names


def test_given_data_is_handed_out_as_copies(names):
    start = {"W": np.zeros(2)}
    exec("def train(x):\n    p = helper()\n    p['W'] += 1\n    return p['W'].sum()", names)
    assert observe(names["train"], {"x": 1}, {"helper": start}).value == 2
    assert not start["W"].any()


def test_a_function_without_a_module_of_its_own_can_be_observed():
    from functools import partial

    assert observe(np.negative, {"x": 2}, {"helper": 1}).value == -2
    assert observe(partial(pow, 2), {"x": 3}).value == 8


def test_a_function_that_lives_elsewhere_brings_its_own_way():
    class Elsewhere:
        def observe(self, inputs, given, seed):
            return Call((inputs, given, seed), 0.0)

    assert observe(Elsewhere(), {"x": 1}).value == ({"x": 1}, {}, None)


def test_the_processor_time_of_a_call_is_taken():
    """A machine that is busy with other things does not make a call look slow."""
    work = observe(lambda x: sum(range(10**6)), {"x": 1}).seconds
    assert 0.001 < work < 5
    assert observe(lambda x: time.sleep(0.02), {"x": 1}).seconds < 0.02


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        (np.array([np.nan, 1]), np.array([np.nan, 1]), True),
        (np.array([1.0]), np.array([1.0 + 1e-15]), False),
        ([np.zeros(2), {"a": (1, 2)}], [np.zeros(2), {"a": (1, 2)}], True),
        ([1, 2], [1], False),
        ((1, 2), [1, 2], False),
        ({"a": 1}, {"b": 1}, False),
        (1, 1.0, False),
        (np.zeros(2), [0, 0], False),
        (None, None, True),
    ],
    ids=str,
)
def test_identical_is_equal_to_the_last_bit(before, after, alike):
    assert identical(before, after) is alike
    assert changed({"x": before}, [after]) == (() if alike else ("x",))


def test_quiet_gives_the_streams_back():
    before = sys.stdout, sys.stderr
    with pytest.raises(ValueError), quiet():
        raise ValueError
    assert (sys.stdout, sys.stderr) == before


COST = {"A2": 1, "Y": 2}


@pytest.mark.parametrize(
    ("function", "spare", "more", "lacking"),
    [
        (lambda A2, Y: 0, {"parameters": 3}, {}, ()),
        (lambda A2, Y, parameters: 0, {"parameters": 3}, {"parameters": 3}, ()),
        (lambda A2, Y, params: 0, {"parameters": 3}, {"params": 3}, ()),
        (lambda A2, Y, parameters=7: 0, {"parameters": 3}, {}, ()),
        (lambda A2, Y, parameters: 0, {}, {"parameters": None}, ("parameters",)),
        (lambda A2, Y, m, p: 0, {"p": 3, "m": 4}, {"m": 4, "p": 3}, ()),
        (lambda A2, Y, m, p: 0, {"p": 3}, {"m": None, "p": 3}, ("m",)),
        (lambda A2, Y, a, b: 0, {"p": 3}, {"a": 3, "b": None}, ("b",)),
        (lambda A2, Y, a: 0, {"p": 3, "q": 4}, {"a": None}, ("a",)),
        (lambda a, Y, A2: 0, {"p": 3}, {"A2'": 3}, ()),
        (lambda *args: 0, {"p": 3}, {}, ()),
        (lambda A2, Y, *, p: 0, {"p": 3}, {}, ()),
        (max, {"p": 3}, {}, ()),
    ],
)
def test_further_parameters_get_the_spare_value_of_their_name_or_the_only_one(
    function, spare, more, lacking
):
    assert further(function, COST, spare) == (more, lacking, None)


@pytest.mark.parametrize(
    ("function", "takes"),
    [
        (lambda A2: 0, ("A2",)),
        (lambda: 0, ()),
        (lambda A2, *, Y: 0, ("A2",)),
        (lambda A2, **k: 0, ("A2",)),
    ],
)
def test_too_few_parameters_are_named(function, takes):
    assert further(function, COST, {"p": 3}) == ({}, (), takes)
    call = observe(function, COST)
    assert call.takes == takes and call.value == Raises("TypeError")


def test_a_third_parameter_that_is_read_finds_the_spare_value_and_a_copy():
    def cost(A2, Y, parameters):
        parameters["W1"] += 1
        return parameters["W1"].sum()

    spare = {"parameters": {"W1": np.ones(2)}}
    call = observe(cost, COST, {}, spare)
    assert (call.value, call.lacking, call.changed) == (4.0, (), ("parameters",))
    assert spare["parameters"]["W1"].tolist() == [1.0, 1.0]


def test_a_parameter_that_nothing_is_there_for_gets_none_and_is_named():
    call = observe(lambda A2, Y, parameters: parameters is None, COST)
    assert call.value is True and call.lacking == ("parameters",)


def test_a_function_elsewhere_gets_its_further_arguments_by_its_signature():
    import inspect

    class Elsewhere:
        def observe(self, inputs, given, seed):
            return Call(inputs, 0.0)

        def __call__(self, *args):
            raise AssertionError

    function = Elsewhere()
    assert observe(function, COST, {}, {"p": 3}).value == COST
    function.__signature__ = inspect.signature(lambda A2, Y, p, q: 0)
    call = observe(function, COST, {}, {"p": 3})
    assert call.value == {**COST, "p": 3, "q": None} and call.lacking == ("q",)
    function.__signature__ = inspect.signature(lambda A2: 0)
    assert observe(function, COST).takes == ("A2",)
