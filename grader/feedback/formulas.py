"""Formulas as MathML, which browsers draw by themselves: a page needs no program and no network."""

import re
from functools import lru_cache
from html import escape, unescape
from itertools import zip_longest
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

from grader.outputs.latex import clean_latex

LONGEST = 2_000  # characters of a formula; of more the source is shown
# What draws and does nothing else: no link, no style, no foreign markup.
ELEMENTS = frozenset(
    ("math", "mi", "mn", "mo", "mtext", "mspace", "ms", "mrow", "mfrac", "msqrt", "mroot", "mstyle",
     "merror", "mpadded", "mphantom", "mfenced", "menclose", "msub", "msup", "msubsup", "munder",
     "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "semantics")
)  # fmt: skip
ATTRIBUTES = frozenset(
    ("accent", "accentunder", "columnalign", "columnlines", "columnspacing", "columnspan", "depth",
     "display", "displaystyle", "fence", "form", "height", "largeop", "linethickness", "lspace",
     "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowlines",
     "rowspacing", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "width")
)  # fmt: skip

# Names that stand apart from what is beside them, unless that is a sign: y log a, −log a, log(a).
NAMES = frozenset(("arg", "cos", "cosh", "exp", "ln", "log", "sin", "sinh", "tan", "tanh"))
CLOSING = frozenset(")]}|")
THIN = '<mspace width="0.167em"/>'
# The library reads a size before a bracket, and not before a norm's bars, which need none.
SIZED_BARS = re.compile(r"\\[bB]igg?[lrm]?\s*(?=\\(?:[lr]?[vV]ert(?![A-Za-z])|\|))")
# The library writes := as two signs, which stand apart like a name and a sign: W : = W.
SPLIT, BECOMES = "<mi>:</mi><mo>=</mo>", "<mo>:=</mo>"


@lru_cache(maxsize=4096)
def formula(latex: str, block: bool = False) -> str:
    """A formula as MathML; as its source where that cannot be read."""
    source = clean_latex(SIZED_BARS.sub("", latex.strip()))
    if len(source) <= LONGEST:
        try:
            drawn = convert_to_element(source, display="block" if block else "inline")
            return _written(drawn).replace(SPLIT, BECOMES)
        except Exception:  # the library raises many kinds for what is no formula
            pass
    return f'<code class="tex">{escape(latex.strip())}</code>'


def _written(element: Element) -> str:
    """An element as text, made of nothing but what is listed above.

    The library keeps signs as entities in its texts, so a text is unescaped before it is escaped.
    """
    tag = element.tag.rpartition("}")[2]
    parts = [_written(child) + escape(unescape(child.tail or "")) for child in element]
    gaps = map(_gap, element, list(element)[1:]) if tag == "mrow" else ()
    inner = escape(unescape(element.text or "")) + "".join(
        part + gap for part, gap in zip_longest(parts, gaps, fillvalue="")
    )
    if tag not in ELEMENTS:
        return f"<mrow>{inner}</mrow>" if len(element) else f"<mtext>{inner}</mtext>"
    focus = ' tabindex="0"' if element.get("display") == "block" else ""  # it may have to scroll
    about = "".join(
        f' {name}="{escape(unescape(value))}"'
        for name, value in element.attrib.items()
        if name in ATTRIBUTES and len(value) < 50
    )
    return f"<{tag}{about}{focus}>{inner}</{tag}>"


def _gap(left: Element, right: Element) -> str:
    """What stands between two neighbours: nothing, or a little space around a function's name."""
    after = _is_name(left) and right.tag != "mo"
    before = _is_name(right) and (left.tag != "mo" or unescape(left.text or "") in CLOSING)
    return THIN if after or before else ""


def _is_name(element: Element) -> bool:
    """Whether an element is a function's name, with or without an index or a power."""
    if element.tag in ("msub", "msup", "msubsup") and len(element):
        return _is_name(element[0])
    return element.tag == "mi" and (element.text or "") in NAMES
