"""The site in Chromium, opened from disk: no request leaves it, search works, axe finds nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.site import built_site

pytestmark = pytest.mark.browser

PAGES = (
    "index.html", "assignments.html", "student-guide.html", "jupyterhub/README.html",
    "lessons/week1-6-broadcasting.html", "mistakes/week2.html", "search.html?q=sigmoid",
)  # fmt: skip
ONCE = pytest.mark.parametrize("page", ["light"], indirect=True)  # no matter of colours


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> str:
    """The address of the site's folder."""
    return built_site(tmp_path_factory).as_uri()


@pytest.fixture(scope="module", params=["light", "dark"])
def page(request, browser: Browser) -> Iterator[Page]:
    """A page of a reader whose machine is light or dark; ``asked`` is all that it asked for."""
    page = browser.new_page(color_scheme=request.param)
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.theme = request.param
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_and_needs_no_network(page: Page, site: str, name: str):
    page.asked.clear()
    page.goto(f"{site}/{name}")
    if "?" in name:
        page.locator("#search-results li").first.wait_for()
    assert page.locator("html").get_attribute("data-theme") == page.theme
    page.wait_for_timeout(200)  # colours fade over
    assert violations(page) == []
    assert len(page.asked) > 5
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []


@ONCE
def test_a_search_leads_to_a_lesson(page: Page, site: str):
    page.goto(f"{site}/index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("maximum likelihood")
    page.keyboard.press("Enter")
    page.locator("#search-results a", has_text="Logistic regression").first.click()
    assert "/lessons/week2-1-logistic-regression.html" in page.url
    page.wait_for_load_state()
    assert page.locator("article math").count() > 100


@ONCE
def test_a_formula_is_drawn_as_wide_as_it_needs(page: Page, site: str):
    page.goto(f"{site}/lessons/week2-1-logistic-regression.html")
    first = page.locator("article .formula math").first.bounding_box()
    assert first and first["width"] > 100 and first["height"] > 15


@ONCE
def test_a_phone_scrolls_in_one_direction(page: Page, site: str):
    page.set_viewport_size({"width": 360, "height": 800})
    widths = {}
    for name in (*PAGES, "instructor-guide.html", "mistakes/week6.html"):
        page.goto(f"{site}/{name}")
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert {name: width for name, width in widths.items() if width > 360} == {}


@ONCE
def test_a_barrier_is_found(page: Page, site: str):
    """Otherwise the first test could not fail."""
    page.goto(f"{site}/index.html")
    page.locator("article p").first.evaluate(
        'e => e.innerHTML = \'<b style="color:#999;background:#fff">grey</b><img src="x.png">\''
    )
    found = " ".join(violations(page))
    assert "color-contrast" in found and "image-alt" in found
