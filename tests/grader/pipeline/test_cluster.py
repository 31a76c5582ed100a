"""A class on a Dask cluster: the results of one machine, whatever dies and when.

Nothing here has a tight limit: a busy machine needs a minute to start a worker. Each worker and
each run imports all of the grader, which is seconds of a processor: tests that start many, or wait
until Dask gives something up, are long, and part of the full proof alone.
"""

import logging
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from nbgrader.converters.base import NbGraderException

from grader.pipeline import cluster, record
from grader.pipeline.child import differences
from grader.pipeline.errors import RunError
from grader.sandbox import capabilities
from tests.cluster import SOON, Cluster, far_machine, grading, until
from tests.grader.pipeline import tiny
from tests.postgres import free_port

FULL = bool(os.environ.get("FULL_PROOF"))  # takes minutes: `make proof` runs it
STUDENTS, KILLS = (200, 30) if FULL else (12, 1)
LONG = 600.0  # seconds: whoever needs more is not slow but stuck
isolated = pytest.mark.usefixtures("isolation")
full = pytest.mark.skipif(not FULL, reason="part of the full proof: make proof")
ANOTHER_PYTHON = """
from distributed import versions
versions.get_package_info = lambda _: {"python": "3.11.0.final.0"}
"""
NOBODY = 65534  # a user without rights of any kind
SLOW = tiny.RIGHT | {"double": "t = __import__('time'); t.sleep(0.5); return 2 * x"}


@pytest.fixture(scope="session")
def isolation() -> None:
    """Nothing to try without it: on a cluster submissions are isolated."""
    if not capabilities()["isolated"]:
        pytest.skip("needs bubblewrap")


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A scheduler with two workers; a test that ends one puts another there."""
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    found.add_worker()
    found.add_worker()
    yield found
    found.close()


@pytest.fixture
def own(tmp_path):
    """A scheduler without workers."""
    (tmp_path / "cluster").mkdir()
    found = Cluster(tmp_path / "cluster", **SOON)
    yield found
    found.close()


def hand_in_slow_ones(course, count):
    """A class whose grading takes a moment, however quick the machine is; the scores."""
    names = [f"student-{number:03}" for number in range(count)]
    for name in names:
        tiny.hand_in(course, name, SLOW)
    return dict.fromkeys(names, 5.0)


def grade(course, address, **settings):
    """Grade on a cluster whose workers may take long to start."""
    tiny.grade(course, scheduler=address, **{"worker_seconds": LONG} | settings)


def done(root):
    return list(root.glob(f"autograded/*/{tiny.NAME}/{record.NAME}"))


def calm(course, name="calm"):
    """The same class, graded in peace here."""
    root = course.with_name(name)
    shutil.copytree(course, root)
    shutil.rmtree(root / "autograded", ignore_errors=True)
    tiny.grade(root, jobs=1)
    return tiny.contents(root), notebooks(root)


def notebooks(root):
    """The graded notebooks, byte for byte."""
    return {
        path.relative_to(root): path.read_bytes() for path in root.glob("autograded/*/tiny/*.ipynb")
    }


def meanwhile(work):
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def start(root, address):
    command = [sys.executable, "-m", "tests.grader.pipeline.tiny", str(root), "1", address]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@isolated
def test_a_cluster_finds_what_one_machine_finds_and_is_left_as_it_was(course, shared):
    tiny.hand_in_class(course, 5)
    before = calm(course)
    grade(course, shared.address)
    assert (tiny.contents(course), notebooks(course)) == before
    left = ("worker-*/scratch/**/grading-*", "worker-*/tmp/sandbox-*")
    until(lambda: not any(map(grading, shared.workers)), LONG)
    until(lambda: not [path for one in left for path in shared.folder.glob(one)], LONG)


def test_without_a_scheduler_nothing_of_dask_is_needed(course, monkeypatch):
    tiny.hand_in(course, "ada")
    for name in [name for name in sys.modules if name.partition(".")[0] == "distributed"]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("grader.pipeline.cluster", "grader.pipeline.member"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delattr("grader.pipeline.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)  # as where it is not installed
    with pytest.raises(NbGraderException, match="install Dask") as caught:
        grade(course, "tcp://127.0.0.1:9")
    assert "\n" not in str(caught.value)
    tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"ada": 5.0}


@pytest.mark.parametrize("kind", ["nobody", "silent", "no address"])
def test_a_scheduler_that_does_not_answer_is_one_sentence(course, monkeypatch, kind):
    tiny.hand_in(course, "ada")
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1.0)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1] if kind == "silent" else free_port()
        address = "nonsense://" if kind == "no address" else f"tcp://127.0.0.1:{port}"
        with pytest.raises(NbGraderException, match="No Dask scheduler answers at") as caught:
            grade(course, address)
    assert "\n" not in str(caught.value)


def test_on_a_cluster_nobody_is_graded_without_isolation(course):
    tiny.hand_in(course, "ada")
    with pytest.raises(NbGraderException, match="always isolated"):
        grade(course, "tcp://127.0.0.1:9", sandbox="off")


def test_a_cluster_without_a_worker_that_may_grade_is_one_sentence(caplog):
    event = {"worker": "tcp://10.0.0.7:1", "why": "numpy 2.4.5,\nnot 2.4.6."}
    scheduler = SimpleNamespace(
        identity=lambda: {"workers": {"tcp://10.0.0.7:1": {"resources": {}}}},
        events=lambda topic: [(0.0, event)],
    )
    client = SimpleNamespace(
        id="one",
        scheduler=scheduler,
        sync=lambda function, callback_timeout, **more: function(**more),
    )
    bundle = SimpleNamespace(limits=SimpleNamespace(submission_seconds=1.0))
    crew = cluster.Crew(client, "tcp://10.0.0.1:8786", bundle, patience=-1.0)
    with pytest.raises(RunError) as caught:
        crew._look()
    assert str(caught.value) == (
        "The cluster has no worker that may grade: start one or more. tcp://10.0.0.7:1: numpy "
        "2.4.5, not 2.4.6. What was graded is kept; run the same command again for the rest."
    )
    assert caplog.messages == ["The worker tcp://10.0.0.7:1 may not grade: numpy 2.4.5, not 2.4.6"]


@isolated
def test_workers_that_differ_or_cannot_isolate_get_no_work_and_say_why(course, own, caplog):
    tiny.hand_in_class(course, 3)
    other = own.folder / "other"
    shutil.copytree(own.code, other)
    with (other / "grader" / "times.py").open("a") as file:
        file.write("# another version\n")
    (other / "sitecustomize.py").write_text(ANOTHER_PYTHON)  # of which Dask itself warns
    own.add_worker(code=other)
    until(lambda: "Registered to" in own.log(), LONG)
    reasons = ["another version of the grader"]
    if FULL:
        own.add_worker(PATH=str(own.folder))  # no bwrap there
        own.add_worker(nanny=True)  # its processes may have none
        reasons += ["bwrap is not installed", "--no-nanny"]

    def refused():
        words = "\n".join(caplog.messages)
        return all(why in words for why in reasons)

    def come_late():
        until(refused, LONG)
        own.add_worker()

    late = meanwhile(come_late)
    with caplog.at_level(logging.WARNING):
        grade(course, own.address)
    late.join()
    assert len(done(course)) == 3 and refused()


def test_versions_are_compared_name_by_name():
    ours = {"code": "1", "python": "3.11.7", "numpy": "2.4.6"}
    assert differences(ours, dict(ours)) == ""
    assert differences(ours, ours | {"numpy": "2.4.5"}) == "numpy 2.4.5, not 2.4.6"
    assert differences(ours, {"code": "2", "python": "3.12.1"}) == (
        "python 3.12.1, not 3.11.7; numpy is missing, not 2.4.6; another version of the grader"
    )


@full
@isolated
def test_a_submission_whose_process_dies_again_and_again_costs_only_itself(course, shared):
    tiny.hand_in_class(course, 3)
    tiny.hand_in(course, "poison", {"double": "while True: pass"})
    workers, over = list(shared.workers), threading.Event()

    def kill_whoever_runs_it():
        while not over.wait(0.05):
            for worker in workers:
                for process in psutil.Process(worker.pid).children():
                    if longest_run(process) > 1.0:
                        process.kill()

    thread = meanwhile(kill_whoever_runs_it)
    try:
        grade(course, shared.address, cell_seconds=300)
    finally:
        over.set()
        thread.join()
    found = {path.parts[-3]: record.read_record(path.parent) for path in done(course)}
    assert {name for name, one in found.items() if one["status"] == "fault"} == {"poison"}
    assert "its grading process ended unexpectedly" in found["poison"]["notes"][0]
    assert all(worker.poll() is None for worker in workers) and len(found) == 4


def longest_run(child: psutil.Process) -> float:
    """Processor seconds that the submission in the sandbox of a worker's process has used."""
    try:
        level = [child]
        for _ in range(3):  # bubblewrap, the template, its fork
            level = [one for process in level for one in process.children()]
        return max((sum(one.cpu_times()[:2]) for one in level), default=0.0)
    except psutil.Error:
        return 0.0


@isolated
def test_a_lost_scheduler_is_one_sentence_and_the_next_run_goes_on(course, own, monkeypatch):
    expected = hand_in_slow_ones(course, STUDENTS)
    own.add_worker()
    monkeypatch.setattr("grader.pipeline.run.BATCH", 1)

    def lose():
        until(lambda: len(done(course)) >= 2, LONG)
        own.scheduler.kill()

    meanwhile(lose)
    with pytest.raises(NbGraderException, match="does not answer any more") as caught:
        grade(course, own.address)
    assert "\n" not in str(caught.value)
    assert 2 <= len(done(course)) < STUDENTS
    if FULL:
        own.scheduler.wait()
        own.scheduler = own.start_scheduler()
        own.add_worker()
        grade(course, own.address)
    else:  # without a cluster: it is the same run
        tiny.grade(course, jobs=1)
    assert tiny.scores(course) == expected


@full
@isolated
def test_a_scheduler_that_hangs_is_one_sentence(course, own, monkeypatch):
    """It takes as long as a scheduler is given to answer."""
    hand_in_slow_ones(course, STUDENTS)
    own.add_worker()
    monkeypatch.setattr("grader.pipeline.run.BATCH", 1)

    def stop():
        until(lambda: len(done(course)) >= 2, LONG)
        own.scheduler.send_signal(signal.SIGSTOP)

    meanwhile(stop)
    with pytest.raises(NbGraderException, match="does not answer any more"):
        grade(course, own.address)


@isolated
def test_a_worker_that_is_killed_costs_only_time(course, shared, monkeypatch):
    expected = hand_in_slow_ones(course, STUDENTS)
    monkeypatch.setattr("grader.pipeline.run.BATCH", 1)

    def kill():
        until(lambda: done(course), LONG)
        shared.workers.pop(0).kill()
        shared.add_worker()

    thread = meanwhile(kill)
    grade(course, shared.address)
    thread.join()
    assert tiny.scores(course) == expected


@full
@isolated
def test_workers_killed_and_stopped_at_random_moments_cost_only_time(course, own):
    """One that is stopped is given up by the scheduler after half a minute."""
    tiny.hand_in_class(course, STUDENTS)
    before = calm(course)
    workers = [own.add_worker(), own.add_worker()]
    run = start(course, own.address)
    random.seed(11)
    for number in range(KILLS):
        goal = len(done(course)) + random.randrange(1, 4)
        until(lambda goal=goal: run.poll() is not None or len(done(course)) >= goal, LONG)
        worker = workers.pop(0)
        worker.send_signal(signal.SIGSTOP if number % 2 else signal.SIGKILL)
        workers.append(own.add_worker())
    words = run.communicate(timeout=LONG)[1]
    assert run.returncode == 0, words
    assert (tiny.contents(course), notebooks(course)) == before


@full
@isolated
def test_a_run_that_is_killed_leaves_a_cluster_on_which_the_next_goes_on(course, shared):
    tiny.hand_in_class(course, STUDENTS)
    before = calm(course)
    for _ in range(max(1, KILLS // 2)):
        run = start(course, shared.address)
        goal = len(done(course)) + 1
        until(lambda goal=goal, run=run: run.poll() is not None or len(done(course)) >= goal, LONG)
        run.kill()
        run.communicate()
    grade(course, shared.address)
    assert (tiny.contents(course), notebooks(course)) == before


@full
@isolated
def test_ctrl_c_keeps_what_was_graded_and_frees_the_workers(course, shared):
    hand_in_slow_ones(course, 60)
    run = start(course, shared.address)
    until(lambda: run.poll() is not None or done(course), LONG)
    run.send_signal(signal.SIGINT)
    words = run.communicate(timeout=LONG)[1]
    assert run.returncode == 1 and "Stopped: " in words and "Traceback" not in words
    assert 0 < len(done(course)) < 60
    until(lambda: not any(map(grading, shared.workers)), LONG)


@full
@isolated
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make network namespaces")
def test_a_worker_on_a_machine_of_its_own(course):
    """Another network, other folders and another user: nothing is shared but the wire."""
    tiny.hand_in_class(course, 5)
    before = calm(course)
    with far_machine() as (here, within), tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # that user comes no further where pytest keeps its folders
        found = Cluster(Path(folder), host=here)
        subprocess.run(["chmod", "-R", "a+rX", found.code], check=True)
        try:
            found.add_worker(within=within, user=NOBODY)
            grade(course, found.address)
        finally:
            found.close()
    assert (tiny.contents(course), notebooks(course)) == before
