"""The steps of a new student's walk in JupyterLab, to the feedback on what was handed in."""

import re
from pathlib import Path

from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page

from tests.browser.lab import in_front, menu, wait_for_tab
from tests.course import nbgrader

NAME = "week1-broadcasting"
WRONG = "return 1 / (1 + math.exp(x))"
RIGHT = "return 1 / (1 + math.exp(-x))"


def cell_with(page: Page, words: str) -> Locator:
    """The first code cell in which these words stand."""
    written = page.locator(".jp-InputArea", has_text=words)
    return in_front(page).locator(".jp-CodeCell").filter(has=written).first


def type_into(page: Page, cell: Locator, source: str) -> None:
    """Replace what stands in a cell, as by hand."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def run(page: Page, cell: Locator) -> Locator:
    """Run a cell with Shift-Enter; what it shows.

    Where JupyterLab forgets it, since the kernel is not there yet, again, as a student would.
    """
    prompt = cell.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    for _ in range(6):
        cell.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        for _ in range(40):
            if prompt.inner_text() != before:
                return cell.locator(".jp-OutputArea-output")
            page.wait_for_timeout(250)
    raise TimeoutError("JupyterLab does not run the cell")


def shows(page: Page, cell: Locator, words: str) -> None:
    """Run a cell until its answer has these words."""
    run(page, cell).filter(has_text=words).first.wait_for()


def write(page: Page, body: str) -> None:
    """Write the first function of the week, and run it."""
    cell = cell_with(page, "def basic_sigmoid(x):")
    type_into(
        page, cell, f'def basic_sigmoid(x):\n    """The sigmoid of one number."""\n    {body}'
    )
    page.keyboard.press("Shift+Enter")


def add_below(page: Page, cell: Locator, source: str) -> Locator:
    """A cell of one's own below another."""
    cell.locator(".jp-InputPrompt").click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    new = in_front(page).locator(".jp-Cell.jp-mod-active")
    type_into(page, new, source)
    return cell_with(page, source)


def an_assignment_is_begun(page: Page) -> None:
    in_front(page).locator("a:has-text('NumPy, broadcasting')").first.click()
    wait_for_tab(page, NAME)
    run(page, cell_with(page, "Run this cell first"))
    run(page, cell_with(page, "import matplotlib.pyplot"))
    check = cell_with(page, "check(basic_sigmoid)")
    run(page, cell_with(page, "def basic_sigmoid(x):"))
    shows(page, check, "Not written yet")
    write(page, WRONG)
    shows(page, check, "Hint:")
    own = add_below(page, check, "basic_sigmoid(*failing_case(basic_sigmoid))")
    assert 0 < float(shown(page, own)) < 1  # called as in the case that fails
    the_hint_leads_to_its_section(page, check)
    write(page, RIGHT)
    shows(page, check, "5 of 5 checks passed")
    shows(page, own, "passes every visible case")
    last = add_below(page, own, "progress()")
    shows(page, last, "4 of 85 points for functions")


def the_hint_leads_to_its_section(page: Page, check: Locator) -> None:
    """The lesson opens; JupyterLab may stay at its top while it still draws what is below."""
    link = check.locator(".jp-OutputArea-output a")
    heading = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    wait_for_tab(page, "week1-2-why-deep-learning-took-off")
    found = in_front(page).locator(f"h2[data-jupyter-id='{heading}']")
    found.wait_for(state="attached")
    to_tab(page, NAME)


def to_tab(page: Page, name: str) -> None:
    """Go back to a notebook that is open."""
    page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab", has_text=name).click()
    wait_for_tab(page, name)


def shown(page: Page, cell: Locator) -> str:
    """What a cell's last line gives, when it is run."""
    run(page, cell)
    return cell.locator(".jp-OutputArea-executeResult").inner_text().split()[-1]


def validate(page: Page) -> None:
    in_front(page).locator("jp-button, button", has_text="Validate").first.click()
    dialog = page.locator(".jp-Dialog", has_text="Validation Results")
    dialog.wait_for()
    text = dialog.inner_text()
    assert "sigmoid" in text and "Traceback" not in text
    dialog.locator("button").last.click()


def hand_in(page: Page) -> None:
    menu(page, "File", "Save Notebook")
    menu(page, "Nbgrader", "Assignment List")
    page.click("#fetched_assignments_list button:text-is('Submit')")
    page.locator("#submitted_assignments_list", has_text=NAME).wait_for()


def grade(course: Path) -> None:
    """What the instructor does."""
    for words in (
        ("collect",),
        ("autograde",),
        ("generate_feedback",),
        ("release_feedback",),
    ):
        nbgrader(course, *words, NAME)


def feedback_is_read(course: Path, page: Page) -> None:
    page.click("#refresh_assignments_list")
    with page.expect_response(re.compile("fetch_feedback")) as answer:
        page.click("#submitted_assignments_list button:text-is('Fetch Feedback')")
    assert answer.value.ok
    (found,) = (course / "release" / NAME / "feedback").glob(f"*/{NAME}.html")
    text = BeautifulSoup(found.read_text(encoding="utf-8"), "html.parser").get_text(" ")
    assert re.search(r"basic_sigmoid\s+4 of 4 points", text) and "grade(basic_sigmoid)" not in text
