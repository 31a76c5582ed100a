"""Work on several cores: one function, many jobs, results as they come.

A process that dies costs nobody a result but the job that made it die.
"""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
WAITING = 4  # jobs handed out for each worker: enough to keep it busy, few enough for memory
PR_SET_PDEATHSIG = 1


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_cores(
    work: Callable[[Job], Result],
    jobs: Iterator[Job],
    count: int,
    lost: Callable[[Job], Result],
    begin: Callable[[], None] | None = None,
) -> Iterator[tuple[Job, Result]]:
    """Do all jobs with ``count`` processes; each begins with ``begin()``.

    ``lost(job)`` is the result of a job that ended its process.
    """
    while unfinished := (yield from _in_pool(work, jobs, count, WAITING * count, begin)):
        # Whoever was running may have been the cause: one at a time, it shows who was.
        suspects = iter(unfinished)
        while culprits := (yield from _in_pool(work, suspects, 1, 1, begin)):
            for job in culprits:
                yield job, lost(job)


def _in_pool(
    work: Callable[[Job], Result],
    jobs: Iterator[Job],
    count: int,
    at_once: int,
    begin: Callable[[], None] | None,
) -> Generator[tuple[Job, Result], None, list[Job]]:
    """Do jobs until there are no more or a worker dies; returns what was unfinished then."""
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        count, multiprocessing.get_context("spawn"), attach, (os.getpid(), begin)
    )
    running: dict[Future, Job] = {}
    job = None
    try:
        while True:
            while len(running) < at_once and (job := next(jobs, None)) is not None:
                with _starting():
                    running[pool.submit(work, job)] = job
                job = None
            if not running:
                return []
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                result = future.result()
                yield running.pop(future), result
    except BrokenProcessPool:
        return [*running.values(), *([] if job is None else [job])]
    finally:
        if running:  # a worker died, or the run was stopped: nobody waits for the others
            for worker in set(multiprocessing.active_children()) - before:
                worker.kill()
        pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _starting() -> Iterator[None]:
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


def attach(parent: int, begin: Callable[[], None] | None) -> None:
    """In a new worker: Ctrl-C is the parent's business, and the parent's end is the worker's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended already
        os._exit(1)
    if begin:
        begin()
