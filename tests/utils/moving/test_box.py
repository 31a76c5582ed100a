"""The output of a moving figure: the same bytes each time, whole, and nothing from elsewhere."""

import json
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from bs4 import BeautifulSoup

from utils.moving.box import SCRIPTS, box, few_digits, script


@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_script_ends_where_it_should_and_asks_nothing_of_the_network(kind: str):
    text = script(kind)
    assert text.count("<script") == text.count("</script>") == 1
    assert not re.search(r"\b(fetch|import|XMLHttpRequest|eval)\b", text)
    assert set(re.findall(r"https?://[^\"' ]+", text)) == {"http://www.w3.org/2000/svg"}


def test_what_is_told_stays_what_it_was_inside_html():
    spec = {"b": "quotes \" and ' and <b>", "a": [1, 2.5]}
    html = box("neuron", "A & B", spec, b"png", 'a "line" < 3')
    page = BeautifulSoup(html, "html.parser")
    assert json.loads(page.div["data-spec"]) == spec
    assert page.div["data-name"] == "A & B" and page.img["alt"] == 'a "line" < 3'
    assert box("neuron", "A & B", dict(reversed(spec.items())), b"png", 'a "line" < 3') == html


def test_numbers_are_written_short():
    assert few_digits(np.array([[1.23456789, 2.0], [-0.000123456, 1e6]])) == [
        [1.235, 2],
        [-0.0001235, 1000000],
    ]
    assert few_digits((1, np.int64(3), 0.5)) == [1, 3, 0.5]


@pytest.fixture(autouse=True)
def no_figure_is_left():
    yield
    assert not plt.get_fignums()
