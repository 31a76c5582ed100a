"""Is a call that takes too long stopped, and is it said where?"""

import linecache
import signal
import sys
import threading
import time

import numpy as np
import pytest

from utils import checks
from utils.checkfile import Case, Checks, dump
from utils.examine import examine
from utils.observe import ENDLESS, Raises, observe
from utils.patience import patience
from utils.table import as_text

SHORT = 0.2  # seconds, enough to see a loop go round


def cell(source):
    """The function f of a notebook's cell."""
    names = {"np": np, "time": time}
    exec(compile(source, "<patience>", "exec"), names)
    linecache.cache["<patience>"] = (len(source), None, source.splitlines(True), "<patience>")
    return names["f"]


LOOPS = {
    "while": ("def f(x):\n    i = 0\n    while i < x:\n        i += 0\n", "line 3: while i < x:"),
    "around": (
        "def f(x):\n    while x:\n        for k in range(3):\n            x += k\n",
        "line 2: while x:",
    ),
    "within": (
        "def f(x):\n    for k in range(3):\n        while x > 0:\n            x += 1\n",
        "line 3: while x > 0:",
    ),
    "called": (
        "def g(x):\n    while x:\n        x += 1\n\ndef f(x):\n    return g(x)\n",
        "line 2: while x:",
    ),
    "catches all": (
        "def f(x):\n    while True:\n        try:\n            x += 1\n"
        "        except Exception:\n            pass\n",
        "line 2: while True:",
    ),
}


@pytest.mark.parametrize(("source", "words"), LOOPS.values(), ids=LOOPS)
def test_a_loop_without_an_end_is_stopped_and_shows_how_often_it_ran(source, words):
    with patience(SHORT):
        call = observe(cell(source), {"x": 1})
    assert call.value == Raises(ENDLESS)
    assert call.message.startswith(f"Stopped after 0.2 s in {words}")
    times = call.message.rpartition("more than ")[2].removesuffix(" times.").replace(",", "")
    assert int(times) > 100


def test_what_is_no_loop_is_named_by_its_line():
    with patience(SHORT):
        call = observe(cell("def f(x):\n    time.sleep(60)\n    return x\n"), {"x": 1})
    assert call.message == "Stopped after 0.2 s in line 2: time.sleep(60)"
    with patience(SHORT):
        call = observe(cell("def f(x):\n    while True: pass\n"), {"x": 1})
    assert call.message.startswith("Stopped after 0.2 s in line 2: while True: pass")


def test_afterwards_nothing_is_left_and_a_quick_call_never_knew(capsys):
    before = signal.getsignal(signal.SIGALRM), sys.gettrace()
    with patience(SHORT):
        observe(cell(LOOPS["while"][0]), {"x": 1})
        assert observe(lambda x: x + 1, {"x": 1}).value == 2
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert (signal.getsignal(signal.SIGALRM), sys.gettrace()) == before


def test_without_patience_and_in_another_thread_nothing_is_set():
    seen = []

    def looks(x):
        seen.append(signal.getitimer(signal.ITIMER_REAL)[0])

    observe(looks, {"x": 1})
    with patience(SHORT):
        thread = threading.Thread(target=observe, args=(looks, {"x": 1}))
        thread.start()
        thread.join()
        observe(looks, {"x": 1})
    assert seen[:2] == [0.0, 0.0] and seen[2] > 0


def test_an_alarm_of_somebody_elses_is_left_alone():
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    try:
        with patience(SHORT):
            observe(lambda x: time.sleep(0.01), {"x": 1})
            assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    finally:
        signal.signal(signal.SIGALRM, before)


CHECKS = Checks(
    "f",
    8.0,
    tuple(Case("visible", {"x": x}, 2 * x) for x in (1.0, 2.0, 3.0))
    + (Case("zero", {"x": 0.0}, 0.0),),
    {},
)


def test_the_cases_behind_a_stopped_call_are_not_tried_and_not_called_failed():
    with patience(SHORT):
        report = examine(
            cell("def f(x):\n    while x == 2:\n        pass\n    return 2 * x"), CHECKS
        )
    assert report.mistake == "endless"
    form, one, two, three, zero = report.rows
    assert one.credit == 1 and two.words.startswith("Stopped after 0.2 s in line 2: while x == 2:")
    assert [row.tried for row in (form, two, three, zero)] == [False, True, False, False]


def test_recursion_without_an_end_is_told_so():
    report = examine(cell("def f(x):\n    return 1 + f(x)"), CHECKS)
    words = report.rows[1].words
    assert "at the line: return 1 + f(x). A function calls itself without an end (" in words


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "checks.json").write_text(dump("week", [CHECKS]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return tmp_path


def test_an_interrupt_shows_the_students_line_and_nothing_within(folder):
    pytest.importorskip("IPython")
    f = cell("def f(x):\n    raise KeyboardInterrupt\n")
    for press in (checks.check, checks.failing_case):
        with pytest.raises(KeyboardInterrupt) as caught:
            press(f)
        shown = "\n".join(caught.value._render_traceback_())  # what a notebook shows
        assert shown == "Interrupted in f, at the line: raise KeyboardInterrupt"


def test_a_failing_case_gives_real_inputs_to_call_again_with(folder, monkeypatch, capsys):
    f = cell("def f(x):\n    return 2 * x if x != 2 else 5\n")
    inputs = checks.failing_case(f)
    assert tuple(inputs) == (2.0,) and inputs.x == 2.0 and f(*inputs) == 5
    assert repr(inputs) == "f(x=2)"
    right = cell("def f(x):\n    return 2 * x\n")
    capsys.readouterr()
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")  # which takes what is on stderr amiss
    assert right(*checks.failing_case(right)) == 2
    told = "f passes every visible case; these are the inputs of the first.\n"
    assert capsys.readouterr() == (told, "")
    monkeypatch.delenv("NBGRADER_EXECUTION")
    assert checks.failing_case(len) is None
    assert "len is not one of" in capsys.readouterr().out


def test_a_failing_cases_inputs_are_copies_and_keep_their_types(folder, tmp_path):
    cases = (Case("visible", {"X": np.ones((2, 3)), "cache": {"W1": np.ones(2)}, "class": 3}, 1.0),)
    text = dump("week", [Checks("f", 1.0, cases, {})])
    (tmp_path / "checks.json").write_text(text, encoding="utf-8")
    f = cell("def f(X, cache, c):\n    return cache['W1'].sum() + c\n")
    first = checks.failing_case(f)
    assert repr(first) == "f(X (2, 3), cache={W1 (2,)}, class=3)"
    first.X[:] = 7
    first.cache["W1"][:] = 7
    assert checks.failing_case(f).X.sum() == 6 and f(*checks.failing_case(f)) == 5


def test_while_it_is_graded_a_failing_case_asks_for_no_examination(folder, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert tuple(checks.failing_case(cell("def f(x):\n    1 / 0\n"))) == (1.0,)
    assert capsys.readouterr().out == ""


def test_the_table_tells_how_to_get_the_inputs_and_what_was_printed(folder, monkeypatch):
    tables = []
    monkeypatch.setattr(checks, "show", tables.append)
    f = cell("def f(x):\n    print('<b>', x)\n    print('y' * 500)\n    return x * x\n")
    checks.check(f)
    text, html = as_text(tables[0]), tables[0]._repr_html_()
    assert "from utils import failing_case; f(*failing_case(f))" in text
    assert "It printed:\n        <b> 1.0\n        yyy" in text and "y" * 101 not in text
    assert "&lt;b&gt; 1.0<br>yyy" in html and "<b> 1.0" not in html
    exec("check(f)", {"check": checks.check, "f": f, "failing_case": checks.failing_case})
    assert "fails: f(*failing_case(f))" in as_text(tables.pop())
    many = cell("def f(x):\n    for i in range(50): print(i)\n    return 2 * x\n")
    checks.check(many)
    assert "… and 44 more lines" in as_text(tables[1]) and "failing_case" not in as_text(tables[1])


def test_progress_bars_are_silent(folder, monkeypatch, capfd):
    IPython = pytest.importorskip("IPython")
    tables = []
    monkeypatch.setattr(checks, "show", tables.append)
    f = cell(
        "import sys\nfrom IPython.display import display\n"
        "def f(x):\n    print('10 %', file=sys.stderr)\n    display('a bar')\n"
        "    print('50 %', end='\\r'); print('100 %', end='\\r')\n    return 2 * x\n"
    )
    shell = IPython.core.interactiveshell.InteractiveShell.instance()
    try:
        published = []
        shell.display_pub.publish = lambda *data, **more: published.append(data)
        checks.check(f)
        assert not published and capfd.readouterr() == ("", "")
        assert "10 %" not in as_text(tables[0]).replace("100 %", "") and "50 %" not in str(
            tables[0]
        )
    finally:
        shell.clear_instance()
