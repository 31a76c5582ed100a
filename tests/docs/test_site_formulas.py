"""Are formulas drawn, and is one that cannot be drawn an error of the site?"""

import runpy

import pytest
from sphinx.errors import ExtensionError

from grader.places import ROOT

drawn = runpy.run_path(str(ROOT / "docs" / "site" / "course_formulas.py"))["drawn"]


@pytest.mark.parametrize("block", [True, False])
def test_a_formula_is_mathml(block):
    found = drawn(r"\frac{1}{m} \sum_i a^{(i)}", block)
    assert found.startswith(f'<math display="{"block" if block else "inline"}"')
    assert "<mfrac>" in found


def test_a_formula_that_nobody_could_read_is_an_error():
    with pytest.raises(ExtensionError, match="cannot be drawn"):
        drawn("x" * 3000, block=False)
