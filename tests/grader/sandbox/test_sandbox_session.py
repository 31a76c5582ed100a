"""Cells, names and calls, in both modes."""

import inspect
import time

import numpy as np
import pytest

from grader.sandbox import CannotCross, SandboxFault, SessionDied, StudentTimeout


def only(result):
    (output,) = result.outputs
    return output


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


def test_does_an_error_show_the_students_own_lines_only(session):
    session.run("import numpy as np\ndef f(x):\n    return np.linalg.inv(x)", "define")
    result = session.run("f(np.zeros((2, 2)))", "use")
    assert not result.ok
    assert result.error.name == "LinAlgError"
    assert result.error.line == ("define", 3, "return np.linalg.inv(x)", "f")
    assert only(result)["traceback"] == [
        "Cell use, line 1\n    f(np.zeros((2, 2)))",
        "Cell define, line 3, in f\n    return np.linalg.inv(x)",
        "LinAlgError: Singular matrix",
    ]


def test_is_a_syntax_error_shown_with_its_line(session):
    result = session.run("x = 1\ny = = 2", "a")
    assert result.error.name == "SyntaxError"
    assert result.error.line[:2] == ("a", 2)


def test_is_input_refused_in_a_friendly_way(session):
    result = session.run("name = input('Your name? ')", "a")
    assert "input() cannot be used" in result.error.message


def test_does_output_without_end_stop_at_the_limit(session):
    result = session.run("print('x' * 30_000_000)\nprint('more')", "a")
    assert result.cut
    assert sum(len(o["text"]) for o in result.outputs) < 1.1 * 2**20
    assert "limit of 1,048,576 bytes" in result.outputs[-1]["text"]


def test_does_a_cell_say_what_it_bound(session):
    session.run("a = 1\nb = 2", "a")
    assert session.run("b = 3\ndef f(): pass\na\n5", "b").bound == ["b", "f"]


def test_are_files_and_packages_of_the_assignment_there(session):
    source = "from utils import check\ncheck(1), open('datasets/numbers.txt').read()"
    assert only(session.run(source, "a"))["data"]["text/plain"] == "('checked', '1 2 3')"
    assert session.run("open('datasets/own.txt', 'w').write('x')", "b").ok


def test_is_nothing_of_a_submission_seen_by_the_next(box):
    spoil = """
import builtins, os, sys, utils, numpy as np
utils.check = builtins.abs = np.allclose = lambda *a, **k: True
sys.modules["math"] = None
open("left", "w").write("x")
os.environ["LEFT"] = "x"
"""
    with box.session() as session:
        assert session.run(spoil, "a").ok
    with box.session() as session:
        look = """
import math, os, utils, numpy as np
[utils.check(1), abs(-2), np.allclose(1, 2), os.path.exists("left"), "LEFT" in os.environ]
"""
        shown = only(session.run(look, "a"))["data"]["text/plain"]
        assert shown == "['checked', 2, False, False, False]"


# Names


def test_does_a_name_come_by_value(session):
    session.run("import numpy as np\nd = {'W': np.ones((2, 3)), 'n': (1, 2.5, None)}", "a")
    value = session.get("d")
    assert value["n"] == (1, 2.5, None)
    assert np.array_equal(value["W"], np.ones((2, 3)))


def test_is_an_undefined_name_a_name_error(session):
    with pytest.raises(NameError):
        session.get("nothing")


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("class C: pass\nx = C()", "C"),
        ("x = (i for i in ())", "generator"),
        ("import matplotlib.pyplot as plt\nx = plt.figure()", "Figure"),
        ("class C: pass\nx = C", "type"),
        ("class F(float): pass\nx = [F(1)]", "F"),
    ],
)
def test_is_what_cannot_cross_named(session, source, named):
    session.run(source, "a")
    with pytest.raises(CannotCross, match=named) as caught:
        session.get("x")
    assert caught.value.where.startswith("x")


def test_can_names_be_set_and_deleted(session):
    session.run("def f(): return data", "a")
    session.set("data", [1, 2])
    assert session.get("f")() == [1, 2]
    assert session.delete("data")
    assert not session.delete("data")
    with pytest.raises(NameError):
        session.get("f")()


# Calls


def test_does_a_call_return_the_value(session):
    session.run("def f(a, *, b=2): return {'sum': a + b}", "a")
    f = session.get("f")
    assert f(1) == {"sum": 3}
    assert f(1, b=np.float64(5)) == {"sum": 6.0}
    assert f.__name__ == "f"
    assert session.get("f") is f


def test_does_an_exception_cross_as_its_nearest_built_in_type(session):
    source = """
class Mine(KeyError): pass
def f(): raise Mine("gone")
def g(): raise OSError(2, "no such file")
def h(): raise ExceptionGroup("many", [ValueError(1)])
class Bad(Exception):
    def __str__(self): raise RuntimeError
def b(): raise Bad
"""
    session.run(source, "a")
    with pytest.raises(KeyError, match="gone"):
        session.get("f")()
    with pytest.raises(FileNotFoundError):
        session.get("g")()
    report = session.get("f").examine()
    assert (report.error.name, report.error.message) == ("Mine", "'gone'")
    assert report.error.line == ("a", 2, 'def f(): raise Mine("gone")', "f")
    with pytest.raises(Exception, match="many"):
        session.get("h")()
    with pytest.raises(Exception, match="cannot be shown"):
        session.get("b")()


@pytest.mark.parametrize("what", ["KeyboardInterrupt", "SystemExit", "GeneratorExit"])
def test_can_an_exception_not_stop_the_grader(session, what):
    session.run(f"def f(): raise {what}('now')", "a")
    with pytest.raises(RuntimeError, match=f"{what}: now"):
        session.get("f")()


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


def test_does_a_plain_call_change_its_arguments_in_place(session):
    source = """
def f(array, things, table, both):
    array += 1
    things.append(2)
    table["inner"][0] = 7
    del table["old"]
    both[1].add(3)
"""
    session.run(source, "a")
    array, things, inner, members = np.zeros(3), [1], [0], {1}
    table, both = {"inner": inner, "old": 1}, (0, members)
    session.get("f")(array, things, table, both)
    assert array.tolist() == [1, 1, 1]
    assert things == [1, 2]
    assert table == {"inner": [7]}
    assert table["inner"] is inner
    assert inner == [7]
    assert members == {1, 3}


def test_can_functions_be_passed_back_and_returned(session):
    session.run("def make(n): return lambda x: x + n\ndef apply(f, x): return f(x)", "a")
    add = session.get("make")(2)
    assert add(3) == 5
    assert session.get("apply")(add, 10) == 12


def test_is_a_function_of_ours_refused_as_an_argument(session):
    session.run("def apply(f, x): return f(x)", "a")
    with pytest.raises(CannotCross, match=r"an argument of apply\(\).*function"):
        session.get("apply")(lambda x: x, 1)
    assert session.faults[-1].ours


def test_is_a_result_that_cannot_cross_a_fault_that_names_it(session):
    session.run("class C: pass\ndef f(): return [1, C()]", "a")
    report = session.get("f").examine()
    assert isinstance(report.fault, CannotCross)
    assert str(report.fault) == "what f() returned, at [1] is a C, and only plain data can cross"


def test_are_figures_drawn_by_a_call_reported(session):
    session.run("import matplotlib.pyplot as plt\ndef f(): plt.plot([1, 2])", "a")
    (output,) = session.get("f").examine().outputs
    assert "image/png" in output["data"]


# Time and death


def test_is_a_cell_that_hangs_interrupted_and_the_session_kept(session):
    session.run("x = 1", "a")
    result = session.run("print('before')\nwhile True:\n    y = 2", "loop", seconds=0.3)
    assert isinstance(result.fault, StudentTimeout)
    assert result.fault.where == "cell loop"
    assert [o["output_type"] for o in result.outputs] == ["stream", "error"]
    assert session.get("x") == 1


def test_does_a_timeout_name_the_function_that_was_called(session):
    session.run("def inner():\n    while True:\n        x = 1\ndef outer(): inner()", "a")
    report = session.get("outer").examine(seconds=0.3)
    assert isinstance(report.fault, StudentTimeout)
    assert report.fault.where == "outer()"


SWALLOW = """
while True:
    try:
        while True:
            x = 1
    except BaseException:
        y = 1
"""
MASK = "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})\n"


@pytest.mark.parametrize("source", [SWALLOW, MASK + "while True:\n    x = 1"])
def test_is_a_cell_that_will_not_stop_killed(box, source):
    with box.session() as session:
        result = session.run(source, "loop", seconds=0.3)
        assert isinstance(result.fault, SessionDied)
        assert (result.fault.reason, result.fault.where) == ("time", "cell loop")
        after = session.run("1", "b")
        assert isinstance(after.fault, SessionDied)


@pytest.mark.parametrize(
    ("source", "reason", "status"),
    [
        ("import os; os._exit(3)", "exit", 3),
        ("import os; os.kill(os.getpid(), 9)", "signal", 9),
        ("import ctypes; ctypes.string_at(0)", "signal", 11),
        ("import os\nfor fd in range(3, 50):\n    os.write(fd, b'x' * 99)", "protocol", None),
        ("import os\nos.closerange(3, 50)\nwhile True:\n    x = 1", "time", None),
    ],
    ids=["exit", "kill", "crash", "garbage", "closed"],
)
def test_is_a_death_explained(box, source, reason, status):
    guarded = source.replace("os.write(fd", "os.path.exists(f'/proc/self/fd/{fd}') and os.write(fd")
    with box.session() as session:
        fault = session.run(guarded, "x", seconds=2).fault
        assert isinstance(fault, SessionDied)
        assert fault.status == status
        assert fault.reason == reason or (reason == "time" and fault.reason == "protocol")
        assert fault.where == "cell x"


def test_is_too_much_memory_an_error_that_the_session_survives(session):
    result = session.run("import numpy as np\nx = np.ones(10**10)", "a")
    assert result.error.name in ("MemoryError", "_ArrayMemoryError")
    assert isinstance(result.error.exception, MemoryError)
    assert session.run("1", "b").ok


def test_does_endless_recursion_end_as_an_error(session):
    result = session.run("def f(): return f()\nf()", "a")
    assert result.error.name == "RecursionError"
    assert len(result.outputs[0]["traceback"]) < 15


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


def test_can_the_box_run_only_one_submission_at_a_time(box):
    with box.session(), pytest.raises(SandboxFault), box.session():
        pass


def test_is_a_template_that_is_gone_replaced(files):
    from grader.sandbox import Limits, Sandbox

    with Sandbox(Limits(cell_seconds=5), files=files) as box:
        with box.session() as session:
            box._process.kill()
            box._process.wait()
            time.sleep(0.1)
            with pytest.raises(SandboxFault):
                session.run("1", "a")
        with box.session() as session:
            assert session.run("1", "a").ok


def test_does_a_stand_in_have_the_signature_of_its_function(session):
    session.run("def f(a, /, b, c=3, *d, e, g=None, **h): pass", "a")
    assert (
        str(inspect.signature(session.get("f"))) == "(a, /, b, c=Ellipsis, *d, e, g=Ellipsis, **h)"
    )
    session.run("import functools\ng = functools.partial(f, 1)\nh = lambda x: x", "b")
    assert [*inspect.signature(session.get("g")).parameters] == ["b", "c", "d", "e", "g", "h"]
    assert [*inspect.signature(session.get("h")).parameters] == ["x"]


@pytest.mark.parametrize(
    "source",
    [
        "f = max",
        "def f(): pass\nf.__signature__ = 3",
        "f = eval('lambda ' + ','.join(f'a{i}' for i in range(100)) + ': 1')",
        f"f = eval('lambda {'a' * 200}: 1')",
    ],
)
def test_has_a_stand_in_no_signature_where_none_can_be_had(session, source):
    session.run(source, "a")
    assert not hasattr(session.get("f"), "__signature__")


def test_does_a_check_fill_parameters_that_it_was_not_asked_for(session):
    session.run("def f(a, b, c): return [a, b, c]\ndef g(a, b=2): return b", "a")
    assert session.get("f").observe({"a": 1}, {}).value == [1, None, None]
    assert session.get("g").observe({"a": 1}, {}).value == 2
