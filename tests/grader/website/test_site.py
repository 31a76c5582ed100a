"""The site as it is built: whole, without a solution, and without anything from elsewhere."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

from grader.feedback.excerpts import slug
from grader.places import ROOT
from grader.weeks import page, weeks
from tests.site import built_site

LOADED = re.compile(
    r"<(?:script|img|link|iframe|source|video|audio)\b[^>]*\b(?:src|href)=\"([^\"]+)"
)
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
SOLUTION = "### BEGIN"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return built_site(tmp_path_factory)


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


def pages(site: Path) -> list[Path]:
    found = [path for path in site.rglob("*.html") if "_static" not in path.parts]
    assert len(found) > 45
    return found


@cache
def anchors(path: Path) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', text(path)))


def test_all_lessons_are_there_and_a_hints_address_finds_its_section(site):
    for week in weeks(ROOT):
        for lesson in week.lessons:
            there = anchors(site / "lessons" / f"{lesson.name}.html")
            assert {slug(heading) for heading in lesson.headings} <= there, lesson.name
    for path in ROOT.glob("notebooks/*.ipynb"):
        assert page(path).headings[0] in text(site / "lessons" / f"{path.stem}.html")


def test_all_guides_are_there(site):
    for path in (ROOT / "docs").rglob("*.md"):
        where = path.relative_to(ROOT / "docs").with_suffix(".html")
        assert where.parts[0] == "site" or (site / where).is_file(), where


def test_every_link_within_the_site_leads_somewhere(site):
    count = 0
    for path in pages(site):
        for target in LINK.findall(text(path)):
            if re.match(r"\w+:", target):
                continue
            name, _, anchor = unquote(target).partition("#")
            there = (path.parent / name.partition("?")[0]).resolve() if name else path
            assert there.is_file(), f"{path.name}: {target}"
            if anchor and there.suffix == ".html":
                assert anchor in anchors(there), f"{path.name}: {target}"
            count += 1
    assert count > 1000


def test_nothing_is_loaded_from_elsewhere(site):
    for path in pages(site):
        for target in LOADED.findall(text(path)):
            assert not re.match(r"(https?:)?//", target), f"{path.name}: {target}"


def test_formulas_are_drawn_and_pictures_have_words(site):
    lessons = [path for path in pages(site) if path.parent.name == "lessons"]
    assert sum(text(path).count("<math") for path in lessons) > 1000
    for path in lessons:
        assert 'class="tex"' not in text(path) and "MathJax" not in text(path)
        for picture in re.findall(r"<img\b[^>]*>", text(path)):
            (alt,) = re.findall(r'\balt="([^"]*)"', picture)
            assert len(alt.split()) > 3, f"{path.name}: {alt}"


def test_outputs_are_those_that_were_committed(site):
    book = nbformat.read(ROOT / "notebooks" / "week2-1-logistic-regression.ipynb", 4)
    (line,) = [
        line for cell in book.cells for output in cell.get("outputs", ())
        for line in output.get("text", "").splitlines() if line.startswith("test_x ")
    ]  # fmt: skip
    assert line in text(site / "lessons" / "week2-1-logistic-regression.html")


def test_nothing_of_an_instructors_notebook_is_there(site):
    for path in [
        one for one in site.rglob("*") if one.is_file() and one.suffix in (".html", ".js")
    ]:
        found = text(path)
        guide = path.name in ("author-guide.html", "searchindex.js")  # it explains the marks
        assert guide or (SOLUTION not in found and "HIDDEN TESTS" not in found), path
    assert not list(site.rglob("*.ipynb")) and not list(site.rglob("*.py"))
