"""The lessons as pages: to read without Jupyter, offline, on paper, in light or dark.

nbconvert's own pages ask the network for MathJax, give a picture no words and its prompts too
little contrast. These have formulas as MathML, pictures with the words that their outputs carry,
and the figures that move; each page is whole in itself.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

import nbformat
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from grader.feedback.colours import coloured
from grader.feedback.formulas import formula
from grader.places import ROOT
from grader.weeks import weeks

HERE = Path(__file__).parent
LESSONS = ROOT / "notebooks"
INDEX = "index.html"
LINK = re.compile(r'<a href="(?!https?:|#)([^"#]*?)([^"/#]+)\.ipynb(#[^"]*)?"[^>]*>(.*?)</a>', re.S)
HEADER = re.compile(r"<th(\s[^>]*)?>(.*?)</th>", re.S)
MATH, RAISED = re.compile(r"<math.*?</math>", re.S), re.compile(r"<msup><(\w+)>(.*?)</\1>", re.S)
TAG = re.compile(r"<[^>]+>")


class Prose(IPythonRenderer):
    """nbconvert's reading of Markdown, with formulas drawn and headings that can be linked to."""

    def block_math(self, body: str) -> str:
        return formula(body, block=True)

    def inline_math(self, body: str) -> str:
        return formula(body)

    def latex_environment(self, name: str, body: str) -> str:
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def heading(self, text: str, level: int, **attrs: dict) -> str:
        words = TAG.sub("", text)
        return f'<h{level} id="{escape(words.replace(" ", "-"))}">{text}</h{level}>\n'


def write(folder: Path) -> list[Path]:
    """Write a page for each lesson, and one that lists them, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {INDEX: index()}
    for path in sorted(LESSONS.glob("*.ipynb")):
        pages[f"{path.stem}.html"] = page(nbformat.read(path, 4))
    written = [folder / name for name in pages]
    for path, text in zip(written, pages.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return written


def page(book: NotebookNode) -> str:
    """A lesson as a page."""
    told = {"title": escape(heading(book)), "style": style()}
    text, _ = exporter().from_notebook_node(book, resources=told)
    return text


def index() -> str:
    """The list of lessons as a page."""
    text = "# Neural Networks by Hand: the lessons\n"
    for week in weeks():
        names = [f"- [{one.title}]({quote(one.name)}.ipynb)" for one in week.lessons]
        text += "\n".join(["", f"## Week {week.number}", "", *names, ""])
    for path in sorted(LESSONS.glob("closing-*.ipynb")):
        text += f"\n## At the end\n\n- [{heading(nbformat.read(path, 4))}]({path.name})\n"
    return page(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)]))


def heading(book: NotebookNode) -> str:
    """What a lesson is called."""
    found = re.search(r"^# (.*)$", book.cells[0].source, re.M)
    return found[1] if found else "A lesson"


@cache
def exporter() -> HTMLExporter:
    """nbconvert with the template of these pages."""
    made = HTMLExporter(template_file=str(HERE / "lesson.html.j2"), template_name="base")
    for name, function in {"prose": prose, "python": python, "words_of": words_of}.items():
        made.register_filter(name, function)
    return made


@cache
def style() -> str:
    """How the pages look."""
    return (HERE / "lesson.css").read_text(encoding="utf-8")


def prose(source: str) -> str:
    """Markdown as HTML, with links that lead from page to page."""
    drawn = MarkdownWithMath(renderer=Prose(escape=False)).render(source)
    return LINK.sub(led, HEADER.sub(headed, drawn))


def headed(header: re.Match[str]) -> str:
    """The header of a column: an empty one is none, and a formula alone is said in words too."""
    about, inside = header.groups()
    if not inside.strip():
        return "<td></td>"
    if MATH.sub("", inside).strip():
        return header[0]
    words = TAG.sub("", RAISED.sub(r"\2^", inside))  # axe takes a formula for no text
    return (
        f'<th{about or ""}><span class="aloud">{words}</span>'
        f'<span aria-hidden="true">{inside}</span></th>'
    )


def led(link: re.Match[str]) -> str:
    """A link to a notebook as one to its page; only its words where there is no such page."""
    _, name, heading, words = link.groups()
    if (LESSONS / f"{name}.ipynb").is_file():
        return f'<a href="{name}.html{heading or ""}">{words}</a>'
    return f'<a href="{INDEX}">{words}</a>' if name == "START-HERE" else words


def python(source: str) -> str:
    """Python as HTML."""
    return coloured(source).rstrip("\n")


def words_of(
    output: Mapping, cell: Mapping, otherwise: str = "A picture that this cell draws"
) -> str:
    """What a picture without HTML of its own shows, from the metadata of the output or the cell."""
    told = output.get("metadata", {}).get("image/png", {}).get("alt")
    return told or cell.get("metadata", {}).get("alt") or otherwise


def run(to: Path | None) -> int:
    """Write the pages, and say where."""
    folder = to or ROOT / "build" / "pages"
    written = write(folder)
    print(f"{len(written)} pages are in {folder}: open {INDEX}")
    return 0
