"""The conversation with the template: one submission at a time, each with its number."""

import os
import signal
import time

import pytest

from grader.sandbox import Limits, Sandbox, SandboxFault, SessionDied
from tests.grader.sandbox.looking import descendants, linux


@pytest.fixture
def quick_box(files):
    with Sandbox(Limits(cell_seconds=5, grace_seconds=0.3), files=files) as box:
        yield box


def test_can_the_box_run_only_one_submission_at_a_time(box):
    with box.session(), pytest.raises(SandboxFault, match="running a submission"), box.session():
        pass


def test_does_an_end_that_comes_late_not_end_the_next_submission(box):
    with box.session() as first:
        first.run("import os; os._exit(1)", "a")
    with box.session() as second:
        assert second.number != first.number
        first.close()
        first.control.interrupt(first.number)
        assert first.control.end(first.number) == (None, "")
        assert first.control.processor_seconds(first.number) == 0
        assert second.run("1", "b").ok


def test_is_the_end_of_a_submission_reported_with_its_status(box):
    with box.session() as session:
        session.run("import os, threading\nthreading.Timer(0.1, os._exit, (7,)).start()", "a")
        time.sleep(0.3)
        fault = session.run("1", "b").fault
        assert isinstance(fault, SessionDied) and (fault.reason, fault.status) == ("exit", 7)
        assert box.control.running is None


def test_is_processor_time_that_of_all_its_processes(box):
    source = "import os, time\n{}while time.process_time() < 0.3: pass\n{}"
    with box.session() as session:
        start = box.control.processor_seconds(session.number)
        session.run(source.format("", ""), "a")
        used = box.control.processor_seconds(session.number) - start
        assert 0.2 < used < 2
        forked = source.format("pid = os.fork()\nstart = time.process_time()\n", "")
        session.run(forked + "os._exit(0) if pid == 0 else os.waitpid(pid, 0)", "b")
        assert box.control.processor_seconds(session.number) - start - used > 0.2


def test_is_a_template_that_is_gone_replaced(quick_box):
    with quick_box.session() as session:
        quick_box.control.process.kill()
        quick_box.control.process.wait()
        time.sleep(0.1)
        with pytest.raises(SandboxFault):
            session.run("1", "a")
        assert quick_box.control.closed
    with quick_box.session() as session:
        assert session.run("1", "a").ok


def test_does_a_closed_conversation_say_so(quick_box):
    control = quick_box.control
    quick_box.close()
    with pytest.raises(SandboxFault, match="closed"):
        control.start()
    control.interrupt(1)
    assert control.end(1) == (None, "") and control.last_words() == ""
    with quick_box.session() as session:  # which starts a new one
        assert session.run("1", "a").ok


@linux
def test_is_a_template_that_does_not_answer_ended(quick_box, monkeypatch):
    monkeypatch.setattr("grader.sandbox.control.ANSWER_SECONDS", 0.2)
    control = quick_box.control
    for pid in descendants(control.process.pid):
        os.kill(pid, signal.SIGSTOP)
    with pytest.raises(SandboxFault, match="TooSlow"):
        control.start()
    assert control.closed and control.process.poll() is not None
