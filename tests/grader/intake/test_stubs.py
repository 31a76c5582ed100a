"""Is a leftover stub beside real code dropped, and nothing else?"""

import pytest

from grader.intake.stubs import drop_leftover_stubs
from tests.grader.intake.handed_in import (
    answered,
    cell_of,
    taken_in,
)

STUB = "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"


GIVEN = "def f(x):\n    m = 2\n    # YOUR CODE HERE\n    raise NotImplementedError()\n    return m"


@pytest.mark.parametrize(
    ("source", "release", "dropped"),
    [
        ("def f(x):\n    return x\n    raise NotImplementedError()", STUB, 1),
        ("def f(x):\n    y = x\n    # YOUR CODE HERE\n    raise NotImplementedError()", STUB, 1),
        ("def f(x):\n    raise NotImplementedError()\n    return x", STUB, 1),
        ("def f(x):\n    return x\n    raise NotImplementedError()  \n%time f(1)", STUB, 1),
        ("def f(x):\n    y = (x\n    % 3)\n    return y\n    raise NotImplementedError()", STUB, 1),
        (STUB, STUB, 0),
        (STUB + "\n", STUB, 0),
        ('def f(x):\n    """Mine."""\n    raise NotImplementedError()', STUB, 0),
        ("def f(x):\n    pass\n    raise NotImplementedError()", STUB, 0),
        ("def f(x):\n    return x\n    raise NotImplementedError('odd')", STUB, 0),
        ("def f(x):\n    if x:\n        raise NotImplementedError()\n    return x", STUB, 0),
        ("def f(x):\n    return x\n    raise ValueError()", STUB, 0),
        ("def g(x):\n    return 1\n\n\n" + STUB, STUB, 0),
        ("def f(x):\n    s = '''\n    raise NotImplementedError()\n'''\n    return s", STUB, 0),
        ("def f(x:\n    return x\n    raise NotImplementedError()", STUB, 0),
        (GIVEN, GIVEN, 0),
        (GIVEN.replace("return m", "return m * x"), GIVEN, 1),
        ("x = 3\nraise NotImplementedError()", "raise NotImplementedError()", 1),
        ("raise NotImplementedError()", "raise NotImplementedError()", 0),
        (f"{STUB}\n\ndef g(x):\n    return x\n    raise NotImplementedError()", STUB, 1),
    ],
)
def test_only_an_untouched_stub_beside_real_code_is_dropped(source, release, dropped):
    text, count = drop_leftover_stubs(source, release)
    assert count == dropped
    assert len(text.split("\n")) == len(source.split("\n"))
    assert source.count("raise NotImplementedError") - text.count("raise NotImplementedError") == (
        dropped
    )
    if not dropped:
        assert text == source


def test_a_leftover_stub_is_noted():
    notebook = answered()
    cell_of(notebook, "cube").source += "\n    raise NotImplementedError()"
    result = taken_in(notebook)
    assert [(note.kind, note.cell) for note in result.notes] == [("stub", "cube")]
    scope: dict = {}
    exec(cell_of(result.notebook, "cube").source, scope)
    assert scope["cube"](2) == 8
