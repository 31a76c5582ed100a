"""Run tasks, one after another or on all cores: one interface, results as they come."""

import errno
import logging
import os
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path

from grader.pipeline.bundle import Bundle, BundleError
from grader.pipeline.prepare import prepare
from grader.pipeline.processes import is_warm, on_cores
from grader.pipeline.result import Result
from grader.pipeline.task import fault, grade_submission, silence_checks
from grader.sandbox import SandboxUnavailable
from grader.sandbox.box import Sandbox
from grader.sandbox.scratch import sweep

Job = tuple[str, dict[str, bytes]]  # a student and the files to grade
log = logging.getLogger(__name__)
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)

# This process's sandbox, open from its first task to its end, and what it was opened for.
_box: list[tuple[Bundle, Sandbox]] = []


def run_tasks(bundle: Bundle, jobs: Iterable[Job], count: int) -> Iterator[tuple[str, Result]]:
    """Grade all jobs with ``count`` processes, or in this one when that is 1 and none are kept.

    A server's threads share what tests redirect, so that they too grade in another process.
    """
    try:
        main = threading.current_thread() is threading.main_thread()
        if count == 1 and main and not is_warm():  # a worker that is kept outlives its submission
            yield from _here(bundle, jobs)
        else:
            yield from _on_cores(bundle, iter(jobs), count)
    finally:
        sweep()


def warm_up(bundle: Bundle, count: int) -> None:
    """While workers are kept: have one of ``count`` ready for the first submission, by grading
    what was released as if somebody had handed it in."""
    for _ in on_cores(_ready, iter([bundle]), count, lambda _: None, begin):
        pass


def _ready(bundle: Bundle) -> None:
    graded(bundle, {f"{name}.ipynb": text.encode() for name, text in bundle.releases.items()})


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
    found = on_cores(partial(_of_job, bundle), jobs, count, partial(_lost, bundle), begin)
    for (student, _), result in found:
        yield student, result


def _of_job(bundle: Bundle, job: Job) -> Result:
    return graded(bundle, job[1])


def _lost(bundle: Bundle, _: Job) -> Result:
    return fault(bundle, "its grading process ended unexpectedly")


def begin() -> None:
    """In a process that will grade: checks say nothing, and its sandbox ends with it."""
    silence_checks()
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
