"""Run tasks, one after another or on all cores: one interface, results as they come."""

import contextlib
import ctypes
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from grader.pipeline.bundle import Bundle
from grader.pipeline.task import Grade, Result, grade_submission, prepare, silence_checks
from grader.sandbox import SandboxFault
from grader.sandbox.box import Sandbox

Job = tuple[str, dict[str, bytes]]  # a student and the files to grade
WAITING = 4  # jobs handed out for each worker: enough to keep it busy, few enough for memory
ATTEMPTS = 2
PR_SET_PDEATHSIG = 1

_box: list[Sandbox] = []  # this process's sandbox, open from its first task to its end


def run_tasks(bundle: Bundle, jobs: Iterable[Job], count: int) -> Iterator[tuple[str, Result]]:
    """Grade all jobs with ``count`` processes, or in this one when that is 1."""
    if count == 1:
        yield from _here(bundle, jobs)
    else:
        yield from _on_cores(bundle, iter(jobs), count)


def _here(bundle: Bundle, jobs: Iterable[Job]) -> Iterator[tuple[str, Result]]:
    before = os.environ.get("NBGRADER_EXECUTION")
    silence_checks()
    try:
        for student, files in jobs:
            yield student, _task(bundle, files)
    finally:
        _close()
        if before is None:
            os.environ.pop("NBGRADER_EXECUTION", None)


def _on_cores(bundle: Bundle, jobs: Iterator[Job], count: int) -> Iterator[tuple[str, Result]]:
    """Hand out a few jobs at a time; a worker that dies takes no result of another with it."""
    tried: dict[str, int] = {}
    again: list[Job] = []
    finished = False
    while not finished or again:
        running: dict[Future, Job] = {}
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(count, context, _start_worker) as pool:
            try:
                while True:
                    while len(running) < WAITING * count and not finished:
                        job = again.pop() if again else next(jobs, None)
                        finished = job is None and not again
                        if job is not None:
                            running[pool.submit(_task, bundle, job[1])] = job
                    if not running:
                        break
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        result = future.result()
                        yield running.pop(future)[0], result
            except BrokenProcessPool:
                # Whoever was running may have been the cause: try them alone, and then give up.
                count = 1 if count == 1 else max(1, count // 2)
                for student, files in running.values():
                    tried[student] = tried.get(student, 0) + 1
                    if tried[student] > ATTEMPTS:
                        yield student, fault(bundle, "a grading process ended unexpectedly")
                    else:
                        again.append((student, files))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _start_worker() -> None:
    """In a new worker: Ctrl-C is the parent's business, and the parent's end is the worker's."""
    silence_checks()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _task(bundle: Bundle, files: dict[str, bytes]) -> Result:
    """One submission in this process, with its sandbox opened on first use."""
    try:
        if not _box or _box[0].limits != bundle.limits or str(_box[0].files) != bundle.files:
            _close()
            imports = prepare(bundle).imports
            _box.append(Sandbox(bundle.limits, bundle.sandbox, Path(bundle.files), imports))
            _box[0].start()
        return grade_submission(bundle, files, _box[0])
    except SandboxFault as error:
        return fault(bundle, str(error))


def _close() -> None:
    while _box:
        _box.pop().close()


def fault(bundle: Bundle, why: str) -> Result:
    """The result when the grader fails: no grade, no points lost, a person is asked."""
    grades = []
    for name, book in prepare(bundle).sources.items():
        for cell in book.cells:
            info = cell.metadata.get("nbgrader", {})
            if info.get("grade") or info.get("task"):
                grades.append(Grade(name, info["grade_id"], None, float(info.get("points", 0))))
    note = f"The grader failed, and no points are lost by it: {why}."
    return Result("fault", {}, tuple(grades), (note,))
