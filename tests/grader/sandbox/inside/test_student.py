"""What the student's side answers, honest or forged."""

import numpy as np
import pytest

from grader.sandbox import SessionDied


def test_does_a_cell_say_what_it_bound(session):
    session.run("a = 1\nb = 2", "a")
    assert session.run("b = 3\ndef f(): pass\na\n5", "b").bound == ["b", "f"]


def test_does_a_report_hold_prints_warnings_and_times(session):
    source = """
import time, warnings, sys
def f(x):
    print("working")
    print("careful", file=sys.stderr)
    warnings.warn("risky", RuntimeWarning)
    time.sleep(0.05)
    return x
"""
    session.run(source, "cell-f")
    report = session.get("f").examine((1,))
    assert (report.value, report.stdout, report.stderr) == (1, "working\n", "careful\n")
    ((category, message, place, line),) = report.warnings
    assert (category, message, place, line) == (RuntimeWarning, "risky", "<cell cell-f>", 5)
    assert 0.05 <= report.seconds < 10


def test_does_a_report_tell_whether_the_arguments_were_changed(session):
    session.run("def f(x, y=None): x[0] = 9\ndef g(x): return x + 1", "a")
    changed = session.get("f").examine(([1, 2],), {"y": 3})
    assert changed.changed
    assert changed.after == (([9, 2],), {"y": 3})
    large = session.get("f").examine((np.zeros(10_000),))
    assert large.changed
    assert large.after[0][0][0] == 9
    kept = session.get("g").examine((np.zeros(10_000),))
    assert not kept.changed
    assert kept.after is None


def test_are_figures_drawn_by_a_call_reported(session):
    session.run("import matplotlib.pyplot as plt\ndef f(): plt.plot([1, 2])", "a")
    (output,) = session.get("f").examine().outputs
    assert "image/png" in output["data"]


def test_is_too_much_memory_an_error_that_the_session_survives(session):
    result = session.run("import numpy as np\nx = np.ones(10**10)", "a")
    assert result.error.name in ("MemoryError", "_ArrayMemoryError")
    assert isinstance(result.error.exception, MemoryError)
    assert session.run("1", "b").ok


def test_do_forked_copies_of_the_process_not_answer(session):
    result = session.run("import os\nos.fork()\nos.fork()\nprint('once')", "a")
    assert result.outputs[0]["text"] == "once\n"
    assert session.run("2", "b").outputs[0]["data"]["text/plain"] == "2"


def forger(reply):
    """A function that answers in place of the shell."""
    return f"""
import sys
def f():
    frame = sys._getframe()
    while "sock" not in frame.f_locals:
        frame = frame.f_back
    number = frame.f_locals["request"]["id"]
    frame.f_globals["wire"].send(frame.f_locals["sock"], frame.f_globals["encode"]({reply}))
"""


REST = "'seconds': 1.0, 'cut': False, 'warnings': [], 'value': None"


DISPLAY = "{'output_type': 'display_data', 'data': {5: 5}, 'metadata': {}}"


FLOOD = "{'output_type': 'stream', 'name': 'stdout', 'text': 'x' * 10**7}"


FORGED = {
    "a list": "[1]",
    "nothing": "{}",
    "another number": "{'id': number + 1}",
    "number only": "{'id': number}",
    "outputs that are none": "{'id': number, 'outputs': 5, " + REST + "}",
    "unknown output": "{'id': number, 'outputs': [{'output_type': 'evil'}], " + REST + "}",
    "display of nothing": "{'id': number, 'outputs': [" + DISPLAY + "], " + REST + "}",
    "flood": "{'id': number, 'outputs': [" + FLOOD + "], " + REST + "}",
    "no value": "{'id': number, 'outputs': [], " + REST + "}",
    "text as value": "{'id': number, 'outputs': [], " + REST.replace("None", "'x'") + "}",
    "unknown exception": "{'id': number, 'outputs': [], 'error': {'type': 'exec', 'name': 'x',"
    " 'message': 'x', 'traceback': []}, " + REST + "}",
    "unknown warning": "{'id': number, 'outputs': [], "
    + REST.replace("[]", "[{'type': 'int', 'message': 'x', 'file': 'x', 'line': 1}]") + "}",
}  # fmt: skip


@pytest.mark.parametrize("reply", FORGED.values(), ids=FORGED)
def test_is_a_forged_reply_seen_for_what_it_is(session, reply):
    assert session.run(forger(reply), "x").ok
    report = session.get("f").examine()
    assert isinstance(report.fault, SessionDied), report
    assert (report.fault.reason, report.fault.where) == ("protocol", "f()")
