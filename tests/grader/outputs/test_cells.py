"""Are a cell's outputs safe to open, and its score the same?"""

import nbformat
import pytest
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.utils import determine_grade

from grader.outputs import Limits, clean_outputs
from tests.grader.outputs.shown import (
    SMALL,
    VECTORS,
    check_harmless,
    picture,
    shown,
)

GRADED = {"grade": True, "solution": False, "grade_id": "t", "points": 5, "locked": True}


ZERO = new_output("error", ename="AssertionError", evalue="", traceback=["x"])


FLOOD = [new_output("stream", name="stdout", text="x")] * 200


HALF = new_output("execute_result", data={"text/plain": "2.5", "image/svg+xml": "<svg/>"})


PLAIN = new_output("display_data", data={"text/plain": "9"})


@pytest.mark.parametrize("vector", VECTORS["markdown"])
def test_hostile_markdown_outputs_are_harmless(vector):
    renderer = IPythonRenderer(escape=False)
    text = shown("text/markdown", vector)["text/markdown"]
    check_harmless(MarkdownWithMath(renderer=renderer).render(text))


@pytest.mark.parametrize(
    "mime",
    [
        "application/javascript",
        "text/javascript",
        "application/vnd.jupyter.widget-view+json",
        "application/vnd.vegalite.v5+json",
        "application/vnd.plotly.v1+json",
        "application/pdf",
        "text/vnd.mermaid",
        "application/x<script>",
    ],
)
def test_active_types_become_one_line_of_text(mime):
    output = {"output_type": "display_data", "data": {mime: "x", "text/plain": "Slider(value=3)"}}
    first, second = clean_outputs([output])
    assert first.data == {"text/plain": "Slider(value=3)"}
    assert second.text.startswith("[Not shown here: ") and second.text.count("\n") == 1
    assert "<" not in second.text


def test_a_picture_beside_an_active_type_needs_no_remark():
    data = {"image/png": picture(), "image/svg+xml": "<svg/>", "text/plain": "<Figure>"}
    (output,) = clean_outputs([{"output_type": "display_data", "data": data}])
    assert set(output.data) == {"image/png", "text/plain"}


def test_of_metadata_only_sizes_stay():
    metadata = {
        "image/png": {"width": 300, "height": "1 onload=alert(1)", "unconfined": True},
        "filenames": {"image/png": "http://evil.example/x.png"},
        "text/html": {"isolated": True},
    }
    output = {"output_type": "display_data", "data": {"image/png": picture()}, "metadata": metadata}
    (cleaned,) = clean_outputs([output])
    assert cleaned.metadata == {"image/png": {"width": 300}}


def test_tracebacks_are_cut_and_cleaned():
    error = new_output("error", ename="E", evalue="v" * 9_999, traceback=["a\x1b[2J", "b" * 500])
    (cleaned,) = clean_outputs([error], SMALL)
    assert cleaned.traceback[:2] == ["a", "b" * 98]
    assert len(cleaned.evalue) < 3_000
    (odd,) = clean_outputs([{"output_type": "error", "traceback": "text", "ename": 4}])
    assert odd.traceback == []


@pytest.mark.parametrize(
    "junk",
    [
        None,
        3,
        {},
        {"output_type": "display_data"},
        {"output_type": "display_data", "data": 4, "metadata": []},
        {"output_type": "display_data", "data": {"text/plain": None, "text/html": [1, "x"], 5: 6}},
        {"output_type": "execute_result", "data": {}, "execution_count": "<script>"},
        {"output_type": "stream", "text": None, "name": "<script>"},
        {"output_type": "update_display_data", "data": {}},
        {"output_type": ["stream"], "name": {}},
        {"output_type": "stream", "text": ["a", 1, "\ud800"]},
        {"output_type": "display_data", "data": {"text/html": "\ud800<b>x</b>"}},
    ],
)
def test_junk_gives_a_valid_notebook(junk):
    notebook = new_notebook(cells=[new_code_cell("1", outputs=clean_outputs([junk]))])
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()


@pytest.mark.parametrize(
    "outputs",
    [
        [],
        [*FLOOD, ZERO],
        [*FLOOD, HALF],
        [*FLOOD, HALF, ZERO],
        [ZERO, HALF],
        [*FLOOD, new_output("stream", name="stderr", text="oops")],
        [HALF],
        [PLAIN, *FLOOD, HALF, new_output("execute_result", data={"text/plain": "5"})],
        [new_output("execute_result", data={"text/plain": "0"})],
        [new_output("execute_result", data={"text/html": "<script>1</script>", "text/plain": "0"})],
    ],
)
def test_cleaning_never_changes_a_score(outputs):
    cell = new_code_cell("check()", outputs=outputs, metadata={"nbgrader": GRADED})
    before = determine_grade(cell)
    cell.outputs = clean_outputs(outputs, SMALL)
    assert determine_grade(cell) == before


def test_a_flood_of_outputs_is_cut_and_counted():
    cleaned = clean_outputs(FLOOD, SMALL)
    assert len(cleaned) == 6
    assert cleaned[-1].text == "[195 more outputs of this cell are not shown.]\n"
    assert sum(len(o.text) for o in clean_outputs(FLOOD, Limits(text=10**6, cell_bytes=50))) < 200
