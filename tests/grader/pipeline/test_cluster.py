"""A class on a Dask cluster: the results of one machine, whatever dies and when."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading

import psutil
import pytest
from nbgrader.converters.base import NbGraderException

from grader.pipeline import cluster, record
from grader.pipeline.child import differences
from tests.cluster import SOON, Cluster, far_machine, grading, until
from tests.grader.pipeline import tiny
from tests.postgres import free_port

# The full proof takes minutes: `make proof` runs it.
STUDENTS, KILLS = (200, 30) if os.environ.get("FULL_PROOF") else (15, 2)
PATIENCE = 40.0  # seconds in which a worker is ready or says why it is not
SLOW = tiny.RIGHT | {"double": "t = __import__('time'); t.sleep(0.5); return 2 * x"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A scheduler with two workers, for the tests that leave it as it was."""
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    found.add_worker()
    found.add_worker()
    yield found
    found.close()


@pytest.fixture
def own(tmp_path):
    """A scheduler without workers."""
    (tmp_path / "cluster").mkdir()
    found = Cluster(tmp_path / "cluster")
    yield found
    found.close()


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


def test_a_cluster_finds_what_one_machine_finds_and_is_left_as_it_was(course, shared):
    tiny.hand_in_class(course, 5)
    before = calm(course)
    tiny.grade(course, scheduler=shared.address)
    assert (tiny.contents(course), notebooks(course)) == before
    until(lambda: not any(map(grading, shared.processes[1:])))
    left = ("worker-*/scratch/**/grading-*", "worker-*/tmp/sandbox-*")
    assert [path for pattern in left for path in shared.folder.glob(pattern)] == []


def test_without_a_scheduler_nothing_of_dask_is_needed(course, monkeypatch):
    tiny.hand_in(course, "ada")
    for name in [name for name in sys.modules if name.partition(".")[0] == "distributed"]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("grader.pipeline.cluster", "grader.pipeline.member"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delattr("grader.pipeline.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)  # as where it is not installed
    with pytest.raises(NbGraderException, match="install Dask") as caught:
        tiny.grade(course, scheduler="tcp://127.0.0.1:9")
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
            tiny.grade(course, scheduler=address)
    assert "\n" not in str(caught.value)


def test_on_a_cluster_nobody_is_graded_without_isolation(course):
    tiny.hand_in(course, "ada")
    with pytest.raises(NbGraderException, match="always isolated"):
        tiny.grade(course, scheduler="tcp://127.0.0.1:9", sandbox="off")


def test_workers_that_differ_or_cannot_isolate_get_no_work_and_say_why(course, own, caplog):
    tiny.hand_in_class(course, 3)
    other = own.folder / "other"
    shutil.copytree(own.code, other)
    with (other / "grader" / "times.py").open("a") as file:
        file.write("# another version\n")
    own.add_worker(code=other)
    own.add_worker(PATH=str(own.folder))  # no bwrap there
    own.add_worker(nanny=True)  # its processes may have none
    with pytest.raises(NbGraderException) as caught:
        tiny.grade(course, scheduler=own.address, worker_seconds=PATIENCE)
    words = str(caught.value)
    assert words.startswith("The cluster has no worker that may grade. ") and "\n" not in words
    assert "another version of the grader" in words
    assert "bwrap is not installed" in words and "--no-nanny" in words
    late = threading.Timer(3.0, own.add_worker)
    late.start()
    tiny.grade(course, scheduler=own.address)
    assert len(done(course)) == 3


def test_versions_are_compared_name_by_name():
    ours = {"code": "1", "python": "3.11.7", "numpy": "2.4.6"}
    assert differences(ours, dict(ours)) == ""
    assert differences(ours, ours | {"numpy": "2.4.5"}) == "numpy 2.4.5, not 2.4.6"
    assert differences(ours, {"code": "2", "python": "3.12.1"}) == (
        "python 3.12.1, not 3.11.7; numpy is missing, not 2.4.6; another version of the grader"
    )


def test_a_submission_whose_process_dies_again_and_again_costs_only_itself(course, own):
    tiny.hand_in_class(course, 5)
    tiny.hand_in(course, "poison", {"double": "while True: pass"})
    worker = own.add_worker()
    over = threading.Event()

    def kill_whoever_runs_it():
        while not over.wait(0.05):
            for process in psutil.Process(worker.pid).children():
                if longest_run(process) > 1.0:
                    process.kill()

    thread = meanwhile(kill_whoever_runs_it)
    try:
        tiny.grade(course, scheduler=own.address, cell_seconds=60)
    finally:
        over.set()
        thread.join()
    found = {path.parts[-3]: record.read_record(path.parent) for path in done(course)}
    assert {name for name, one in found.items() if one["status"] == "fault"} == {"poison"}
    assert "its grading process ended unexpectedly" in found["poison"]["notes"][0]
    assert worker.poll() is None and len(found) == 6


def longest_run(child: psutil.Process) -> float:
    """Processor seconds that the submission in the sandbox of a worker's process has used."""
    try:
        level = [child]
        for _ in range(3):  # bubblewrap, the template, its fork
            level = [one for process in level for one in process.children()]
        return max((sum(one.cpu_times()[:2]) for one in level), default=0.0)
    except psutil.Error:
        return 0.0


def test_a_lost_scheduler_is_one_sentence_and_the_next_run_goes_on(course, own, monkeypatch):
    tiny.hand_in_class(course, STUDENTS)
    before = calm(course)
    own.add_worker()
    monkeypatch.setattr("grader.pipeline.run.BATCH", 2)

    def lose():
        until(lambda: len(done(course)) >= 2, 200)
        own.scheduler.kill()

    meanwhile(lose)
    with pytest.raises(NbGraderException, match="does not answer any more") as caught:
        tiny.grade(course, scheduler=own.address)
    assert "\n" not in str(caught.value)
    assert 2 <= len(done(course)) < STUDENTS
    own.scheduler.wait()
    own.scheduler = own.start_scheduler()
    own.add_worker()
    tiny.grade(course, scheduler=own.address)
    assert (tiny.contents(course), notebooks(course)) == before


def test_a_scheduler_that_hangs_is_one_sentence(course, own, monkeypatch):
    tiny.hand_in_class(course, STUDENTS)
    own.add_worker()
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 10.0)
    monkeypatch.setattr("grader.pipeline.run.BATCH", 2)

    def stop():
        until(lambda: len(done(course)) >= 2, 200)
        own.scheduler.send_signal(signal.SIGSTOP)

    meanwhile(stop)
    with pytest.raises(NbGraderException, match="does not answer any more"):
        tiny.grade(course, scheduler=own.address)


def test_workers_killed_and_stopped_at_random_moments_cost_only_time(course, tmp_path):
    (tmp_path / "cluster").mkdir()
    own = Cluster(tmp_path / "cluster", **SOON)
    try:
        kill_again_and_again(course, own)
    finally:
        own.close()


def kill_again_and_again(course, own):
    tiny.hand_in_class(course, STUDENTS)
    before = calm(course)
    workers = [own.add_worker(), own.add_worker()]
    run = start(course, own.address)
    random.seed(11)
    for number in range(KILLS):
        goal = len(done(course)) + random.randrange(1, 4)
        until(lambda goal=goal: run.poll() is not None or len(done(course)) >= goal, 300)
        worker = workers.pop(0)
        worker.send_signal(signal.SIGSTOP if number % 2 else signal.SIGKILL)
        workers.append(own.add_worker())
    words = run.communicate(timeout=600)[1]
    assert run.returncode == 0, words
    assert (tiny.contents(course), notebooks(course)) == before


def test_a_run_that_is_killed_leaves_a_cluster_on_which_the_next_goes_on(course, shared):
    tiny.hand_in_class(course, STUDENTS)
    before = calm(course)
    for _ in range(max(1, KILLS // 2)):
        run = start(course, shared.address)
        goal = len(done(course)) + 1
        until(lambda goal=goal, run=run: run.poll() is not None or len(done(course)) >= goal, 300)
        run.kill()
        run.communicate()
    tiny.grade(course, scheduler=shared.address)
    assert (tiny.contents(course), notebooks(course)) == before


def test_ctrl_c_keeps_what_was_graded_and_frees_the_workers(course, shared):
    for number in range(30):
        tiny.hand_in(course, f"student-{number:03}", SLOW)
    run = start(course, shared.address)
    until(lambda: run.poll() is not None or done(course), 300)
    run.send_signal(signal.SIGINT)
    words = run.communicate(timeout=60)[1]
    assert run.returncode == 1 and "Stopped: " in words and "Traceback" not in words
    assert 0 < len(done(course)) < 30
    until(lambda: not any(map(grading, shared.processes[1:])))


def start(root, address):
    command = [sys.executable, "-m", "tests.grader.pipeline.tiny", str(root), "1", address]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make network namespaces")
def test_a_worker_on_a_machine_of_its_own(course, tmp_path):
    """Another network and other folders: nothing is shared but the wire."""
    tiny.hand_in_class(course, 5)
    before = calm(course)
    with far_machine() as (here, within):
        (tmp_path / "cluster").mkdir()
        found = Cluster(tmp_path / "cluster", host=here)
        try:
            found.add_worker(within=within)
            tiny.grade(course, scheduler=found.address)
        finally:
            found.close()
    assert (tiny.contents(course), notebooks(course)) == before
