"""Is a whole notebook cleaned, but for the instructor's cells?"""

import copy

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from grader.outputs import clean_notebook
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
