"""The process in which a cluster's worker grades: it knows one bundle, and answers in bytes.

What is packed here is unpacked where the run is: nobody on the way needs to know what it is.
"""

import pickle
from dataclasses import replace

from grader.pipeline.bundle import Bundle
from grader.pipeline.digest import engine
from grader.pipeline.processes import attach
from grader.pipeline.task import fault
from grader.pipeline.workers import begin, graded, open_sandbox
from grader.sandbox.scratch import sweep

_bundle: list[Bundle] = []


def packed(bundle: Bundle) -> bytes:
    """A bundle for `ready`, with what grades here."""
    return pickle.dumps((engine(), pickle.dumps(bundle)))


def ready(parent: int, work: bytes, folder: str) -> str:
    """Make ready for a bundle whose files are in ``folder``; why it cannot be, or nothing."""
    attach(parent, begin)
    expected, bundle = pickle.loads(work)
    if other := differences(expected, engine()):
        return other
    _bundle[:] = [replace(pickle.loads(bundle), sandbox="required", files=folder)]
    sweep()
    open_sandbox(_bundle[0])
    return ""


def grade(files: dict[str, bytes]) -> bytes:
    """Grade one submission."""
    return pickle.dumps(graded(_bundle[0], files))


def failed(why: str) -> bytes:
    """The result of a submission that could not be graded."""
    return pickle.dumps(fault(_bundle[0], why))


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
