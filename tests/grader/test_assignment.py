"""Is an instructor notebook read for what it says?"""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.assignment import Assignment, assignment_names, load_assignment, read_assignment
from grader.exercises import ExerciseError

BODY = "    y = 2 * x\n    return y\n"
SOLUTION = f"def double(x):\n    ### BEGIN SOLUTION\n{BODY}    ### END SOLUTION"
TEST = "check(double)\n### BEGIN HIDDEN TESTS\ngrade(double)\n### END HIDDEN TESTS"


def nbgrader(**info):
    names = {"grade": False, "solution": False, "locked": False, "task": False} | info
    return {"nbgrader": names}


def assignment(*cells):
    return Assignment("week", {"week": new_notebook(cells=list(cells))})


def whole():
    return assignment(
        new_markdown_cell("# Title"),
        new_code_cell("import math\nfrom math import pi\nprint('heavy work')\nx = 1 / 0"),
        new_code_cell("%matplotlib inline\nimport json\n!ls"),
        new_code_cell("FACTOR = 2", metadata=nbgrader(locked=True)),
        new_code_cell(SOLUTION, metadata=nbgrader(solution=True)),
        new_code_cell(TEST, metadata=nbgrader(grade=True, locked=True, points=3)),
        new_markdown_cell("words", metadata=nbgrader(grade=True, solution=True, points=5)),
    )


def test_definitions_are_solutions_given_cells_and_imports_alone():
    names = whole().namespace()
    assert names["double"](4) == 8 and names["FACTOR"] == 2
    assert {"math", "pi", "json"} <= set(names) and "x" not in names


def test_a_definition_can_be_replaced():
    source = whole()
    solution = source.solution("double")
    assert "###" not in solution and "return y" in solution
    changed = source.namespace({solution: solution.replace("2 * x", "3 * x")})
    assert changed["double"](4) == 12 and source.namespace()["double"](4) == 8


def test_points_are_those_of_the_cells_that_grade():
    assert whole().points == {"double": 3.0}


def test_a_function_that_nobody_defines_is_an_error_by_name():
    with pytest.raises(ExerciseError, match="week: no solution cell defines triple"):
        whole().solution("triple")


def test_an_assignment_that_is_not_there_is_an_error_by_name(tmp_path):
    with pytest.raises(ExerciseError, match="no assignment nowhere"):
        load_assignment("nowhere", tmp_path)


def test_notebooks_of_a_folder_are_read_in_the_order_of_their_names(tmp_path):
    for name in ("b-second", "a-first"):
        (tmp_path / "week").mkdir(exist_ok=True)
        nbformat.write(new_notebook(), tmp_path / "week" / f"{name}.ipynb")
    (tmp_path / "empty").mkdir()
    assert list(load_assignment("week", tmp_path).notebooks) == ["a-first", "b-second"]
    assert assignment_names(tmp_path) == ["week"]


def test_an_assignment_can_be_read_from_texts():
    texts = {name: nbformat.writes(book) for name, book in whole().notebooks.items()}
    found = read_assignment("week", texts)
    assert found.definitions == whole().definitions and found.points == whole().points
