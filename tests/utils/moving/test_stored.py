"""The moving figures as they are stored in the lessons: with the scripts of today, and still."""

import json
import re

import nbformat
import pytest
from bs4 import BeautifulSoup

from grader.places import ROOT
from utils.moving.box import SCRIPTS, script

SANITIZED = (ROOT / "tests" / "nbval_sanitize.cfg").read_text(encoding="utf-8")
PATTERNS = re.findall(r"^regex: (.*)$\nreplace: (.*)$", SANITIZED, re.M)


def stored() -> dict[str, str]:
    """The HTML of each moving figure in a lesson, by the lesson and the cell."""
    found = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, 4).cells:
            for output in cell.get("outputs", []):
                html = output.get("data", {}).get("text/html", "")
                if 'class="moving"' in html:
                    found[f"{path.stem}: {cell.id}"] = html
    return found


STORED = stored()


def test_a_lesson_holds_each_kind():
    kinds = {BeautifulSoup(html, "html.parser").div["data-kind"] for html in STORED.values()}
    assert kinds == set(SCRIPTS)


def old_scripts(figures: dict[str, str]) -> list[str]:
    """The cells whose stored script is not the one of `utils/moving`: run the lesson again."""
    return [
        place
        for place, html in figures.items()
        if not html.endswith(script(BeautifulSoup(html, "html.parser").div["data-kind"]))
    ]


def test_no_cell_has_an_old_script():
    assert old_scripts(STORED) == []


def test_an_old_script_is_found_by_its_cell():
    place = next(iter(STORED))
    old = STORED | {place: STORED[place].replace("use strict", "use loose")}
    assert old_scripts(old) == [place]


@pytest.mark.parametrize("place", STORED)
def test_where_scripts_are_taken_out_a_picture_with_words_is_left(place: str):
    page = BeautifulSoup(STORED[place], "html.parser")
    (picture,) = page.select("div.moving > img")
    assert len(picture["alt"]) > 60 and picture["src"].startswith("data:image/png;base64,")
    assert json.loads(page.div["data-spec"]) and page.div["data-name"]


def sanitized(text: str) -> str:
    for pattern, with_what in PATTERNS:
        text = re.sub(pattern, with_what, text, flags=re.M)
    return text


def test_nbval_compares_the_numbers_of_a_figure_and_neither_its_script_nor_its_picture():
    html = next(iter(STORED.values()))
    script_of, picture = html.index("<script>") + 20, html.index("base64,") + 40
    for place in (script_of, picture):
        assert sanitized(html[:place] + "A" + html[place + 1 :]) == sanitized(html)
    number = re.search(r"&quot;x&quot;:\[(\d+)", html).start(1)
    assert sanitized(html[:number] + "7" + html[number:]) != sanitized(html)
