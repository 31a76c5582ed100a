"""Does the table say the same in a terminal and in a notebook, and let no text become markup?"""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from utils.checkfile import Checks
from utils.examine import Report, Row, unwritten
from utils.table import Table, advice, as_html, as_text, mark, number, points_texts, rounded

ROWS = (
    Row("form", 1.0, 1.0),
    Row("case 1", 0.25, 2.0, "dw differs: <b>got</b> 1 & 2", "propagate(w (2, 1))"),
    Row("hidden cases", 0.0, 5.0, "0 of 5 right."),
)
REPORT = Report("propagate", ROWS, 1.5, 8.0, "Where does 1/m go?", "no-mean", "The cost")
TABLE = Table(REPORT, "propagate: 1 of 3 checks passed", "More when it is graded.")


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_text_holds_every_row_with_mark_points_and_words():
    assert as_text(TABLE).splitlines() == [
        "propagate: 1 of 3 checks passed",
        "  ✓ form          1 of 1",
        "  ◐ case 1        0.5 of 2",
        "      propagate(w (2, 1))",
        "      dw differs: <b>got</b> 1 & 2",
        "  ✗ hidden cases  0 of 5",
        "      0 of 5 right.",
        "  Hint: Where does 1/m go? See “The cost”.",
        "More when it is graded.",
    ]
    assert repr(TABLE) == as_text(TABLE)


def test_the_html_says_the_same():
    found = words(TABLE._repr_html_())
    for line in as_text(TABLE).splitlines():
        assert " ".join(line.split()) in found


def test_no_text_becomes_markup():
    evil = "<script>alert(1)</script>\"'&"
    row = Row(evil, 0.0, 1.0, evil, evil)
    html = as_html(Table(Report(evil, (row,), 0, 1, evil, "", evil), evil, evil))
    assert "<script" not in html and words(html).count("alert(1)") == 7


def test_every_tag_is_closed():
    class Checker(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open = []

        def handle_starttag(self, tag, attrs):
            self.open += [] if tag == "br" else [tag]

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

    checker = Checker()
    checker.feed(as_html(TABLE))
    assert not checker.open


def test_colour_never_stands_alone():
    assert [mark(row) for row in ROWS] == ["✓", "◐", "✗"]
    html = as_html(TABLE)
    assert all(sign in html for sign in "✓◐✗")


def test_when_all_is_well_there_is_no_advice():
    good = Report("f", (Row("form", 1.0, 1.0),), 1, 1, "a hint", "", "Section")
    assert advice(Table(good, "f")) == "" and "Hint" not in as_html(Table(good, "f"))
    assert advice(Table(Report("f", ROWS, 0, 1, see="Section"), "f")) == "See “Section”."
    assert advice(Table(Report("f", ROWS, 0, 1), "f")) == ""


@pytest.mark.parametrize(
    ("points", "text"), [(2.0, "2"), (1.5, "1.5"), (1 / 3, "0.33"), (0.0, "0"), (10.0, "10")]
)
def test_points_have_no_needless_zeros(points, text):
    assert number(points) == text


def test_a_row_without_points_shows_none():
    assert points_texts([Row("q1", 1.0, 0.0), Row("q2", 0.5, 3.0)]) == ["", "1.5 of 3"]


@pytest.mark.parametrize(
    "shares", [[1 / 3] * 3, [10 / 11] * 5, [2 / 7] * 7, [0.004] * 3, [1.0, 2.5], [], [5 * 8 / 9, 1]]
)
def test_shares_are_rounded_for_the_eye_and_add_up_exactly(shares):
    shown = rounded(shares)
    assert round(sum(shown), 10) == round(sum(shares), 2)
    assert all(abs(a - b) < 0.01 for a, b in zip(shown, shares, strict=True))
    assert shown == [round(share, 2) for share in shown]


def test_what_was_not_tried_is_marked_so_and_not_as_failed():
    row = Row("speed", 0.0, 1.0, "Not tried: timed once the values are right.")
    assert mark(row) == "–" and "✗" not in as_text(Table(Report("f", (row,), 0, 1), "f"))


def test_what_nobody_has_written_yet_is_no_mistake_and_is_marked_as_open():
    report = unwritten(Checks("f", 1.0, (), {}))
    assert [mark(row) for row in report.rows] == ["–"]


def luminance(colour):
    """The relative luminance of WCAG 2 of a colour such as #8a5a00."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_what_has_a_colour_brings_a_ground_on_which_it_reads_in_any_theme():
    rows = (*ROWS, Row("speed", 0.0, 1.0, "Not tried: later."))
    html = as_html(Table(replace(REPORT, rows=rows), "f", "More."))
    styles = [dict(re.findall(r"([\w-]+):([^;]+)", s)) for s in re.findall('style="([^"]*)"', html)]
    coloured = [style for style in styles if "color" in style]
    assert len(coloured) == len(rows) + 1  # the marks and the hint
    for style in coloured:
        assert contrast(style["color"], style["background"]) >= 4.5, style  # AA
    assert not any("opacity" in style for style in styles)
    grounds = {style.get("background", "none") for style in styles if "color" not in style}
    assert grounds == {"none"}  # all other text has the page's own colour and ground
