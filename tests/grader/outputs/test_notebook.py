"""Is a whole notebook cleaned, but for the instructor's cells?"""

import copy

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from grader.outputs import clean_notebook
from grader.outputs.markdown import NOT_DRAWN
from tests.grader.outputs.shown import (
    picture,
)


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


def test_a_picture_stays_under_a_name_that_is_one_and_no_other():
    good = ("image.png", "Bild%20ä.png", "plot_2-1.png")
    bad = ("\ud800", "<script>", 'x"onerror="y', "a\nb.png", "", "../x", "a" * 10**6, "x)](y")
    answer = new_markdown_cell("x")
    answer.attachments = {name: {"image/png": picture()} for name in (*good, *bad)}
    (cleaned,) = clean_notebook(new_notebook(cells=[answer]), trusted=new_notebook()).cells
    assert tuple(cleaned.attachments) == good


def test_what_takes_very_long_to_draw_is_cut_and_says_so():
    for cell in (new_markdown_cell("\\begin{a}" * 11_000), new_code_cell("a." * 40_000)):
        (cleaned,) = clean_notebook(new_notebook(cells=[cell]), trusted=new_notebook()).cells
        assert cleaned.source[:2_000] == cell.source[:2_000]
        assert NOT_DRAWN in cleaned.source
        assert len(cleaned.source) < 3_000


def test_a_long_honest_answer_is_shown_whole():
    text = "\n\n".join(f"## Part {n}\n\n$x_{n} < {n}$, *so* it is `f({n})`." for n in range(600))
    code = "\n".join(f"x{n} = np.dot(W{n}, A{n}) + {n}.5  # a step" for n in range(600))
    book = new_notebook(cells=[new_markdown_cell(text), new_code_cell(code)])
    shown = clean_notebook(book, trusted=new_notebook()).cells
    assert [cell.source for cell in shown] == [text, code]
