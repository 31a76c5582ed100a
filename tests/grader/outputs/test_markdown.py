"""Does Markdown keep an answer letter by letter, and nothing that runs or loads?"""

import re
import time

import pytest
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from grader.outputs import clean_markdown
from tests.grader.outputs.shown import (
    SMALL,
    VECTORS,
    check_harmless,
    picture,
    shown,
    stream,
)


@pytest.mark.parametrize("vector", VECTORS["markdown"] + VECTORS["html"])
def test_hostile_markdown_is_harmless(vector):
    renderer = IPythonRenderer(escape=False)
    check_harmless(MarkdownWithMath(renderer=renderer).render(clean_markdown(vector)))


@pytest.mark.parametrize("vector", VECTORS["markdown"])
def test_cleaning_markdown_twice_changes_nothing_more(vector):
    once = clean_markdown(vector)
    assert clean_markdown(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "# A heading\n\nWith **bold**, *slanted*, `code`, ~~not~~ and $W^{[l]}$.",
        "$$J = -\\frac{1}{m} \\sum_{i} y \\log a$$",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "- one\n- two\n  1. three\n\n> quoted\n",
        "```python\nfor i in range(3):\n    print(x[i])\n```",
        "~~~\ncode\n~~~",
        "A [link](https://ok.example/a?b=1&c=2), [mail](mailto:a@b.example) and [below](#place).",
        "[text][ref]\n\n[ref]: https://ok.example/page",
        "x<sup>2</sup> and a <b>bold</b> word<br>and a new line, 3 < 4, a <= b, &lt; &amp; &alpha;",
        "Über naïve façades: ∂J/∂w → 0, “quoted” 🙂",
        "[notebook](other.ipynb)",
        f"![a figure](data:image/png;base64,{picture()})",
    ],
)
def test_an_honest_answer_stays_letter_by_letter(text):
    assert clean_markdown(text) == text


@pytest.mark.parametrize("vector", VECTORS["markdown"])
def test_the_words_of_an_answer_stay(vector):
    letters = re.sub(r"[^a-z]", "", re.sub(r"data:\S+|!\[[^\]]*\]\([^)]*\)", "", vector.lower()))
    kept = re.sub(r"[^a-z]", "", clean_markdown(vector).lower())
    rest = iter(kept)
    assert all(letter in rest for letter in letters)


def test_attached_pictures_show_once_and_only_if_they_are_there():
    text = "![a](attachment:a.png) ![b](attachment:b.png) ![a](attachment:a.png)"
    cleaned = clean_markdown(text, attachments=["a.png"])
    assert cleaned == "![a](attachment:a.png) [picture not shown: b] [picture not shown: a]"


def test_long_markdown_says_where_it_is_cut():
    assert "[cut here: 800 more characters" in clean_markdown("x" * 1_000, SMALL)


@pytest.mark.parametrize(
    "text",
    [
        "](" * 50_000,
        "![" * 50_000,
        "<" * 100_000,
        "~~~a" * 25_000,
        "`" * 100_000,
        "&#" * 50_000,
        "\\" * 100_000,
        " " * 100_000,
        "![a](attachment:" * 6_000,
        "](" + " >" * 50_000,
    ],
)
def test_no_text_takes_long(text):
    start = time.process_time()
    clean_markdown(text)
    shown("text/html", text)
    stream(text)
    assert time.process_time() - start < 2
