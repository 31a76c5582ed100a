"""A whole run: what it says on the way, and what it does when it cannot go on."""

import contextlib
import errno
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import psutil
import pytest
from nbgrader.converters.base import NbGraderException

from grader.pipeline import folders, record, run
from tests.course import heed_ctrl_c
from tests.grader.pipeline import tiny


def test_a_folder_that_cannot_be_read_costs_nobody_else(course, monkeypatch, caplog):
    tiny.hand_in(course, "ada")
    tiny.hand_in(course, "bob")
    read = folders.read_submission

    def forbidden(student, folder):
        if student == "ada":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return read(student, folder)

    monkeypatch.setattr(folders, "read_submission", forbidden)
    tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"bob": 5.0}
    assert any("ada needs a person: cannot be read:" in line for line in caplog.messages)


def test_a_full_disk_is_one_sentence_and_loses_nothing(course, monkeypatch, caplog):
    tiny.hand_in_class(course, 6)
    monkeypatch.setattr(run, "BATCH", 2)
    write, written = folders.write_result, []

    def filling(folder, *rest):
        if len(written) >= 3:
            raise OSError(errno.ENOSPC, "No space left on device", str(folder))
        written.append(folder)
        write(folder, *rest)

    with monkeypatch.context() as full:
        full.setattr(folders, "write_result", filling)
        with pytest.raises(NbGraderException, match=r"^Grading had to stop: No space left on dev"):
            tiny.grade(course, jobs=1)
    assert len(caplog.messages) == 1
    assert caplog.messages[0].endswith(
        "What was graded is kept; run the same command again for the rest."
    )
    caplog.clear()
    tiny.grade(course, jobs=1)
    assert caplog.messages[0].startswith("3 graded, 3 unchanged")
    assert len(tiny.contents(course)) == 6


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_disk_that_is_really_full(course, tmp_path):
    tiny.hand_in_class(course, 30)
    # In a mount namespace of its own: nothing to clean up, whatever happens.
    python, everything = shlex.quote(sys.executable), f"{shlex.quote(str(course))}/*"
    script = (
        "set -e; mount -t tmpfs -o size=400k small small; mkdir small/autograded;"
        f'cp -r {everything} small/; {python} -m tests.grader.pipeline.tiny "$PWD/small" 1'
    )
    (tmp_path / "small").mkdir()
    command = ["unshare", "--mount", "bash", "-c", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    if "mount" in done.stderr and "permission" in done.stderr.lower():
        pytest.skip("mounting is forbidden here")
    assert done.returncode == 1, done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert "What was graded is kept" in last


def test_a_gradebook_in_use_is_waited_for(course, caplog):
    tiny.hand_in(course, "ada")
    other = sqlite3.connect(course / "gradebook.db", check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(8, other.rollback).start()
    tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"ada": 5.0}
    other.close()


def test_a_gradebook_that_stays_in_use_is_one_sentence(course, monkeypatch, caplog):
    tiny.hand_in(course, "ada")
    monkeypatch.setattr(run, "LOCKED_SECONDS", 0.1)
    other = sqlite3.connect(course / "gradebook.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NbGraderException, match=r"^The gradebook cannot be used: another program"):
        tiny.grade(course, jobs=1)
    other.rollback()
    other.close()
    assert len(caplog.messages) == 1
    tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"ada": 5.0}


def test_two_runs_at_once_are_one_sentence(course):
    tiny.hand_in(course, "ada")
    with (
        folders.alone(course / "autograded"),
        pytest.raises(NbGraderException, match=r"^Another run is grading into .*: let it end\.$"),
    ):
        tiny.grade(course, jobs=1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_stops_with_one_line_and_keeps_what_was_graded(course, jobs):
    tiny.hand_in_class(course, 150)
    command = [sys.executable, "-m", "tests.grader.pipeline.tiny", str(course), str(jobs)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )  # fmt: skip
    records = f"autograded/*/{tiny.NAME}/{record.NAME}"
    while not any(course.glob(records)):
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    start = time.monotonic()
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - start < 20
    assert process.returncode == 1, said
    lines = [line for line in said.splitlines() if not line.startswith("graded ")]
    assert len(lines) == 1, said
    count = len(list(course.glob(records)))
    assert f"Stopped: {count} graded. What was graded is kept" in lines[0]
    assert 0 < count < 150
    assert len(tiny.contents(course)) == count
    deadline = time.monotonic() + 10
    while left := alive_in_group(process.pid):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def alive_in_group(group: int) -> list[psutil.Process]:
    """The processes of a group that still run."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, ProcessLookupError):
            if os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def test_an_interrupt_in_the_middle_of_writing_loses_nothing(course, monkeypatch):
    tiny.hand_in_class(course, 4)
    write, calls = folders.write_result, []

    def interrupted(folder, *rest):
        calls.append(folder)
        if len(calls) == 2:
            raise KeyboardInterrupt
        write(folder, *rest)

    monkeypatch.setattr(folders, "write_result", interrupted)
    monkeypatch.setattr(run, "BATCH", 4)
    with pytest.raises(NbGraderException, match=r"^Stopped: 4 graded"):
        tiny.grade(course, jobs=1)
    assert len(list(course.glob(f"autograded/*/tiny/{record.NAME}"))) == 4
