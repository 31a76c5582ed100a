"""What cells show, as in a notebook."""

from tests.grader.sandbox.looking import only


def test_is_the_last_expression_of_a_cell_its_result(session):
    session.run("x = 20", "a")
    output = only(session.run("x + 1", "b"))
    assert output["output_type"] == "execute_result"
    assert output["data"] == {"text/plain": "21"}
    assert output["execution_count"] == 2


def test_are_prints_attributed_to_their_stream_and_cell(session):
    result = session.run("import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')", "a")
    assert [(o["name"], o["text"]) for o in result.outputs] == [
        ("stdout", "a\n"),
        ("stderr", "b\n"),
        ("stdout", "c\n"),
    ]
    assert session.run("pass", "b").outputs == []


def test_is_what_bypasses_sys_stdout_shown_too(session):
    result = session.run("import os; os.write(1, b'raw')\n!echo from a shell", "a")
    shown = "".join(o["text"] for o in result.outputs if o.get("name") == "stdout")
    assert "raw" in shown
    assert "from a shell" in shown


def test_do_magics_work_as_in_a_notebook(session):
    result = session.run("%matplotlib inline\nimport math\n%time math.sqrt(4)\nlen?", "a")
    assert result.ok


def test_is_a_figure_shown_as_a_picture(session):
    result = session.run("import matplotlib.pyplot as plt\nplt.plot([1, 2]);", "a")
    output = only(result)
    assert output["output_type"] == "display_data"
    assert output["data"]["image/png"].startswith("iVBOR")


def test_is_rich_display_kept(session):
    result = session.run(
        "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))", "a"
    )
    assert only(result)["data"]["text/html"] == "<b>x</b>"


def test_does_clear_output_clear(session):
    source = "from IPython.display import clear_output\nprint(1)\nclear_output(True)\nprint(2)"
    assert only(session.run(source, "a"))["text"] == "2\n"


def test_is_input_refused_in_a_friendly_way(session):
    result = session.run("name = input('Your name? ')", "a")
    assert "input() cannot be used" in result.error.message


def test_does_output_without_end_stop_at_the_limit(session):
    result = session.run("print('x' * 30_000_000)\nprint('more')", "a")
    assert result.cut
    assert sum(len(o["text"]) for o in result.outputs) < 1.1 * 2**20
    assert "limit of 1,048,576 bytes" in result.outputs[-1]["text"]
