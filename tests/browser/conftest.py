"""One way to a browser for all tests that open a page."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--js-flags=--no-opt",  # no page is open so long that better code would pay
]


@pytest.fixture(scope="session")
def chromium_options() -> dict[str, object]:
    """How to launch the system's Chromium or Chrome, for ``playwright.chromium.launch``."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    assert path, "no Chromium: `make system` says how to install it"
    return {"executable_path": path, "args": ARGS}


@pytest.fixture(scope="module")
def browser(chromium_options) -> Iterator[Browser]:
    """A Chromium for the tests of a file: with it a loop runs, which others would meet."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**chromium_options)
        yield chromium
        chromium.close()
