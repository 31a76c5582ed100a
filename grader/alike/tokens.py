"""Code and words as symbols in which names, layout and the way of writing a number do not count.

Not Python's own tokenizer: what is handed in need not be Python, and names have to go.
"""

import builtins
import keyword
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

CODE, WORDS = "code", "words"
TOKEN = re.compile(
    r"""
    (?P<string>(?i:[rbuf]{0,2})(?:
        \"{3}(?:\\.|[^\\])*?(?:\"{3}|\Z) | '{3}(?:\\.|[^\\])*?(?:'{3}|\Z)
      | "(?:\\.|[^\\"\n])*"? | '(?:\\.|[^\\'\n])*'?))
  | (?P<comment>\#[^\n]*)
  | (?P<number>(?:0[xob][0-9a-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?j?))
  | (?P<name>[^\W\d]\w*)
  | (?P<sign>\*\*=?|//=?|>>=?|<<=?|->|:=|[-+*/%@&|^=<>!]=?|[^\s\w])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
STRING = re.compile(r"(?P<prefix>[a-z]*)(?P<quote>\"{3}|'{3}|\"|')", re.IGNORECASE)
FIELD = re.compile(r"\{([^{}]*)\}")
WORD = re.compile(r"\w+")
KEPT = frozenset(keyword.kwlist) | frozenset(dir(builtins))
NAME = "v"  # what every name is that a person has chosen


class Token(NamedTuple):
    """A symbol of a stream (code or words), and where it stands in the text."""

    stream: str
    symbol: int
    start: int
    end: int


@lru_cache(1 << 16)
def symbol(text: str) -> int:
    """A number for a symbol, the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def code_tokens(source: str, known: Collection[str] = ()) -> list[Token]:
    """The tokens of code; of names only Python's, those after a dot and the ``known`` ones count.

    Comments and docstrings are words.
    """
    found: list[Token] = []
    before, depth = "", 0
    for match in TOKEN.finditer(source):
        kind, text = match.lastgroup, match.group()
        if kind == "comment" or (kind == "string" and not depth and _begins_line(source, match)):
            found += _words(text, match.start())
            continue
        depth += (text in "([{") - (text in ")]}") if kind == "sign" else 0
        if text in (")", "]", "}") and before == ",":
            found.pop()  # a comma before a bracket is layout
        for said in _said(kind or "", text, before, known):
            found.append(Token(CODE, symbol(said), match.start(), match.end()))
        before = text
    return found


def word_tokens(text: str) -> list[Token]:
    """The tokens of prose."""
    return list(_words(text, 0))


def _words(text: str, start: int) -> Iterator[Token]:
    for match in WORD.finditer(text):
        word = match.group().casefold()
        yield Token(WORDS, symbol(f"word {word}"), start + match.start(), start + match.end())


def _begins_line(source: str, match: re.Match[str]) -> bool:
    line = source.rfind("\n", 0, match.start()) + 1
    return not source[line : match.start()].strip()


def _said(kind: str, text: str, before: str, known: Collection[str]) -> Iterator[str]:
    if kind == "name":
        yield text if before == "." or text in KEPT or text in known else NAME
    elif kind == "number":
        yield _number(text)
    elif kind == "string":
        yield from _string(text, known)
    else:
        yield text


def _number(text: str) -> str:
    try:
        return f"number {complex(text.replace('_', ''))}"
    except ValueError:
        return text.lower()


def _string(text: str, known: Collection[str]) -> Iterator[str]:
    """What a string says, however it is quoted; names in the fields of an f-string do not count."""
    begins = STRING.match(text)
    if begins is None:
        yield text
        return
    quote = begins["quote"]
    said = text[begins.end() :].removesuffix(quote)
    if "f" not in begins["prefix"].lower():
        yield f"string {said}"
        return
    for place, part in enumerate(FIELD.split(said)):
        if place % 2 == 0:
            yield f"string {part}"
            continue
        before = ""
        for match in TOKEN.finditer(part):
            if match.lastgroup != "string":  # of a string in a string nothing is looked at
                yield from _said(match.lastgroup or "", match.group(), before, known)
            before = match.group()
