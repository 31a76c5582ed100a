"""A part that stayed behind: of no use, and nothing silently so."""

import copy
import operator

import numpy as np
import pytest

from grader.sandbox import CannotCross
from grader.sandbox.border.opaque import Opaque, locate, step_to

NOT_PLAIN = "which is no number, text, list, dict or array"

USES = {
    "==": lambda part: part == 1,
    "== from the other side": lambda part: part == 1,
    "!=": lambda part: part != 1,
    "== in a list": lambda part: [part] == [1],
    "== in a dict": lambda part: {"a": part} == {"a": 1},
    "==, an array": lambda part: np.zeros(2) == part,
    "<": lambda part: part < 1,
    ">=": lambda part: part >= 1,
    "bool": bool,
    "not": lambda part: not part,
    "and": lambda part: part and 1,
    "len": len,
    "iteration": list,
    "unpacking": lambda part: (lambda a, b: a)(*part),
    "next": next,
    "in": lambda part: 1 in part,
    "in a list": lambda part: 1 in [part],
    "item": lambda part: part[0],
    "item, set": lambda part: operator.setitem(part, 0, 1),
    "call": lambda part: part(1),
    "attribute": lambda part: part.shape,
    "getattr": lambda part: getattr(part, "shape", 5),
    "hasattr": lambda part: hasattr(part, "shape"),
    "+": lambda part: part + 1,
    "+ from the other side": lambda part: 1 + part,
    "+=": lambda part: operator.iadd(part, 1),
    "@": lambda part: part @ np.eye(2),
    "@ from the other side": lambda part: np.eye(2) @ part,
    "-": operator.neg,
    "abs": abs,
    "float": float,
    "int": int,
    "complex": complex,
    "round": round,
    "index": lambda part: [1, 2][part],
    "np.array": np.array,
    "np.exp": np.exp,
    "np.add": lambda part: np.add(1, part),
    "np.sum": np.sum,
    "np.allclose": lambda part: np.allclose(part, 1),
    "np.array_equal": lambda part: np.array_equal(part, 1),
    "assert_allclose": lambda part: np.testing.assert_allclose(part, 1),
    "max": lambda part: max(part, 1),
    "sum": lambda part: sum([part]),
    "sorted": lambda part: sorted([part, 1]),
    "with": lambda part: part.__enter__(),
    "set attribute": lambda part: setattr(part, "shape", 1),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_does_every_use_raise_the_error_that_names_it(use):
    part = Opaque(f"a Figure, {NOT_PLAIN}")
    part.where = "what f() returned, at [1]"
    with pytest.raises((CannotCross, AttributeError)) as caught:
        use(part)
    if use is not USES["set attribute"]:
        assert str(caught.value) == f"what f() returned, at [1] is a Figure, {NOT_PLAIN}"


def test_can_it_be_shown_and_handed_on():
    part = Opaque(f"a Figure, {NOT_PLAIN}")
    assert repr(part) == str(part) == f"{part}" == f"<a Figure, {NOT_PLAIN}>"
    assert copy.deepcopy([part])[0] is part and copy.copy(part) is part
    assert {part: 1}[part] == 1 and part in [part]
    assert part is not None
    assert not hasattr(part, "__html__")


def test_is_every_part_told_its_own_name():
    parts = [Opaque("a thing") for _ in range(4)]
    value = ({"a": [1, parts[0]], parts[1]: 2}, [parts[2]], {parts[3]})
    locate(value, "x")
    assert [part.where for part in parts] == [
        "x[0]['a'][1]",
        "x[0], a key of it,",
        "x[1][0]",
        "x[2], a member of it,",
    ]


def test_is_a_step_never_longer_than_a_line():
    assert step_to("W1") == "['W1']" and step_to(3) == "[3]"
    for key in (10**6000, -(10**6000), (1, 2), object()):
        assert step_to(key) == "[…]"
    assert len(step_to("x" * 1000)) < 70
