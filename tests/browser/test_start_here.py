"""A new student's first clicks after `make lab`: START-HERE, a lesson and back, a hint's link."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from grader.places import ROOT
from tests.browser.lab import PATIENCE, in_front, make_lab, open_tab, wait_for_tab

pytestmark = pytest.mark.browser

NAME = "week2-logistic-regression"
FIGURE = "week1-broadcasting/lessons/week1-1-what-a-neuron-is.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A copy of the release, to work in."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "release", root / "release")
    return root


@pytest.fixture(scope="module")
def lab(course: Path) -> Iterator[str]:
    with make_lab(course) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of headless Chromium."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    yield page
    page.close()


def test_make_lab_listens_where_it_is_told_to_as_root_too():
    words = ["make", "-o", "ready", "lab", "PORT=9123", "--dry-run"]
    asked = subprocess.run(words, cwd=ROOT, capture_output=True, text=True).stdout
    assert "--port=9123" in asked
    assert ("--allow-root" in asked) == (not os.getuid())


def test_the_lab_opens_on_start_here_and_a_lesson_opens_and_leads_back(lab: str, page: Page):
    page.goto(lab)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=PATIENCE)
    assert open_tab(page) == "START-HERE.ipynb"
    page.click(".jp-RenderedMarkdown a:has-text('Gradient descent')", timeout=PATIENCE)
    wait_for_tab(page, "week2-2-gradient-descent")
    page.locator(".jp-NotebookPanel:visible a:has-text('Start here')").first.click(timeout=PATIENCE)
    wait_for_tab(page, "START-HERE")


def test_a_student_sees_no_menu_of_instructors(lab: str, page: Page):
    page.goto(f"{lab}/lab/tree/START-HERE.ipynb?reset")
    page.click(".lm-MenuBar-itemLabel:has-text('Nbgrader')", timeout=PATIENCE)
    page.wait_for_selector(".lm-Menu-itemLabel:has-text('Assignment List')", timeout=PATIENCE)
    assert page.locator(".lm-Menu-itemLabel", has_text="Formgrader").count() == 0
    page.keyboard.press("Escape")


def test_a_figure_is_still_with_words_until_its_notebook_is_trusted(lab: str, page: Page):
    page.goto(f"{lab}/lab/tree/{FIGURE}?reset")
    wait_for_tab(page, FIGURE.rpartition("/")[2])
    box = in_front(page).locator(".jp-OutputArea-output .moving")
    picture, live = box.locator("img"), box.locator(".live")
    picture.scroll_into_view_if_needed(timeout=PATIENCE)
    assert len(picture.get_attribute("alt")) > 60 and live.count() == 0
    page.keyboard.press("Control+Shift+C")
    page.locator(".jp-ModalCommandPalette input").fill("Trust Notebook")
    page.keyboard.press("Enter")
    page.click(".jp-Dialog-button:has-text('Trust')", timeout=PATIENCE)
    bias = box.get_by_label("bias b")
    bias.scroll_into_view_if_needed(timeout=PATIENCE)
    assert not picture.is_visible()
    bias.focus()
    chosen = in_front(page).locator(".jp-Cell.jp-mod-selected").first
    before = chosen.inner_text()
    for key in ("ArrowUp", "j", "b"):
        page.keyboard.press(key)  # the last two are commands of JupyterLab's
    assert bias.get_attribute("aria-valuenow") == "5"
    assert chosen.inner_text() == before
