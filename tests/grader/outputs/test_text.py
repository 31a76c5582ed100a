"""Does text keep its colours and lose what moves the cursor?"""

import pytest
from nbconvert.filters import ansi2html

from grader.outputs.text import clean_text, encodable, joined, one_line, spoken
from tests.grader.outputs.shown import (
    SMALL,
    stream,
)


def test_text_keeps_its_colours_and_loses_other_escapes():
    text = "\x1b[1;31mred\x1b[0m\x1b[2J\x1b[5A\x1b]8;;http://evil.example\x07link\x1b]8;;\x07"
    text += "\x00\x07 \u202edlot"
    assert stream(text) == "\x1b[1;31mred\x1b[0mlink dlot"
    assert stream("tab\tline\n\rbar █▌ 50%") == "tab\tline\n\rbar █▌ 50%"


def test_long_text_says_where_it_is_cut():
    assert stream("x" * 100, SMALL) == "x" * 100
    assert stream("x" * 1_100, SMALL) == "x" * 100 + (
        "\n[cut here: 1,000 more characters are not shown]\n"
    )


def test_a_list_of_lines_is_joined_and_what_is_no_text_is_nothing():
    assert joined(["a\n", 3, "b"]) == "a\nb"
    assert joined(None) == joined({"a": 1}) == ""


def test_a_lone_surrogate_is_replaced():
    assert encodable("a\ud800b") == "a?b"


COLOURS = {
    "\x1b[38m": "",
    "\x1b[48;5m": "",
    "\x1b[1;38;2;1;2m": "\x1b[1m",
    "\x1b[38;5;256m": "",
    "\x1b[38;2;1;2;300m": "",
    "\x1b[38;5;200;1m": "\x1b[38;5;200;1m",
    "\x1b[48;2;1;2;3m": "\x1b[48;2;1;2;3m",
    "\x1b[m": "\x1b[0m",
    "\x1b[01;91m": "\x1b[1;91m",
    "\x1b[58m\x1b[999999999m": "",
    "\x1b[38:5:1m": "",
    "\x1b[" + "1;" * 100 + "m": "",
    "\x1bP1;2|x\x1b\\": "",
    "\x1b\x1b[38m": "[38m",
}


@pytest.mark.parametrize(("text", "left"), COLOURS.items())
def test_a_colour_is_one_that_every_exporter_knows(text, left):
    assert clean_text(text, 1000) == left
    ansi2html(clean_text(f"a{text}b", 1000))


def test_a_name_is_nothing_but_a_name_wherever_it_stands():
    name = spoken('<b>\n\u202e\ud800\x1b[38m`$x$` [a](b) \\href"|*~')
    assert name.isprintable()
    assert not set(name) & set('<>[]`$\\"|*~')
    assert spoken("Übung 2 (1)_final-v3.ipynb") == "Übung 2 (1)_final-v3.ipynb"
    assert len(spoken("a" * 10**6)) < 100


def test_a_sentence_is_one_line():
    assert one_line("a\nb\tc\x00d") == "a b c?d"
    assert len(one_line("a" * 10**6)) < 1100
