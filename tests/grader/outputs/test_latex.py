"""Do formulas stay, and the commands that load or link go?"""

import pytest

from grader.outputs.latex import clean_latex


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        (r"$\href{javascript:x}{y}$", r"${href}{javascript:x}{y}$"),
        (r"\\\href{x}{y}", r"{href}{x}{y}"),
        (r"\html\style{x}", r"\html{style}{x}"),
        (r"\bbox[background:url(x)]{y}", r"{bbox}[background:url(x)]{y}"),
    ],
)
def test_commands_to_the_page_become_bare_names(source, cleaned):
    assert clean_latex(source) == cleaned == clean_latex(cleaned)


@pytest.mark.parametrize("source", [r"\frac{\partial J}{\partial W^{[l]}}", r"\styles \hrefs", "x"])
def test_an_honest_formula_stays(source):
    assert clean_latex(source) == source
