"""What hangs or dies costs its own question only."""

import pytest

from grader.sandbox import Limits, Sandbox, SessionDied, StudentTimeout
from grader.sandbox import replay as replay_module
from grader.sandbox.replay import Cell, replay, what_it_does

DIE = "import os; os._exit(1)"
LOOP = "while True:\n        x = 1"


@pytest.fixture(scope="module")
def quick_box():
    with Sandbox(Limits(cell_seconds=0.6, grace_seconds=0.3, submission_seconds=20)) as box:
        yield box


def cells(*sources):
    """`# name` on the first line; those called test-… are test cells."""
    made = []
    for source in sources:
        name = source.splitlines()[0].removeprefix("# ")
        made.append(Cell(name, source, trusted=name.startswith("test-")))
    return made


def outcome(results):
    return {r.cell_id: "ok" if r.ok else type(r.fault or r.error).__name__ for r in results}


def test_does_an_honest_submission_just_run(quick_box):
    results = replay(
        quick_box,
        cells("# f\ndef f(x): return x + 1", "# test-f\nassert f(1) == 2\n0.5", "# end\nprint(1)"),
    )
    assert outcome(results) == {"f": "ok", "test-f": "ok", "end": "ok"}
    assert results[1].outputs[0]["data"]["text/plain"] == "0.5"


def test_does_a_cell_that_ends_the_process_cost_only_itself(quick_box):
    results = replay(
        quick_box,
        cells(
            "# f\ndef f(): return 1",
            "# test-f\nassert f() == 1",
            f"# bad\ndef g(): return 2\n{DIE}",
            "# test-g\nassert g() == 2",
            "# h\ndef h(): return f()",
            "# test-h\nassert h() == 1",
        ),
    )
    assert outcome(results) == {
        "f": "ok", "test-f": "ok", "bad": "SessionDied", "test-g": "NameError",
        "h": "ok", "test-h": "ok",
    }  # fmt: skip


def test_does_a_function_that_ends_the_process_cost_only_its_callers(quick_box):
    results = replay(
        quick_box,
        cells(
            "# f\ndef f(): return 1",
            f"# bad\ndef bad(): {DIE}",
            "# test-f\nassert f() == 1",
            "# test-bad\nbad()",
            "# test-f-again\nassert f() == 1",
            "# user\ndef user(): return bad()",
            "# test-user\nuser()",
            "# test-last\nassert f() == 1",
        ),
    )
    by_id = {r.cell_id: r for r in results}
    assert isinstance(by_id["test-bad"].fault, SessionDied)
    assert by_id["test-user"].outputs[-1]["evalue"] == (
        "bad() ends its own process, as an earlier check found; it is not called again"
    )
    ok = {"f", "bad", "test-f", "test-f-again", "user", "test-last"}
    assert {r.cell_id for r in results if r.ok} == ok


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("time", "takes too long"),
        ("cpu", "takes too long"),
        ("memory", "uses too much memory"),
        ("protocol", "cannot be called"),
        ("exit", "ends its own process"),
        ("signal", "ends its own process"),
    ],
)
def test_is_it_told_what_a_function_did(reason, words):
    assert what_it_does(SessionDied("f() is over", "f()", reason)) == words
    assert what_it_does(StudentTimeout("f() was stopped", "f()")) == "takes too long"


def test_is_a_hanging_function_charged_once(quick_box):
    callers = [f"# c{i}\ndef c{i}(): return slow()" for i in range(6)]
    tests = [f"# test-c{i}\nc{i}()" for i in range(6)]
    results = replay(
        quick_box,
        cells(f"# slow\ndef slow():\n    {LOOP}", "# test-slow\nslow()", *callers, *tests),
    )
    by_id = {r.cell_id: r for r in results}
    assert isinstance(by_id["test-slow"].fault, StudentTimeout)
    for index in range(6):
        result = by_id[f"test-c{index}"]
        assert "slow() takes too long" in result.outputs[-1]["evalue"]
        assert result.seconds < 0.3


def test_is_nobody_charged_but_the_function_that_was_called(quick_box):
    source = "# fs\ndef fine(): return 1\ndef endless():\n    while True:\n        fine()"
    results = replay(
        quick_box,
        cells(source, "# test-endless\nendless()", "# test-fine\nassert fine() == 1"),
    )
    by_id = {r.cell_id: r for r in results}
    assert "endless() was stopped" in str(by_id["test-endless"].fault)
    assert by_id["test-fine"].ok


def test_are_grades_kept_when_a_loop_swallows_interrupts(quick_box):
    stubborn = (
        "# bad\nwhile True:\n    try:\n        while True:\n            x = 1\n"
        "    except BaseException:\n        x = 2"
    )
    results = replay(
        quick_box,
        cells("# f\ndef f(): return 1", "# test-f\nf()", stubborn, "# test-f2\nassert f() == 1"),
    )
    assert outcome(results) == {"f": "ok", "test-f": "ok", "bad": "SessionDied", "test-f2": "ok"}


def test_can_a_fixed_definition_be_used_again(quick_box):
    results = replay(
        quick_box,
        cells(
            f"# first\ndef f(): {DIE}",
            "# test-1\nf()",
            "# second\ndef f(): return 1",
            "# test-2\nf()",
        ),
    )
    assert outcome(results)["test-2"] == "ok"


def test_does_every_cell_dying_end_at_last(quick_box):
    results = replay(quick_box, cells(*(f"# c{i}\n{DIE}" for i in range(8)), "# test-x\n1"))
    assert [type(r.fault).__name__ for r in results] == ["SessionDied"] * 8 + ["NoneType"]


def test_does_a_cell_that_dies_only_when_run_again_change_no_result(quick_box):
    sneaky = (
        "# sneaky\nimport time, os\nif int(time.time() * 10) % 2 or True:\n    pass\n"
        "def f(): return 1\n"
    )
    flaky = "# flaky\nimport random, os\nif os.urandom(1)[0] % 2:\n    os._exit(1)"
    results = replay(
        quick_box, cells(sneaky, flaky, f"# bad\n{DIE}", "# test-f\nassert f() == 1", f"# b\n{DIE}")
    )
    assert {r.cell_id: r.ok for r in results}["test-f"]
    assert len(results) == 5


def test_does_a_submission_that_uses_up_its_time_get_an_answer():
    limits = Limits(cell_seconds=0.3, grace_seconds=0.2, submission_seconds=1.0)
    with Sandbox(limits) as box:
        loops = [f"# c{i}\nwhile True:\n    x = 1" for i in range(20)]
        results = replay(box, cells(*loops))
        assert len(results) == 20
        assert all(isinstance(r.fault, StudentTimeout) for r in results)
        assert "used up its 1 seconds" in str(results[-1].fault)


def test_is_what_all_cells_show_together_limited(quick_box, monkeypatch):
    monkeypatch.setattr(replay_module, "MOST_SHOWN", 5000)
    results = replay(
        quick_box, cells("# a\nprint('a' * 3000)", "# b\nprint('b' * 3000)\n1 / 0", "# c\n1")
    )
    assert results[0].outputs[0]["text"] == "a" * 3000 + "\n"
    note, error = results[1].outputs
    assert note["text"] == replay_module.TOO_MUCH and error["ename"] == "ZeroDivisionError"


def test_are_results_told_as_they_come(quick_box):
    told = []
    results = replay(quick_box, cells("# a\n1", "# test-b\n2"), on_result=told.append)
    assert told == results
