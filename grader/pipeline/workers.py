"""Run tasks, one after another or on all cores: one interface, results as they come."""

import contextlib
import ctypes
import errno
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.util import Finalize
from pathlib import Path

from grader.pipeline.bundle import Bundle, BundleError
from grader.pipeline.prepare import prepare
from grader.pipeline.result import Result
from grader.pipeline.task import fault, grade_submission, silence_checks
from grader.sandbox import SandboxUnavailable
from grader.sandbox.box import Sandbox
from grader.sandbox.scratch import sweep

Job = tuple[str, dict[str, bytes]]  # a student and the files to grade
log = logging.getLogger(__name__)
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
WAITING = 4  # jobs handed out for each worker: enough to keep it busy, few enough for memory
PR_SET_PDEATHSIG = 1

# This process's sandbox, open from its first task to its end, and what it was opened for.
_box: list[tuple[Bundle, Sandbox]] = []


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_tasks(bundle: Bundle, jobs: Iterable[Job], count: int) -> Iterator[tuple[str, Result]]:
    """Grade all jobs with ``count`` processes, or in this one when that is 1.

    A server's threads share what tests redirect, so that they too grade in another process.
    """
    try:
        if count == 1 and threading.current_thread() is threading.main_thread():
            yield from _here(bundle, jobs)
        else:
            yield from _on_cores(bundle, iter(jobs), count)
    finally:
        sweep()


def _here(bundle: Bundle, jobs: Iterable[Job]) -> Iterator[tuple[str, Result]]:
    before = os.environ.get("NBGRADER_EXECUTION")
    silence_checks()
    try:
        for student, files in jobs:
            yield student, graded(bundle, files)
    finally:
        _close()
        if before is None:
            os.environ.pop("NBGRADER_EXECUTION", None)


def _on_cores(bundle: Bundle, jobs: Iterator[Job], count: int) -> Iterator[tuple[str, Result]]:
    """Grade on several cores; a worker that dies costs nobody a result but whoever made it die."""
    while unfinished := (yield from _in_pool(bundle, jobs, count, WAITING * count)):
        # Whoever was running may have been the cause: one at a time, it shows who was.
        suspects = iter(unfinished)
        while culprits := (yield from _in_pool(bundle, suspects, 1, 1)):
            for student, _ in culprits:
                yield student, fault(bundle, "its grading process ended unexpectedly")


def _in_pool(
    bundle: Bundle, jobs: Iterator[Job], count: int, at_once: int
) -> Generator[tuple[str, Result], None, list[Job]]:
    """Grade jobs until there are no more or a worker dies; returns what was unfinished then."""
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        count, multiprocessing.get_context("spawn"), start_worker, (os.getpid(),)
    )
    running: dict[Future, Job] = {}
    job = None
    try:
        while True:
            while len(running) < at_once and (job := next(jobs, None)):
                with starting():
                    running[pool.submit(graded, bundle, job[1])] = job
                job = None
            if not running:
                return []
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                result = future.result()
                yield running.pop(future)[0], result
    except BrokenProcessPool:
        return [*running.values(), *filter(None, [job])]
    finally:
        if running:  # a worker died, or the run was stopped: nobody waits for the others
            for worker in set(multiprocessing.active_children()) - before:
                worker.kill()
        pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def starting() -> Iterator[None]:
    """A process that starts meanwhile is not reached by Ctrl-C before it can say what to do, and
    does not run the program again that started this one, which may be anybody's server."""
    main = sys.modules["__main__"]
    kept = {name: getattr(main, name, None) for name in ("__spec__", "__file__")}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        main.__spec__ = main.__file__ = None
        yield
    finally:
        main.__dict__.update(kept)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start_worker(parent: int) -> None:
    """In a new worker: Ctrl-C is the parent's business, and the parent's end is the worker's."""
    silence_checks()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended already
        os._exit(1)
    Finalize(None, _close, exitpriority=1)  # a worker runs no function of atexit


def graded(bundle: Bundle, files: dict[str, bytes]) -> Result:
    """One submission in this process, with its sandbox opened on first use.

    When the grader fails it tries once more, with a new sandbox.
    """
    result = _attempt(bundle, files)
    if result.status != "fault":
        return result
    _close()
    return _attempt(bundle, files)


def _attempt(bundle: Bundle, files: dict[str, bytes]) -> Result:
    try:
        return grade_submission(bundle, files, open_sandbox(bundle))
    except (SandboxUnavailable, BundleError):
        raise  # it would fail for everybody
    except Exception as error:
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            raise
        log.exception("a submission could not be graded")
        return fault(bundle, f"{type(error).__name__}: {error}")


def open_sandbox(bundle: Bundle) -> Sandbox:
    """This process's sandbox, opened for this very bundle: isolated as it asks, with its files."""
    if not Path(bundle.files).is_dir():
        raise BundleError(f"The released files are not there any more: {bundle.files}.")
    if not _box or _box[0][0] != bundle:
        _close()
        imports = prepare(bundle).imports
        opened = Sandbox(bundle.limits, bundle.sandbox, Path(bundle.files), imports)
        _box.append((bundle, opened))
        opened.start()
    return _box[0][1]


def _close() -> None:
    while _box:
        _box.pop()[1].close()
