"""How fast the engine is, beside plain nbgrader: the same submissions through both, in one run.

Each measurement is the command an instructor would give, `nbgrader autograde`, in a course of its
own, with and without the line `install()` of the configuration. A command takes a while to
start, so every one is run twice, on one class and on several: the difference is what the
submissions cost, and is what the numbers "a submission" are made of. The engine grades the same
classes as nbgrader and more of them, or its seconds would drown in the noise of its start.

`overhead` is what a submission takes in all, with one job, divided by what its cells and tests take
as they run in the engine, calls across the border included: what starting the sandbox, reading and
rebuilding the notebook, cleaning outputs and writing everything down add. The border itself shows
in `overhead against bare cells`, in processor time: the same cells and tests, without those tagged
`skip-execution`, are run one after another in a warm IPython shell, in a fork of this process for
each submission, with no sandbox, no notebook to read or write and no gradebook.
"""

import argparse
import contextlib
import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from unittest.mock import patch

import nbformat
import psutil
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from grader import grading
from grader.assignment import assignment_names, load_assignment
from grader.cells import is_test
from grader.exercises import exercises_of
from grader.pipeline import record
from grader.pipeline.execution import SKIP
from grader.pipeline.processes import cores
from grader.pipeline.task import silence_checks
from grader.places import ROOT
from grader.report.numbers import numbers_of
from grader.report.page import page
from tests.course import new_course, open_gradebook
from tests.grader.report.sample import ORDER, large_class
from tests.sample_class import DUE, hand_in, sample_class, submission
from utils.checks import check
from utils.table import Table, as_html

CLASS = 12  # submissions in the run that measures the start: one of each kind
MORE = 8  # classes that only the engine grades, for each that nbgrader grades
SECRET = "a secret for the bench"
SAMPLE_SECONDS = 0.1
PR_SET_CHILD_SUBREAPER = 36


class BenchError(Exception):
    """A measurement is worth nothing; the message says why."""


@dataclass(frozen=True)
class Measured:
    """One command: wall and processor seconds of all its processes, largest memory in bytes."""

    wall: float
    processor: float
    memory: int


@dataclass(frozen=True)
class Speed:
    """One way of grading: seconds to start, seconds a submission, processor seconds, memory, and
    seconds in the cells of a submission where they are known."""

    start: float
    wall: float
    processor: float
    memory: int
    cells: float


def run(assignment: str, count: int, file: Path | None) -> int:
    """Measure, print a table, write ``file`` as JSON; status 0."""
    if count <= CLASS:
        raise BenchError(f"a measurement needs more than {CLASS} submissions, not {count}")
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # as the engine has it
        raise BenchError("threads of linear algebra would count as work: use `make bench`")
    top = ROOT / "build" / "bench"
    shutil.rmtree(top, ignore_errors=True)
    every = MORE * count
    hand_out(top / "course", assignment, every)
    jobs_of_all = cores()
    speeds, scores = {}, {}
    for way, many, plain, jobs in [
        ("nbgrader", count, True, 1),
        ("one job", every, False, 1),
        ("all jobs", every, False, jobs_of_all),
    ]:
        print(f"{way} …", file=sys.stderr, flush=True)
        speeds[way] = speed(top, assignment, many, plain, jobs)
        scores[way] = scores_in(top / "all", assignment)
    assert_equal(scores)
    print("feedback …", file=sys.stderr, flush=True)
    pages = speed_of_pages(top / "all", assignment, count, jobs_of_all)
    print("check in the notebook …", file=sys.stderr, flush=True)
    slowest = slowest_check()
    print("the cells by themselves …", file=sys.stderr, flush=True)
    cells = seconds_of_cells(top / "course", assignment, count) / count
    found = summary(assignment, count, jobs_of_all, speeds, cells, slowest) | {
        "pages": {way: asdict(found) for way, found in pages.items()},
        "seconds of a report on 1,000": seconds_of_report(),
    }
    print("\n".join(table(found)))
    if file:
        file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def hand_out(course: Path, assignment: str, count: int) -> None:
    """Generate the assignment in a new course folder; a class of ``count`` hands it in."""
    course.mkdir(parents=True)
    nbgrader(course, False, 1, "generate_assignment", assignment)
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_assignment(assignment, duedate=DUE)
    loaded = load_assignment(assignment)
    members = [(member, submission(loaded, member)) for member in sample_class(loaded)]
    for number, (member, books) in enumerate(islice(cycle(members), count), 1):
        when = DUE + timedelta(days=member.days_late)
        hand_in(course, assignment, f"student-{number:04}", books, when)


def speed(top: Path, assignment: str, count: int, plain: bool, jobs: int) -> Speed:
    """Grade one class and then ``count``, each time in a fresh copy of the course."""
    runs = []
    for name, size in (("few", CLASS), ("all", count)):
        course = top / name
        shutil.rmtree(course, ignore_errors=True)
        shutil.copytree(top / "course", course)
        for student in sorted((course / "submitted").iterdir())[size:]:
            shutil.rmtree(student)
        runs.append(nbgrader(course, plain, jobs, "autograde", assignment))
    few, everybody = runs
    wall = (everybody.wall - few.wall) / (count - CLASS)
    processor = (everybody.processor - few.processor) / (count - CLASS)
    start = max(0.0, few.wall - CLASS * wall)
    return Speed(start, wall, processor, everybody.memory, seconds_in_cells(top / "all"))


def speed_of_pages(course: Path, assignment: str, count: int, jobs: int) -> dict[str, Measured]:
    """What a feedback page takes: one of ours, of all submissions, and one of nbgrader's own.

    Starting the command is shared out among the pages.
    """
    found = {}
    for way, many in (("feedback, ours", MORE * count), ("feedback, nbgrader", count)):
        for student in sorted((course / "autograded").iterdir())[many:]:
            shutil.rmtree(student)
        shutil.rmtree(course / "feedback", ignore_errors=True)
        plain = way.endswith("nbgrader")
        one = nbgrader(course, plain, jobs, "generate_feedback", assignment)
        pages = len(list(course.glob("feedback/*/*/*.html")))
        if pages != many:
            raise BenchError(f"{way}: {pages} pages of {many}")
        found[way] = Measured(one.wall / many, one.processor / many, one.memory)
    return found


def seconds_of_report() -> float:
    """Processor seconds for the report on a class of 1,000, its records read already."""
    people = large_class(1000)
    start = time.process_time()
    page(numbers_of("week0", ORDER, people), datetime.now(UTC))
    return time.process_time() - start


def seconds_in_cells(course: Path) -> float:
    """What the cells of a submission took while the engine graded them; 0 without the engine."""
    records = [
        json.loads(path.read_text()) for path in course.glob(f"autograded/*/*/{record.NAME}")
    ]
    return sum(record["seconds_in_cells"] for record in records) / max(1, len(records))


def nbgrader(course: Path, plain: bool, jobs: int, *words: str) -> Measured:
    """Run one of nbgrader's commands for a course and measure it, with all it starts."""
    return command(course, plain, jobs, "nbgrader", *words, "--log-level=ERROR")


def command(course: Path, plain: bool, jobs: int, *words: str) -> Measured:
    """Run ``python -m WORDS`` for a course and measure it."""
    new_course(course, engine=not plain, pages=not plain)
    environment = os.environ | {
        "COURSE_ROOT": str(course),
        "COURSE_SECRET": SECRET,
        "JOBS": str(jobs),
        "OPENBLAS_NUM_THREADS": "1",
    }
    # What outlives its parent comes to us, so that its processor time is counted too.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    others = set(children())
    before, start = processor_of_children(), time.monotonic()
    with (course / "log.txt").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=course, env=environment, stdout=log, stderr=log
        )
        memory = largest_memory(process)
        wall = time.monotonic() - start
        if process.returncode:
            log.seek(0)
            raise BenchError(f"{' '.join(words)} failed: {log.read().strip()[-500:]}")
    while left := set(children()) - others:
        os.waitpid(left.pop(), 0)
    return Measured(wall, processor_of_children() - before, memory)


def largest_memory(process: subprocess.Popen) -> int:
    """Wait for a process; the most memory that it and its children held, shared pages once."""
    largest = 0
    while process.poll() is None:
        used = 0
        with contextlib.suppress(psutil.Error):
            top = psutil.Process(process.pid)
            for one in (top, *top.children(recursive=True)):
                with contextlib.suppress(psutil.Error):
                    info = one.memory_full_info()
                    used += getattr(info, "pss", info.rss)
        largest = max(largest, used)
        time.sleep(SAMPLE_SECONDS)
    return largest


def children() -> list[int]:
    """The numbers of this process's children."""
    return [one.pid for one in psutil.Process().children()]


def processor_of_children() -> float:
    """Processor seconds of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def scores_in(course: Path, assignment: str) -> dict[str, object]:
    """Every score in a gradebook, by student and cell, and whether a person has to look."""
    found: dict[str, object] = {}
    with open_gradebook(course) as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            for notebook in submission.notebooks:
                place = f"{submission.student_id}, {notebook.name}"
                found[f"{place}, late"] = notebook.late_submission_penalty
                for grade in notebook.grades:
                    found[f"{place}, {grade.name}"] = (grade.auto_score, grade.needs_manual_grade)
    return found


def assert_equal(scores: dict[str, dict[str, object]]) -> None:
    """``BenchError`` unless every way of grading gave the same scores for what nbgrader graded."""
    (first, expected), *others = scores.items()
    for way, found in others:
        for place in sorted(expected):
            if expected.get(place) != found.get(place):
                raise BenchError(
                    f"{place}: {expected.get(place)} by {first}, {found.get(place)} by {way}"
                )


def seconds_of_cells(course: Path, assignment: str, count: int) -> float:
    """Processor seconds that code cells and tests of ``count`` submissions take by themselves."""
    silence_checks()
    os.environ["COURSE_SECRET"] = SECRET
    with open_gradebook(course) as gradebook:
        books = gradebook.find_assignment(assignment).notebooks
        tests = {book.name: {c.name: c.source for c in book.source_cells} for book in books}
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    paths = sorted((course / "submitted").glob(f"*/{assignment}/*.ipynb"))[:count]
    submitted = [code_cells(path, tests[path.stem]) for path in paths]
    with contextlib.chdir(course / "release" / assignment):
        for cells in submitted[:CLASS]:  # what a process does once, for the first of a kind
            run_cells(shell, cells)
            shell.reset(new_session=False)
            grading.grading_of.cache_clear()  # a kernel grades one submission
        return sum(in_a_fork(shell, cells) for cells in submitted)


def code_cells(path: Path, tests: dict[str, str]) -> list[str]:
    """The code of a submitted notebook, test cells with their hidden part."""
    cells = [c for c in nbformat.read(path, 4).cells if c.cell_type == "code"]
    return [
        tests[cell.metadata.nbgrader.grade_id] if is_test(cell) else cell.source
        for cell in cells
        if SKIP not in cell.metadata.get("tags", [])
    ]


def slowest_check() -> tuple[float, str]:
    """The longest that `check` takes on a right function of any week, and whose it is.

    Processor seconds, without those of the function's own calls; the best of three.
    """
    found = []
    for name in assignment_names():
        solution = load_assignment(name).namespace()
        with tempfile.TemporaryDirectory() as folder:  # beside the checks it keeps a record
            shutil.copytree(ROOT / "release" / name, folder, dirs_exist_ok=True)
            with contextlib.chdir(folder):
                for function in exercises_of(name):
                    seconds = min(seconds_of_check(solution[function]) for _ in range(3))
                    found.append((seconds, function))
    return max(found)


def seconds_of_check(function: Callable) -> float:
    """Processor seconds of one `check`, its table drawn, without those of the function."""
    tables: list[Table] = []
    with patch("utils.checks.show", tables.append):
        start = time.thread_time()
        check(function)
        as_html(tables[0])
        return time.thread_time() - start - tables[0].report.seconds


def run_cells(shell: InteractiveShell, cells: list[str]) -> float:
    """Run cells in this process; the processor seconds they take."""
    start = time.process_time()
    for cell in cells:
        with capture_output():
            shell.run_cell(cell)
    return time.process_time() - start


def in_a_fork(shell: InteractiveShell, cells: list[str]) -> float:
    """Run cells in a fork of this process; the processor seconds they take."""
    receiver, sender = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(sender, repr(run_cells(shell, cells)).encode())
        finally:
            os._exit(0)
    os.close(sender)
    with os.fdopen(receiver) as pipe:
        seconds = pipe.read()
    os.waitpid(pid, 0)
    return float(seconds)


def summary(
    assignment: str,
    count: int,
    jobs: int,
    speeds: dict[str, Speed],
    cells: float,
    slowest: tuple[float, str],
) -> dict[str, object]:
    """All that was found, as JSON has it."""
    plain, one, every = speeds["nbgrader"], speeds["one job"], speeds["all jobs"]
    return {
        "assignment": assignment,
        "submissions": count,
        "cores": jobs,
        "ways": {way: asdict(found) for way, found in speeds.items()},
        "seconds in bare cells": cells,
        "ratio": plain.wall / one.wall,
        "ratio of processor time": plain.processor / one.processor,
        "scaling": one.wall / every.wall,
        "overhead": one.wall / one.cells,
        "overhead against bare cells": one.processor / cells,
        "seconds of the slowest check": slowest[0],
        "slowest check": slowest[1],
    }


def table(found: dict) -> list[str]:
    """What was found, for people to read."""
    lines = [
        f"{found['assignment']}: {found['submissions']} submissions, the same scores every way; "
        f"{MORE} times as many by the engine",
        f"{'':16}{'start':>9}{'a submission':>15}{'its processor time':>21}{'memory':>10}",
    ]
    for way, one in found["ways"].items():
        lines.append(
            f"{way:16}{one['start']:7.2f} s{one['wall']:13.3f} s{one['processor']:19.3f} s"
            f"{one['memory'] / 2**20:7.0f} MB"
        )
    inside, bare = found["ways"]["one job"]["cells"], found["seconds in bare cells"]
    return [
        *lines,
        f"{'cells inside':24}{inside:14.3f} s",
        f"{'cells bare':40}{bare:19.3f} s",
        f"One job is {found['ratio']:.1f} times as fast as nbgrader "
        f"({found['ratio of processor time']:.1f} times in processor time).",
        f"All jobs are {found['scaling']:.1f} times as fast as one, on {found['cores']} cores.",
        f"Overhead: a submission takes {found['overhead']:.2f} times as long as its cells inside, "
        f"{found['overhead against bare cells']:.2f} times as long as they do bare.",
        *(
            f"{way}: {one['wall']:.3f} s a page, {one['processor']:.3f} s of the processor"
            for way, one in found["pages"].items()
        ),
        f"The report on 1,000 takes {found['seconds of a report on 1,000']:.1f} s.",
        f"check of a right function takes at most "
        f"{1000 * found['seconds of the slowest check']:.0f} ms beyond the function's own time "
        f"({found['slowest check']}).",
    ]


def main() -> int:
    """The command line: ``python -m tests.bench ASSIGNMENT``."""
    parser = argparse.ArgumentParser(description="Measure grading beside plain nbgrader.")
    parser.add_argument("assignment")
    parser.add_argument(
        "--count", type=int, default=36, help="how many submissions nbgrader grades"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there too")
    options = parser.parse_args()
    try:
        return run(options.assignment, options.count, options.json)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
