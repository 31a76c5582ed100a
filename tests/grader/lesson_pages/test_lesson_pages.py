"""A lesson as a page: formulas drawn, pictures with words, links from page to page, no network."""

import re
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader import lesson_pages
from grader.__main__ import main
from grader.lesson_pages import LESSONS, index, page, prose

NAMES = sorted(path.stem for path in LESSONS.glob("*.ipynb"))
OUTSIDE = re.compile(r'(?:src|href)="(?:https?:)?//[^"]*"[^>]*(?:rel="stylesheet"|>\s*</script)')


def read(html: str) -> BeautifulSoup:
    """The page without what its pictures are made of, which would take long to read."""
    return BeautifulSoup(re.sub(r"base64,[\w+/=]+", "base64,", html), "html.parser")


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_is_a_page_that_is_whole_in_itself(name: str):
    text = page(nbformat.read(LESSONS / f"{name}.ipynb", 4))
    found = read(text)
    assert found.html["lang"] == "en" and found.title.string == found.h1.get_text()
    assert len(found.find_all("h1")) == 1 and not found.select("code.tex")
    assert not found.select("script[src], link, iframe") and not OUTSIDE.search(text)
    for picture in found.find_all("img"):
        assert picture["src"].startswith("data:image/png") and len(picture["alt"]) > 20
    for link in found.select("a[href]"):
        place, _, heading = link["href"].partition("#")
        assert not place.endswith(".ipynb")
        if place.endswith(".html") and ":" not in place:
            assert place == lesson_pages.INDEX or place.removesuffix(".html") in NAMES
        if not place and heading:
            assert found.find(id=heading)


def test_the_index_leads_to_all_lessons():
    links = [one["href"] for one in read(index()).select("li a")]
    assert sorted(links) == [f"{name}.html" for name in NAMES]


def test_a_picture_without_html_has_the_words_of_its_output_or_its_cell():
    picture = {"image/png": "aaaa", "text/plain": "<Figure>"}
    told = new_output("display_data", data=picture, metadata={"image/png": {"alt": 'a "b" < c'}})
    untold = new_output("display_data", data=picture)
    cells = [
        new_code_cell("draw()", outputs=[told]),
        new_code_cell("draw()", outputs=[untold], metadata={"alt": "of the cell"}),
        new_code_cell("draw()", outputs=[untold]),
    ]
    found = read(page(new_notebook(cells=[new_markdown_cell("# Title"), *cells])))
    words = [one["alt"] for one in found.find_all("img")]
    assert words == ['a "b" < c', "of the cell", "A picture that this cell draws"]


def test_what_cells_print_is_text_and_code_is_coloured():
    outputs = [
        new_output("stream", text="<b>1</b>\n"),
        new_output("execute_result", {"text/plain": "<2>"}),
    ]
    cells = [new_markdown_cell("# T"), new_code_cell("x = '<i>'", outputs=outputs)]
    found = read(page(new_notebook(cells=cells)))
    shown = [one.get_text().strip() for one in found.find_all("pre")]
    assert shown == ["x = '<i>'", "<b>1</b>", "<2>"]
    assert not found.find_all("b") and found.select("pre.code .s1")


@pytest.mark.parametrize(
    "source, wanted",
    [
        (
            "[n](week1-2-why-deep-learning-took-off.ipynb)",
            "week1-2-why-deep-learning-took-off.html",
        ),
        ("[n](week1-5-vectorization.ipynb#A-b)", "week1-5-vectorization.html#A-b"),
        ("[n](../release/START-HERE.ipynb)", "index.html"),
        ("[n](../release/week1-broadcasting/week1-broadcasting.ipynb)", None),
        ("[n](https://example.org/a.ipynb)", "https://example.org/a.ipynb"),
    ],
)
def test_a_link_leads_to_a_page_or_is_only_words(source: str, wanted: str | None):
    found = read(prose(source))
    assert found.get_text().strip() == "n"
    assert (found.a["href"] if wanted else found.a) == wanted


def test_headers_of_tables_are_there_to_be_heard():
    found = read(prose("| | $a^2$ | size $b$ |\n| - | - | - |\n| 1 | 2 | 3 |"))
    assert [one.get_text() for one in found.select("th .aloud")] == ["a^2"]
    assert len(found.find_all("th")) == 2 and len(found.find_all("td")) == 4


def test_a_heading_has_its_name_and_a_formula_is_mathml():
    found = read(prose("## Why dz is $a - y$\n\n$$\\begin{aligned}a&=1\\end{aligned}$$"))
    assert found.h2["id"].startswith("Why-dz-is-") and len(found.find_all("math")) == 2


def test_the_command_writes_them_where_it_is_told(tmp_path, monkeypatch, capsys):
    few = tmp_path / "lessons"
    few.mkdir()
    (few / "week1-1-a.ipynb").write_text(
        nbformat.writes(new_notebook(cells=[new_markdown_cell("# A lesson of one cell")]))
    )
    monkeypatch.setattr(lesson_pages, "LESSONS", few)
    monkeypatch.setattr(sys, "argv", ["grader", "pages", "--to", str(tmp_path / "out" / "pages")])
    assert main() == 0
    written = {path.name for path in (tmp_path / "out" / "pages").iterdir()}
    assert written == {"index.html", "week1-1-a.html"} and "2 pages" in capsys.readouterr().out
