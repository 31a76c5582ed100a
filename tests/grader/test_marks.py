"""Do we read nbgrader's marks as nbgrader does, without loading it?"""

import itertools
import subprocess
import sys

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader import utils

from grader import marks

KINDS = list(itertools.product((True, False), repeat=4))
SHOWN = ["2", "0.5", "-1", "7", "nan", "1e999", "True", "", ["1"], ["1", "2"], [""]]
OUTPUTS = [
    [],
    [new_output("stream", text="so far so good")],
    [new_output("stream", name="stderr", text="a warning")],
    [new_output("display_data", data={"text/plain": "0.5"})],
    [new_output("error", ename="AssertionError", evalue="", traceback=[])],
    [new_output("execute_result", data={"text/html": "<b>1</b>"})],
    [new_output("stream", text="1"), new_output("execute_result", data={"text/plain": "1"})],
    *([new_output("execute_result", data={"text/plain": shown})] for shown in SHOWN),
]


def marked(make, grade: bool, solution: bool, locked: bool, task: bool):
    info = {"grade_id": "a", "points": 2, "schema_version": 3}
    info |= {"grade": grade, "solution": solution, "locked": locked, "task": task}
    return make("x = 'ä'", metadata={"nbgrader": info})


@pytest.mark.parametrize("make", [new_code_cell, new_markdown_cell])
@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_is_what_nbgrader_takes_it_for(make, kind):
    cell = marked(make, *kind)
    for name in ("is_grade", "is_solution", "is_task", "is_locked", "compute_checksum"):
        assert getattr(marks, name)(cell) == getattr(utils, name)(cell), name


def test_a_cell_without_marks_is_nothing():
    for cell in (new_code_cell(), new_markdown_cell(), new_code_cell(metadata={"nbgrader": {}})):
        assert not any((marks.is_grade(cell), marks.is_solution(cell), marks.is_task(cell)))
        assert not marks.is_locked(cell)


def found(determine, cell):
    try:
        return determine(cell)
    except (KeyError, ValueError) as error:
        return type(error)


@pytest.mark.parametrize("outputs", OUTPUTS)
def test_outputs_show_the_points_that_nbgrader_reads(outputs):
    cell = marked(new_code_cell, True, False, True, False)
    cell.outputs = outputs
    assert found(marks.determine_grade, cell) == found(utils.determine_grade, cell)


@pytest.mark.parametrize("make", [new_code_cell, new_markdown_cell])
def test_an_answer_waits_for_a_person_unless_nobody_touched_it(make):
    cell = marked(make, True, True, False, False)
    assert marks.determine_grade(cell) == utils.determine_grade(cell) == (None, 2.0)
    cell.metadata.nbgrader["checksum"] = utils.compute_checksum(cell)
    assert marks.determine_grade(cell) == utils.determine_grade(cell) == (0.0, 2.0)
    cell.source += " "
    assert marks.determine_grade(cell) == (None, 2.0)


def test_what_grades_does_not_load_nbgrader():
    """It would take longer to start than to grade several submissions."""
    code = "import sys, grader.pipeline.child; sys.exit('nbgrader' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
