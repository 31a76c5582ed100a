"""Has every heading of a table words?"""

import runpy

import pytest

from grader.feedback.formulas import formula
from grader.places import ROOT

with_words = runpy.run_path(str(ROOT / "docs" / "site" / "course_tables.py"))["with_words"]


@pytest.mark.parametrize("corner", ['<th class="head"><p></p></th>', '<th class="head"></th>'])
def test_an_empty_corner_is_no_heading(corner):
    row = f"<tr>{corner}<th><p>words</p></th></tr>"
    assert with_words(row) == '<tr><td class="head"></td><th><p>words</p></th></tr>'


def test_a_formula_that_heads_a_column_has_a_name():
    drawn = formula("f(a)")
    found = with_words(f"<tr><th><p>{drawn}</p></th><th><p>{drawn}</p></th></tr>")
    assert found.count('<math aria-label="f(a)" display="inline">') == 2


def test_other_formulas_are_left_alone():
    for html in (f"<td><p>{formula('x')}</p></td>", f"<th><p>the value {formula('x')}</p></th>"):
        assert with_words(html) == html
