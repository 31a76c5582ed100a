"""Are the weeks what the folders hold, in order, whatever is added to them?"""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.weeks import minutes, page, questions, weeks


def put(path, *cells):
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=list(cells)), path)


@pytest.fixture
def root(tmp_path):
    for name in ("week2-10-last", "week2-2-second", "week10-1-far", "notes"):
        put(tmp_path / "notebooks" / f"{name}.ipynb", new_markdown_cell(f"# {name}"))
    put(
        tmp_path / "source/week2-two/week2-two.ipynb",
        new_markdown_cell("# Week 2 · Two\n\n## A part"),
    )
    put(tmp_path / "source/ungraded/one.ipynb", new_markdown_cell("# One"))
    return tmp_path


def test_weeks_and_lessons_are_in_the_order_of_their_numbers(root):
    two, ten = weeks(root)
    assert (two.number, two.assignment, ten.number, ten.assignment) == (2, "week2-two", 10, "")
    assert [one.name for one in two.lessons] == ["week2-2-second", "week2-10-last"]


def test_a_new_week_needs_no_list(root):
    put(root / "source/week3-new/week3-new.ipynb", new_markdown_cell("# Week 3 · New"))
    assert [week.number for week in weeks(root)] == [2, 3, 10]


def test_titles_are_without_their_numbers(root):
    put(root / "x.ipynb", new_markdown_cell("# Week 1, lesson 2: Why: a question\n\n## A part"))
    assert page(root / "x.ipynb").title == "Why: a question"
    assert page(root / "x.ipynb").headings[1] == "A part"
    assert weeks(root)[0].notebooks[0].title == "Two"


def test_more_text_and_more_to_write_take_longer():
    few = new_notebook(cells=[new_markdown_cell("word " * 300)])
    many = new_notebook(cells=[new_markdown_cell("word " * 3000)])
    assert 5 <= minutes(few) < minutes(many)
    stub = "def f(a):\n    raise NotImplementedError\n\n\ncheck(f)"
    to_write, to_read = ([new_code_cell(text) for _ in range(5)] for text in (stub, "1"))
    assert minutes(new_notebook(cells=to_write)) > minutes(new_notebook(cells=to_read))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('quiz["q1"] = ""  # a, b', ["q1"]),
        ('quiz = {}\nquiz["q2"] = "b"\nquiz["q2"] = "c"', ["q2"]),
        ("quiz = {}", []),
        ("%matplotlib inline", []),
        ('other["q1"] = ""', []),
    ],
)
def test_questions_are_found(source, found):
    assert questions(new_code_cell(source)) == found
