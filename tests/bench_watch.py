"""From hand-in to receipt: how long students wait while `make watch` runs.

python -m tests.bench_watch [ASSIGNMENT] [--count 12]
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import nbformat

from grader.assignment import load_assignment
from tests.course import SECRET, UNPROVEN, heed_ctrl_c, nbgrader, new_course
from tests.sample_class import sample_class, submission


def arrive(inbound: Path, assignment: str, student: str, books: dict) -> float:
    """Hand in as nbgrader's exchange does; when the last file was written."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    folder = inbound / f"{student}+{assignment}+{stamp}+{student}"
    folder.mkdir(parents=True)
    for name, book in books.items():
        nbformat.write(book, folder / f"{name}.ipynb")
    (folder / "timestamp.txt").write_text(stamp)
    (folder / "submission_secret.txt").write_text(f"secret of {student}")
    return time.monotonic()


def wait_for(path: Path, running: subprocess.Popen) -> float:
    """When a file is there."""
    while not path.exists():
        if running.poll() is not None:
            raise SystemExit("the watch has ended")
        time.sleep(0.01)
    return time.monotonic()


def measure(root: Path, name: str, count: int) -> list[float]:
    """The seconds from each hand-in to its page, one after another."""
    new_course(root, engine=True)
    nbgrader(root, "generate_assignment", name, UNPROVEN)
    assignment = load_assignment(name)
    members = sample_class(assignment)
    inbound = root / "exchange" / "neural-networks-by-hand" / "inbound"
    inbound.mkdir(parents=True)
    environment = os.environ | {"COURSE_ROOT": str(root), "COURSE_SECRET": SECRET}
    command = [sys.executable, "-m", "grader", "watch", name]
    running = subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, preexec_fn=heed_ctrl_c
    )
    found = []
    try:
        assert running.stdout and b"Watching" in running.stdout.readline()
        for number in range(count):
            books = submission(assignment, members[number % len(members)], root / "release")
            student = f"student-{number:03}"
            start = arrive(inbound, name, student, books)
            page = root / "feedback" / student / name / f"{next(iter(books))}.html"
            found.append(wait_for(page, running) - start)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
    finally:
        running.kill()
    return found


def main() -> None:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assignment", nargs="?", default="week2-logistic-regression")
    parser.add_argument("--count", type=int, default=12)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "course"
        root.mkdir()
        found = measure(root, options.assignment, options.count)
    print(
        f"{options.assignment}: from hand-in to page {found[0]:.2f} s for the first, then "
        f"{statistics.median(found[1:]):.2f} s (at most {max(found[1:]):.2f} s); load "
        f"{os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
