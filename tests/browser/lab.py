"""The student's JupyterLab as `make lab` starts it, for tests, and what is seen in it."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page

from grader.places import ROOT

PATIENCE = 120_000  # milliseconds: where all cores are busy, a page takes its time
TAB = ".lm-DockPanel-tabBar .lm-mod-current .lm-TabBar-tabLabel"
KERNEL = "#jp-main-statusbar"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def make_lab(course: Path, **environment: str) -> Iterator[str]:
    """The address of what `make lab PORT=…` opens on the release in ``course``."""
    port = free_port()
    words = ["make", "-o", "ready", "lab", f"PORT={port}"]
    places = {f"JUPYTER_{kind}_DIR": str(course / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    given = os.environ | places | {"COURSE_ROOT": str(course), "PYTHONPATH": ""} | environment
    with (course / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*words, "OPTIONS=--no-browser --IdentityProvider.token="],
            cwd=ROOT, stdout=log, stderr=log, env=given, start_new_session=True,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def wait_for(address: str) -> None:
    """Until JupyterLab answers there."""
    for _ in range(180):
        try:
            urllib.request.urlopen(f"{address}/lab")
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"no JupyterLab at {address}")


def open_tab(page: Page) -> str:
    """The name of the notebook that is in front."""
    return page.locator(TAB).inner_text()


def wait_for_tab(page: Page, name: str) -> None:
    """Until a notebook is in front, its cells are drawn and its kernel waits.

    JupyterLab runs no cell before it has its kernel: it asks for one ("Select Kernel"), or forgets.
    """
    page.locator(TAB, has_text=name).wait_for(timeout=PATIENCE)
    in_front(page).locator(".jp-Cell").first.wait_for(timeout=PATIENCE)
    page.locator(KERNEL, has_text="Python 3").filter(has_text="| Idle").wait_for(timeout=PATIENCE)


def in_front(page: Page) -> Locator:
    """The notebook that is in front."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def menu(page: Page, *names: str) -> None:
    """Choose an entry of a menu, or of a menu in it."""
    page.click(f".lm-MenuBar-itemLabel:text-is('{names[0]}')")
    for name in names[1:-1]:
        page.hover(f".lm-Menu-itemLabel:text-is('{name}')")
    page.click(f".lm-Menu-itemLabel:text-is('{names[-1]}')")
