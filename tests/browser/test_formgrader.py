"""The formgrader's own button grades with the course's engine, in JupyterLab, in a real browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page

from grader.assignment import load_assignment
from grader.gradebook import open_gradebook
from grader.places import ROOT
from tests.course import UNPROVEN, run_module
from tests.sample_class import Member, hand_in, submission

pytestmark = pytest.mark.browser

NAME = "week2-logistic-regression"
MINUTE = 60_000


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Iterator[Path]:
    """A course in a folder of its own, with two submissions and the student's release."""
    root = tmp_path_factory.mktemp("course")
    places = {"COURSE_ROOT": str(root), "COURSE_SECRET": "for the test"}
    places |= {f"JUPYTER_{kind}_DIR": str(root / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in places.items():
            patch.setenv(name, value)
        words = ("nbgrader", "generate_assignment", NAME, UNPROVEN)
        done = run_module(*words, cwd=ROOT, environment=os.environ)
        assert done.returncode == 0, done.stderr
        assignment = load_assignment(NAME)
        with open_gradebook() as gradebook:
            gradebook.find_assignment(NAME)
        for member in (
            Member("student-01", "right"),
            Member("student-02", "a mistake", {"propagate": "no-mean"}),
        ):
            hand_in(root, NAME, member.student, submission(assignment, member))
        yield root


@pytest.fixture(scope="module")
def lab(course: Path) -> Iterator[str]:
    """The address of a JupyterLab over that course."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [f"--port={port}", "--no-browser", "--allow-root", "--IdentityProvider.token="]
    command = [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.root_dir={course}"]
    text = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    (course / "nbgrader_config.py").write_text(text, encoding="utf-8")
    (course / "CONFIG" / "labconfig").mkdir(parents=True)
    page = course / "CONFIG" / "labconfig" / "page_config.json"
    page.write_text('{"buildCheck": false}')  # which would start Node at each page
    with (course / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=course, stdout=log, stderr=log, env=os.environ)
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
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of headless Chromium."""
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    yield page
    page.close()


def test_the_button_grades_with_the_engine(course: Path, lab: str, page: Page):
    page.goto(f"{lab}/formgrader/manage_submissions/{NAME}")
    page.wait_for_selector("td.autograde a", timeout=MINUTE)
    row = page.locator("tr", has_text="student-02")
    row.locator("td.autograde a").click()
    page.wait_for_selector("text=Success", timeout=2 * MINUTE)
    assert "1 graded" in page.inner_text(".modal-body")
    assert (course / "autograded" / "student-02" / NAME / "grading.json").exists()


def test_a_graded_submission_opens_with_its_table_and_hint(lab: str, page: Page):
    page.goto(f"{lab}/formgrader/gradebook/{NAME}/{NAME}")
    page.click("text=Submission #1", timeout=MINUTE)
    page.wait_for_selector("text=propagate: 6.06 of 20 points", timeout=MINUTE)
    assert "Where does 1/m go?" in page.inner_text("body")
    assert page.locator("textarea.comment").count() > 0


ANSWERS = {
    "unwritten": (None, "Not written yet"),
    "wrong": ("return 1 / (1 + np.exp(z))", "sigmoid: 1 of 8 checks passed"),
    "right": ("return 1 / (1 + np.exp(-z))", ""),
}


def short(course: Path, answer: str | None) -> Path:
    """A released notebook with one exercise, answered."""
    path = course / "release" / NAME / f"{NAME}.ipynb"
    book = nbformat.read(path, 4)
    kept = ("imports", "sigmoid", "test-sigmoid")
    book.cells = [cell for cell in book.cells if cell.id in kept]
    if answer:
        book.cells[1].source = f"def sigmoid(z):\n    {answer}"
    nbformat.write(book, path.with_name("short.ipynb"))
    return path.with_name("short.ipynb")


@pytest.mark.parametrize("kind", ANSWERS)
def test_validate_in_the_notebook_tells_the_truth(course: Path, lab: str, page: Page, kind: str):
    answer, said = ANSWERS[kind]
    path = short(course, answer)
    page.goto(f"{lab}/lab/tree/release/{NAME}/{path.name}?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=MINUTE)
    page.click("text=Validate", timeout=MINUTE)
    page.wait_for_selector("text=Validation Results", timeout=MINUTE)
    text = " ".join(page.inner_text(".jp-Dialog").split())
    assert ("Success" in text) is (kind == "right")
    assert said in text and "Traceback" not in text


@pytest.mark.parametrize("kind", ANSWERS)
def test_validate_on_the_command_line_tells_it_by_its_status_too(course: Path, kind: str):
    answer, said = ANSWERS[kind]
    words = ("nbgrader", "validate", str(short(course, answer)))
    done = run_module(*words, cwd=ROOT, environment=os.environ)
    assert done.returncode == (0 if kind == "right" else 1)
    assert said in " ".join(done.stdout.split()) and "Traceback" not in done.stdout
