"""Plain text of strangers: what can be saved, read and trusted to say what it seems to say."""

import re

# Colours (`ESC [ … m`) stay: the exporters escape the text and turn them into spans. Every other
# escape sequence and control character goes.
_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles and hyperlinks
    r"|\x1b\[(?![\d;]*m)[0-?]*[ -/]*[@-~]?"  # cursor movements
    r"|\x1b(?!\[)."
    r"|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]"
    r"|[\u202a-\u202e\u2066-\u2069]",  # invisible reordering: what is read must be what is there
    re.DOTALL,
)


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
    return cut(_ESCAPES.sub("", joined(value)), limit)
