"""Are prose, formulas, code and outputs drawn as HTML that shows and does nothing else?"""

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell, new_output

from grader.assignment import assignment_names, load_assignment
from grader.exercises import exercises_of
from grader.feedback.excerpts import excerpts, slug
from grader.feedback.formulas import ATTRIBUTES, ELEMENTS, formula
from grader.feedback.fragments import attachments_of, code, line, outputs, prose
from grader.places import ROOT

PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


TABLE = "<table><tr><td>1</td></tr></table>"


def soup(text):
    return BeautifulSoup(text, "html.parser")


@pytest.mark.parametrize("assignment", assignment_names())
def test_every_formula_of_the_course_is_drawn(assignment):
    week = assignment.split("-")[0]
    lessons = sorted((ROOT / "notebooks").glob(f"{week}-*.ipynb"))
    assert lessons
    books = [*load_assignment(assignment).notebooks.values()]
    books += [nbformat.read(path, as_version=4) for path in lessons]
    cells = [cell.source for book in books for cell in book.cells if cell.cell_type == "markdown"]
    assert cells
    for source in cells:
        found = soup(prose(source))
        assert not found.select("code.tex"), source
        left = "".join(one for one in found.strings if one.parent.name not in ("code", "pre"))
        assert not re.search(r"\$|\\[A-Za-z]{2,}", left), source


@pytest.mark.parametrize("size", ["", r"\big", r"\Biggl ", r"\bigr"])
def test_the_bars_of_a_norm_are_drawn_whatever_their_size(size):
    signs = soup(formula(rf"{size}\lVert W {size}\rVert + {size}\|")).find_all("mo")
    assert [sign.text for sign in signs] == ["‖", "‖", "+", "‖"]


def test_what_a_value_becomes_is_one_sign():
    assert [sign.text for sign in soup(formula(r"W := W - a")).find_all("mo")] == [":=", "−"]


def test_a_formula_is_mathml_and_what_is_none_is_shown_as_it_stands():
    found = soup(formula(r"\frac{1}{m} \sum_i a_i", True)).math
    assert found["display"] == "block" and found.mfrac and "∑" in found.text
    assert soup(formula(r"\frac{1")).select_one("code.tex, math")
    assert soup(formula("x" * 3000)).select_one("code.tex")


@pytest.mark.parametrize(
    ("latex", "spaces"),
    [(r"-\log a", 1), (r"y\log a", 2), (r"(1-y)\log(1-a)", 1), (r"\log_2 n", 1), (r"\log(a)", 0)],
)
def test_the_name_of_a_function_stands_apart(latex, spaces):
    assert len(soup(formula(latex)).find_all("mspace")) == spaces


@pytest.mark.parametrize(
    "evil",
    [
        r"\href{javascript:hit()}{x}", r"\text{<script>hit()</script>}", r"\style{color:red}{x}",
        r"\class{a}{x}", r"\text{&lt;script&gt;}", r"\mathrm{<img src=x onerror=hit()>}", r"<b>",
        r"\unicode{60}script", r"\color{red\"><script>}x", r"\hspace{1em\" onload=\"hit()}x",
        r"\begin{array}{c\" onclick=\"hit()} x \end{array}", r"&#60;script&#62;",
    ],
)  # fmt: skip
def test_no_formula_is_more_than_a_formula(evil):
    found = soup(formula(evil))
    for one in found.find_all(True):
        assert one.name in {*ELEMENTS, "code"}, one
        assert set(one.attrs) <= {*ATTRIBUTES, "class", "tabindex"}, one
    assert not soup(prose(f"so ${evil}$ and $${evil}$$")).select("script, img, b[onload], [href]")


def test_prose_has_tables_code_lists_and_its_own_pictures():
    table = "| a | b |\n|---|---|\n| 1 | $x$ |"
    cell = new_markdown_cell(f"![so](attachment:a.png) `x` **b**\n\n{table}")
    cell.attachments = {"a.png": {"image/png": PICTURE}}
    found = soup(prose(cell.source, attachments_of(cell)))
    assert found.img["src"].startswith("data:image/png") and found.td and found.math and found.code
    assert "attachment:gone.png" in prose("![so](attachment:gone.png)")  # no picture, no failure


def test_a_dollar_in_code_is_no_formula_and_headings_leave_the_pages_outline_alone():
    found = soup(prose("# Title\n\n`$x$` and\n\n```python\n$y$\n```"))
    assert not found.math and "$x$" in found.text and "$y$" in found.text
    assert not found.find(re.compile("^h[1-6]$")) and found.strong.text == "Title"
    assert line("**one** line") == "<strong>one</strong> line"


def test_prose_of_strangers_runs_and_fetches_nothing():
    evil = "<script>hit()</script> <img src=http://e.x/p.png> [x](javascript:hit())"
    found = soup(prose(evil + " <a href='//e.x'>y</a> \ue0100\ue011"))
    assert not found.select("script, img[src], a[href^=java], a[href^='//']")


def test_code_is_drawn_a_span_a_line_whatever_it_is():
    drawn = code('\n\ndef f(x):\n    """Two\n    lines."""\n    return "<b>"\n\n')
    found = soup(f"<pre>{drawn}</pre>")  # elsewhere spaces are one
    assert [one.text for one in found.select(".line")] == [
        "def f(x):", '    """Two', '    lines."""', '    return "<b>"',
    ]  # fmt: skip
    assert len(soup(code("%magic ? $ §")).select(".line")) == 1


def test_outputs_are_shown_as_a_notebook_would():
    shown = [
        new_output("stream", text="\x1b[31mred\x1b[0m <b>\n"),
        new_output("display_data", {"text/html": TABLE, "text/plain": "t"}),
        new_output("display_data", {"image/png": PICTURE, "text/plain": "<Figure size 640x480>"}),
        new_output("display_data", {"image/png": "AAAA", "text/plain": "no picture"}),
        new_output("display_data", {"text/latex": "$x$", "text/plain": "x"}),
        new_output("execute_result", {"text/plain": "42"}),
        new_output("error", ename="E", evalue="v", traceback=["\x1b[31mE\x1b[0m: v"]),
        new_output("stream", text="\n"),
    ]
    pre, table, picture, broken, latex, result, error = (soup(one) for one in outputs(shown))
    assert pre.text == "red <b>" and not pre.b
    assert table.td and picture.img["alt"] == "A picture that this cell drew"
    assert broken.text == "no picture" and latex.math and result.text == "42"
    assert error.pre["class"] == ["error"] and error.text == "E: v"


def test_every_hint_of_the_course_finds_its_section():
    for assignment in assignment_names():
        wanted = {one.see for one in exercises_of(assignment).values() if one.see}
        found = excerpts(assignment, wanted)
        assert wanted and found.keys() == wanted
        for excerpt in found.values():
            assert excerpt.cells and "[Start here]" not in str(excerpt.cells)
            assert excerpt.anchor == f"lesson-{slug(excerpt.heading)}"
    assert excerpts("ps1", {"The sigmoid"}) == {}
