"""No step on the grader's side takes time squared in the size of what a student hands in.

Each is tried with patterns that are drawn, at one size and at twice that, and timed by the
processor's clock: twice as much may take a little more than twice as long, four times is too much.
"""

import copy
import json
import random
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.cells import defined_in, parsed
from grader.intake import rebuild
from grader.intake.reading import has_conflict, read
from grader.intake.stubs import drop_leftover_stubs
from grader.outputs import Limits, clean_markdown, clean_outputs
from grader.outputs.html import clean_html
from grader.outputs.latex import clean_latex
from grader.outputs.markdown import NOT_DRAWN
from grader.outputs.notebook import drawable
from grader.outputs.pace import Pace
from grader.outputs.text import clean_text, one_line, spoken
from grader.sandbox.border.codec import DICT, FROZENSET, SET, TUPLE, decode, encode
from grader.sandbox.border.errors import CannotCross

SIZE = 20_000  # characters
WIDE = Limits(text=10**7, html=10**7, markdown=10**7)
MARKS = "<>[]()`$\\*_~|!&;:.,-+#\"'{}@%?=/ \n\tax1\x1b\x07"
some = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
patterns = st.text(MARKS, min_size=1, max_size=5)


def seconds(work) -> float:
    """What it takes at best, by the processor's clock."""
    found = []
    for _ in range(2):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def grows_gently(work, once, twice) -> None:
    """Twice as much takes not much more than twice as long."""
    small = seconds(lambda: work(once))
    for _ in range(3):  # noise adds time, and is not there each time
        large = seconds(lambda: work(twice))
        if large < 3 * small + 0.05:
            return
        small = min(small, seconds(lambda: work(once)))
    raise AssertionError(f"{small:.3f} and then {large:.3f} seconds")


def test_this_tells_squares_from_lines(monkeypatch):
    spent = [0.0]
    monkeypatch.setattr(time, "process_time", lambda: spent[0])

    def spend(seconds):
        spent[0] += seconds

    grows_gently(lambda n: spend(1 + n), 1, 2)
    with pytest.raises(AssertionError, match=r"1\.000 and then 4\.000 seconds"):
        grows_gently(lambda n: spend(n * n), 1, 2)


TEXT_STEPS = {
    "text": lambda text: clean_text(text, 10**7),
    "a name": spoken,
    "a sentence": lambda text: one_line(text, 10**7),
    "a formula": clean_latex,
    "HTML": lambda text: clean_html(text, WIDE),
    "functions": defined_in,
    "conflicts": has_conflict,
    "leftover stubs": lambda text: drop_leftover_stubs(
        text, "def f():\n    raise NotImplementedError"
    ),
    "bytes": lambda text: read(text.encode()),
    "a string in JSON": lambda text: read(json.dumps({"cells": [{"source": text}]}).encode()),
}


@pytest.mark.parametrize("step", TEXT_STEPS)
@some
@given(pattern=patterns)
@example(pattern="\\")
@example(pattern="<a ")
@example(pattern="\x1b[1;")
@example(pattern="async\n")
def test_a_step_that_reads_text_is_linear(step, pattern):
    times = 4 * SIZE // len(pattern)
    grows_gently(TEXT_STEPS[step], pattern * times, pattern * 2 * times)


@some
@given(pattern=patterns)
@example(pattern="(")
@example(pattern="a.")
@example(pattern="lambda ")
@example(pattern="f'{")
def test_a_cell_is_parsed_in_linear_time(pattern):
    times = SIZE // len(pattern)
    grows_gently(parsed, pattern * times, pattern * 2 * times)


@settings(some, max_examples=3)
@given(pattern=patterns)
@example(pattern="\\begin{a}")
@example(pattern="\\\\[")
@example(pattern="\\\\(")
@example(pattern="> ")
def test_markdown_is_shown_in_the_time_there_is(pattern):
    text = pattern * (5 * SIZE // len(pattern))
    pace = Pace(at_once=0.2)
    shown = clean_markdown(text, WIDE, pace=pace)
    assert pace.seconds > 5 - 1  # it was stopped in time
    assert NOT_DRAWN in shown or pace.seconds > 5 - 0.3
    assert seconds(lambda: markdown2html_mistune(shown)) < 1


@pytest.mark.parametrize("pattern", ["a.", "..", "1.", "1. "])
def test_code_is_shown_in_the_time_there_is(pattern):
    pace = Pace(at_once=0.2, seconds=0.5)
    shown = [drawable(pattern * (SIZE // len(pattern)), pace) for _ in range(20)]
    assert pace.seconds > -0.5  # it was stopped in time, and nothing is tried after that
    assert all(NOT_DRAWN in code for code in shown[5:])
    assert all(len(code) < 3_000 for code in shown[5:])


@some
@given(patterns=st.lists(patterns, min_size=1, max_size=3))
def test_outputs_are_cleaned_in_linear_time(patterns):
    def outputs(count):
        kinds = ("text/html", "text/plain", "text/latex")
        data = {kind: pattern * 200 for kind, pattern in zip(kinds, patterns, strict=False)}
        return [{"output_type": "display_data", "data": data, "metadata": {}}] * count

    grows_gently(
        lambda found: clean_outputs(found, Limits(outputs=10**6)), outputs(50), outputs(100)
    )


def course(count: int):
    """A release with so many exercises, and cells that have lost their names."""
    book = new_notebook()
    for n in range(count):
        info = {"grade_id": f"c{n}", "solution": True, "grade": False, "locked": False}
        info |= {"task": False, "schema_version": 3}
        cell = new_code_cell(f"def f{n}(x):\n    # YOUR CODE\n    return {n} * x + {n}\n")
        cell.metadata["nbgrader"] = info
        book.cells.append(cell)
    return book


@some
@given(
    seed=st.integers(0, 10**6),
    names=st.booleans(),
    kind=st.sampled_from(["code", "markdown", "raw"]),
    text=patterns,
)
def test_cells_are_matched_in_linear_time_beyond_what_a_course_has(seed, names, kind, text):
    release, order = course(40), random.Random(seed)

    def submission(count):
        cells = []
        for n in range(count):
            source = list(f"{text}def f{n}(x):\n    return {n}\n" * 3)
            order.shuffle(source)
            cell = {"cell_type": kind, "source": "".join(source), "metadata": {}}
            if names:
                cell["metadata"] = {"nbgrader": {"grade_id": f"c{n % 7}"}}
            cells.append(cell)
        return json.dumps({"cells": cells}).encode()

    grows_gently(lambda file: rebuild(release, release, file), submission(400), submission(800))


def test_a_hundred_and_sixty_shuffled_cells_are_no_work():
    release = course(160)
    book = copy.deepcopy(release)
    for cell in book.cells:
        cell.metadata = {}
        cell.source = cell.source[::-1]
        del cell["id"]
    book.cells += [new_markdown_cell("x")]
    file = json.dumps(book).encode()
    assert seconds(lambda: rebuild(release, release, file)) < 4


numbers = st.one_of(st.integers(1, 2**60), st.sampled_from([2**61 - 1, 2**40, 2**15, 2**14 + 1, 5]))
makers = st.sampled_from(
    [
        lambda n, step: n * step,
        lambda n, step: -n * step,
        lambda n, step: float(n * step),
        lambda n, step: (n * step, -1),
        lambda n, step: ((n * step,), frozenset({n})),
        lambda n, step: n * (2**61 - 1) * step,
        lambda n, step: str(n * step),
        lambda n, step: n << (step % 900),
    ]
)


def packed(keys: list, tag: int) -> bytes:
    """The bytes of a dict or a set with these keys, that no dict or set was made for."""
    items = [part for key in keys for part in (key, 0)] if tag == DICT else keys
    data = bytearray(encode(tuple(items)).tobytes())
    place = 8 + {0xDC: 3, 0xDD: 5}.get(data[8], 1)
    assert data[place] == TUPLE
    data[place] = tag
    return bytes(data)


def taken(data: bytes) -> object:
    """What the grader makes of such bytes: a value, or the sentence with which it refuses."""
    try:
        return decode(data)
    except CannotCross as refused:
        return str(refused)


tags = st.sampled_from([DICT, SET, FROZENSET])


@some
@given(step=numbers, make=makers, tag=tags)
@example(step=2**61 - 1, make=lambda n, step: n * step, tag=SET)
@example(step=2**61 - 1, make=lambda n, step: (n * step,), tag=DICT)
def test_keys_are_read_in_linear_time_however_they_are_chosen(step, make, tag):
    once, twice = (packed([make(n, step) for n in range(size)], tag) for size in (2_500, 5_000))
    grows_gently(taken, once, twice)


@pytest.mark.parametrize("tag", [DICT, SET, FROZENSET])
@pytest.mark.parametrize(
    "make",
    [
        lambda n: n * (2**61 - 1),
        lambda n: (n * (2**61 - 1), 1),
        lambda n: -n * (2**61 - 1) - 7,
        lambda n: (("a", n * (2**61 - 1)),) * 2,
        lambda n: (2**9000) + n * (2**61 - 1),
    ],
    ids=["integers", "pairs", "negative", "nested", "long"],
)
def test_keys_that_collide_are_refused_before_they_are_compared(make, tag):
    data = packed([make(n) for n in range(5_000)], tag)
    start = time.process_time()
    assert "only look different" in taken(data)
    assert time.process_time() - start < 2


def test_many_small_dicts_of_few_alike_keys_are_refused_together():
    assert "too many entries" in taken(encode([dict.fromkeys(range(9_000))] * 6).tobytes())


def test_honest_keys_cross_as_before():
    grid = {(x, y, z): x * y * z for x in range(-9, 10) for y in range(-9, 10) for z in range(9)}
    words = {f"layer {n}": [n] * 3 for n in range(9_000)}
    tables = [{f"W{n}": n, f"b{n}": -n} for n in range(5_000)]
    for value in (grid, words, tables, set(range(-5_000, 5_000)), {0.1 * n for n in range(9_000)}):
        assert decode(encode(value).tobytes()) == value
