"""Does anything in a hostile submission run or phone home in a real browser?

The same pages are made from the submission as it is (where much does, so that this test can fail)
and from the cleaned one (where nothing may), by nbconvert's own templates and nbgrader's feedback
page. What an honest notebook makes these templates fetch does not count.
"""

import base64
import io
import json
import re
from functools import cache
from pathlib import Path

import nbgrader
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Dialog, Route
from traitlets.config import Config

from grader.feedback.page import Facts, page
from grader.marks import nbgrader_of
from grader.outputs import clean_notebook
from grader.rows import Grade, Notebook, Submission

pytestmark = pytest.mark.browser

VECTORS = json.loads((Path(__file__).parent / "hostile_vectors.json").read_text())
TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions/formgrader/templates"
BOOTSTRAP = TEMPLATES.parent / "static/node_modules/bootstrap/dist/css"
RAN = "__hit()"  # what every vector tries to call
EVIL = "http://evil.example"
ELSEWHERE = re.compile("^(?!file:|data:|blob:|about:)")  # what is no part of a page
TABS = 8  # that are open at a time
TABLE = (
    "<style scoped>.dataframe tbody tr th { vertical-align: top; }</style>"
    "<table border='1' class='dataframe'><thead><tr style='text-align: right;'><th></th>"
    "<th>cost</th></tr></thead><tbody><tr><th>0</th><td>0.693147</td></tr></tbody></table>"
)


def picture() -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def rich(**data: object) -> NotebookNode:
    """Return an output whose types are spelled with `_` for `/`."""
    metadata = data.pop("metadata", {})
    mimes = {name.replace("__", "/"): value for name, value in data.items()}
    return NotebookNode(output_type="display_data", data=NotebookNode(mimes), metadata=metadata)


def raw_mime(mime: str, value: object) -> NotebookNode:
    return NotebookNode(output_type="display_data", data=NotebookNode({mime: value}), metadata={})


def honest_cells() -> list[NotebookNode]:
    outputs = [
        rich(image__png=picture(), text__plain="<Figure>"),
        rich(text__html=TABLE, text__plain="   cost"),
        new_output("stream", name="stdout", text="\x1b[31mred\x1b[0m & <b>plain</b>\n"),
    ]
    meta = {"nbgrader": grading("written", solution=True)}
    return [
        new_code_cell("plot()", outputs=outputs),
        new_markdown_cell("An **honest** answer: $a<b$ and `x < y`.", metadata=meta),
    ]


def grading(name: str, solution: bool) -> dict:
    """Return nbgrader's metadata of a graded cell as its feedback template wants it."""
    keys = {"grade": True, "solution": solution, "locked": False, "task": False}
    return {**keys, "grade_id": name, "points": 2, "score": 1, "schema_version": 3}


def hostile_cells() -> list[NotebookNode]:
    cells = []
    for vector in VECTORS["markdown"] + VECTORS["html"]:
        meta = {"nbgrader": grading(f"answer-{len(cells)}", solution=True)}
        cell = new_markdown_cell(vector, metadata=meta)
        # A missing attachment would make nbconvert itself fail on the uncleaned page.
        svg = base64.b64encode(f"<svg onload='{RAN}'/>".encode()).decode()
        cell.attachments = {"evil.svg": {"image/svg+xml": svg}, "missing.png": {"text/html": svg}}
        cells.append(cell)
    for vector in VECTORS["html"]:
        lines = [vector, f"\x1b[1m{vector}"]
        error = new_output("error", ename=vector, evalue=vector, traceback=lines)
        outputs = [
            rich(text__html=vector, text__plain="plain"),
            rich(text__html=vector, metadata={"text/html": {"isolated": True}}),
            rich(text__plain=vector),
            new_output("stream", name="stdout", text=f"\x1b]8;;{EVIL}/osc\x07{vector}\x1b]8;;\x07"),
            error,
        ]
        cells.append(new_code_cell("print(1)", outputs=outputs))
    for vector in VECTORS["markdown"]:
        cells.append(new_code_cell("md()", outputs=[rich(text__markdown=vector)]))
        cells.append(new_raw_cell(vector, metadata={"raw_mimetype": "text/html"}))
    cells.append(new_code_cell("other()", outputs=other_outputs()))
    return cells


def other_outputs() -> list[NotebookNode]:
    sizes = {"image/png": {"width": f"1 onload={RAN}", "height": 1}}
    names = {"filenames": {"image/png": f"{EVIL}/file.png"}}
    return [
        raw_mime("application/javascript", RAN),
        raw_mime("image/svg+xml", f"<svg xmlns='http://www.w3.org/2000/svg' onload='{RAN}'/>"),
        raw_mime("text/vnd.mermaid", f"<img src=x onerror={RAN}>"),
        raw_mime("application/vnd.jupyter.widget-view+json", {"model_id": "</script>"}),
        raw_mime("application/vnd.vega.v5+json", {"data": [{"url": f"{EVIL}/vega"}]}),
        raw_mime("text/latex", f"$\\href{{javascript:{RAN}}}{{x}}$<img src=x onerror={RAN}>"),
        rich(image__png=picture(), metadata=sizes),
        rich(image__png=picture(), metadata=names),
        rich(image__png=f"x' onerror='{RAN}"),
        rich(image__jpeg=base64.b64encode(b"<script>" * 20).decode()),
    ]


def notebook_of(cells: list[NotebookNode]) -> NotebookNode:
    notebook = new_notebook(metadata={"language_info": {"name": "python"}})
    notebook.cells = cells
    return notebook


def export(notebook: NotebookNode, template: str) -> str:
    if template == "feedback":
        return feedback_of(notebook)
    grades = {"notebook": "week0", "score": 1, "max_score": 2, "late_penalty": 0}
    page, _ = exporter(template).from_notebook_node(notebook, {"nbgrader": grades})
    return page


@cache
def exporter(template: str) -> HTMLExporter:
    """What makes pages of notebooks by a template of nbconvert's or of the formgrader's."""
    config = Config()
    config.HTMLExporter.template_name = template
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.extra_template_paths = [str(BOOTSTRAP)]
    return HTMLExporter(config=config)


def feedback_of(notebook: NotebookNode) -> str:
    """Our feedback page of a notebook that nobody cleaned before, or somebody did."""
    names = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if nbgrader_of(cell)]
    row = Notebook("week0", 0.0, [Grade(name, 2.0, 1.0, None, 0.0, False) for name in names])
    return page(Facts("week0", "week0", notebook.cells, Submission("student", notebooks=[row])))


POKE = """() => {
  for (const element of document.querySelectorAll('*'))
    for (const name of ['mouseover', 'mouseenter', 'focus', 'pointerover', 'toggle', 'load'])
      element.dispatchEvent(new Event(name));
}"""
LINKS = "() => [...document.querySelectorAll('[href]')].map(e => e.getAttribute('href'))"


def visit_all(browser: Browser, paths: list[Path]) -> list[dict]:
    """Open pages, poke every element, and return what ran, what was asked for and what shows.

    One after another in the same few tabs: each new one costs more than the page that it shows.
    """
    context = browser.new_context()
    context.add_init_script("window.__hits = 0; window.__hit = () => { window.__hits += 1 }")
    tabs = [Tab(context) for _ in paths[:TABS]]
    found = []
    for start in range(0, len(paths), TABS):
        found += visit(tabs, paths[start : start + TABS])
    context.close()
    return found


def visit(tabs: list["Tab"], paths: list[Path]) -> list[dict]:
    """Open a page in each tab, all at the same time."""
    opened = tabs[: len(paths)]
    for tab, path in zip(opened, paths, strict=True):
        tab.open(path)
    opened[-1].page.wait_for_timeout(300)
    for tab in opened:
        tab.page.evaluate(POKE)
    opened[-1].page.wait_for_timeout(200)
    return [tab.look_at() for tab in opened]


class Tab:
    """A tab of the browser, and what its page asked for and said so far."""

    def __init__(self, context: BrowserContext):
        self.asked, self.dialogs = set(), []
        self.page = context.new_page()
        self.page.on("dialog", self.answer)
        self.page.route(ELSEWHERE, self.refuse)

    def answer(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def refuse(self, route: Route) -> None:
        self.asked.add(route.request.url)
        route.abort()

    def open(self, path: Path) -> None:
        self.page.goto("about:blank")  # what the page before it still asks for is not its own
        self.asked, self.dialogs = set(), []
        self.page.goto(path.as_uri(), wait_until="load")

    def look_at(self) -> dict:
        """What ran and what shows."""
        return {
            "ran": self.page.evaluate("() => window.__hits"),
            "links": self.page.evaluate(LINKS),
            "picture": self.page.locator("img[src^='data:image/png']").first.is_visible(),
            "table": self.page.locator("table", has_text="0.693147").first.is_visible(),
            "text": self.page.locator("body").inner_text(),
            "clobbered": self.page.locator(".mark-graded, #x, [name=y]").count(),
            "dialogs": self.dialogs,
            "asked": self.asked,
        }


def visited(browser, tmp_path: Path, template: str, cells: list[NotebookNode], clean: bool) -> dict:
    notebook = notebook_of(cells)
    if clean:
        notebook = clean_notebook(notebook, trusted=new_notebook())
    path = tmp_path / "page.html"
    path.write_text(export(notebook, template), encoding="utf-8")
    return visit_all(browser, [path])[0]


@pytest.mark.parametrize("template", ["lab", "feedback"])
def test_a_hostile_page_runs_nothing_and_asks_nobody(browser, tmp_path, template):
    honest = visited(browser, tmp_path, template, honest_cells(), clean=False)
    everything = honest_cells() + hostile_cells()
    cleaned = visited(browser, tmp_path, template, everything, clean=True)
    assert cleaned["ran"] == 0
    assert cleaned["dialogs"] == []
    assert cleaned["asked"] - honest["asked"] == set()
    allowed = ("http://", "https://", "mailto:", "#")
    strange = [link for link in set(cleaned["links"]) - set(honest["links"])]
    assert [link for link in strange if not link.startswith(allowed) and ":" in link] == []
    assert cleaned["clobbered"] == 0
    assert cleaned["picture"] and cleaned["table"]
    assert "<b>plain</b>" in cleaned["text"] and "honest" in cleaned["text"]


def test_the_feedback_page_does_not_rely_on_what_was_cleaned_before(browser, tmp_path):
    seen = visited(browser, tmp_path, "feedback", honest_cells() + hostile_cells(), clean=False)
    assert (seen["ran"], seen["dialogs"], seen["asked"], seen["clobbered"]) == (0, [], set(), 0)
    assert not any("javascript:" in link for link in seen["links"])
    assert seen["picture"] and seen["table"] and "honest" in seen["text"]


@pytest.mark.parametrize("template", ["lab", "classic"])
def test_the_same_page_is_dangerous_when_it_is_not_cleaned(browser, tmp_path, template):
    """Otherwise the test above could not fail."""
    leaving = ("refresh", "<base")  # these take the browser to another page
    vectors = [vector for vector in VECTORS["html"] if not any(tag in vector for tag in leaving)]
    outputs = [rich(text__html=vector) for vector in vectors]
    texts = [new_markdown_cell(vector) for vector in VECTORS["markdown"] if "ttachm" not in vector]
    cells = honest_cells() + texts + [new_code_cell("x", outputs=outputs)]
    seen = visited(browser, tmp_path, template, cells, clean=False)
    assert seen["ran"] >= 20
    assert sum(url.startswith(EVIL) for url in seen["asked"]) >= 10
