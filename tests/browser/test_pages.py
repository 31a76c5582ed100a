"""Do the pages for students and instructors read well in Chromium, at any width, dark, printed?"""

from datetime import datetime

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from grader.alike.page import Facts as Alike
from grader.alike.page import page as alike_page
from grader.alike.pairs import Class, alike
from grader.exercises import exercises_of
from grader.feedback import receipts
from grader.feedback.excerpts import excerpts
from grader.report.numbers import numbers_of
from grader.report.page import page as report_page
from tests.alike_class import given, made_class, works
from tests.browser.axe import violations
from tests.grader.feedback.drawing import NAME, drawn, test_cell
from tests.grader.report.sample import ORDER, large_class
from utils.examine import Row

pytestmark = pytest.mark.browser

DETAILS = "document.querySelectorAll('details').forEach(one => one.open = true)"
WIDE = "document.documentElement.scrollWidth - window.innerWidth"


RECEIPT = {
    "assignment": NAME, "student": "ada", "handed_in": "2026-10-01 12:00:00 UTC",
    "received": "2026-10-01 12:00:01 UTC", "files": {f"{NAME} (1).ipynb": "ab" * 32},
    "read_as": {NAME: f"{NAME} (1).ipynb"}, "said": receipts.SAID["graded"], "notes": ["Renamed."],
    "visible": {"score": 3.0, "of": 4.0}, "points": {"waits": False},
}  # fmt: skip


def feedback_page() -> str:
    see = exercises_of(NAME)["propagate"].see
    rows = (Row("case 1", 0.0, 2.0, "It differs.", "f(x)"), Row("hidden cases", 0.5, 2.0, "Some."))
    row = {"label": "", "credit": 0.0, "points": 0.0, "words": "", "call": "", "printed": ""}
    report = {
        "notebook": NAME, "cell": "test-f", "function": "f", "score": 1.0, "points": 4.0,
        "rows": [row | vars(one) for one in rows], "mistake": "m", "hint": "Look.", "see": see,
    }  # fmt: skip
    info = {"grade": False, "solution": True, "grade_id": "f"}
    answer = new_code_cell(f"def f(x):\n    return {'x + ' * 80}x", metadata={"nbgrader": info})
    answer.outputs = [new_output("stream", text="y" * 500)]
    cells = [new_markdown_cell("# A page\n\n## 1 · One $x$"), answer, test_cell("check(f)")]
    about = {"excerpts": excerpts(NAME, [see]), "receipt": RECEIPT}
    return drawn(*cells, record={"reports": [report]}, **about)


def pairs_page() -> str:
    week = "week3-shallow-network"
    made = works(week, made_class(week, 20, 5, seed=1))
    pairs = alike(Class(made, given(week).forced))
    called = {one.student: one.student for one in made}
    return alike_page(Alike(week, made, pairs, called), datetime(2026, 10, 1))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    numbers = numbers_of("week0", ORDER, large_class(40))
    texts = {
        "feedback": feedback_page(),
        "report": report_page(numbers, datetime(2026, 10, 1)),
        "alike": pairs_page(),
        "receipt": receipts.page(RECEIPT, NAME),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def opened(browser):
    """Opens a page as wide and in the colours that a reader has; in the same tab as others."""
    tabs = {}

    def opened(path, width=1200, scheme="light"):
        if (width, scheme) not in tabs:
            size = {"width": width, "height": 800}
            tabs[width, scheme] = browser.new_context(
                viewport=size, color_scheme=scheme, offline=True
            ).new_page()
        page = tabs[width, scheme]
        page.goto(path.as_uri())
        return page

    yield opened
    for page in tabs.values():
        page.context.close()


@pytest.mark.parametrize("name", ["feedback", "report", "alike", "receipt"])
@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (390, "dark")])
def test_nobody_is_kept_from_reading_it(opened, files, name, width, scheme):
    page = opened(files / f"{name}.html", width, scheme)
    assert page.evaluate(WIDE) <= 0
    page.evaluate(DETAILS)
    assert violations(page) == []


def test_a_table_of_the_report_is_sorted_by_its_headings(opened, files):
    page = opened(files / "report.html")
    table = page.locator("section", has=page.locator("#people")).locator("table")
    scores = "rows => rows.map(row => Number(row.cells[1].textContent))"
    for order in ("descending", "ascending"):
        table.locator("th button", has_text="Score").click()
        assert table.locator("th", has_text="Score").first.get_attribute("aria-sort") == order
        found = table.locator("tbody tr").evaluate_all(scores)
        assert found == sorted(found, reverse=order == "descending") and len(set(found)) > 5


def test_what_is_folded_on_the_screen_is_printed(opened, files):
    page = opened(files / "report.html")
    table = page.locator("section", has=page.locator("#scores")).locator("details table")
    assert not table.is_visible()
    page = opened(files / "feedback.html")
    page.emulate_media(media="print")
    assert page.locator("nav").count() == 0 or not page.locator("nav").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(media="null")
