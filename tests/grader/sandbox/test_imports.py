"""What import statements in test cells find."""

import builtins
import math
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from grader.sandbox import CannotCross, Namespace, imported_names, run_test
from grader.sandbox.imports import genuine
from grader.sandbox.replay import Cell, replay


class Key:
    """What a task hands to test cells: bound methods of something of its own."""

    def grade(self, function):
        return 2 * function(2)


GIVEN = {"grader.grading": SimpleNamespace(grade=Key().grade)}

FINDS_IT = {
    "from": "from grader.grading import grade\nassert grade(f) == 6",
    "alias": "from grader.grading import grade as mark\nassert mark(f) == 6",
    "module": "import grader.grading\nassert grader.grading.grade(f) == 6",
    "module alias": "import grader.grading as g\nassert g.grade(f) == 6",
    "from package": "from grader import grading\nassert grading.grade(f) == 6",
    "star": "from grader.grading import *\nassert grade(f) == 6",
    "in a function": "def look():\n    from grader.grading import grade\n    return grade(f)\n"
    "assert look() == 6",
    "in a class": "class Look:\n    from grader.grading import grade\nassert Look.grade(f) == 6",
    "in exec": "exec('from grader.grading import grade')\nassert grade(f) == 6",
    "beside others": "import grader.exercises\nimport grader.grading\n"
    "from grader import exercises\nassert grader.exercises is exercises\n"
    "assert exercises.__name__ == 'grader.exercises' and grader.grading.grade(f) == 6",
}


@pytest.fixture
def namespace(session):
    session.run("def f(x): return x + 1", "a")
    return Namespace(session, modules=GIVEN)


@pytest.mark.parametrize("source", FINDS_IT.values(), ids=FINDS_IT)
def test_does_an_import_find_a_given_module(namespace, source):
    result = run_test(source, namespace)
    assert result.ok, result.outputs


ORDINARY = {
    "others": "import numpy as np, os.path\nfrom math import pi\n"
    "assert np.pi == pi and os.path.sep",
    "built-ins": "class A:\n    pass\nassert len([*map(abs, (-1,))]) == 1 and isinstance(A(), A)",
    "missing module": "try:\n    import grader.nowhere\nexcept ModuleNotFoundError:\n    pass\n"
    "else:\n    raise AssertionError",
    "missing name": "try:\n    from grader import nothing\nexcept ImportError:\n    pass\n"
    "else:\n    raise AssertionError",
    "missing part": "try:\n    from grader.grading import nothing\nexcept ImportError:\n    pass\n"
    "else:\n    raise AssertionError",
    "missing attribute": "import grader.grading\nassert not hasattr(grader, 'nothing')",
    "missing global": "try:\n    nothing\nexcept NameError:\n    pass\n"
    "else:\n    raise AssertionError",
    "patched": "from unittest.mock import patch\nwith patch('builtins.len', lambda x: 7):\n"
    "    assert len([]) == 7\nassert len([]) == 0",
    "attribute": "assert __builtins__.len is len",
}


@pytest.mark.parametrize("source", ORDINARY.values(), ids=ORDINARY)
def test_is_everything_else_as_usual(namespace, source):
    result = run_test(source, namespace)
    assert result.ok, result.outputs


def test_is_a_builtin_that_a_test_replaces_replaced_as_in_a_notebook(namespace, monkeypatch):
    monkeypatch.setattr(builtins, "input", input)  # and put back afterwards
    assert run_test("__builtins__.input = lambda: '3'\nassert input() == '3'", namespace).ok


def test_do_other_namespaces_not_see_it(session):
    source = "from grader.grading import grade\nassert not hasattr(grade, '__self__')"
    assert run_test(source, Namespace(session)).ok


def test_does_a_replayed_test_cell_find_it(box):
    cells = [
        Cell("f", "def f(x): return x + 1"),
        Cell("test-f", "from grader.grading import grade\ngrade(f)", trusted=True),
    ]
    shown = replay(box, cells, modules=GIVEN)[1].outputs
    assert shown[0]["data"]["text/plain"] == "6"


def test_are_imports_read_from_cells_with_magics():
    names = imported_names(
        ["%matplotlib inline\nimport numpy as np\nfrom math import pi as p\nf(1)", "from x = 3"]
    )
    assert names == {"np": np, "p": math.pi}


def test_do_imported_names_hold_what_is_given():
    names = imported_names(["from grader.grading import grade\nimport grader.grading"], GIVEN)
    assert names["grade"] == GIVEN["grader.grading"].grade
    assert names["grader"].grading is GIVEN["grader.grading"]


def test_is_only_a_well_known_module_taken_for_the_students():
    assert genuine("anything", "np") is np
    assert genuine("numpy.linalg", "la") is np.linalg
    others = ("subprocess", "numpy.nowhere", "os;", "grader.grading", "unittest.__main__", "this",
              "antigravity", "numpy.ma.testutils", "json.tool", "", "a" * 10**6)  # fmt: skip
    for module in others:
        before = set(sys.modules)
        with pytest.raises(CannotCross, match="other is a module"):
            genuine(module, "other")
        assert set(sys.modules) == before
