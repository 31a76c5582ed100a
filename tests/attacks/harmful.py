"""Attacks that would end every process of a machine, or fill it, if the sandbox had a hole.

Not a test module: `test_harmful.py` runs it inside an outer process namespace with outer limits,
and it refuses to start anywhere else. Each attack is what one function of a submission does when a
test calls it. Prints one line of JSON: for each, the scores and what became of everybody else.
"""

import json
import shutil
import tempfile
import time
from pathlib import Path

from grader.pipeline.task import grade_submission, silence_checks
from grader.sandbox import Limits, Sandbox
from tests.attacks import asserts, week2
from tests.grader.sandbox.harmful import ATTACKS, MB, refuse_outside

SIGNALS = """
import os, signal
for target in TARGETS:
    for signum in (signal.SIGTERM, signal.SIGSTOP, signal.SIGINT, signal.SIGUSR1, signal.SIGKILL):
        try:
            SEND
        except OSError:
            pass
"""
MORE = {
    "its own process group killed": "import os\nos.killpg(0, 9)",
    "signals to the template": SIGNALS.replace("TARGETS", "(1, os.getppid())").replace(
        "SEND", "os.kill(target, signum)"
    ),
    "signals through process descriptors": SIGNALS.replace("TARGETS", "(1,)").replace(
        "SEND", "signal.pidfd_send_signal(os.pidfd_open(target), signum)"
    ),
    "everybody killed": "import os\nos.kill(-1, 9)",
    "everybody killed again and again": """
import os
while True:
    if os.fork() == 0:
        os.setsid()
        while True:
            os.kill(-1, 9)
""",
    "a fork bomb of threads and processes": """
import os, threading
def bomb():
    while True:
        try:
            os.fork()
            threading.Thread(target=bomb).start()
        except (OSError, RuntimeError):
            pass
bomb()
""",
    "memory that grows in the next test's arguments": "x = [0]\nwhile True:\n    x *= 2",
}
LIMITS = Limits(
    cell_seconds=3, grace_seconds=0.3, memory=512 * MB, disk=32 * MB, file_bytes=32 * MB
)


def main() -> None:
    """Try every attack, an honest submission after each."""
    refuse_outside()
    silence_checks()
    folder = Path(tempfile.mkdtemp())
    bundle = asserts.bundle(folder, LIMITS)
    found = {}
    with Sandbox(LIMITS, "required", folder) as box:
        template, before = box.control.process.pid, processes()
        for name, source in {**ATTACKS, **MORE}.items():
            book = asserts.perfect()
            body = f"    exec({source!r}, {{}})\n    return -1"
            week2.cell_of(book, "cubes").source = f"def cubes(n):\n{body}"
            start = time.monotonic()
            result = grade_submission(bundle, {asserts.FILE: week2.packed(book)}, box)
            seconds = time.monotonic() - start
            honest = grade_submission(bundle, {asserts.FILE: week2.packed(asserts.perfect())}, box)
            found[name] = {
                "status": result.status,
                "scores": {grade.cell: grade.score for grade in result.grades},
                "seconds": seconds,
                "honest": {grade.cell: grade.score for grade in honest.grades},
                "same template": box.control.process.pid == template
                and box.control.process.poll() is None,
                "processes left": processes() - before,
            }
    shutil.rmtree(folder)
    print(json.dumps(found))


def processes() -> int:
    """How many there are in this namespace, and so in those inside it."""
    return len(list(Path("/proc").glob("[0-9]*")))


if __name__ == "__main__":
    main()
