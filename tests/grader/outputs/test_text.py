"""Does text keep its colours and lose what moves the cursor?"""

from grader.outputs.text import encodable, joined
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
