"""Is the report one file that holds what it needs, small enough for a thousand?"""

import base64
import hashlib
from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from grader.report.numbers import Person, numbers_of
from grader.report.page import milliseconds, page, percent, short
from tests.grader.report.sample import ORDER, large_class, report, student

WHEN = datetime(2026, 10, 2, 12)


def soup(people, **about):
    return BeautifulSoup(page(numbers_of("week0", ORDER, people), WHEN, **about), "html.parser")


def rows(found, heading):
    """The texts of the table in a section, row by row."""
    section = found.find("h2", id=heading).parent
    table = section.select_one(".wide table")
    return [
        [cell.text.strip() for cell in row.select("td, th")] for row in table.tbody.select("tr")
    ]


def test_a_thousand_students_fit_into_two_megabytes():
    text = page(numbers_of("week0", ORDER, large_class(1000)), WHEN)
    assert len(text.encode()) < 2_000_000
    found = BeautifulSoup(text, "html.parser")
    assert len(rows(found, "people")) == 1000
    bars = found.select_one("svg").select("text")
    assert sum(int(bar.text) for bar in bars if "–" not in bar.text) == 1000


def test_each_section_has_its_table_and_charts_their_words():
    found = soup(large_class(60))
    exercises = rows(found, "exercises")
    assert [row[0] for row in exercises] == ["alpha", "beta", "gamma", "delta", "quiz", "why"]
    assert exercises[3][4] == "100%" and exercises[3][8] == "–"  # everybody has delta
    (first, *_) = rows(found, "mistakes")
    assert first[:2] == ["gamma", "not-written"] or first[1] in ("axis", "sign", "no-mean")
    assert {row[0] for row in rows(found, "quiz")} == {"q1", "q2"}
    assert rows(found, "changes")
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in found.select("svg"))
    assert found.html["lang"] == "en" and found.title.text == "Report: week0"


def test_who_waits_is_named_with_the_reason_and_a_link_to_the_page():
    waits = Person(
        "dan & co", "needs a person", why="unreadable: no notebook", notebooks=("week0",)
    )
    found = soup([waits, student("ada", [report("alpha", 10.0)])])
    (row,) = rows(found, "open")
    assert row[1:] == ["needs a person", "unreadable: no notebook"]
    link = found.find("h2", id="open").parent.a["href"]
    assert link == "../feedback/dan%20%26%20co/week0/week0.html"
    assert "Nobody." in soup([student("ada", [])]).find("h2", id="open").parent.text


def test_an_empty_class_has_a_page():
    found = soup([])
    assert "No scores yet." in found.text and "None are known." in found.text


def test_its_own_script_runs_and_no_other():
    found = soup(large_class(3))
    policy = found.select_one("[http-equiv]")["content"]
    (script,) = found.select("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy
    evil = "<script>hit()</script>"
    held = Person(evil, evil, why=evil, notebooks=(evil,))
    found = soup([held, student("ada", [report(evil, 0.0, evil)])])
    assert len(found.select("script")) == 1 and evil in found.text


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (short(None), "–"), (short(-0.456, 2), "−0.46"), (short(3.0, 0), "3"),
        (percent(None), "–"), (percent(0.756), "76%"),
        (milliseconds(None), "–"), (milliseconds(0.0123), "12 ms"), (milliseconds(2.5), "2.5 s"),
    ],
)  # fmt: skip
def test_numbers_are_written_for_people(shown, said):
    assert shown == said
