"""Starting, ending, and who survives whom."""

import concurrent.futures
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.sandbox import (
    Limits,
    Sandbox,
    SandboxUnavailable,
)
from tests.course import heed_ctrl_c
from tests.grader.sandbox.looking import descendants, linux

HOLD = """
import json, sys, time
from grader.sandbox import Sandbox
if __name__ == "__main__":
    with Sandbox(mode=sys.argv[1]) as box, box.session() as session:
        session.run("x = 1", "a")
        print(json.dumps(box.control.process.pid), flush=True)
        try:
            session.run(sys.argv[2], "loop", seconds=60)
        except KeyboardInterrupt:
            print("interrupted", flush=True)
"""


LOOP = "while True:\n    x = 1"


def started(mode, source=LOOP):
    """A process that runs an endless cell in a sandbox, and the pid of its template."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, mode, source],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    template = json.loads(process.stdout.readline())
    time.sleep(0.3)
    return process, template


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def all_gone(pids, seconds=5):
    deadline = time.monotonic() + seconds
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return [pid for pid in pids if alive(pid)] == []


MODES = [
    pytest.param(
        "required",
        marks=pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed"),
    ),
    "off",
]


@linux
@pytest.mark.parametrize("mode", MODES)
def test_does_the_sandbox_die_with_a_parent_that_is_killed(mode):
    process, template = started(mode)
    below = descendants(template)
    assert len(below) >= 2
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert all_gone(below)


@linux
@pytest.mark.parametrize("mode", MODES)
def test_does_ctrl_c_end_it_cleanly(mode):
    process, template = started(mode)
    below = descendants(template)
    os.killpg(process.pid, signal.SIGINT)  # what a terminal sends: to the whole group
    out, _ = process.communicate(timeout=10)
    assert "interrupted" in out
    assert process.returncode == 0
    assert all_gone(below)


def grade(number):
    """One task of a worker that keeps its sandbox."""
    global kept
    if "kept" not in globals():
        kept = Sandbox(Limits(cell_seconds=20))
        kept.start()
    with kept.session() as session:
        session.run(f"def f(x): return x + {number}", "a")
        return session.get("f")(1), os.getpid()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_does_each_worker_of_a_pool_have_its_own(method):
    context = multiprocessing.get_context(method)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        results = list(pool.map(grade, range(12)))
    assert [value for value, _ in results] == [1 + n for n in range(12)]


def test_does_required_refuse_where_bubblewrap_does_not_work(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SandboxUnavailable, match="not installed"), Sandbox(mode="required"):
        pass


@pytest.mark.parametrize(
    "broken", [["false"], ["sh", "-c", "echo bwrap: No permissions >&2; exit 1"]]
)
def test_is_nothing_run_without_isolation_until_somebody_says_so(monkeypatch, caplog, broken):
    monkeypatch.setattr("grader.sandbox.launch.bubblewrap", lambda files, users: broken)
    with pytest.raises(SandboxUnavailable, match='SANDBOX=off make grade, or `sandbox = "off"`'):
        Sandbox(mode="auto").start()
    with pytest.raises(SandboxUnavailable) as refused:
        Sandbox(mode="required").start()
    assert "off" not in str(refused.value)
    with Sandbox(mode="off") as box, box.session() as session:
        assert session.run("1", "a").ok
        assert not box.isolated
        assert "no isolation" in box.statement
    assert "no isolation" in caplog.text


def test_is_an_unknown_mode_refused():
    with pytest.raises(ValueError, match="required"):
        Sandbox(mode="maybe")


def test_is_a_missing_folder_of_files_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        Sandbox(files=tmp_path / "nowhere")
