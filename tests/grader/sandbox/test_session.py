"""Cells, names, time and death, in both modes."""

import numpy as np
import pytest

from grader.sandbox import CannotCross, SessionDied, StudentTimeout


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
        ("import numpy as np\nx = np.array([None])", "object"),
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
