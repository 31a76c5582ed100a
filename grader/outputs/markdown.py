"""Markdown of strangers: text, mathematics, code, links and their own pictures, nothing else.

A Markdown cell is rendered by at least two programs (nbconvert's mistune for feedback and the
formgrader, marked in JupyterLab), which disagree on where code, HTML and formulas begin and end.
So nothing here depends on that: each rule is a small rewriting which takes away the one character
sequence without which *no* Markdown parser can see the construct, and which reads nearly the same
in text, in code and in a formula. `a<b` becomes `a< b`, which is no tag anywhere.
"""

import re
from collections.abc import Collection
from html.entities import html5
from string import ascii_letters

from nbconvert.filters.markdown_mistune import markdown2html_mistune

from grader.outputs.images import safe_data_url
from grader.outputs.latex import clean_latex
from grader.outputs.limits import Limits
from grader.outputs.pace import SHORT, Pace
from grader.outputs.text import cut, encodable

NOT_DRAWN = "The rest is not shown: it would take very long to draw. It is in the file handed in."
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# Tags without any attribute that students use in prose stay.
_TAG = re.compile(r"<(?!/?(?:b|i|u|s|em|strong|sub|sup|br|kbd|code|small)\s?/?>)(?=[A-Za-z/!?])")
# An entity that spells a letter or a backslash could spell a command that we look for.
_SPELLING = "|".join(
    sorted(re.escape(name) for name, text in html5.items() if set(text) & {*ascii_letters, "\\"})
)
_ENTITY = re.compile(rf"&(?=#|(?:{_SPELLING}))")
# A fence may stand in a list or a quotation.
_FENCE = re.compile(r"^([ \t>*+\d.):-]*+)(`{3,}+|~{3,}+)([^`\n]*)$", re.MULTILINE)
# The exporters load a highlighter by the name of the language, so these and no others.
_LANGUAGES = frozenset(
    ("", "bash", "c", "console", "cpp", "css", "html", "ipython", "ipython3", "java", "javascript",
     "js", "json", "julia", "latex", "markdown", "md", "matlab", "none", "output", "plain", "py",
     "pycon", "python", "python3", "r", "sh", "shell", "sql", "tex", "text", "txt", "yaml")
)  # fmt: skip
_IMAGE = re.compile(
    r"!\[([^\[\]\n<>]{0,500})\]\((attachment:[^\s()<>]+|data:image/(?:png|jpeg);base64,[\w+/=]+)\)"
)
# What follows `](` or `]:` is an address, perhaps on the next line of a quotation. One in angle
# brackets may hold spaces and tabs; any other that has a scheme, an entity or an escape near its
# start must begin with something we know.
_ADDRESS = re.compile(
    r"\](?=[(:][\s>]{0,40}+(?:<|(?!https?://|mailto:|#)[^\s)]{0,60}[:&\\]|[\s>]))",
    re.IGNORECASE,
)
# Private characters stand for each kept picture meanwhile.
_PLACE, _PLACED = "\ue000{}\ue001", re.compile("\ue000(\\d+)\ue001")


def clean_markdown(
    source: str,
    limits: Limits | None = None,
    attachments: Collection[str] = (),
    pace: Pace | None = None,
) -> str:
    """Return Markdown that neither runs nor loads anything in any renderer, its text kept.

    Pictures stay if they are a PNG or JPEG `data:` address, or one of the cell's `attachments`
    (names whose data the caller has checked). Links stay if they lead to http, https, mailto or a
    place on the page. What no page can be made of in time (`pace`) is cut short.
    """
    limits = limits or Limits()
    pictures: list[str] = []
    text = _CONTROL.sub("", encodable(source)).replace("\ue000", "").replace("\ue001", "")
    text = _IMAGE.sub(lambda found: _keep(found, pictures, limits, attachments), text)
    text = cut(text, limits.markdown)
    text = clean_latex(_TAG.sub("< ", text))
    text = _ENTITY.sub("&amp;", text)
    text = text.replace("![", "[picture not shown: ")
    text = _ADDRESS.sub("] ", text)
    text = _FENCE.sub(_plain_fence, text)
    if not (pace or Pace()).keeps(markdown2html_mistune, text):
        text = f"{text[:SHORT]}\n\n[{NOT_DRAWN}]\n"
    return _PLACED.sub(lambda found: pictures[int(found[1])], text)


def _keep(
    found: re.Match[str], pictures: list[str], limits: Limits, attachments: Collection[str]
) -> str:
    alt, address = clean_latex(_ENTITY.sub("&amp;", found[1])), found[2]
    if address.startswith("attachment:"):
        kept = address if address.removeprefix("attachment:") in attachments else None
    else:
        kept = safe_data_url(address, limits)
    # An attachment is one file but becomes a copy a mention: show each once, and not too much.
    if (
        kept is None
        or any(f"]({kept})" in picture for picture in pictures)
        or (sum(map(len, pictures)) + len(kept) > limits.cell_bytes)
    ):
        return f"[picture not shown: {alt}]"
    pictures.append(f"![{alt}]({kept})")
    return _PLACE.format(len(pictures) - 1)


def _plain_fence(found: re.Match[str]) -> str:
    """Keep the language of a code block where it is a usual one, and no diagram to be drawn."""
    prefix, fence, info = found.groups()
    if info.strip().lower() in _LANGUAGES or info.startswith("text "):
        return found[0]
    return f"{prefix}{fence}text {info.strip()}"
