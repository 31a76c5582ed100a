"""Is a cell read for what it says, by everybody alike?"""

import ast

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.cells import (
    course_code,
    defined_in,
    graded_in,
    hidden_lines,
    imports_in,
    is_test,
    modules_imported,
    only_imports,
    parsed,
    solution_lines,
    unmarked,
    without_hidden_tests,
    without_magics,
    without_solution,
)
from grader.marks import is_solution, nbgrader_of

SOLUTION = (
    "def double(x):\n    ### BEGIN SOLUTION\n    y = 2 * x\n    return y\n    ### END SOLUTION"
)
HIDDEN = "check(double)\n### BEGIN HIDDEN TESTS\ngrade(double)\n### END HIDDEN TESTS"


def marked(kind, source="", **info):
    make = {"code": new_code_cell, "markdown": new_markdown_cell}[kind]
    return make(source, metadata={"nbgrader": {"grade": False, "solution": False} | info})


def test_a_test_cell_is_no_solution_and_a_written_answer_no_test():
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("x = 1"),
        marked("code", locked=True),
        marked("code", solution=True),
        marked("code", grade=True, points=3),
        marked("markdown", grade=True, solution=True, points=5),
    ]
    assert [is_solution(cell) for cell in cells] == [False] * 3 + [True, False, True]
    assert [is_test(cell) for cell in cells] == [False] * 4 + [True, False]
    assert [bool(nbgrader_of(cell)) for cell in cells] == [False] * 2 + [True] * 4


def test_the_courses_code_is_all_that_students_do_not_write():
    cells = [
        new_markdown_cell("words"),
        new_code_cell("import a"),
        marked("code", "mine", solution=True),
        marked("code", "tests", grade=True),
    ]
    assert course_code(new_notebook(cells=cells)) == ["import a", "tests"]


def test_markers_go_and_the_lines_between_them_are_the_solution():
    assert unmarked(SOLUTION) == "def double(x):\n    y = 2 * x\n    return y\n"
    assert solution_lines(SOLUTION) == ["    y = 2 * x", "    return y"]
    assert without_solution(SOLUTION).strip() == "def double(x):"
    assert solution_lines("x = 1") == [] and without_solution("x = 1") == "x = 1"
    assert solution_lines(SOLUTION + "\n" + SOLUTION.replace("y", "z"))[-1] == "    return z"


def test_hidden_tests_go_with_their_markers_and_the_lines_that_hold_them_are_known():
    assert without_hidden_tests(HIDDEN) == "check(double)\n"
    assert hidden_lines(HIDDEN) == {2, 3, 4} and hidden_lines("x\ny") == set()
    assert hidden_lines(HIDDEN + "\nafter\n" + HIDDEN) == {2, 3, 4, 7, 8, 9}
    assert hidden_lines("a\n# BEGIN HIDDEN TESTS\nsecret\nsecret") == {2, 3, 4}


def test_names_are_found_in_the_code_and_not_in_its_text():
    source = "def f(): pass\ndef g():\n    def h(): pass\nx = 'def k(): pass'"
    assert defined_in(source) == {"f", "g"}
    assert defined_in("async def a(): pass\nclass B: pass\n\tdef c(): pass") == {"a", "B"}
    assert defined_in("def broken(:") == {"broken"}
    assert graded_in("grade(f)\ns = 'grade(h)'\n# grade(i)\nx.grade(k)\ngrade('l')") == ["f"]


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "!ls -l",
        "%%time",
        "x = %pwd",
        "out = !ls",
        "f?",
        "np.dot??",
        "?f",
        "get_ipython().run_line_magic('matplotlib', 'inline')",
        "get_ipython().system('ls')",
    ],
)
def test_a_line_for_ipython_is_left_out_and_keeps_its_place(line):
    source = f"import math\nif True:\n    {line}\nx = 2\n"
    assert without_magics(source) == "import math\nif True:\n    pass\nx = 2\n"
    assert [node.lineno for node in parsed(source).body] == [1, 2, 4]


@pytest.mark.parametrize("text", ["100 % 7", "x = a %b", "'''\n%d\n!\n''' % 3", "a != b"])
def test_python_stays_as_it_is(text):
    assert without_magics(text) == text


@pytest.mark.parametrize("text", ["def f(:", "x = \0", "(" * 5000])
def test_what_is_no_python_has_no_tree(text):
    assert parsed(text) is None and imports_in(text) == [] and not only_imports(text)


def test_imports_are_read_at_the_top_level_and_modules_anywhere():
    source = "%matplotlib inline\nimport a.b\nfrom c import d\ndef f():\n    import e\nx = 1"
    assert [ast.unparse(node) for node in imports_in(source)] == ["import a.b", "from c import d"]
    assert modules_imported([source, "from . import x", "(", "import g"]) == {"a.b", "c", "e", "g"}
    assert only_imports("import a\nimport b") and not only_imports("import a\n%pylab\n")
