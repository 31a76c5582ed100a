"""The moving figures of the lessons in Chromium: dragged, stepped, by keys, still, in print.

The figures are taken as they are stored, and put into one page that is opened from a file: without
a kernel, a server or a network.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Error, Locator, Page, Request

from grader.lesson_pages import page as lesson_page
from grader.places import ROOT
from tests.browser.axe import violations

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Figures</title><style>
@media (prefers-color-scheme: dark) { body { background: #111; color: #ddd } }
</style></head><body><main><h1>Figures</h1>FIGURES</main></body></html>"""

# What has the focus is called.
HELD = """() => {
    const held = document.activeElement?.shadowRoot?.activeElement;
    const label = held?.getAttribute("aria-label") || held?.labels?.[0]?.innerText;
    return label || held?.innerText;
}"""

Opened = Callable[..., Page]
LESSONS = ("week1-1-what-a-neuron-is", "week1-4-the-computation-graph")


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    """A page with every moving figure that is stored in a lesson."""
    found = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, 4).cells:
            for output in cell.get("outputs", []):
                html = output.get("data", {}).get("text/html", "")
                if 'class="moving"' in html:
                    found.setdefault(re.search(r'data-kind="(\w+)"', html)[1], html)
    place = tmp_path_factory.mktemp("figures") / "figures.html"
    place.write_text(PAGE.replace("FIGURES", "".join(found.values())), encoding="utf-8")
    return place.as_uri()


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[dict[str, Page]]:
    """The pages of browsers that somebody has set in a way, by that way; each is opened again."""
    found = {}
    yield found
    for page in found.values():
        page.context.close()


@pytest.fixture
def opened(browser: Browser, contexts: dict[str, Page], address: str) -> Iterator[Opened]:
    """Opens the page as somebody has set their browser; nothing may go wrong or be asked for."""
    wrong, heard = [], []

    def opened(**settings: object) -> Page:
        key = str(settings)
        if key not in contexts:
            size = {"viewport": {"width": 1000, "height": 900}}
            contexts[key] = browser.new_context(**size | settings).new_page()
        page = contexts[key]
        heard.append(page)
        page.on("pageerror", went_wrong)
        page.on("request", asked_for)
        page.goto(address)
        return page

    def went_wrong(error: Error) -> None:
        wrong.append(str(error))

    def asked_for(request: Request) -> None:
        if is_outside(request.url):
            wrong.append(request.url)

    yield opened
    for page in heard:
        page.emulate_media(media="null")
        page.remove_listener("pageerror", went_wrong)
        page.remove_listener("request", asked_for)
    assert wrong == []


def is_outside(url: str) -> bool:
    return not url.startswith(("file:", "data:"))


def figure(page: Page, kind: str) -> Locator:
    return page.locator(f'.moving[data-kind="{kind}"]')


def drag(page: Page, what: Locator, across: float, down: float) -> None:
    """Take hold of the middle of something and let go elsewhere."""
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2)
    page.mouse.move(x + across, y + down)
    page.mouse.up()


def value(slider: Locator) -> float:
    return float(slider.get_attribute("aria-valuenow"))


def numbers(words: str) -> list[float]:
    return [float(one.replace("−", "-")) for one in re.findall(r"[−-]?\d+(?:\.\d+)?", words)]


def test_a_neuron_is_dragged_by_its_weight_and_its_bias(opened: Opened):
    page = opened()
    neuron = figure(page, "neuron")
    weight, bias = neuron.get_by_label("weight w"), neuron.get_by_label("bias b")
    error = neuron.locator(".error")
    assert (value(weight), value(bias)) == (1, 0) and numbers(error.inner_text()) == [30, 173.2]
    drag(page, bias, 0, 50)
    assert value(bias) < -60 and value(weight) == 1
    drag(page, weight, 0, -120)
    assert 1.5 < value(weight) < 5
    weight.focus()
    for _ in range(round((3 - value(weight)) / 0.05)):
        page.keyboard.press("ArrowUp")
    for _ in range(round((value(weight) - 3) / 0.05)):
        page.keyboard.press("ArrowDown")
    assert value(weight) == pytest.approx(3, abs=0.03)
    assert weight.get_attribute("aria-valuetext").startswith("w = ")
    bias.focus()
    page.keyboard.press("Home")
    for _ in range(22):
        page.keyboard.press("ArrowUp")
    assert value(bias) == -90 and numbers(error.inner_text())[1] < 19
    weight.focus()
    page.keyboard.press("Home")
    assert value(weight) == 0
    page.keyboard.press("Tab")
    drag(page, bias, 0, -3000)
    assert value(bias) == 200  # no further than it goes


def test_descent_follows_the_rate_the_steps_and_the_start(opened: Opened):
    page = opened()
    descent = figure(page, "descent")
    start, reading = descent.get_by_label("start"), descent.locator(".reading")
    rate, steps = descent.get_by_label("learning rate"), descent.get_by_label("steps")
    assert numbers(reading.inner_text())[:2] == [20, 0.57]
    walk = descent.locator(".walk")
    before = walk.get_attribute("d")
    drag(page, start, 60, 40)
    assert value(start) > -1.2 and walk.get_attribute("d") != before
    assert "rose" not in reading.inner_text()
    rate.focus()
    page.keyboard.press("End")
    assert rate.get_attribute("aria-valuetext") == "10" and "rose" in reading.inner_text()
    page.keyboard.press("Home")
    assert rate.get_attribute("aria-valuetext") == "0.01"
    drag(page, rate, 50, 0)  # from the middle of the track
    assert 0.3 < float(rate.get_attribute("aria-valuetext")) < 10
    steps.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert reading.inner_text().startswith("After 1 steps")
    start.focus()
    now = value(start)
    page.keyboard.press("ArrowLeft")
    assert value(start) == pytest.approx(now - 0.05, abs=2e-3)


def test_a_graph_is_stepped_forward_and_backward_with_its_numbers(opened: Opened):
    page = opened()
    graph = figure(page, "graph")
    reading, forth = graph.locator(".reading"), graph.get_by_role("button", name="Step")
    told = []
    for _ in range(9):
        forth.click()
        told.append(reading.inner_text())
    assert told == [
        "Forward: u = b · c = 3 · 2 = 6",
        "Forward: v = a + u = 5 + 6 = 11",
        "Forward: J = 3 · v = 3 · 11 = 33",
        "Now backward. dJ = 1: the result moves as much as itself.",
        "Backward: dv = dJ · 3 = 1 · 3 = 3",
        "Backward: da = dv · 1 = 3 · 1 = 3",
        "Backward: du = dv · 1 = 3 · 1 = 3",
        "Backward: db = du · c = 3 · 2 = 6",
        "Backward: dc = du · b = 3 · 3 = 9",
    ]
    assert forth.get_attribute("aria-disabled") == "true"
    graph.get_by_role("button", name="Back").focus()
    page.keyboard.press("Enter")
    assert reading.inner_text() == told[-2]
    c = graph.get_by_label("input c")
    drag(page, c, 0, 24)
    assert value(c) == 0 and reading.inner_text() == "Backward: db = du · c = 3 · 0 = 0"
    c.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert value(c) == 2
    graph.get_by_role("button", name="Start").click()
    assert "Only the inputs" in reading.inner_text()


def test_a_border_is_watched_frame_by_frame(opened: Opened):
    page = opened()
    boundary = figure(page, "boundary")
    rounds, reading = boundary.get_by_label("round"), boundary.locator(".reading")
    border = boundary.locator(".border")
    rounds.focus()
    page.keyboard.press("Home")
    first = border.get_attribute("d")
    assert numbers(reading.inner_text())[0] == 0 and numbers(reading.inner_text())[2] > 10
    drag(page, rounds, 100, 0)
    assert numbers(reading.inner_text())[0] > 400 and numbers(reading.inner_text())[2] < 5
    assert border.get_attribute("d") != first


def test_units_are_silenced_one_by_one_and_by_dragging(opened: Opened):
    page = opened()
    silence = figure(page, "silence")
    count, units = silence.locator(".count"), silence.get_by_role("checkbox")
    borders = silence.locator(".border")
    before = [one.get_attribute("d") for one in borders.all()]
    assert units.count() == 40 and numbers(count.inner_text()) == [0, 40]
    for _ in range(12):
        silence.get_by_role("button", name="Silence one more").click()
    assert numbers(count.inner_text()) == [12, 40]
    assert all(one.get_attribute("d") != d for one, d in zip(borders.all(), before, strict=True))
    silence.get_by_role("button", name="Let all speak").click()
    assert [one.get_attribute("d") for one in borders.all()] == before
    step = units.nth(1).bounding_box()["x"] - units.nth(0).bounding_box()["x"]
    drag(page, units.nth(8), 2 * step, 0)
    assert [units.nth(k).get_attribute("aria-checked") for k in (7, 8, 9, 10, 11)] == [
        "true", "false", "false", "false", "true",
    ]  # fmt: skip
    page.keyboard.press("ArrowUp")  # from unit 9 to unit 1
    page.keyboard.press(" ")
    assert units.nth(0).get_attribute("aria-checked") == "false"
    assert numbers(count.inner_text()) == [4, 40]


def test_without_scripts_and_in_print_pictures_with_words_are_left(opened: Opened):
    still = opened(java_script_enabled=False)
    pictures = still.locator(".moving img").all()
    assert len(pictures) == 5
    for picture in pictures:
        assert picture.is_visible() and picture.bounding_box()["height"] > 150
        assert len(picture.get_attribute("alt")) > 60
    page = opened()
    picture, live = page.locator(".moving img").first, page.locator(".live").first
    assert live.is_visible() and not picture.is_visible()
    page.emulate_media(media="print")
    assert picture.is_visible() and not live.is_visible()


def test_what_goes_wrong_leaves_the_picture(browser: Browser, address: str):
    page = browser.new_page()
    html = Path(address.removeprefix("file://")).read_text(encoding="utf-8")
    page.set_content(html.replace('data-spec="{&quot;', 'data-spec="{broken &quot;'))
    assert [one.is_visible() for one in page.locator(".moving img").all()] == [True] * 5
    page.close()


@pytest.mark.parametrize("motion, rounds", [("no-preference", 300), ("reduce", 40)])
def test_it_plays_and_stops_and_whoever_wants_less_motion_gets_a_frame_a_second(
    opened: Opened, motion: str, rounds: int
):
    page = opened(reduced_motion=motion)
    page.clock.install(time=0)
    page.reload()  # so that the figures take their time from the page's clock
    page.clock.pause_at(100_000)
    boundary = figure(page, "boundary")
    boundary.get_by_label("round").focus()
    page.keyboard.press("Home")
    boundary.get_by_role("button", name="Play").click()
    page.clock.run_for(2300)
    reading = boundary.locator(".reading")
    assert reading.inner_text().startswith(f"After {rounds} rounds")
    boundary.get_by_role("button", name="Pause").click()
    page.clock.run_for(2300)
    assert reading.inner_text().startswith(f"After {rounds} rounds")
    boundary.get_by_role("button", name="Play").click()
    page.clock.run_for(60_000)
    assert reading.inner_text().startswith("After 800 rounds")
    assert boundary.get_by_role("button", name="Play").is_visible()


def test_on_a_phone_grips_are_large_enough_and_nothing_is_wider_than_the_page(opened: Opened):
    page = opened(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    held = page.locator("[role=slider], [role=checkbox], button, input").all()
    assert len(held) > 50
    small = [one.inner_html() for one in held if min(list(one.bounding_box().values())[2:]) < 43.5]
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(opened: Opened, scheme: str):
    page = opened(color_scheme=scheme)
    assert violations(page) == []


def test_a_keyboard_reaches_everything(opened: Opened):
    page = opened()
    names = []
    for _ in range(24):
        page.keyboard.press("Tab")
        names.append(page.evaluate(HELD))
    text = " ".join(filter(None, names))
    for name in ("bias b", "weight w", "start", "learning rate", "steps", "input a", "input c",
                 "Step", "round", "Play", "unit 1", "Silence one more"):  # fmt: skip
        assert name in text, (name, names)


@pytest.fixture(scope="module")
def exported(tmp_path_factory) -> Path:
    """Lessons as `make pages` writes them."""
    folder = tmp_path_factory.mktemp("pages")
    for name in LESSONS:
        text = lesson_page(nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", 4))
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def test_a_figure_moves_in_an_exported_lesson_too(opened: Opened, exported: Path):
    page = opened()
    page.goto((exported / f"{LESSONS[0]}.html").as_uri())
    bias = page.get_by_label("bias b")
    drag(page, bias, 0, 60)
    assert value(bias) < -50
    figure_box, text = page.locator(".moving").bounding_box(), page.locator("main").bounding_box()
    assert figure_box["width"] <= text["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", LESSONS)
def test_axe_finds_no_barrier_in_exported_lessons(
    opened: Opened, exported: Path, name: str, scheme: str
):
    page = opened(color_scheme=scheme)
    page.goto((exported / f"{name}.html").as_uri())
    assert violations(page) == []
