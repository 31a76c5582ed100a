"""Is the page one file that points, shows both texts with their marks, names nobody if asked?"""

from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from grader.alike.page import Facts, marked, page
from grader.alike.pairs import Class, Pair, Part, alike
from grader.alike.works import Piece, Work
from tests.alike_class import given, made_class, works

WHEN = datetime(2026, 10, 2, 12)
WEEK = "week6-optimization"


def drawn(text: str, marks=((0, 3),), **about) -> str:
    """The page of one pair that wrote the same ``text``."""
    two = [Work(name, [Piece("update_lr", text, {})]) for name in ("ada", "bob & co")]
    parts = [Part(0, "update_lr", tuple(marks), 9.0)]
    pair = Pair(two[0], two[1], 5.0, 0.8, 2.0, 0.0, (parts, parts), ("update_lr: rare",))
    called = {one.student: one.student for one in two} | about.pop("called", {})
    broken = Work("<i>cid</i>", why="no notebook of this assignment")
    called[broken.student] = broken.student
    return page(Facts("week0", [*two, broken], [pair], called, **about), WHEN)


def test_it_says_that_it_points_and_shows_the_two_side_by_side():
    found = BeautifulSoup(drawn("lr = lr0 / 7  # odd"), "html.parser")
    assert "it does not accuse" in found.select_one(".plea").text
    assert found.html["lang"] == "en" and found.title.text == "Alike: week0"
    (row,) = found.select("tbody tr")
    assert row.th.text == "ada, bob & co"
    assert [cell.text for cell in row.select("td")][:2] == ["5.0", "80%"]
    assert found.select_one(row.a["href"]).text == "ada and bob & co"
    one, two = found.select(".two > div")
    assert one.mark.text == two.mark.text == "lr "[:3]
    assert "Both, and few others: update_lr: rare." in found.text
    assert "<i>cid</i>: no notebook of this assignment" in found.text


def test_a_class_without_pairs_has_a_page():
    text = page(Facts("week0", [], [], {}), WHEN)
    assert "No two submissions are more alike" in text


def test_nothing_on_it_runs_but_its_own_script():
    evil = "<script>hit()</script><img src=x onerror=hit()>"
    found = BeautifulSoup(drawn(evil, [(2, 9)]), "html.parser")
    assert len(found.select("script")) == 1 and not found.select("img, [onerror]")
    assert "default-src 'none'" in found.select_one("[http-equiv]")["content"]


def test_without_names_it_names_nobody():
    about = {"called": {"ada": "person 1", "bob & co": "person 2"}, "hidden": True}
    text = drawn(
        "x = 1  # by Ada and bob & co, in Adam's way", **about, blanked=["ada", "bob & co"]
    )
    assert "Ada " not in text and "bob &amp; co" not in text.replace("<i>cid</i>", "")
    assert "person 1" in text and "▒▒▒" in text and "Adam&#39;s" in text


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("a b c", [(0, 1), (2, 3)], "<mark>a b</mark> c"),
        ("a\nb", [(0, 1), (2, 3)], "<mark>a</mark>\n<mark>b</mark>"),
        ("a < b", [(0, 3), (2, 5)], "<mark>a &lt; b</mark>"),
        ("a x b", [(4, 5)], "a x <mark>b</mark>"),
        ("a", [], "a"),
    ],
)
def test_marks_side_by_side_are_one(text, marks, shown):
    assert marked(text, marks) == shown


def test_a_long_cell_is_cut():
    text = marked("x" * 10_000, [(5, 6), (9_000, 9_001)])
    assert len(text) < 7_000 and text.endswith(" …") and text.count("<mark>") == 1


def test_a_class_makes_a_small_page():
    made = works(WEEK, made_class(WEEK, 24, 6, seed=2))
    pairs = alike(Class(made, given(WEEK).forced))
    text = page(Facts(WEEK, made, pairs, {one.student: one.student for one in made}), WHEN)
    found = BeautifulSoup(text, "html.parser")
    assert len(pairs) >= 4 and len(text.encode()) < 60_000 * len(pairs)
    assert len(found.select("section.pair")) == len(pairs)
    assert all(one.select("mark") for one in found.select("section.pair"))
