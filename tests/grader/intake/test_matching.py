"""Does every answer find its cell, moved, doubled, renamed or stripped as it may be?"""

import copy

import pytest
from nbformat.v4 import new_code_cell

from tests.grader.intake.handed_in import (
    ANSWERS,
    RELEASE,
    SOURCE,
    answered,
    cell_of,
    check_answers,
    index_of,
    kinds,
    stripped,
    taken_in,
)


def test_a_doubled_solution_keeps_the_answer_nearest_its_place():
    notebook = answered()
    late = copy.deepcopy(cell_of(notebook, "double"))
    late.source = "def double(x):\n    return 'second thoughts'"
    notebook.cells.append(late)
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["doubled"]
    assert not any("second thoughts" in cell.source for cell in result.notebook.cells)


def test_of_a_doubled_cell_the_answer_wins_over_the_stub():
    notebook = answered()
    stub = copy.deepcopy(cell_of(RELEASE, "double"))
    notebook.cells.insert(index_of(notebook, "double"), stub)
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["doubled"]


def test_a_copied_cell_that_became_a_helper_is_kept_as_a_helper():
    notebook = answered()
    helper = copy.deepcopy(cell_of(notebook, "double"))
    helper.source = "def helper(x):\n    return x"
    place = index_of(notebook, "double")
    notebook.cells.insert(place, helper)
    result = taken_in(notebook)
    check_answers(result)
    kept = [cell.source for cell in result.notebook.cells]
    assert kept.index(helper.source) < kept.index(ANSWERS["double"])


@pytest.mark.parametrize("ids", [False, True], ids=["ids kept", "ids lost"])
def test_stripped_metadata_is_recovered(ids):
    result = taken_in(stripped(answered(), ids=ids))
    check_answers(result)
    assert kinds(result) == ["recovered"]
    assert len(result.notebook.cells) == len(SOURCE.cells)


def test_stripped_and_moved_and_with_helpers_is_recovered():
    notebook = stripped(answered(), ids=True)
    moved = notebook.cells.pop(index_of(SOURCE, "cube"))
    notebook.cells.insert(2, new_code_cell("def helper():\n    return 1"))
    notebook.cells.append(moved)
    result = taken_in(notebook)
    check_answers(result)
    assert set(kinds(result)) == {"recovered", "moved"}
    assert sum("helper" in cell.source for cell in result.notebook.cells) == 1


def test_an_answer_under_a_test_cells_name_is_still_found():
    notebook = answered()
    answer = cell_of(notebook, "cube")
    answer.metadata.nbgrader.grade_id = "test-cube"
    answer.id = "new"
    check_answers(taken_in(notebook))


def test_swapped_names_do_not_swap_anything_but_the_answers_text():
    notebook = answered()
    first, second = cell_of(notebook, "double"), cell_of(notebook, "test-double")
    first.metadata, second.metadata = second.metadata, first.metadata
    taken_in(notebook)


def test_every_cell_under_one_id():
    notebook = answered()
    for cell in notebook.cells:
        cell.id = "same"
    check_answers(taken_in(notebook))
    check_answers(taken_in(stripped(notebook)))


@pytest.mark.parametrize("kind", ["markdown", "raw", "nonsense", None, 7, ["code"]])
def test_a_changed_cell_type_is_changed_back(kind):
    notebook = answered()
    cell_of(notebook, "cube")["cell_type"] = kind
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["type"]


def test_moved_cells_go_back_to_their_place():
    notebook = answered()
    notebook.cells.append(notebook.cells.pop(index_of(notebook, "double")))
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["moved"]
    assert "“double”" in result.notes[0].sentence


def test_reversed_cells_go_back_to_their_places():
    notebook = answered()
    notebook.cells.reverse()
    check_answers(taken_in(notebook))
