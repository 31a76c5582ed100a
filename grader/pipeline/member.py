"""A worker of a Dask cluster, as far as it grades: what it shows before it is given submissions.

It hands each submission over to one process of its own, kept from task to task: signals, timers and
limits are a process's own there, and a submission that ends it costs the cluster no worker.
"""

import asyncio
import contextlib
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from distributed import Worker, WorkerPlugin

from grader.pipeline.bundle import Bundle, engine
from grader.pipeline.result import Result
from grader.pipeline.task import fault
from grader.pipeline.workers import graded, open_sandbox, start_worker, starting
from grader.sandbox.scratch import sweep

Found = TypeVar("Found")
TRIES = 2  # whoever ends its process twice is the cause
SPARE_SECONDS = 60.0  # for all that is not limited by the bundle
DAEMON = (
    "its nanny allows it no process of its own: start it with --no-nanny, or set "
    "DASK_DISTRIBUTED__WORKER__DAEMON=False"
)


class Member(WorkerPlugin):
    """Makes a worker ready for one bundle; only then the worker has the resource ``name``.

    Why it is not ready is an event of that name. ``files`` are the contents of the bundle's folder.
    """

    def __init__(self, name: str, bundle: Bundle, files: dict[str, bytes]):
        self.name, self.bundle, self.files, self.engine = name, bundle, files, engine()
        limit = bundle.limits.submission_seconds
        self.patience = 3 * limit + SPARE_SECONDS  # reading, running and showing have it each
        self.folder = Path()
        self.child: ProcessPoolExecutor | None = None
        self.pid = 0  # of the child
        self.thread: ThreadPoolExecutor | None = None

    async def setup(self, worker: Worker) -> None:
        """Compare versions, unpack the files, open a sandbox."""
        self.folder = Path(worker.local_directory) / self.name
        # The child ends with the thread that started it: it is always this one.
        self.thread = ThreadPoolExecutor(1, thread_name_prefix=self.name)
        try:
            refusal = await asyncio.wrap_future(self.thread.submit(self._prepare))
        except Exception as error:  # no isolation, no answer key, a full disk, …
            refusal = str(error) or type(error).__name__
        if refusal:
            worker.log_event(self.name, {"worker": worker.address, "why": refusal})
        else:
            await worker.set_resources(**{self.name: 1})

    async def teardown(self, worker: Worker) -> None:
        """Be given no more, and leave nothing behind."""
        with contextlib.suppress(OSError):  # the scheduler may be gone
            await worker.set_resources(**{self.name: 0})
        self._end()
        if self.thread:
            self.thread.shutdown(wait=False, cancel_futures=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def grade(self, files: dict[str, bytes]) -> Result:
        """One submission; a fault when it ends its process again, or does not end itself."""
        assert self.thread
        return self.thread.submit(self._grade, files).result()

    def _prepare(self) -> str:
        """Make everything ready; why this worker may not grade, or nothing."""
        if other := differences(self.engine, engine()):
            return other
        if multiprocessing.current_process().daemon:
            return DAEMON
        for name, data in self.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.bundle = replace(self.bundle, sandbox="required", files=str(self.folder))
        for library in ("OPENBLAS", "OMP"):  # as everywhere: one thread for linear algebra
            os.environ.setdefault(f"{library}_NUM_THREADS", "1")
        sweep()
        self._ask(open_sandbox, self.bundle)
        return ""

    def _grade(self, files: dict[str, bytes]) -> Result:
        for _ in range(TRIES):
            try:
                return self._ask(graded, self.bundle, files)
            except BrokenProcessPool:
                self._end()
                why = "its grading process ended unexpectedly"
            except TimeoutError:
                self._end()
                why = "its grading process did not come to an end"
                break
        return self._ask(fault, self.bundle, why)

    def _ask(self, function: Callable[..., Found], *words: object) -> Found:
        """Call a function in the child, which is started where there is none."""
        if self.child is None:
            spawn = multiprocessing.get_context("spawn")
            self.child = ProcessPoolExecutor(1, spawn, start_worker, (os.getpid(),))
            with starting():
                found = self.child.submit(os.getpid)
            self.pid = found.result(self.patience)
        return self.child.submit(function, *words).result(self.patience)

    def _end(self) -> None:
        """End the child, whatever it does."""
        child, self.child = self.child, None
        if child and self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        if child:
            child.shutdown(wait=False, cancel_futures=True)
        self.pid = 0


def differences(expected: dict[str, str], found: dict[str, str]) -> str:
    """What would make a worker's results others than ours; nothing where there is nothing."""
    others = [
        f"{name} {found.get(name, 'is missing')}, not {value}"
        for name, value in expected.items()
        if name != "code" and found.get(name) != value
    ]
    if expected["code"] != found["code"]:
        others.append("another version of the grader")
    return "; ".join(others)
