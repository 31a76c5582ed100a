"""Whatever is killed and when, the next run goes on: nothing lost, nothing twice, nothing left."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from grader.pipeline import record
from tests.grader.pipeline import tiny

# The full proof takes minutes: `make proof` runs it. With those of the cluster and of PostgreSQL
# it kills at a hundred random moments.
STUDENTS, KILLS = (300, 40) if os.environ.get("FULL_PROOF") else (16, 2)
AT_LEAST = 0.6  # of the kills must have interrupted a run, else this proves little


def start(root: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.grader.pipeline.tiny", str(root), "2"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def records(root: Path) -> list[Path]:
    return list(root.glob(f"autograded/*/{tiny.NAME}/{record.NAME}"))


def family(process: subprocess.Popen) -> list[psutil.Process]:
    """The processes that a run has started, its own first."""
    try:
        top = psutil.Process(process.pid)
        return [top, *top.children(recursive=True)]
    except psutil.Error:
        return []


def kill_one(process: subprocess.Popen, level: int) -> None:
    """Kill a process of the run: 1 a worker (or its helper), 2 a sandbox, 3 its template."""
    below = [psutil.Process(process.pid)]
    for _ in range(level):
        below = [child for one in below for child in one.children()]
    if below:
        random.choice(below).kill()


def wait_for(root: Path, process: subprocess.Popen, more: int) -> None:
    """Until the run has finished some more submissions, or is over."""
    goal = len(records(root)) + more
    while process.poll() is None and len(records(root)) < goal:
        time.sleep(0.01)


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files, to see what is left there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_killed_again_and_again(course, temporary):
    tiny.hand_in_class(course, STUDENTS)
    calm = course.with_name("calm")
    shutil.copytree(course, calm)
    assert start(calm).wait() == 0
    random.seed(20)
    interrupted = 0
    for number in range(KILLS):
        process = start(course)
        wait_for(course, process, random.randrange(10))
        time.sleep(random.uniform(0, 0.3))
        seen = family(process)
        try:
            if number % 2:  # first a worker or a sandbox, then all of it
                kill_one(process, random.choice([1, 2, 3]))
                wait_for(course, process, random.randrange(4))
                seen += family(process)
        except psutil.Error:
            pass
        interrupted += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert_gone(seen)
    assert interrupted >= AT_LEAST * KILLS
    process = start(course)
    said = process.communicate()[1]
    assert process.returncode == 0, said
    assert len(records(course)) == STUDENTS
    assert {json.loads(path.read_text())["status"] for path in records(course)} == {"graded"}
    assert tiny.contents(course) == tiny.contents(calm)
    assert [p.name for p in course.glob("autograded/*/.*")] == []
    assert [p.name for p in temporary.iterdir()] == []


def assert_gone(processes: list[psutil.Process]) -> None:
    """Within a moment, no process of a killed run is left."""
    _, left = psutil.wait_procs(processes, timeout=10)
    left = [one for one in left if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    assert not left, left
