"""HTML that may stay: tables and text with plain styling, and nothing else.

The work is done by nh3, the Python face of the Rust library ammonia: it parses as browsers do,
keeps only what is listed, drops the *content* of `<style>` and `<script>` (bleach leaves it lying
about as text, so that every pandas table would begin with a page of CSS) and is some twenty times
as fast.
"""

import re

import nh3

from grader.outputs.images import safe_data_url
from grader.outputs.latex import clean_latex
from grader.outputs.limits import Limits
from grader.outputs.text import encodable
from utils.table import CELL, MARKS, NARROW

MAX_DEPTH = 200

_TAGS = {
    *("a", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "div", "dl", "dt"),
    *("em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd"),
    *("li", "mark", "ol", "p", "pre", "s", "samp", "small", "span", "strong", "sub", "sup"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var"),
}
_DROPPED_WITH_CONTENT = {
    *("script", "style", "title", "textarea", "noscript", "iframe", "object", "embed", "applet"),
    *("template", "svg", "math", "xmp", "noembed", "noframes", "select", "option", "canvas"),
    *("audio", "video", "frameset", "plaintext"),
}
_ATTRIBUTES = {
    "*": {"style", "class", "align"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "table": {"border"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start"},
}
# No class but this one: the formgrader's own scripts act on classes, and on ids, which all go.
_CLASSES = {"dataframe"}
_PROPERTIES = re.compile(
    "color|background|background-color|font-(weight|style|size|family|variant-numeric)"
    "|text-(align|decoration)|vertical-align|white-space|line-height|width|max-width|min-width"
    "|(padding|border)(-(top|right|bottom|left))?|border-(collapse|spacing|radius|color|style"
    "|width)"
)
# No address, no backslash, no quote, no negative number; of functions, colours only.
_VALUE = re.compile(
    r"(?>(?:rgba?\([\d\s.,%/]+\)|hsla?\([\d\s.,%/]+\)|#[0-9a-f]{3,8}|[a-z][a-z-]*"
    r"|\d{1,4}(\.\d{1,8})?(?![\d.])(px|em|rem|ex|ch|pt|%)?|[\s,])+)",
    re.IGNORECASE,
)
# As nh3 writes it. Without an address a browser draws its sign for a broken picture.
_NO_SOURCE = re.compile(r'<img(?>(?: (?!src=)[a-z]++="[^"]*+")*)>')
_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}%?")
_VOID = {"br", "hr", "img", "col", "input", "meta", "link", "wbr", "source", "area", "base"}
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")


def clean_html(source: str, limits: Limits) -> str | None:
    """Return HTML that neither runs nor loads anything, or None if it is too large or nested."""
    if len(source) > limits.cell_bytes:
        return None
    if len(source) - _image_characters(source) > limits.html or _too_deep(source):
        return None
    cleaned = nh3.clean(
        encodable(source),
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _attribute(name, value, limits),
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer nofollow",
    )
    return clean_latex(_NO_SOURCE.sub("[picture not shown]", cleaned))


def is_blank(html: str) -> bool:
    """Return whether cleaned HTML shows nothing: no text, no picture."""
    return "<img" not in html and not re.sub(r"<[^>]*>|&nbsp;|\s", "", html)


def _attribute(name: str, value: str, limits: Limits) -> str | None:
    if name == "style":
        return _OURS.get(value) or _style(value)
    if name == "class":
        return " ".join(c for c in value.split() if c in _CLASSES) or None
    if name == "href":
        return value if _LINK.match(value) else None
    if name == "src":
        return safe_data_url(value, limits)
    if name == "alt":
        return value[:500]
    if name in ("align", "scope"):
        return value if value.isalpha() else None
    return value if _NUMBER.fullmatch(value) else None


def _style(css: str) -> str | None:
    kept = []
    for declaration in css.split(";")[:50]:
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if _PROPERTIES.fullmatch(name.lower()) and len(value) < 200 and _VALUE.fullmatch(value):
            kept.append(f"{name.lower()}: {value}")
    return "; ".join(kept) or None


# The cells of the course's own tables, hundreds a notebook: looked at once.
_OURS = {css: _style(css) for css in (CELL, NARROW, *MARKS.values())}


def _image_characters(source: str) -> int:
    """Count the characters that pictures take: they have their own limit, one by one."""
    return sum(len(m[0]) for m in re.finditer(r"data:image/(?:png|jpeg);base64,[\w+/=]+", source))


def _too_deep(source: str) -> bool:
    # Deep nesting costs every parser after us dearly. Unclosed tags count as nested.
    depth = deepest = 0
    for closing, name in _ANY_TAG.findall(source):
        if name.lower() not in _VOID:
            depth += -1 if closing else 1
            depth = max(depth, 0)
            deepest = max(deepest, depth)
    return deepest > MAX_DEPTH
