"""``python -m grader alike``: pairs of submissions that are more alike than the exercise forces."""

import secrets
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from glob import glob
from hashlib import sha256
from pathlib import Path

from grader.alike.page import Facts, page
from grader.alike.pairs import Class, alike
from grader.alike.works import Given, Work, given_out, read_work
from grader.configuration import course_directory
from grader.gradebook import Row, is_there, open_gradebook
from grader.pipeline.folders import refused
from grader.pipeline.processes import cores, on_cores
from grader.pipeline.progress import Progress
from grader.places import course_root
from grader.report.command import FOLDER
from grader.report.numbers import NOT_WRITTEN, QUIZ
from grader.standing import record_of

FEW = 60  # submissions that are read here sooner than another process is started
Handed = tuple[str, Path]  # a student and the folder


def run(assignment: str, hidden: bool = False) -> int:
    """Compare what was handed in for an assignment, and write the page."""
    course = course_directory()
    release = Path(course.format_path(course.release_directory, ".", assignment))
    source = Path(course.format_path(course.source_directory, ".", assignment))
    if not any(release.glob("*.ipynb")):
        print(f"{assignment} is not released: no notebook in {release}.", file=sys.stderr)
        return 1
    handed = submitted(assignment)
    if len(handed) < 2:
        print(f"There are no two submissions of {assignment} to compare.", file=sys.stderr)
        return 1
    given = given_out(release, source)
    works = read_all(given, handed)
    group = Class(
        [one for one in works if not one.why],
        given.forced,
        {one.student: mistakes(record_of(one.student, assignment)) for one in works},
    )
    pairs = alike(group)
    called = (
        names(one.student for one in works) if hidden else {w.student: w.student for w in works}
    )
    facts = Facts(assignment, works, pairs, called, hidden, to_blank(works) if hidden else ())
    path = write(facts)
    several = "pair" if len(pairs) == 1 else "pairs"
    print(f"{len(pairs)} {several} of {len(group.works)} submissions worth a look: {path}")
    return 0


def submitted(assignment: str) -> list[Handed]:
    """Who handed in, and where that is."""
    course = course_directory()
    pattern = course.format_path(course.submitted_directory, "*", assignment)
    found = []
    for folder in map(Path, sorted(glob(pattern))):  # noqa: PTH207 - of any shape
        student = folder.parent.name
        if folder.is_dir() and not refused(student, folder):
            found.append((student, folder))
    return found


def read_all(given: Given, handed: list[Handed]) -> list[Work]:
    """What everybody wrote, in the order in which they are ``handed``; on all cores where many."""
    works, bar = {}, Progress(len(handed), "reading", "read", "submission")
    try:
        if len(handed) <= FEW or cores() == 1:
            found = ((one, read(given, one)) for one in handed)
        else:
            found = on_cores(partial(read, given), iter(handed), cores(), lost)
        for (student, _), work in found:
            works[student] = work
            bar.step(bool(work.why))
    finally:
        bar.close()
    return [works[student] for student, _ in handed]


def read(given: Given, handed: Handed) -> Work:
    """One student's work; what cannot be read is said, and costs nobody else theirs."""
    try:
        return read_work(given, *handed)
    except Exception as error:  # a file that a stranger made can raise anything
        return Work(handed[0], why=f"cannot be read: {type(error).__name__}")


def lost(handed: Handed) -> Work:
    """As `read`, for a submission that ended the process that read it."""
    return Work(handed[0], why="reading it ended the program that read it")


def mistakes(record: Mapping | None) -> frozenset[str]:
    """What grading found that somebody did wrong, the wrong choices of the quiz included."""
    found = set()
    for report in (record or {}).get("reports", []):
        if report["function"] == QUIZ:
            wrong = [row["label"] for row in report["rows"] if row["credit"] < 1.0]
            chosen = {name: report["choices"].get(name, "") for name in wrong}
            found |= {f"{name} answered {letter}" for name, letter in chosen.items() if letter}
        elif report["mistake"] not in ("", NOT_WRITTEN):
            found.add(f"{report['function']}: {report['mistake']}")
    return frozenset(found)


def names(students: Iterable[str]) -> dict[str, str]:
    """Numbers in place of names, in an order of chance that is another every time."""
    salt = secrets.token_bytes(16)
    order = sorted(students, key=lambda name: sha256(salt + name.encode()).digest())
    width = len(str(len(order)))
    return {name: f"person {number:0{width}}" for number, name in enumerate(order, 1)}


def to_blank(works: Iterable[Work]) -> list[str]:
    """Words that would tell who somebody is: their names, as the course knows them."""
    words = {one.student for one in works}
    if is_there():
        with open_gradebook() as gradebook:
            people: list[Row] = list(gradebook.students)
            for one in people:
                mail = (one.email or "").partition("@")[0]
                words |= {one.id, *filter(None, (one.first_name, one.last_name, one.email, mail))}
    return sorted(words)


def write(facts: Facts) -> Path:
    """Write the page beside the report; one without names has a name of its own."""
    folder = course_root() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{facts.assignment}-alike{'-anonymous' if facts.hidden else ''}.html"
    unfinished = path.with_suffix(".part")
    text = page(facts, datetime.now(UTC))
    unfinished.write_text(text, encoding="utf-8", errors="replace")
    unfinished.replace(path)
    return path
