"""A new student's first clicks after `make lab`: START-HERE, a lesson and back, a hint's link."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from grader.places import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("start-here")]

NAME = "week2-logistic-regression"
MINUTE = 60_000


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A copy of the release, to work in."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "release", root / "release")
    return root


@pytest.fixture(scope="module")
def lab(course: Path) -> Iterator[str]:
    """The address of what `make lab PORT=…` opens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["make", "-o", "ready", "lab", f"PORT={port}"]
    asked = subprocess.run([*words, "--dry-run"], cwd=ROOT, capture_output=True, text=True)
    assert f"--port={port}" in asked.stdout and ("--allow-root" in asked.stdout) == (
        not os.getuid()
    )
    places = {f"JUPYTER_{kind}_DIR": str(course / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    environment = os.environ | places | {"COURSE_ROOT": str(course), "PYTHONPATH": ""}
    options = "OPTIONS=--no-browser --IdentityProvider.token="
    with (course / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*words, options], cwd=ROOT, stdout=log, stderr=log, env=environment,
            start_new_session=True,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(90):
            try:
                urllib.request.urlopen(f"{address}/lab")
                break
            except OSError:
                time.sleep(1)
        yield address
    finally:
        os.killpg(server.pid, 15)
        server.wait()


@pytest.fixture(scope="module")
def page(chromium_options) -> Iterator[Page]:
    """A page of headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_options)
        yield browser.new_page(viewport={"width": 1400, "height": 1000})
        browser.close()


def open_tab(page: Page) -> str:
    """The name of the notebook that is in front."""
    return page.locator(".lm-DockPanel-tabBar .lm-mod-current .lm-TabBar-tabLabel").inner_text()


def wait_for_tab(page: Page, name: str) -> None:
    """Until a notebook is in front."""
    tab = page.locator(".lm-DockPanel-tabBar .lm-mod-current .lm-TabBar-tabLabel", has_text=name)
    tab.wait_for(timeout=MINUTE)


def test_the_lab_opens_on_start_here_and_a_lesson_opens_and_leads_back(lab: str, page: Page):
    page.goto(lab)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=MINUTE)
    assert open_tab(page) == "START-HERE.ipynb"
    page.click(".jp-RenderedMarkdown a:has-text('Gradient descent')", timeout=MINUTE)
    wait_for_tab(page, "week2-2-gradient-descent")
    page.locator(".jp-NotebookPanel:visible a:has-text('Start here')").first.click(timeout=MINUTE)
    wait_for_tab(page, "START-HERE")


def test_a_student_sees_no_menu_of_instructors(lab: str, page: Page):
    page.goto(f"{lab}/lab/tree/START-HERE.ipynb?reset")
    page.click(".lm-MenuBar-itemLabel:has-text('Nbgrader')", timeout=MINUTE)
    page.wait_for_selector(".lm-Menu-itemLabel:has-text('Assignment List')", timeout=MINUTE)
    assert page.locator(".lm-Menu-itemLabel", has_text="Formgrader").count() == 0
    page.keyboard.press("Escape")
