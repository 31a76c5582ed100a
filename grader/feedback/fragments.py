"""The pieces of a page as HTML: prose, code, outputs.

Each is kept by its source, since a class hands in much of the same. Nothing here relies on what was
cleaned when a submission was graded: prose and HTML go through the strict sanitizer again, all else
is escaped, and a picture is looked at.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape

from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import (
    InvalidNotebook,
    IPythonRenderer,
    MarkdownWithMath,
)
from nbformat import NotebookNode

from grader.feedback.colours import coloured
from grader.feedback.formulas import formula
from grader.outputs.html import clean_html
from grader.outputs.images import FORMATS, safe_image
from grader.outputs.limits import Limits
from grader.outputs.text import joined

LIMITS = Limits()
KEPT = 4096  # pieces of each kind
# Private characters stand for each formula until the page around it is sanitized.
PLACE, PLACED, PRIVATE = "\ue010{}\ue011", re.compile("\ue010(\\d+)\ue011"), "\ue010\ue011"
PROMPTS = re.compile(r"^\n+|\s+$")

Attachments = tuple[tuple[str, str, str], ...]  # name, type, base64


class Prose(IPythonRenderer):
    """nbconvert's reading of Markdown, with formulas drawn and headings that link nowhere."""

    def __init__(self, attachments: Attachments):
        pictures = {name: {mime: data} for name, mime, data in attachments}
        super().__init__(escape=False, exclude_anchor_links=True, attachments=pictures)
        self.formulas: list[str] = []

    def block_math(self, body: str) -> str:
        return self._placed(body, True)

    def inline_math(self, body: str) -> str:
        return self._placed(body, False)

    def latex_environment(self, name: str, body: str) -> str:
        return self._placed(f"\\begin{{{name}}}{body}\\end{{{name}}}", True)

    def heading(self, text: str, level: int, **attrs: dict) -> str:
        return f"<p><strong>{text}</strong></p>\n"  # the page has an outline of its own

    def _placed(self, body: str, block: bool) -> str:
        self.formulas.append(formula(body, block))
        return PLACE.format(len(self.formulas) - 1)


def attachments_of(cell: NotebookNode) -> Attachments:
    """The pictures that belong to a Markdown cell."""
    return tuple(
        (str(name), mime, joined(data))
        for name, bundle in (cell.get("attachments") or {}).items()
        for mime, data in bundle.items()
        if mime in FORMATS
    )


@lru_cache(KEPT)
def prose(source: str, attachments: Attachments = ()) -> str:
    """Markdown as HTML."""
    renderer = Prose(attachments)
    text = source.translate(dict.fromkeys(map(ord, PRIVATE)))
    try:
        drawn = MarkdownWithMath(renderer=renderer).render(text)
    except InvalidNotebook:  # a picture that is not there
        return f"<pre>{escape(source)}</pre>"
    cleaned = clean_html(drawn, LIMITS)
    if cleaned is None:
        return f"<pre>{escape(source)}</pre>"
    return PLACED.sub(lambda found: _formula(renderer, int(found[1])), cleaned)


def _formula(renderer: Prose, number: int) -> str:
    return renderer.formulas[number] if number < len(renderer.formulas) else ""


def line(source: str) -> str:
    """Markdown of one line as HTML without a paragraph around it."""
    return re.sub(r"\A<p>(.*)</p>\s*\Z", r"\1", prose(source), flags=re.DOTALL)


@lru_cache(KEPT)
def code(source: str) -> str:
    """Python as HTML, a span a line, for the page to number."""
    drawn = coloured(PROMPTS.sub("", source)).rstrip("\n")
    return '<span class="line">' + drawn.replace("\n", '</span>\n<span class="line">') + "</span>"


def outputs(shown: Iterable[Mapping]) -> list[str]:
    """The outputs of a cell as HTML, a piece each."""
    return [piece for one in shown if (piece := _output(one))]


def pictures(shown: Iterable[Mapping]) -> list[str]:
    """Only what is a picture."""
    return [piece for one in shown if (piece := _picture(one.get("data") or {}))]


def _output(shown: Mapping) -> str:
    kind = shown.get("output_type")
    if kind == "stream":
        return _plain(joined(shown.get("text")))
    if kind == "error":
        lines = [joined(one) for one in shown.get("traceback") or []]
        return _plain("\n".join(lines) or f"{shown.get('ename')}: {shown.get('evalue')}", "error")
    return _rich(shown.get("data") or {})


def _rich(data: Mapping) -> str:
    """The richest form that is known, as a notebook would choose."""
    if "text/html" in data:
        return f'<div class="shown">{_html(joined(data["text/html"]))}</div>'
    if picture := _picture(data):
        return picture
    for mime in ("text/markdown", "text/latex"):
        if mime in data:
            return f'<div class="shown prose">{prose(joined(data[mime]))}</div>'
    return _plain(joined(data.get("text/plain")))


def _picture(data: Mapping) -> str:
    text = joined(data.get("text/plain"))
    words = "" if text.startswith("<") else text[:200]
    for mime in FORMATS:
        if mime in data and (image := _image(joined(data[mime]), mime)):
            alt = escape(words or "A picture that this cell drew")
            return f'<img class="own" src="data:{mime};base64,{image}" alt="{alt}">'
    return ""


@lru_cache(64)
def _image(data: str, mime: str) -> str | None:
    return safe_image(data, mime, LIMITS)


@lru_cache(KEPT)
def _html(source: str) -> str:
    return clean_html(source, LIMITS) or ""


def _plain(text: str, kind: str = "printed") -> str:
    text = strip_ansi(text).strip("\n")
    return f'<pre class="{kind}">{escape(text)}</pre>' if text.strip() else ""
