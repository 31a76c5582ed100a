"""Tasks in this process or on several: the same results, whoever dies."""

import multiprocessing
import shutil
import threading
import time
from dataclasses import replace

import psutil
import pytest

from grader.pipeline import workers
from grader.pipeline.bundle import BundleError
from grader.pipeline.bundling import make_bundle
from grader.pipeline.processes import warm
from grader.pipeline.workers import run_tasks, warm_up
from grader.sandbox import Limits, SandboxUnavailable, capabilities
from tests.grader.pipeline import tiny

# Three seconds of a processor, however many others want it too.
BUSY = "t = __import__('time'); e = t.process_time() + 3\n    while t.process_time() < e: pass"


@pytest.fixture
def bundle(course):
    with tiny.gradebook(course) as gradebook:
        folder = course / "release" / tiny.NAME
        return make_bundle(gradebook, tiny.NAME, folder, folder, "s", Limits(), "auto")


@pytest.fixture
def jobs(course):
    def make(*answers):
        found = []
        for number, answer in enumerate(answers):
            folder = tiny.hand_in(course, f"student-{number:03}", answer)
            name = f"{tiny.NAME}.ipynb"
            found.append((f"student-{number:03}", {name: (folder / name).read_bytes()}))
        return found

    return make


def outcome(results):
    """Status and score of each student; nobody comes twice."""
    found = list(results)
    assert len({student for student, _ in found}) == len(found)
    return {student: (result.status, result.score) for student, result in found}


def workers_now():
    return [child for child in multiprocessing.active_children() if child.is_alive()]


def test_one_process_and_several_find_the_same(bundle, jobs):
    class_ = jobs(*tiny.KINDS)
    found = [outcome(run_tasks(bundle, class_, count)) for count in (1, 3)]
    assert found[0] == found[1]
    assert [score for _, score in sorted(found[0].values())] == [0, 0, 3, 4, 5]
    assert not workers_now()


def test_a_thread_grades_in_another_process(bundle, jobs):
    found, seen = {}, []

    def grade():
        for student, result in run_tasks(bundle, jobs(tiny.RIGHT), 1):
            seen.extend(workers_now())
            found[student] = result.score

    thread = threading.Thread(target=grade)
    thread.start()
    thread.join()
    assert found == {"student-000": 5.0}
    assert len(seen) == 1
    assert not workers._box


def test_a_killed_worker_costs_nobody_a_result(bundle, jobs):
    class_ = jobs(*tiny.KINDS * 2)
    results = run_tasks(bundle, class_, 2)
    found = [next(results)]
    workers_now()[0].kill()
    found += results
    calm = outcome(run_tasks(bundle, class_, 1))
    assert outcome(found) == calm


def test_a_submission_whose_worker_dies_again_and_again_costs_only_itself(bundle, jobs):
    class_ = jobs(tiny.RIGHT, {"double": BUSY}, *[tiny.RIGHT] * 6)
    over = threading.Event()

    def kill_whoever_runs_it():
        while not over.wait(0.05):
            for worker in workers_now():
                if longest_run(worker.pid, deep) > 0.7:
                    worker.kill()

    deep = 3 if capabilities()["isolated"] else 2
    killer = threading.Thread(target=kill_whoever_runs_it)
    killer.start()
    try:
        found = outcome(run_tasks(bundle, class_, 2))
    finally:
        over.set()
        killer.join()
    assert found.pop("student-001") == ("fault", 0.0)
    assert found == {f"student-{number:03}": ("graded", 5.0) for number in (0, 2, 3, 4, 5, 6, 7)}


def longest_run(worker: int, deep: int) -> float:
    """Processor seconds that the submission, so ``deep`` below a worker, has used so far."""
    try:
        level = [psutil.Process(worker)]
        for _ in range(deep):
            level = [child for process in level for child in process.children()]
        return max((sum(process.cpu_times()[:2]) for process in level), default=0.0)
    except psutil.Error:
        return 0.0


def test_a_killed_sandbox_is_replaced(bundle, jobs):
    found = []
    for student, result in run_tasks(bundle, jobs(*[tiny.RIGHT] * 4), 1):
        found.append((student, result))
        workers._box[0][1].control.process.kill()
    assert set(outcome(found).values()) == {("graded", 5.0)}


def test_a_failure_of_ours_costs_only_its_submission(bundle, jobs, monkeypatch):
    class_ = jobs(*[tiny.RIGHT] * 3)
    grade, tried = workers.grade_submission, []

    def failing(bundle, files, box):
        tried.append(files)
        if files is class_[1][1]:
            raise ZeroDivisionError("ours")
        return grade(bundle, files, box)

    monkeypatch.setattr(workers, "grade_submission", failing)
    found = dict(run_tasks(bundle, class_, 1))
    assert [result.status for result in found.values()] == ["graded", "fault", "graded"]
    failed = found["student-001"]
    assert {grade.score for grade in failed.grades} == {None}
    assert failed.notes == ("The grader failed, and no points are lost by it.",)
    assert [due.why for due in failed.people] == [
        "fault: the grader failed: ZeroDivisionError: ours"
    ]
    assert len(tried) == 4  # it was given a second chance


def test_results_that_nobody_wants_are_not_waited_for(bundle, jobs):
    class_ = jobs(tiny.RIGHT, *[{"double": BUSY}] * 8)
    results = run_tasks(bundle, class_, 2)
    next(results)
    start = time.monotonic()
    results.close()
    assert time.monotonic() - start < 8  # they would take twelve
    assert not workers_now()


@pytest.mark.parametrize("count", [1, 2])
def test_required_isolation_that_is_missing_stops_everything(bundle, jobs, monkeypatch, count):
    monkeypatch.setenv("PATH", "/nowhere")
    object.__setattr__(bundle, "sandbox", "required")
    with pytest.raises(SandboxUnavailable, match="bwrap is not installed"):
        list(run_tasks(bundle, jobs(tiny.RIGHT), count))


@pytest.mark.parametrize("count", [1, 2])
def test_released_files_that_are_gone_stop_everything(bundle, jobs, count):
    class_ = jobs(tiny.RIGHT, tiny.RIGHT)
    shutil.rmtree(bundle.files)
    with pytest.raises(BundleError, match="not there any more"):
        list(run_tasks(bundle, class_, count))


@pytest.mark.parametrize("change", [{"key": "of other files"}, {"sandbox": "required"}])
def test_a_sandbox_is_open_for_one_bundle_and_no_other(bundle, change):
    try:
        first = workers.open_sandbox(bundle)
        assert workers.open_sandbox(replace(bundle)) is first
        assert workers.open_sandbox(replace(bundle, **change)) is not first
        assert first.control is None  # closed
    finally:
        workers._close()


def test_kept_workers_stay_from_run_to_run_and_one_that_died_costs_nothing(bundle, jobs):
    (job,) = jobs(tiny.RIGHT)
    with warm():
        warm_up(bundle, 1)
        (first,) = workers_now()
        assert outcome(run_tasks(bundle, [job], 1)) == {job[0]: ("graded", 5)}
        assert workers_now() == [first]
        first.kill()
        first.join()
        assert outcome(run_tasks(bundle, [job], 1)) == {job[0]: ("graded", 5)}
    assert not workers_now()
