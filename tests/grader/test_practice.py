"""Are the functions that lessons ask for proved, shipped, and harmless while they are unwritten?"""

import ast
import json
from collections import Counter

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader import practice
from grader.assignment import assignment_names
from grader.exercises import ExerciseError, exercises_of
from grader.lint import lint, prove
from grader.places import ROOT
from grader.practice import as_assignment, books, load_practice, practice_in, practice_names
from grader.weeks import weeks
from tests.course import alike
from utils import checkfile
from utils.examine import examine

WEEKS = weeks()
NAMES = practice_names(WEEKS)
STUB = 'def double(a):\n    raise NotImplementedError("not written yet")\n\n\ncheck(double)'
ANSWER = "def double(a):\n    return 2 * a\n"
FOLDED = f"<details><summary>One answer</summary>\n\n```python\n{ANSWER}```\n\n</details>"


def lesson_cells():
    """The cells of all lessons that ask for a function, each with the lesson's name."""
    for week in WEEKS:
        for lesson, book in zip(week.lessons, books(week), strict=True):
            for cell in book.cells:
                if cell.cell_type == "code" and "check(" in cell.source:
                    yield lesson.name, cell


def test_every_week_has_functions_to_write():
    assert [f"lessons-week{week.number}" for week in WEEKS] == NAMES
    assert all(len(exercises_of(name)) >= 3 for name in NAMES)


def test_no_name_is_used_twice_and_none_is_that_of_a_graded_function():
    asked = Counter(name for week in NAMES for name in exercises_of(week))
    graded = {name for week in assignment_names() for name in exercises_of(week)}
    assert max(asked.values()) == 1
    assert not graded & set(asked)


@pytest.mark.parametrize("name", NAMES)
def test_lessons_and_exercises_name_the_same_functions(name):
    assert list(load_practice(name).points) == list(exercises_of(name))


def test_what_is_unwritten_takes_what_the_answer_takes():
    answers = {n: a for week in WEEKS for book in books(week) for n, a in practice_in(book).items()}
    for lesson, cell in lesson_cells():
        found = {d.name: ast.dump(d.args) for d in functions(cell.source)}
        for name in practice.checked_in(cell.source):
            expected = {d.name: ast.dump(d.args) for d in functions(answers[name])}
            assert found == expected, (lesson, name)
            assert "NotImplementedError" in cell.source and "Your code here" in cell.source


def functions(source):
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]


def test_the_stored_table_says_that_nothing_is_written():
    for lesson, cell in lesson_cells():
        text = "".join(str(output.get("data", {}).get("text/plain")) for output in cell.outputs)
        assert "not written yet" in text.lower(), lesson


def test_the_check_file_beside_the_lessons_is_that_of_their_answers():
    kept = (ROOT / "notebooks" / checkfile.FILE_NAME).read_text(encoding="utf-8")
    both = (
        [json.loads(line) for line in t.splitlines()] for t in (kept, practice.check_file(NAMES))
    )
    assert alike(*both), "python -m grader practice"


@pytest.mark.parametrize("week", WEEKS, ids=lambda week: week.number)
def test_a_released_folder_has_the_check_file_of_its_own_lessons(week):
    path = ROOT / "release" / week.assignment / "lessons" / checkfile.FILE_NAME
    assert checkfile.names_in(path) == list(exercises_of(f"lessons-week{week.number}"))


def test_an_answer_passes_the_shipped_checks_and_a_mistake_gets_its_hint():
    checks = checkfile.load(ROOT / "notebooks" / checkfile.FILE_NAME)
    names = load_practice("lessons-week1").namespace()
    assert all(row.credit == 1 for row in examine(names["cube_slope"], checks["cube_slope"]).rows)

    def one_side(a, nudge):
        return ((a + nudge) ** 3 - a**3) / nudge

    report = examine(one_side, checks["cube_slope"])
    assert (report.mistake, report.points) == ("one-side", 0)
    assert "one side only" in report.hint


def test_a_week_of_lessons_is_proved_like_an_assignment():
    proof = lint("lessons-week2")
    assert (proof.problems, proof.exercises) == ([], 3)
    broken = load_practice("lessons-week2")
    cell = next(c for book in broken.notebooks.values() for c in book.cells if "w**3" in c.source)
    cell.source = cell.source.replace("return w", "return 1 / 0")
    assert any("walk_down" in problem for problem in prove(broken).problems)


def test_a_lesson_is_read_as_an_instructor_notebook():
    book = new_notebook(
        cells=[new_code_cell("import math\nx = 1"), new_code_cell(STUB), new_markdown_cell(FOLDED)]
    )
    assert practice_in(book) == {"double": ANSWER}
    sources = [cell.source for cell in as_assignment(book).cells]
    assert sources[0] == "import math\nx = 1" and ANSWER in sources[1]
    assert sources[2] == "grade(double)"


def test_an_answer_that_is_not_there_is_named():
    book = new_notebook(cells=[new_code_cell(STUB), new_markdown_cell("Now go on.")])
    with pytest.raises(ExerciseError, match=r"no answer is folded away after check\(double\)"):
        practice_in(book)
    with pytest.raises(ExerciseError, match="no lessons for lessons-week99"):
        load_practice("lessons-week99")
    assert practice_in(nbformat.v4.new_notebook(cells=[])) == {}
