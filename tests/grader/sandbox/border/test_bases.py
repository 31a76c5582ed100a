"""A subclass is what it is at bottom, whatever it says of itself."""

import collections
import enum
import time

import numpy as np
import pytest

from grader.sandbox import CannotCross
from grader.sandbox.border.bases import base_of, stays_hashable


def lying(base, *args, **more):
    """A value of a subclass of `base` that overrides all it can."""

    def lie(*_, **__):
        raise RuntimeError("asked")

    names = {"__iter__", "__len__", "__getitem__", "items", "keys", "values", "copy", "__float__"}
    names |= {"__int__", "__str__", "__array__", "__eq__", "__bool__", "__getattribute__"}
    overridden = {name: lie for name in names} | {"__class__": property(lie)}
    return type("Lying", (base,), overridden)(*args, **more)


def lying_array(values):
    array = np.array(values).view(type("Lying", (np.ndarray,), {}))
    type(array).__array_finalize__ = type(array).__array__ = type(array).view = None
    return array


Pair = collections.namedtuple("Pair", "a b")
Colour = enum.IntEnum("Colour", "RED")
BASES = {
    "dict": (lying(dict, a=1), {"a": 1}),
    "OrderedDict": (lying(collections.OrderedDict, a=1), {"a": 1}),
    "list": (lying(list, [1, 2]), [1, 2]),
    "tuple": (lying(tuple, (1, 2)), (1, 2)),
    "named tuple": (type("Deep", (Pair,), {})(1, 2), (1, 2)),
    "set": (lying(set, {1}), {1}),
    "frozenset": (lying(frozenset, {1}), frozenset({1})),
    "deque": (collections.deque([1, 2], 5), [1, 2]),
    "a deque's subclass": (lying(collections.deque, [1]), [1]),
    "range": (range(1, 9, 3), [1, 4, 7]),
    "keys": ({"a": 1}.keys(), ["a"]),
    "values": ({"a": 1}.values(), [1]),
    "items": (collections.OrderedDict(a=1).items(), [("a", 1)]),
    "float": (lying(float, -0.0), -0.0),
    "int": (lying(int, 3), 3),
    "enum": (Colour.RED, 1),
    "str": (lying(str, "a"), "a"),
    "bytes": (lying(bytes, b"a"), b"a"),
    "complex": (lying(complex, 1j), 1j),
    "array": (lying_array([1.0, 2.0]), np.array([1.0, 2.0])),
    "matrix": (np.array([[1, 2]]).view(np.matrix), np.array([[1, 2]])),
    "masked array": (np.ma.array([1.0, 2.0], mask=[False, False]), np.array([1.0, 2.0])),
    "without a mask": (np.ma.array([1.0, 2.0]), np.array([1.0, 2.0])),
}


@pytest.mark.parametrize(("value", "base"), BASES.values(), ids=BASES)
def test_is_a_value_what_it_is_at_bottom(value, base):
    found = base_of(value, 100)
    assert type(found) is type(base)
    assert np.array_equal(found, base) if isinstance(base, np.ndarray) else found == base
    assert str(found) == str(base)


def test_has_everything_else_no_base():
    masked = np.ma.array([1.0, 2.0], mask=[True, False])
    for value in (object(), lambda: 0, type, np.tanh, (i for i in ()), masked, np.ma.masked):
        assert base_of(value, 100) is None


@pytest.mark.parametrize(
    "value",
    [range(10**30), range(101), collections.deque(range(101)), dict.fromkeys(range(101)).keys()],
)
def test_is_nothing_too_long_copied(value):
    start = time.perf_counter()
    with pytest.raises(CannotCross, match="too many"):
        base_of(value, 100)
    assert time.perf_counter() - start < 0.5


def test_does_a_key_stay_a_key():
    List = type("List", (list,), {"__hash__": lambda self: 0})
    for key in (1, "a", Colour.RED, (1, ("a", 2.0)), frozenset({1}), len, np.int8(1), Pair(1, 2)):
        assert stays_hashable(key)
    deep = ()
    for _ in range(100):
        deep = (deep,)
    for key in (range(2), List(), (1, List()), frozenset({range(1)}), Pair(1, (range(2),)), deep):
        assert not stays_hashable(key)
