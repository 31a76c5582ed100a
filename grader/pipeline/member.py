"""A worker of a Dask cluster, as far as it grades: what it shows before it is given submissions.

It hands each submission over to one process of its own (`child`), kept from task to task: signals,
timers and limits are a process's own there, and a submission that ends it costs the cluster no
worker. Nothing of the grader is imported here: that takes seconds in which a worker would not
answer, and memory.
"""

import asyncio
import contextlib
import multiprocessing
import os
import shutil
import signal
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin

TRIES = 2  # whoever ends its process twice is the cause
DAEMON = (
    "its nanny allows it no process of its own: start it with --no-nanny, or set "
    "DASK_DISTRIBUTED__WORKER__DAEMON=False"
)


class Member(WorkerPlugin):
    """Makes a worker ready for one bundle; only then the worker has the resource ``name``.

    Why it is not ready is an event of that name. ``work`` is for `child.ready`, ``files`` are the
    contents of the bundle's folder, ``patience`` the seconds that a submission may take at most.
    """

    def __init__(self, name: str, work: bytes, files: dict[str, bytes], patience: float):
        self.name, self.work, self.files, self.patience = name, work, files, patience
        self.folder = Path()
        self.child: ProcessPoolExecutor | None = None
        self.pid = 0  # of the child
        self.busy = self.over = False
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
        if self.over:
            return
        if refusal:
            self._end()
            worker.log_event(self.name, {"worker": worker.address, "why": refusal})
        else:
            await worker.set_resources(**{self.name: 1})

    async def teardown(self, worker: Worker) -> None:
        """Be given no more, and leave nothing behind."""
        self.over = True
        if self.busy:  # nobody waits for what it is at
            self._end()
        if self.thread:
            self.thread.submit(self._leave)
            self.thread.shutdown(wait=False)
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(Exception):  # the scheduler may be gone, or have given us up
            await worker.set_resources(**{self.name: 0})

    def grade(self, files: dict[str, bytes]) -> bytes:
        """The result of one submission, packed; a fault when its process ends again, or never."""
        assert self.thread
        self.busy = True
        try:
            return self.thread.submit(self._grade, files).result()
        finally:
            self.busy = False

    def _prepare(self) -> str:
        """Make everything ready; why this worker may not grade, or nothing."""
        if multiprocessing.current_process().daemon:
            return DAEMON
        for name, data in self.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for library in ("OPENBLAS", "OMP"):  # as everywhere: one thread for linear algebra
            os.environ.setdefault(f"{library}_NUM_THREADS", "1")
        return self._start()

    def _grade(self, files: dict[str, bytes]) -> bytes:
        why = ""
        for _ in range(TRIES):
            try:
                return self._ask("grade", files)
            except BrokenProcessPool:
                self._end()
                why = "its grading process ended unexpectedly"
            except TimeoutError:
                self._end()
                why = "its grading process did not come to an end"
                break
        return self._ask("failed", why)

    def _ask(self, name: str, *words: object) -> Any:
        """Call a function of `child` in the child, which is started where there is none."""
        if self.child is None and (refusal := self._start()):
            raise RuntimeError(refusal)
        assert self.child
        return self.child.submit(call, name, *words).result(self.patience)

    def _start(self) -> str:
        if self.over:
            raise RuntimeError("the run that this was for has ended")
        self.child = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        self.pid = self.child.submit(os.getpid).result(self.patience)
        words = (os.getpid(), self.work, str(self.folder))
        return self.child.submit(call, "ready", *words).result(self.patience)

    def _leave(self) -> None:
        """Let the child go home: it clears away what its sandbox has made."""
        child, self.child = self.child, None
        if child:
            child.shutdown(wait=True)

    def _end(self) -> None:
        """End the child, whatever it does."""
        child, self.child = self.child, None
        if child and self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        if child:
            child.shutdown(wait=False, cancel_futures=True)
        self.pid = 0


def call(name: str, *words: object) -> Any:
    """In the child: a function of `child`, which only the child imports."""
    return getattr(import_module("grader.pipeline.child"), name)(*words)
