"""Run tasks on a Dask cluster, behind the interface of `workers`: results as they come.

Nothing here waits for ever. A worker that dies or hangs costs time; a lost scheduler, or a cluster
without a worker that may grade, ends the run in a sentence.
"""

import concurrent.futures
import contextlib
import logging
import pickle
import queue
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from distributed import Client, Future, get_worker
from distributed.versions import VersionMismatchWarning

from grader.lessons import FOLDER as LESSONS
from grader.outputs.text import one_line
from grader.pipeline.bundle import Bundle, BundleError
from grader.pipeline.child import packed
from grader.pipeline.errors import AGAIN, RunError
from grader.pipeline.member import Member
from grader.pipeline.processes import WAITING
from grader.pipeline.result import Result
from grader.pipeline.task import fault
from grader.pipeline.workers import Job
from grader.sandbox import SandboxUnavailable

log = logging.getLogger(__name__)
ANSWER_SECONDS = 30.0  # for the scheduler to say anything
LOOK_SECONDS = 2.0  # between looks at the workers
SPARE_SECONDS = 120.0  # of a submission, for all that has no limit: a start, an answer key
MOST_TRIES = 4  # of one submission, when its worker fails
PREFIX = "grading-"


def run_tasks(
    bundle: Bundle, jobs: Iterable[Job], address: str, patience: float
) -> Iterator[tuple[str, Result]]:
    """Grade all jobs on the cluster of a scheduler.

    ``patience`` is how many seconds it may have no worker that grades.
    """
    if bundle.sandbox == "off":
        raise RunError(
            'On a cluster submissions are always isolated: take sandbox = "off" back, or grade '
            "without a scheduler."
        )
    jobs = iter(jobs)
    first = next(jobs, None)
    if first is None:  # nothing is new: nobody need be there
        return
    with quiet(), connected(address) as client:
        crew = Crew(client, address, bundle, patience)
        try:
            crew.hire()
            yield from crew.results(chain([first], jobs))
        finally:
            crew.dismiss()


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """What there is to say of a lost connection is said once, and by us."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextlib.contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler, closed at the end even where nobody answers any more."""
    opened: concurrent.futures.Future[Client] = concurrent.futures.Future()

    def connect() -> None:
        try:
            opened.set_result(Client(address, timeout=ANSWER_SECONDS, set_as_default=False))
        except Exception as error:  # Dask raises many kinds
            opened.set_exception(error)

    try:
        with warnings.catch_warnings():  # of other versions we say more, and once
            warnings.simplefilter("ignore", VersionMismatchWarning)
            # Where something listens and says nothing, it would wait for ever.
            threading.Thread(target=connect, daemon=True).start()
            client = opened.result(2 * ANSWER_SECONDS)
    except Exception as error:
        raise RunError(
            f"No Dask scheduler answers at {address}: start it, or name another. {AGAIN}"
        ) from error
    try:
        yield client
    finally:
        with contextlib.suppress(Exception):
            client.close(timeout=ANSWER_SECONDS / 6)


class Crew:
    """The workers that grade for one run, and what they have in hand."""

    def __init__(self, client: Client, address: str, bundle: Bundle, patience: float):
        self.client, self.address, self.bundle, self.patience = client, address, bundle, patience
        self.scheduler: Any = client.scheduler  # what it is asked, by name
        self.name = f"{PREFIX}{client.id}"
        self.running: dict[Future, Job] = {}
        self.done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self.tries: Counter[str] = Counter()
        self.again: list[Job] = []  # to be handed out once more
        self.workers: set[str] = set()  # that may grade
        self.looked = self.seen = self.heard = time.monotonic()
        self.refused: dict[str, str] = {}
        # A worker ends each of its submissions by then, and has some waiting.
        limit = bundle.limits.submission_seconds
        self.silence = patience + 4 * WAITING * limit

    def hire(self) -> None:
        """Ask all workers to make themselves ready, those that come later too."""
        for name in self._call(self.client.run_on_scheduler, LEFT_BEHIND, PREFIX):
            self._unregister(name)
        limit = self.bundle.limits.submission_seconds
        member = Member(
            self.name,
            packed(self.bundle),
            contents(Path(self.bundle.files)),
            3 * limit + SPARE_SECONDS,  # reading, running and showing have the limit each
        )
        # It returns when all of them have answered: nobody waits for one that does not.
        threading.Thread(target=self._register, args=(member,), daemon=True).start()

    def results(self, jobs: Iterator[Job]) -> Iterator[tuple[str, Result]]:
        """Hand out jobs, a few for each worker; the results as they come."""
        more = True
        while more or self.running or self.again:
            while len(self.running) < WAITING * len(self.workers):
                job = self.again.pop() if self.again else next(jobs, None)
                if job is None:
                    more = False
                    break
                self._submit(job)
            if time.monotonic() - self.looked > LOOK_SECONDS:
                self._look()
            if (done := self._finished()) and (result := self._result(*done)):
                yield done[1][0], result

    def _finished(self) -> tuple[Future, Job] | None:
        """A job that has come to its end, if one does before it is time to look around."""
        with contextlib.suppress(queue.Empty):
            future = self.done.get(timeout=LOOK_SECONDS if self.running else LOOK_SECONDS / 4)
            self.heard = time.monotonic()
            if future in self.running:
                return future, self.running.pop(future)
        return None

    def dismiss(self) -> None:
        """Leave the cluster as it was."""
        self.running.clear()
        if self.client.status == "running":
            self._unregister(self.name)

    def _submit(self, job: Job) -> None:
        if self.client.status != "running":  # what is submitted now would never come back
            raise self._lost()
        resources = {self.name: 1}
        future = self.client.submit(GRADE, self.name, job[1], pure=False, resources=resources)
        self.running[future] = job
        future.add_done_callback(self.done.put)

    def _result(self, future: Future, job: Job) -> Result | None:
        """What came of a job; None when it is tried again."""
        try:
            if future.status == "cancelled":
                raise self._lost()
            return pickle.loads(future.result(timeout=ANSWER_SECONDS))
        except RunError:
            raise
        except Exception as error:  # a worker can fail in any way
            if self.client.status != "running":
                raise self._lost() from error
            self.tries[job[0]] += 1
            if self.tries[job[0]] < MOST_TRIES:
                self.again.append(job)
                return None
            if isinstance(error, BundleError | SandboxUnavailable):
                raise  # it would fail for everybody
            why = str(error) or type(error).__name__
            return fault(self.bundle, f"the cluster gave it up after {MOST_TRIES} tries: {why}")

    def _look(self) -> None:
        """See who works; ``RunError`` when nobody does, or nothing has come for too long."""
        found = self._call(self.scheduler.identity)["workers"]
        before = self.workers
        self.workers = {name for name in found if found[name]["resources"].get(self.name)}
        if not self.workers & before:
            # All are gone. Who becomes ready later is not given by Dask what they had in hand.
            self.again += self.running.values()
            self.running.clear()
        self.looked = time.monotonic()
        for _, event in self._call(self.scheduler.events, topic=self.name) or ():
            if event["worker"] not in self.refused:
                worker, why = event["worker"], one_line(event["why"]).rstrip(". ")
                self.refused[worker] = why
                log.warning("The worker %s may not grade: %s", worker, why)
        if self.workers:
            self.seen = self.looked
        if self.looked - self.seen > self.patience:
            why = "".join(f" {worker}: {why}." for worker, why in self.refused.items())
            raise RunError(
                f"The cluster has no worker that may grade: start one or more.{why} {AGAIN}"
            )
        if self.looked - self.heard > self.silence:
            raise RunError(f"Nothing has come from the cluster for too long. {AGAIN}")

    def _register(self, member: Member) -> None:
        with contextlib.suppress(Exception):  # a worker without our code; it has no resource then
            self.client.register_plugin(member, name=self.name)

    def _unregister(self, name: str) -> None:
        with contextlib.suppress(Exception):
            self.client.sync(
                self.scheduler.unregister_worker_plugin,
                name=name,
                callback_timeout=ANSWER_SECONDS / 6,
            )

    def _call(self, function: Any, *words: object, **more: object) -> Any:
        """Ask the scheduler something, and wait no longer than is decent."""
        try:
            return self.client.sync(function, *words, callback_timeout=ANSWER_SECONDS, **more)
        except OSError as error:
            raise self._lost() from error

    def _lost(self) -> RunError:
        return RunError(f"The scheduler at {self.address} does not answer any more. {AGAIN}")


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a bundle's folder that a submission may find beside it."""
    paths = [path for path in folder.rglob("*") if path.relative_to(folder).parts[0] != LESSONS]
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(paths)
        if path.is_file() and "__pycache__" not in path.parts
    }


def sent_whole() -> tuple[Callable[..., bytes], Callable[..., list[str]]]:
    """Functions for a scheduler that has none of our code.

    One that is defined in another is sent whole, and not by its name.
    """

    def grade(name: str, files: dict[str, bytes]) -> bytes:
        """A task: one submission, on whichever worker it comes to."""
        member: Any = get_worker().plugins[name]
        return member.grade(files)

    def left_behind(prefix: str, dask_scheduler: Any = None) -> list[str]:
        """On the scheduler: what runs have left there that were killed."""
        names = [name for name in dask_scheduler.worker_plugins if name.startswith(prefix)]
        return [name for name in names if name.removeprefix(prefix) not in dask_scheduler.clients]

    return grade, left_behind


GRADE, LEFT_BEHIND = sent_whole()
