"""Is every file read that can be, and every other one called unreadable?"""

import json
import random

import nbformat
import pytest

from grader.intake.reading import read
from tests.grader.intake.handed_in import (
    answered,
    cell_of,
    check_answers,
    kinds,
    marked,
    taken_in,
    to_bytes,
)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_unreadable_rather_than_zero(share):
    whole = to_bytes(answered())
    result = taken_in(whole[: int(len(whole) * share)])
    assert result.status == "unreadable"
    assert kinds(result) == ["unreadable"]


def test_sources_may_be_lists_of_lines():
    notebook = answered()
    for cell in notebook.cells:
        cell["source"] = cell.source.splitlines(keepends=True)
    result = taken_in(notebook)
    check_answers(result)
    assert result.notes == ()


@pytest.mark.parametrize("junk", [None, 3, {"a": 1}, [1, None, ["x"]], True])
def test_a_source_that_is_no_text_is_empty(junk):
    notebook = answered()
    cell_of(notebook, "cube")["source"] = junk
    result = taken_in(notebook)
    assert cell_of(result.notebook, "cube").source == ""
    check_answers(result, but=("cube",))


def test_cells_that_are_no_cells_are_left_out():
    notebook = dict(answered())
    notebook["cells"] = [1, None, "x", [], *notebook["cells"], {}, {"metadata": 4}]
    result = taken_in(notebook)
    check_answers(result)
    assert kinds(result) == ["damaged"]


def test_version_3_is_converted():
    result = taken_in(nbformat.convert(answered(), 3))
    check_answers(result)
    assert "format" in kinds(result)


@pytest.mark.parametrize(
    ("encode", "noted"),
    [
        (lambda text: b"\xef\xbb\xbf" + text.encode(), False),
        (lambda text: text.encode("utf-16"), True),
        (lambda text: text.encode("utf-16-le"), True),
        (lambda text: text.encode("utf-16-be"), True),
        (lambda text: text.encode("utf-32"), True),
        (lambda text: text.encode("cp1252"), True),
        (lambda text: text.encode() + b"\0\0\0", False),
        (lambda text: text.encode().replace(b"\n", b"\r\n"), False),
        (lambda text: text.encode().replace(b"An odd", b"An\x81odd"), True),
        (lambda text: text.encode("utf-8", "surrogatepass").replace(b"An ", b"An \xed\xa0\x80"), 1),
    ],
)
def test_every_encoding_is_read(encode, noted):
    notebook = answered()
    cell_of(notebook, "half").source += "\n# é"
    text = json.dumps(notebook, indent=1, ensure_ascii=False)
    result = taken_in(encode(text))
    assert result.status == "ok"
    check_answers(result, but=("written", "half"))
    assert ("encoding" in kinds(result)) is bool(noted)
    nbformat.writes(result.notebook).encode()


def test_line_ends_nul_and_lone_surrogates_inside_a_cell():
    notebook = answered()
    cell_of(notebook, "cube").source = "def cube(x):\r\n    return\0 x\r# \ud800"
    result = taken_in(notebook)
    assert cell_of(result.notebook, "cube").source == "def cube(x):\n    return x\n# ?"
    nbformat.writes(result.notebook).encode()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b" \n",
        b"null",
        b"[]",
        b"3",
        b'"cells"',
        b"{}",
        b'{"cells": 4}',
        b'{"cells": {"a": 1}}',
        b'{"worksheets": 3}',
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"\xff\xfe\x00",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"PK\x03\x04 a zip file",
        bytes(range(256)) * 50,
    ],
)
def test_what_is_no_notebook_is_unreadable(text):
    assert taken_in(text).status == "unreadable"


def test_strange_numbers_do_no_harm():
    text = to_bytes(answered()).replace(b'"nbformat": 4', b'"nbformat": ' + b"9" * 10_000)
    text = text.replace(b'"nbformat_minor": 5', b'"nbformat_minor": NaN, "x": [Infinity, 1e999]')
    check_answers(taken_in(text))


def test_far_too_much_text_is_unreadable():
    notebook = answered()
    cell_of(notebook, "cube").source = "#" * 6_000_000
    assert taken_in(notebook).status == "unreadable"


@pytest.mark.parametrize("seed", range(200))
def test_no_bytes_raise(seed):
    rng = random.Random(seed)
    raw = bytearray(to_bytes(marked()))
    for _ in range(rng.randint(1, 20)):
        place = rng.randrange(len(raw))
        match rng.randrange(4):
            case 0:
                del raw[place : place + rng.randint(1, 50)]
            case 1:
                raw[place] = rng.randrange(256)
            case 2:
                raw[place:place] = raw[place : place + rng.randint(1, 500)]
            case 3:
                raw[place:place] = rng.choice([b"\0", b"\xff\xfe", b"[[[", b'"', b"}", b"NaN"])
    assert taken_in(bytes(raw)).status in ("ok", "unreadable", "unrecognised")


@pytest.mark.parametrize("level", [1.0, True, 7, "2", None])
def test_a_heading_of_a_strange_level_is_a_heading_of_the_first(level):
    book = {"cells": [{"cell_type": "heading", "level": level, "source": "Title"}]}
    assert read(json.dumps(book).encode()).cells[0].source == "# Title"
