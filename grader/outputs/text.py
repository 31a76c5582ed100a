"""Plain text of strangers: what can be saved, read and trusted to say what it seems to say."""

import re
from collections.abc import Sequence

# Colours (`ESC [ … m`) stay, written anew: the exporters turn them into spans. Every other escape
# sequence and control character goes.
_ESCAPES = re.compile(
    r"\x1b\[([0-9;]{0,40}+)m"  # colours
    r"|\x1b[\]PX^_][^\x07\x1b]*+(?:\x07|\x1b\\)?"  # titles, hyperlinks, other strings
    r"|\x1b\[[0-?]*+[ -/]*+[@-~]?"  # cursor movements
    r"|\x1b.?"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]"
    r"|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]",  # reordering: what is read must be there
    re.DOTALL,
)
_PLAIN_COLOURS = frozenset(
    {0, 1, 3, 4, 5, 7, 21, 22, 23, 24, 25, 27, 39, 49}
    | {tens + n for tens in (30, 40, 90, 100) for n in range(8)}
)
_EXTENDED = {38, 48}
# What could begin or end something in HTML, in Markdown, in a formula or in a file's path.
_MARKS = re.compile(r"[<>&\[\]{}`$\\*|~^\"]")


def encodable(text: str) -> str:
    """Return the text with lone surrogates replaced: a file could not hold them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def joined(value: object) -> str:
    """Return a string, or the joined strings of a list (as the notebook format allows), or ""."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return encodable(value) if isinstance(value, str) else ""


def cut(text: str, limit: int) -> str:
    """Return `text`, or its first `limit` characters and a line that says how much is gone."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}\n[cut here: {len(text) - limit:,} more characters are not shown]\n"


def clean_text(value: object, limit: int) -> str:
    """Return text without control characters except colours, at most `limit` characters of it."""
    return cut(_ESCAPES.sub(_colour, joined(value)), limit)


def one_line(text: str, limit: int = 1000) -> str:
    """Return a sentence, or a name in a log, as one line of printable characters."""
    start = encodable(text[: limit + 1])
    shown = "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in start)
    return shown if len(text) <= limit else f"{shown[:limit]}…"


def some(names: Sequence[str], most: int = 8) -> str:
    """Return the first of the names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def spoken(name: str, limit: int = 80) -> str:
    """Return a name that a student gave to something as it may stand in any sentence of ours.

    In a terminal, a page, Markdown or a formula it is nothing but a name.
    """
    return _MARKS.sub("?", one_line(name, limit))


def _colour(found: re.Match[str]) -> str:
    """An escape sequence anew if it is a colour that every exporter knows, else nothing."""
    codes = found[1]
    if codes is None:
        return ""
    numbers = [int(code or 0) if len(code) < 4 else 999 for code in codes.split(";")]
    kept: list[int] = []
    while numbers:
        first = numbers.pop(0)
        if first in _EXTENDED:
            count = {5: 2, 2: 4}.get(numbers[0] if numbers else -1)
            if count is None or len(numbers) < count or max(numbers[:count]) > 255:
                break
            kept += [first, *numbers[:count]]
            del numbers[:count]
        elif first in _PLAIN_COLOURS:
            kept.append(first)
    return f"\x1b[{';'.join(map(str, kept))}m" if kept else ""
