"""Python in colours: what Pygments makes of it, in a small part of the time.

One rule finds the commonest tokens before Pygments tries all of its own in turn; and a line is read
once, where its colours are the same wherever it stands: a class shares most of its lines, if few of
its cells.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, ClassVar

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import inherit
from pygments.lexers.python import PythonLexer
from pygments.token import Operator, Punctuation, Text, _TokenType

KEPT = 16_384  # lines
KINDS = {"space": Text, "mark": Punctuation, "sign": Operator}
# Neither what begins a line, a string or a number, nor a word that decides on those after it.
COMMON = r"""(?x)
    (?P<space> (?<=[^\n]) [^\S\n]+ )
    | (?P<mark> []{}(),;[] | :(?!=) )
    | (?P<sign> [!=]= | << | >> | := | [-~+/*%=<>&^|] | \.(?!\d) )
    | (?P<word> (?!(?:def|class|from|import|lazy|match|case|yield)\b)
        [A-Za-z_][A-Za-z0-9_]*+ (?!["'\x80-\U0010ffff]) )
"""
WHOLE = re.compile("\r|\ufeff|^#!", re.MULTILINE)  # these mean something else where a text begins
DOC = re.compile(
    r"""[^\S\n]*+ [rRuUbB]{0,2} (?> \"{3} [\s\S]*? \"{3} | '{3} [\s\S]*? '{3} ) [^\S\n]*+ \n""",
    re.VERBOSE,
)
COMMENT = re.compile(r"""^([^"'#]*#).+""")
# On a line, what the colours of the next may depend on. Groups are atomic, (?>…*) not …*+, which
# Python before 3.11.5 gets wrong.
OPEN = re.compile(
    r"""
    \\ | \"{3} | '{3}
    | ^[^\S\n]+$ | (?:import|from|lazy)\s | ^[^\S\n]*+(?:match|case)\b | (?:def|class)[^\S\n]*+$
    | \{ \w++ (?> (?: \.\w++ | \[ [^]\n]++ \] )* ) \[ [^]\n]*+ $  # an open field of a string
    | (?<![^\W\d_]) (?:[fFtT][rR]? | [rR][fFtT]) (["'])       # a format string, but for simple ones
      (?! (?> (?: [^"'{}\n\\]++ | \{ (?> (?: [^][(){}"'\n\\]++ | \([^][(){}"'\n\\]*+\)
      | \[[^][(){}"'\n\\]*+\] )* ) \} )* ) \1 )
    """,
    re.VERBOSE,
)


class QuickLexer(PythonLexer):
    """The tokens of Pygments."""

    def common(self, found: re.Match[str], _: Any = None) -> Iterator[tuple[int, _TokenType, str]]:
        start, text = found.start(), found[0]
        dotted = found.string.endswith(".", 0, start)
        yield start, KINDS.get(found.lastgroup or "") or _kind(text, dotted), text

    tokens: ClassVar = {"root": [(COMMON, common), inherit]}


PYGMENTS = PythonLexer(stripnl=False)
LEXER = QuickLexer(stripnl=False)
FORMATTER = HtmlFormatter(nowrap=True)


@lru_cache(KEPT)
def _kind(word: str, dotted: bool) -> _TokenType:
    """What a word is, after a dot or by itself."""
    return list(PYGMENTS.get_tokens_unprocessed("." * dotted + word))[-1][1]


def coloured(source: str) -> str:
    """Python as HTML."""
    if WHOLE.search(source):
        return _drawn(source)
    return "".join(_parts(source + "\n" * (not source.endswith("\n"))))


def _parts(source: str) -> Iterator[str]:
    place = 0
    while place < len(source):
        doc = DOC.match(source, place)
        end = doc.end() if doc else source.index("\n", place) + 1
        part = _apart(source[place:end], bool(doc))
        yield part or _drawn(source[place:])
        place = end if part else len(source)


@lru_cache(KEPT)
def _apart(text: str, doc: bool) -> str:
    """A line or a doc string by itself; "" for a line that the next one's colours may depend on."""
    return "" if not doc and OPEN.search(COMMENT.sub(r"\1", text)) else _drawn(text)


def _drawn(source: str) -> str:
    return highlight(source, LEXER, FORMATTER)
