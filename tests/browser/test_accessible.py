"""Does axe find a barrier in what a student reads: START-HERE, checks, the quiz, `progress()`?

In JupyterLab as `make lab` opens it, in its light theme and in its dark one. Only what the course
draws is looked at: the rest of the page is JupyterLab's.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page

from grader.places import ROOT
from grader.student import start_here
from tests.browser.axe import violations
from tests.browser.lab import PATIENCE, in_front, make_lab, menu, wait_for_tab

pytestmark = pytest.mark.browser

WEEK = "week1-broadcasting"
THEMES = ("JupyterLab Light", "JupyterLab Dark")
OURS = (".jp-RenderedMarkdown", ".jp-OutputArea-output")
# All that a check can draw: each cell, and what has to stand in its answer.
CELLS = {
    "import numpy as np\nfrom utils import check, check_quiz, failing_case, progress": "",
    "def L1(yhat, y):\n    raise NotImplementedError('not written yet')\ncheck(L1)": "Not written",
    "def L1(yhat, y):\n    print(yhat.shape)\n    return np.mean(abs(yhat - y))\n"
    "check(L1)": "Hint:",
    "def L2(yhat, y):\n    return np.sum((yhat - y) ** 2)\ncheck(L2)": "checks passed",
    "def softmax(x):\n    return x @ x\ncheck(softmax)": "0 of",
    "def sigmoid(x):\n    return (1 / (1 + np.exp(-x))).T\ncheck(sigmoid)": "◐",
    "failing_case(L1)": "L1(yhat",
    "quiz = {'q1': 'b', 'q2': '', 'q3': 'e'}\ncheck_quiz(quiz)": "answered",
    "check(len)": "is not one of",
    "from utils.checkfile import Quiz\nfrom utils.quiz import quiz_table\n"
    "reasons = {'q1': {'a': 'It sums.'}, 'q2': {'a': 'It sums.'}, 'q3': {'a': 'It sums.'}}\n"
    "quiz_table({'q1': 'a', 'q2': 'b'}, Quiz(tuple(reasons), reasons))": "Why not a",
    "progress()": "Still to do",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A release with one notebook more, in which checks are run."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "release" / WEEK, root / "release" / WEEK)
    shutil.copy(ROOT / "release" / "START-HERE.ipynb", root / "release")
    book = new_notebook(cells=[new_code_cell(source) for source in CELLS])
    book.metadata = start_here([]).metadata
    nbformat.write(book, root / "release" / WEEK / "shown.ipynb")
    return root


@pytest.fixture(scope="module")
def lab(course: Path) -> Iterator[str]:
    with make_lab(course) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, lab: str) -> Iterator[Page]:
    """A page of headless Chromium, so high that JupyterLab draws all cells of a notebook."""
    page = browser.new_page(viewport={"width": 1400, "height": 4000})
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


def run_all(page: Page, address: str, name: str, end: str) -> str:
    """Open a notebook, run all of its cells until ``end`` is shown; what they show."""
    page.goto(f"{address}/lab/tree/{name}?reset")
    wait_for_tab(page, name.rpartition("/")[2])
    menu(page, "Run", "Run All Cells")
    in_front(page).locator(".jp-OutputArea-output", has_text=end).wait_for()
    # JupyterLab's body has no height: axe takes all that is in it for clipped, and skips contrast.
    page.add_style_tag(content="body { height: 100vh }")
    return in_front(page).inner_text()


def in_each_theme(page: Page) -> dict[str, list[str]]:
    """What axe finds in what is ours, theme by theme."""
    found = {}
    for theme in THEMES:
        menu(page, "Settings", "Theme", theme)
        page.locator(f"body[data-jp-theme-name='{theme}']").wait_for(state="attached")
        page.wait_for_timeout(300)  # colours fade over
        found[theme] = violations(page, *OURS)
    return found


def test_start_here_has_no_barrier(lab: str, page: Page):
    run_all(page, lab, "START-HERE.ipynb", "0 of 1 notebooks done")
    assert in_each_theme(page) == {theme: [] for theme in THEMES}


def test_checks_have_no_barrier(lab: str, page: Page):
    text = run_all(page, lab, f"{WEEK}/shown.ipynb", "Still to do")
    assert [words for words in CELLS.values() if words not in text] == []
    assert in_each_theme(page) == {theme: [] for theme in THEMES}


def test_a_barrier_is_found(lab: str, page: Page):
    """Otherwise the tests above could not fail."""
    run_all(page, lab, "START-HERE.ipynb", "notebooks done")
    page.locator(".jp-OutputArea-output").first.evaluate(
        'e => e.innerHTML = \'<p style="color:#999;background:#fff">grey</p><img src="x.png">\''
    )
    found = " ".join(violations(page, *OURS))
    assert "color-contrast" in found and "image-alt" in found
