"""Do figures, tables and text survive the cleaning, and nothing that runs or loads?

What a browser makes of the result is tested in tests/browser/test_hostile_outputs.py.
"""

import base64
import copy
import io
import json
import re
import time
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from nbgrader.utils import determine_grade
from PIL import Image

from grader.outputs import Limits, clean_markdown, clean_notebook, clean_outputs

VECTORS = json.loads((Path(__file__).parents[1] / "browser" / "hostile_vectors.json").read_text())
SMALL = Limits(text=100, html=2_000, markdown=200, image_bytes=2_000, outputs=5)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3)) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", size, "orange").save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


def shown(mime: str, value: object, limits: Limits | None = None, **metadata: object) -> dict:
    """Return the cleaned data of a display of one type beside its plain text."""
    output = {"output_type": "display_data", "metadata": metadata, "data": {mime: value}}
    return clean_outputs([output], limits)[0].data


def stream(text: str, limits: Limits | None = None) -> str:
    return clean_outputs([new_output("stream", text=text)], limits)[0].text


def check_harmless(html: str) -> None:
    """Assert, by another parser, that nothing in a page can run or load anything."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        assert tag.name not in {"script", "style", "iframe", "svg", "math", "form", "input"}, tag
        assert tag.name not in {"object", "embed", "link", "meta", "base", "video", "audio"}, tag
        for name, value in tag.attrs.items():
            text = " ".join(value) if isinstance(value, list) else value
            assert not name.startswith("on"), tag
            assert name not in {"srcset", "background", "poster", "ping", "action"}, tag
            assert name != "id" or tag.name[0] == "h", tag  # nbconvert's own anchors
            if name == "style":
                assert not re.search(r"url|image|expression|position|\\", text, re.I), tag
            if name == "src":
                assert re.match(r"data:image/(png|jpeg);base64,", text), tag
            if name == "href":
                assert re.match(r"https?://|mailto:|#", text) or not re.search(r"[:&\\]", text), tag
    assert not soup.select(".jp-Mermaid, .mermaid")
    text = soup.get_text()
    assert not re.search(r"\\(href|bbox|mmlToken|require|style|unicode)\b", text), text


# Hostile vectors, without a browser.


@pytest.mark.parametrize("vector", VECTORS["html"])
def test_hostile_html_is_harmless(vector):
    data = shown("text/html", vector)
    check_harmless(data.get("text/html", ""))


@pytest.mark.parametrize("vector", VECTORS["markdown"] + VECTORS["html"])
def test_hostile_markdown_is_harmless(vector):
    renderer = IPythonRenderer(escape=False)
    check_harmless(MarkdownWithMath(renderer=renderer).render(clean_markdown(vector)))


@pytest.mark.parametrize("vector", VECTORS["markdown"])
def test_cleaning_markdown_twice_changes_nothing_more(vector):
    once = clean_markdown(vector)
    assert clean_markdown(once) == once


@pytest.mark.parametrize("vector", VECTORS["markdown"])
def test_hostile_markdown_outputs_are_harmless(vector):
    renderer = IPythonRenderer(escape=False)
    text = shown("text/markdown", vector)["text/markdown"]
    check_harmless(MarkdownWithMath(renderer=renderer).render(text))


# What honest notebooks show.

TABLE = """<div>
<style scoped>
    .dataframe tbody tr th:only-of-type { vertical-align: middle; }
</style>
<table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th><th>cost</th></tr></thead>
  <tbody><tr><th>0</th><td style="background-color: #ffeeaa">0.69 &lt; 1</td></tr></tbody>
</table>
</div>"""


def test_a_pandas_table_reads_well():
    html = shown("text/html", TABLE)["text/html"]
    soup = BeautifulSoup(html, "html.parser")
    assert "only-of-type" not in html
    assert [cell.get_text() for cell in soup.find_all(["th", "td"])] == [
        "",
        "cost",
        "0",
        "0.69 < 1",
    ]
    assert soup.table["class"] == ["dataframe"]
    assert "#ffeeaa" in soup.td["style"]


@pytest.mark.parametrize(
    "css",
    [
        "color: red",
        "background-color: rgba(0, 128, 0, 0.5)",
        "padding: 2px 6px; text-align: left",
        "border: 1px solid #ccc",
        "font-family: Consolas, monospace; font-size: 90%",
        "width: 12.3456%",
    ],
)
def test_plain_styling_stays(css):
    html = shown("text/html", f'<p style="{css}">x</p>')["text/html"]
    assert f'style="{css}"' in html


@pytest.mark.parametrize(
    "css",
    [
        "background: url(x)",
        "color: expression(1)",
        "position: fixed",
        "width: 99999px",
        "margin: -999px",
        "padding: -9px",
        "color: r\\65 d",
        "color: var(--x)",
        "font-family: 'x'",
        "color: " + "a" * 500 + "!",
        "color: " + "a" * 150 + "!",
        "behavior: x",
    ],
)
def test_other_styling_goes(css):
    assert "style" not in shown("text/html", f'<p style="{css}">x</p>')["text/html"]


@pytest.mark.parametrize(("mime", "kind"), [("image/png", "PNG"), ("image/jpeg", "JPEG")])
def test_pictures_stay(mime, kind):
    data = picture(kind)
    assert shown(mime, data) == {mime: data}
    broken = "\n".join(data[i : i + 76] for i in range(0, len(data), 76))
    assert shown(mime, broken) == {mime: data}
    assert shown(mime, [broken[:20], broken[20:]]) == {mime: data}
    html = f'<img alt="a figure" src="data:{mime};base64,{data}">'
    assert data in shown("text/html", html)["text/html"]


@pytest.mark.parametrize(
    ("mime", "data"),
    [
        ("image/png", picture("JPEG")),
        ("image/jpeg", picture("PNG")),
        ("image/png", picture("GIF")),
        ("image/png", base64.b64encode(b"<svg onload=alert(1)>").decode()),
        ("image/png", picture()[:20]),
        ("image/png", "not base64!"),
        ("image/png", ""),
        ("image/png", 5),
        ("image/png", None),
        ("image/gif", picture("GIF")),
        ("image/png", picture(size=(6_000, 6_000))),
        ("image/jpeg", picture("JPEG", (6_000, 6_000))),
        ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_other_pictures_go_and_are_named(mime, data):
    left = shown(mime, data)
    assert list(left) == ["text/plain"]
    assert "Not shown here" in left["text/plain"]


def test_a_remote_picture_in_html_leaves_words_rather_than_a_broken_picture():
    html = '<p>See <img alt="a > b src=" src="http://evil.example/x.png" onerror=__hit()></p>'
    assert shown("text/html", html) == {"text/html": "<p>See [picture not shown]</p>"}


def test_a_picture_with_too_many_bytes_goes():
    noise = base64.b64decode(picture()) + bytes(3_000)
    assert "image/png" not in shown("image/png", base64.b64encode(noise).decode(), SMALL)


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


def test_tracebacks_are_cut_and_cleaned():
    error = new_output("error", ename="E", evalue="v" * 9_999, traceback=["a\x1b[2J", "b" * 500])
    (cleaned,) = clean_outputs([error], SMALL)
    assert cleaned.traceback[:2] == ["a", "b" * 98]
    assert len(cleaned.evalue) < 3_000
    (odd,) = clean_outputs([{"output_type": "error", "traceback": "text", "ename": 4}])
    assert odd.traceback == []


@pytest.mark.parametrize("html", ["<div>" * 5_000, "x" * 3_000, "<b><p>" * 900])
def test_html_that_is_too_large_or_too_deep_goes(html):
    assert "text/html" not in shown("text/html", html, SMALL)


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


# Grades are never changed.

GRADED = {"grade": True, "solution": False, "grade_id": "t", "points": 5, "locked": True}
ZERO = new_output("error", ename="AssertionError", evalue="", traceback=["x"])
FLOOD = [new_output("stream", name="stdout", text="x")] * 200
HALF = new_output("execute_result", data={"text/plain": "2.5", "image/svg+xml": "<svg/>"})
PLAIN = new_output("display_data", data={"text/plain": "9"})


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


# Markdown.


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


# Whole notebooks.


def test_blank_lines_without_end_are_cut_and_other_code_stays():
    code = "x = 1\n\n\n" + " \n" * 20_000 + "y = 2\n\n"
    notebook = new_notebook(cells=[new_code_cell(code), new_code_cell("a\n\n\nb")])
    long, short = clean_notebook(notebook, trusted=new_notebook()).cells
    assert long.source.count("\n") < 60 and long.source.endswith("y = 2\n\n")
    assert short.source == "a\n\n\nb" and notebook.cells[0].source == code


def test_a_whole_notebook_is_cleaned_but_for_the_instructors_cells():
    remote = "![x](http://evil.example/x.png)"
    ours = new_markdown_cell(f"Ours: {remote}")
    answer = new_markdown_cell(f"Theirs: {remote} ![p](attachment:p.png) ![q](attachment:q.png)")
    answer.attachments = {
        "p.png": {"image/png": picture()},
        "q.png": {"image/svg+xml": "<svg onload=alert(1)>"},
    }
    code = new_code_cell("1", outputs=[new_output("display_data", data={"text/html": "<script>"})])
    code.execution_count = None
    cells = [ours, answer, new_raw_cell("<script>x</script>"), code]
    notebook = new_notebook(cells=copy.deepcopy(cells))
    cleaned = clean_notebook(notebook, trusted=new_notebook(cells=[ours]))
    nbformat.validate(cleaned)
    assert notebook.cells == cells  # the original stays as it was
    assert cleaned.cells[0].source == ours.source
    assert (
        "![x]" not in cleaned.cells[1].source
        and "![p](attachment:p.png)" in cleaned.cells[1].source
    )
    assert cleaned.cells[1].attachments == {"p.png": {"image/png": picture()}}
    assert "q.png" not in cleaned.cells[1].source
    assert cleaned.cells[2].source == "< script>x< /script>"
    assert "text/html" not in cleaned.cells[3].outputs[0].data
