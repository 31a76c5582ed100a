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
from typing import NamedTuple, TypeVar

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
    pool = _pool(count, begin)
    running: dict[Future, Job] = {}
    job = None
    whole = False
    try:
        while True:
            while len(running) < at_once and (job := next(jobs, None)) is not None:
                with _starting():
                    running[pool.workers.submit(work, job)] = job
                job = None
            if not running:
                whole = True
                return []
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                result = future.result()
                yield running.pop(future), result
    except BrokenProcessPool:
        return [*running.values(), *([] if job is None else [job])]
    finally:
        if _warm and whole:
            _warm[0].append(pool)
        else:
            pool.close(bool(running))  # a worker died, or the run was stopped


class _Pool(NamedTuple):
    """Workers of a kind; ``before`` are the processes that were there before them."""

    workers: ProcessPoolExecutor
    size: int
    begin: Callable[[], None] | None
    before: set

    def close(self, at_once: bool) -> None:
        """End the workers; ``at_once`` when nobody waits for them."""
        if at_once:
            for worker in set(multiprocessing.active_children()) - self.before:
                worker.kill()
        self.workers.shutdown(cancel_futures=True)


_warm: list[list[_Pool]] = []  # while `warm` is entered: the pools that have nothing to do


@contextlib.contextmanager
def warm() -> Iterator[None]:
    """Meanwhile, workers that are done wait for the next work of their kind.

    For a program that has little to do at a time, now and then, and nobody to keep waiting.
    """
    idle: list[_Pool] = []
    _warm.append(idle)
    try:
        yield
    finally:
        _warm.remove(idle)
        for pool in idle:
            pool.close(False)


def is_warm() -> bool:
    """Whether workers are kept."""
    return bool(_warm)


def _pool(count: int, begin: Callable[[], None] | None) -> _Pool:
    """Workers that wait already, or new ones."""
    for pool in _warm[0] if _warm else ():
        if (pool.size, pool.begin) == (count, begin):
            _warm[0].remove(pool)
            return pool
    before = set(multiprocessing.active_children())
    arguments = (os.getpid(), begin)
    workers = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), attach, arguments)
    return _Pool(workers, count, begin, before)


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
