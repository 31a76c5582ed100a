"""Does HTML keep what honest notebooks show, and nothing that runs or loads?"""

import pytest
from bs4 import BeautifulSoup

from tests.grader.outputs.shown import (
    SMALL,
    VECTORS,
    check_harmless,
    shown,
)

TABLE = """<div>
<style scoped>
    .dataframe tbody tr th:only-of-type { vertical-align: middle; }
</style>
<table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th><th>cost</th></tr></thead>
  <tbody><tr><th>0</th><td style="background-color: #ffeeaa">0.69 &lt; 1</td></tr></tbody>
</table>
</div>"""


@pytest.mark.parametrize("vector", VECTORS["html"])
def test_hostile_html_is_harmless(vector):
    data = shown("text/html", vector)
    check_harmless(data.get("text/html", ""))


def test_a_pandas_table_reads_well():
    html = shown("text/html", TABLE)["text/html"]
    soup = BeautifulSoup(html, "html.parser")
    assert "only-of-type" not in html
    assert [cell.get_text() for cell in soup.find_all(["th", "td"])] == [
        "",
        "cost",
        "0",
        "0.69 < 1",
    ]
    assert soup.table["class"] == ["dataframe"]
    assert "#ffeeaa" in soup.td["style"]


@pytest.mark.parametrize(
    "css",
    [
        "color: red",
        "background-color: rgba(0, 128, 0, 0.5)",
        "padding: 2px 6px; text-align: left",
        "border: 1px solid #ccc",
        "font-family: Consolas, monospace; font-size: 90%",
        "width: 12.3456%",
    ],
)
def test_plain_styling_stays(css):
    html = shown("text/html", f'<p style="{css}">x</p>')["text/html"]
    assert f'style="{css}"' in html


@pytest.mark.parametrize(
    "css",
    [
        "background: url(x)",
        "color: expression(1)",
        "position: fixed",
        "width: 99999px",
        "margin: -999px",
        "padding: -9px",
        "color: r\\65 d",
        "color: var(--x)",
        "font-family: 'x'",
        "color: " + "a" * 500 + "!",
        "color: " + "a" * 150 + "!",
        "behavior: x",
    ],
)
def test_other_styling_goes(css):
    assert "style" not in shown("text/html", f'<p style="{css}">x</p>')["text/html"]


def test_a_remote_picture_in_html_leaves_words_rather_than_a_broken_picture():
    html = '<p>See <img alt="a > b src=" src="http://evil.example/x.png" onerror=__hit()></p>'
    assert shown("text/html", html) == {"text/html": "<p>See [picture not shown]</p>"}


@pytest.mark.parametrize("html", ["<div>" * 5_000, "x" * 3_000, "<b><p>" * 900])
def test_html_that_is_too_large_or_too_deep_goes(html):
    assert "text/html" not in shown("text/html", html, SMALL)
