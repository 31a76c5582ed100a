"""Does a sheet come back byte for byte but for the cells that change?"""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.platforms.sheets import SheetError, read_sheet

AWKWARD = [
    "a,b\n1,2\n",
    "a,b\r\n1,2",
    "a,b\r1,2\r",
    'a,"b ""c"", d"\n"two\nlines",\n',
    "\n\na,b\n\n",
    "a,\n,\n",
    '"a"x,b\n',
    "",
]


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sheet_without_changes_is_the_same_bytes(text, encoding):
    data = text.encode(encoding)
    assert read_sheet(data, ",").filled({}) == data


@pytest.mark.parametrize("text", AWKWARD[:7])
def test_the_cells_are_those_that_the_csv_module_reads(text):
    rows = [[cell.text for cell in row] for row in read_sheet(text.encode(), ",").rows]
    assert rows == [row or [""] for row in csv.reader(io.StringIO(text, newline=""))]


@given(
    st.lists(st.lists(st.text('ab",;\n é', max_size=4), min_size=2, max_size=4), max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.text('1,;" é\n', max_size=5),
    st.data(),
)
@settings(max_examples=60, deadline=None)
def test_one_changed_cell_changes_nothing_else(rows, end, quoting, new, data):
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end, quoting=quoting).writerows(rows)
    sheet = read_sheet(written.getvalue().encode(), ",")
    assert [[cell.text for cell in row] for row in sheet.rows] == rows
    if rows:
        row = data.draw(st.integers(0, len(rows) - 1))
        column = data.draw(st.integers(0, len(rows[row]) - 1))
        cell = sheet.rows[row][column]
        changed = sheet.filled({(row, column): new}).decode()
        assert changed.startswith(sheet.text[: cell.start])
        assert changed.endswith(sheet.text[cell.end :])
        rows[row][column] = new
        assert list(csv.reader(io.StringIO(changed, newline=""))) == rows


def test_a_new_text_is_quoted_where_the_old_one_was_or_where_it_must():
    sheet = read_sheet(b'a,"b",c\n', ",")
    assert sheet.filled({(0, 0): "1", (0, 1): "2", (0, 2): '3,5 "x"'}) == b'1,"2","3,5 ""x"""\n'
    assert read_sheet(b"a;b\n", ";").filled({(0, 0): "3,5"}) == b"3,5;b\n"


def test_old_encodings_keep_their_bytes():
    for data in ("Müller,1\n".encode("cp1252"), b"\x81\xff,1\n"):
        assert read_sheet(data, ",").filled({(0, 1): "2"}) == data.replace(b"1\n", b"2\n")
    assert b"&#8804;" in read_sheet(b"\xfc,1\n", ",").filled({(0, 1): "≤"})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b'a,"b\n1,2\n', "line 1 has no end"),
        (b"\xff\xfea", "damaged"),
        (b"a\0,b", "no text"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data, words):
    with pytest.raises(SheetError, match=words):
        _ = read_sheet(data, ",").rows
