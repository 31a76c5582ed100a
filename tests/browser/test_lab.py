"""What a student meets in JupyterLab as `make lab` opens it.

First clicks: START-HERE, a lesson and back. Then a new student's walk from there to the feedback on
what was handed in (its steps are in `walk.py`). Then: does axe find a barrier in what a student
reads (START-HERE, checks, the quiz, `progress()`), in the light theme and in the dark one? Only
what the course draws is looked at: the rest of the page is JupyterLab's.

One JupyterLab is for all of that, and one page: each costs more than most of the tests.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page

from grader.places import ROOT
from grader.student import start_here
from tests.browser import walk
from tests.browser.axe import violations
from tests.browser.lab import PATIENCE, in_front, make_lab, menu, open_tab, wait_for_tab
from tests.course import nbgrader, new_course

pytestmark = pytest.mark.browser

LESSON = "week1-1-what-a-neuron-is"
WIDE, HIGH = {"width": 1400, "height": 1000}, {"width": 1400, "height": 4000}
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
    """A course with its release, whose first week lies in the exchange."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "release", root / "release")
    new_course(root, engine=True)
    nbgrader(root, "release_assignment", walk.NAME)
    return root


@pytest.fixture(scope="module")
def lab(course: Path) -> Iterator[str]:
    with make_lab(course) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, lab: str) -> Iterator[Page]:
    """The page that `make lab` opens, for all that a student does one after another."""
    page = browser.new_page(viewport=WIDE)
    page.set_default_timeout(PATIENCE)
    page.goto(lab)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    yield page
    page.close()


@pytest.fixture
def start(page: Page) -> Page:
    """The page with START-HERE in front, as it was or opened again."""
    if not open_tab(page).startswith("START-HERE"):
        page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab", has_text="START-HERE").click()
    wait_for_tab(page, "START-HERE")
    return page


def test_make_lab_listens_where_it_is_told_to_as_root_too():
    words = ["make", "-o", "ready", "lab", "PORT=9123", "--dry-run"]
    asked = subprocess.run(words, cwd=ROOT, capture_output=True, text=True).stdout
    assert "--port=9123" in asked
    assert ("--allow-root" in asked) == (not os.getuid())


def test_the_lab_opens_on_start_here_and_a_lesson_opens_and_leads_back(page: Page):
    assert open_tab(page) == "START-HERE.ipynb"
    page.click(".jp-RenderedMarkdown a:has-text('Gradient descent')")
    wait_for_tab(page, "week2-2-gradient-descent")
    page.locator(".jp-NotebookPanel:visible a:has-text('Start here')").first.click()
    wait_for_tab(page, "START-HERE")


def test_a_new_student_goes_from_start_here_to_the_feedback(course: Path, start: Page):
    walk.shows(start, walk.cell_with(start, "overview()"), "0 of 9 notebooks done")
    walk.an_assignment_is_begun(start)
    walk.validate(start)
    walk.hand_in(start)
    walk.grade(course)
    walk.feedback_is_read(course, start)


def test_a_student_sees_no_menu_of_instructors(start: Page):
    start.click(".lm-MenuBar-itemLabel:has-text('Nbgrader')")
    start.wait_for_selector(".lm-Menu-itemLabel:has-text('Assignment List')")
    assert start.locator(".lm-Menu-itemLabel", has_text="Formgrader").count() == 0
    start.keyboard.press("Escape")


def test_a_figure_is_still_with_words_until_its_notebook_is_trusted(start: Page):
    page = start
    in_front(page).locator("a:has-text('What a neuron is')").click()
    wait_for_tab(page, LESSON)
    box = in_front(page).locator(".jp-OutputArea-output .moving")
    picture, live = box.locator("img"), box.locator(".live")
    picture.scroll_into_view_if_needed()
    assert len(picture.get_attribute("alt")) > 60 and live.count() == 0
    page.keyboard.press("Control+Shift+C")
    page.locator(".jp-ModalCommandPalette input").fill("Trust Notebook")
    page.keyboard.press("Enter")
    page.click(".jp-Dialog-button:has-text('Trust')")
    bias = box.get_by_label("bias b")
    bias.scroll_into_view_if_needed()
    assert not picture.is_visible()
    bias.focus()
    chosen = in_front(page).locator(".jp-Cell.jp-mod-selected").first
    before = chosen.inner_text()
    for key in ("ArrowUp", "j", "b"):
        page.keyboard.press(key)  # the last two are commands of JupyterLab's
    assert bias.get_attribute("aria-valuenow") == "5"
    assert chosen.inner_text() == before


def opened(page: Page, address: str, name: str) -> None:
    """Open a notebook alone, on a page so high that JupyterLab draws all cells of it."""
    page.set_viewport_size(HIGH)
    page.goto(f"{address}/lab/tree/{name}?reset")
    wait_for_tab(page, name.rpartition("/")[2])


def run_all(page: Page, end: str) -> str:
    """Run all cells of the notebook until ``end`` is shown; what they show."""
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


@pytest.fixture(scope="module")
def overview(lab: str, page: Page) -> Page:
    """The page with START-HERE alone, all its cells run."""
    opened(page, lab, "START-HERE.ipynb")
    run_all(page, "0 of 9 notebooks done")
    return page


def test_start_here_has_no_barrier(overview: Page):
    assert in_each_theme(overview) == {theme: [] for theme in THEMES}


def test_a_barrier_is_found(overview: Page):
    """Otherwise the tests beside it could not fail."""
    overview.locator(".jp-OutputArea-output").first.evaluate(
        'e => e.innerHTML = \'<p style="color:#999;background:#fff">grey</p><img src="x.png">\''
    )
    found = " ".join(violations(overview, *OURS))
    assert "color-contrast" in found and "image-alt" in found


@pytest.fixture
def checks(course: Path) -> Iterator[str]:
    """A notebook more, in which checks are run; it is not handed in."""
    book = new_notebook(cells=[new_code_cell(source) for source in CELLS])
    book.metadata = start_here([]).metadata
    path = course / "release" / walk.NAME / "shown.ipynb"
    nbformat.write(book, path)
    yield f"{walk.NAME}/{path.name}"
    path.unlink()


def test_checks_have_no_barrier(lab: str, page: Page, checks: str):
    opened(page, lab, checks)
    text = run_all(page, "Still to do")
    assert [words for words in CELLS.values() if words not in text] == []
    assert in_each_theme(page) == {theme: [] for theme in THEMES}
