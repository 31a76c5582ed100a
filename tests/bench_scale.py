"""How grading grows with a class: a gradebook of thousands, and whole classes of growing size.

python -m tests.bench_scale book [--students 10000] [--db URL]    what the gradebook costs
"""

import argparse
import contextlib
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from nbgrader.api import Gradebook

from grader.export import SafeCsv
from grader.gradebook import add_indexes, entries
from grader.pipeline.book import Book, scores, transaction
from grader.pipeline.result import Grade, Result
from grader.pipeline.run import BATCH
from grader.scores import lines
from tests.course import nbgrader, new_course
from tests.sample_class import DUE

ASSIGNMENT = "week2-logistic-regression"
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
        with transaction(gradebook):
            for number in range(start, min(last, start + BATCH)):
                late = timedelta(days=draw.choice([-1, 0, 2]))
                book.write(f"student-{number:05}", DUE + late, drawn(book, draw))


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
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    sub = commands.add_parser("book", help="what the gradebook costs")
    sub.add_argument("--students", type=int, default=10_000)
    sub.add_argument("--db", help="an address, such as postgresql+psycopg://…; SQLite without")
    sub.set_defaults(run=lambda options: measure_book(options.students, options.db))
    options = parser.parse_args()
    found = options.run(options)
    for name, value in found.items():
        print(f"{value:12.2f}  {name}")
    json.dump(found, sys.stderr, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
