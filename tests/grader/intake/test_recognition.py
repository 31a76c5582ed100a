"""Which notebook is it, whatever the file is called?"""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.intake import recognise
from tests.grader.intake.handed_in import (
    KERNEL,
    RELEASE,
    answered,
    check_cell,
    function_cell,
    kinds,
    make_release,
    make_source,
    nbgrader,
    stripped,
    taken_in,
    to_bytes,
)


def test_a_renamed_file_is_recognised():
    other = make_source()
    other.cells = [function_cell("quarter", "    return x / 4"), check_cell("quarter", "0.5")]
    candidates = {"week1": make_release(other), "week0": RELEASE}
    assert recognise(to_bytes(answered()), candidates) == "week0"
    assert recognise(to_bytes(make_release(other)), candidates) == "week1"
    assert recognise(b"{", candidates) is None
    assert recognise(to_bytes(new_notebook(cells=[new_code_cell("1")])), candidates) is None
    assert recognise(to_bytes(answered()), {"a": RELEASE, "b": RELEASE}) is None
    assert recognise(to_bytes(answered()), {}) is None


def test_two_notebooks_of_one_assignment_with_a_shared_import_cell_are_told_apart():
    parts = {}
    for name in ("blocks", "application"):
        part = new_notebook(metadata={"kernelspec": KERNEL})
        part.cells = [
            new_code_cell("import numpy as np", id=f"imports-{name}"),
            function_cell(f"solve_{name}", "    return x"),
            new_markdown_cell("YOUR ANSWER HERE", metadata=nbgrader("w", "manual", "markdown", 1)),
        ]
        parts[name] = make_release(part)
    for name, part in parts.items():
        assert recognise(to_bytes(part), parts) == name
        assert recognise(to_bytes(stripped(part, ids=True)), parts) == name


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [new_code_cell("print('hello')")],
        [new_markdown_cell("YOUR ANSWER HERE"), new_code_cell("import math\nimport numpy as np")],
        [new_code_cell("import math\nimport numpy as np"), new_markdown_cell("My essay")],
    ],
)
def test_another_notebook_is_unrecognised(cells):
    result = taken_in(new_notebook(cells=cells))
    assert result.status == "unrecognised"
    assert kinds(result)[-1] == "unrecognised"


def test_another_assignment_with_one_exercise_of_the_same_name_is_unrecognised():
    other = [function_cell(name, "    return 1") for name in ("double", "a", "b", "c")]
    assert taken_in(make_release(new_notebook(cells=other))).status == "unrecognised"
