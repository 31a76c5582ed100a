"""A table of grades as a platform exported it: some cells are filled in, every other byte stays.

The csv module reads tables and writes others: quotes, line ends and the like would be its own. Here
each cell knows where it stands in the text, and only what changes is written anew.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

LARGEST = 50_000_000
DELIMITERS = (",", ";", "\t")
_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]


class SheetError(Exception):
    """A sheet cannot be filled in; the message says why, and what would help."""


@dataclass(frozen=True)
class Cell:
    """What a cell says, and where it stands; ``quoted`` is whether in quotes."""

    text: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Sheet:
    """A table: its text, how that is kept as bytes, and what separates the cells."""

    text: str
    bom: bytes
    encoding: str
    delimiter: str

    @cached_property
    def rows(self) -> list[list[Cell]]:
        """The cells, line by line; an empty line has one empty cell."""
        return list(_rows(self.text, self.delimiter))

    def filled(self, changes: Mapping[tuple[int, int], str]) -> bytes:
        """The sheet with other texts in some cells, given by row and column."""
        pieces, done = [], 0
        for row, column in sorted(changes):
            cell = self.rows[row][column]
            pieces += [self.text[done : cell.start], self._written(changes[row, column], cell)]
            done = cell.end
        text = "".join([*pieces, self.text[done:]])
        return self.bom + text.encode(self.encoding, "xmlcharrefreplace")

    def _written(self, text: str, cell: Cell) -> str:
        """A cell's new text, in quotes where it was so before or has to be."""
        if cell.quoted or any(sign in text for sign in (self.delimiter, '"', "\n", "\r")):
            return '"{}"'.format(text.replace('"', '""'))
        return text


def read_sheet(data: bytes, delimiter: str) -> Sheet:
    """Read a sheet whose cells are separated by ``delimiter``."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError("this is a workbook of a spreadsheet program: export the grades as CSV")
    if len(data) > LARGEST:
        raise SheetError(f"it is larger than {LARGEST // 1_000_000} MB")
    bom, encoding = next((pair for pair in _BOMS if data.startswith(pair[0])), (b"", "utf-8"))
    body = data[len(bom) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        if bom:
            raise SheetError(f"it is damaged: {error}") from error
        encoding = "cp1252" if _fits(body, "cp1252") else "latin-1"
        text = body.decode(encoding)
    if "\0" in text:
        raise SheetError("it is no text: export the grades as CSV")
    return Sheet(text, bom, encoding, delimiter)


def _fits(body: bytes, encoding: str) -> bool:
    try:
        return body.decode(encoding).encode(encoding) == body
    except UnicodeError:
        return False


def _rows(text: str, delimiter: str) -> Iterator[list[Cell]]:
    bare = rf"[^{re.escape(delimiter)}\r\n]*"
    cell = re.compile(rf'(?P<quoted>"(?:[^"]|"")*+"{bare})|{bare}')
    row, place = [], 0
    while place < len(text) or row:
        found = cell.match(text, place)
        assert found  # it also matches nothing at all
        end = found.end()
        if text[place : place + 1] == '"' and not found["quoted"]:
            line = text.count("\n", 0, place) + 1
            raise SheetError(f"it is cut off or damaged: a quote in line {line} has no end")
        row.append(Cell(_said(found[0], bool(found["quoted"])), place, end, bool(found["quoted"])))
        if text.startswith(delimiter, end):
            place = end + len(delimiter)
            continue
        yield row
        row = []
        place = end + (2 if text.startswith("\r\n", end) else 1)


def _said(raw: str, quoted: bool) -> str:
    if not quoted:
        return raw
    inside, _, after = raw[1:].rpartition('"')
    return inside.replace('""', '"') + after
