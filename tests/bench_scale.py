"""How grading grows with a class: a gradebook of thousands, and whole classes of growing size.

python -m tests.bench_scale book [--students 10000] [--db URL]    what the gradebook costs
python -m tests.bench_scale classes [--sizes 100 1000 10000]      what a class costs, step by step
python -m tests.bench_scale cluster [--submissions 160]           what workers of a cluster add

A class is of all kinds: the sample class (right, mistaken, late, unfinished), damaged files,
hostile code, and a few whose code never ends: those may use what their limits allow them.
"""

import argparse
import contextlib
import copy
import csv
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from grader.assignment import load_assignment
from grader.export import SafeCsv
from grader.gradebook import add_indexes, entries
from grader.marks import is_solution
from grader.pipeline import record
from grader.pipeline.book import Book, scores, transaction
from grader.pipeline.processes import cores
from grader.pipeline.result import Grade, Result
from grader.pipeline.run import BATCH, BATCH_SECONDS
from grader.scores import lines
from tests import bench
from tests.cluster import Cluster
from tests.course import nbgrader, new_course, open_gradebook
from tests.sample_class import DUE, sample_class, submission

ASSIGNMENT = "week2-logistic-regression"
STEPS = {
    "collect": ("nbgrader", "zip_collect", ASSIGNMENT),
    "grade": ("nbgrader", "autograde", ASSIGNMENT),
    "grade again": ("nbgrader", "autograde", ASSIGNMENT),
    "feedback": ("nbgrader", "generate_feedback", ASSIGNMENT),
    "report": ("grader", "report", ASSIGNMENT),
    "export": ("nbgrader", "export", "--to=grades.csv"),
}
HOSTILE = (
    "import os; os._exit(0)",
    "import numpy; numpy.allclose = lambda *a, **k: True",
    "open('/etc/passwd').read(); x = bytearray(2**33)",
)
HANGING = "while True: pass"
ONE_HANGS = 500  # of so many
LAST = 1000  # submissions whose writing is measured, when the book is as full as it gets


def drawn(book: Book, draw: random.Random) -> Result:
    """A graded submission as a class has them: points in thirds and eighths, some waiting."""
    grades = [
        Grade(asked.name, cell, draw.choice([None, 1 / 3, 5 / 8, 1.0, 2 / 3]), 1.0)
        for asked in book.notebooks.values()
        for cell in asked.graded.values()
    ]
    return Result("graded", {}, tuple(grades), ())


def fill(gradebook: Gradebook, first: int, last: int) -> None:
    """Write submissions, a transaction a batch, as a run does."""
    book = Book(gradebook, ASSIGNMENT, lambda student, score, late: score / 10, create=True)
    draw = random.Random(first)
    for start in range(first, last, BATCH):
        students = [f"student-{number:05}" for number in range(start, min(last, start + BATCH))]
        with transaction(gradebook):
            book.expect(students)
            for student in students:
                late = timedelta(days=draw.choice([-1, 0, 2]))
                book.write(student, DUE + late, drawn(book, draw))


@contextlib.contextmanager
def measured(found: dict[str, float], name: str, count: int = 1) -> Iterator[None]:
    """Milliseconds of this process for each of ``count``, by the processor and by the clock."""
    start, clock = time.process_time(), time.monotonic()
    yield
    found[f"{name}, ms of processor"] = (time.process_time() - start) * 1000 / count
    found[f"{name}, ms"] = (time.monotonic() - clock) * 1000 / count


def measure_book(students: int, url: str | None) -> dict[str, float]:
    """Fill a gradebook with a class and ask it what a course asks it."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        new_course(course)
        address = url or f"sqlite:///{course / 'gradebook.db'}"
        nbgrader(course, "generate_assignment", ASSIGNMENT, NBGRADER_DB_URL=address)
        os.environ["COURSE_ROOT"] = str(course)
        with Gradebook(address, "neural-networks-by-hand") as gradebook:
            gradebook.update_or_create_assignment(ASSIGNMENT, duedate=DUE)
            add_indexes(gradebook)
            few = min(LAST, students // 2)
            with measured(found, "writing one of the first", few):
                fill(gradebook, 0, few)
            fill(gradebook, few, students - few)
            with measured(found, "writing one of the last", few):
                fill(gradebook, students - few, students)
            with measured(found, "writing one again", few):
                fill(gradebook, 0, few)
            with measured(found, "scores before a run"):
                scores(gradebook, ASSIGNMENT)
            assignment = gradebook.find_assignment(ASSIGNMENT)
            with measured(found, "all that is known of a submission", students):
                entries(gradebook, assignment)
            with measured(found, "python -m grader scores"):
                lines(gradebook, assignment)
            with measured(found, "nbgrader export"):
                SafeCsv(to=str(course / "grades.csv")).export(gradebook)
    for name, value in found.items():
        print(f"{value:12.2f}  {name}")
    return found


def handed_in(course: Path, count: int) -> None:
    """A class's downloads, as `collect` takes them: a file each, the times in a table."""
    loaded = load_assignment(ASSIGNMENT)
    members = sample_class(loaded)
    right = submission(loaded, members[0], course / "release")[ASSIGNMENT]
    kinds = [
        (nbformat.writes(submission(loaded, one, course / "release")[ASSIGNMENT]), one.days_late)
        for one in members
    ]
    kinds += [(kinds[0][0][:5000], 0.0)]  # cut off
    kinds += [(with_first_line(right, line), 0.0) for line in HOSTILE]
    hanging = with_first_line(right, HANGING), 0.0
    archive = course / "downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True)
    with (archive.parent / "names.csv").open("w", newline="") as file:
        table = csv.writer(file)
        for number in range(count):
            text, late = hanging if number % ONE_HANGS == 50 else kinds[number % len(kinds)]
            name = f"student-{number:05}_{ASSIGNMENT}.ipynb"
            (archive / name).write_text(text, encoding="utf-8")
            when = DUE + timedelta(days=late)
            table.writerow([name, f"student-{number:05}", f"{when:%Y-%m-%d %H:%M:%S} UTC"])


def with_first_line(book: nbformat.NotebookNode, line: str) -> str:
    """A notebook whose first written function begins with a line of its own."""
    book = copy.deepcopy(book)
    cell = next(cell for cell in book.cells if is_solution(cell) and "def " in cell.source)
    head, _, rest = cell.source.partition(":\n")
    cell.source = f"{head}:\n    {line}\n{rest}"
    return nbformat.writes(book)


def measure_classes(sizes: list[int]) -> dict[str, dict[str, float]]:
    """Each step of a week with classes of growing size: seconds, and the memory of grading."""
    found: dict[str, dict[str, float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            course = Path(folder)
            bench.nbgrader(course, True, 1, "generate_assignment", ASSIGNMENT)
            with open_gradebook(course) as gradebook:
                gradebook.update_or_create_assignment(ASSIGNMENT, duedate=DUE)
            handed_in(course, size)
            for name, words in STEPS.items():
                took = bench.command(course, False, cores(), *words)
                found[f"{size}: {name}"] = {
                    "seconds": took.wall,
                    "processor seconds a submission": took.processor / size,
                    "megabytes": took.memory / 2**20,
                }
                print(size, name, found[f"{size}: {name}"], flush=True)
    return found


def measure_cluster(submissions: int) -> dict[str, float]:
    """Submissions a second with one job, and on clusters of workers of one core each.

    The results are the same every time. One job is measured before and after, since machines have
    slower minutes: the better counts.
    """
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        bench.hand_out(top / "course", ASSIGNMENT, submissions)
        found["one job"], expected = graded(top)
        for count in range(1, cores() + 1):
            (top / f"cluster-{count}").mkdir()
            with contextlib.closing(Cluster(top / f"cluster-{count}")) as cluster:
                for core in range(count):
                    cluster.add_worker(within=("taskset", "--cpu-list", str(core)))
                os.environ["SCHEDULER"] = cluster.address
                found[f"{count} workers"], scores_there = graded(top)
                del os.environ["SCHEDULER"]
            bench.assert_equal({"one job": expected, "a cluster": scores_there})
        found["one job"] = max(found["one job"], graded(top)[0])
    for name, value in found.items():
        print(f"{value:8.2f} a second, {value / found['one job']:.2f} times one job: {name}")
    return found


def graded(top: Path) -> tuple[float, dict[str, object]]:
    """Grade a copy of a course; how many submissions a second once it is under way, and scores."""
    course = top / "copy"
    shutil.rmtree(course, ignore_errors=True)
    shutil.copytree(top / "course", course)
    bench.nbgrader(course, False, 1, "autograde", ASSIGNMENT)
    times = sorted(path.stat().st_mtime for path in course.glob(f"autograded/*/*/{record.NAME}"))
    begin = times[len(times) // 4]  # the end of a batch, as all these times are
    later = [moment for moment in times if moment > begin + BATCH_SECONDS / 10]
    return len(later) / (times[-1] - begin), bench.scores_in(course, ASSIGNMENT)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    sub = commands.add_parser("book", help="what the gradebook costs")
    sub.add_argument("--students", type=int, default=10_000)
    sub.add_argument("--db", help="an address, such as postgresql+psycopg://…; SQLite without")
    sub.set_defaults(run=lambda options: measure_book(options.students, options.db))
    sub = commands.add_parser("classes", help="what a class costs, step by step")
    sub.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    sub.set_defaults(run=lambda options: measure_classes(options.sizes))
    sub = commands.add_parser("cluster", help="what workers of a Dask cluster add")
    sub.add_argument("--submissions", type=int, default=160)
    sub.set_defaults(run=lambda options: measure_cluster(options.submissions))
    for one in commands.choices.values():
        one.add_argument("--json", type=Path, help="write what was found to a file")
    options = parser.parse_args()
    found = options.run(options)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
