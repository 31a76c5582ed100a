"""A notebook without its outputs: pictures of 25 MB are no reason not to grade what made them."""

import json
import re

from grader.intake.reading import MAX_BYTES

SMALL = 2**20  # up to here a notebook is taken as it is
LARGEST = 20 * 2**20  # of what is left of one
MOST_SIGNS = 3_000_000  # brackets and commas: each may become an object in memory
KEPT = "skip-execution"  # the outputs of cells that grading does not run are looked at
_LONG = re.compile(rb'"(?:[^"\\]|\\.){200000,}+"', re.DOTALL)


def slimmed(data: bytes) -> bytes | None:
    """The notebook small enough to grade; None when that cannot be done.

    What is no notebook at all is cut, so that reading it says so.
    """
    if len(data) <= SMALL:
        return data
    if len(data) > MAX_BYTES:
        return None
    if not data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return data if len(data) <= LARGEST else data[:SMALL]
    if sum(map(data.count, (b"[", b"{", b","))) > MOST_SIGNS:
        return None
    for keep in (True, False):
        found = _without_outputs(data, keep)
        if found is None:  # damaged: intake says what is wrong
            return data if len(data) <= LARGEST else data[:SMALL]
        if len(found) <= LARGEST:
            return found
    short = _LONG.sub(b'""', found)  # what is left are pictures put into the text
    return short if len(short) <= LARGEST else None


def _without_outputs(data: bytes, keep: bool) -> bytes | None:
    try:
        book = json.loads(data.decode("utf-8-sig"), strict=False, parse_int=_short)
    except (ValueError, RecursionError):
        return None
    if not isinstance(book, dict):
        return None
    sheets = book.get("worksheets")
    places = [book, *sheets] if isinstance(sheets, list) else [book]
    for place in places:
        cells = place.get("cells") if isinstance(place, dict) else None
        for cell in cells if isinstance(cells, list) else ():
            if isinstance(cell, dict) and not (keep and _tagged(cell)):
                cell.pop("outputs", None)
    try:
        return json.dumps(book).encode("utf-8", "replace")
    except (ValueError, RecursionError):
        return None


def _short(digits: str) -> int:
    return int(digits) if len(digits) < 19 else 0


def _tagged(cell: dict) -> bool:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return isinstance(tags, list) and KEPT in tags
