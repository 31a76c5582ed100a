"""``python -m grader report``: a page an assignment, in ``report/`` of the course's folder."""

import secrets
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from nbgrader.api import Gradebook

from grader.gradebook import Row, is_there, open_gradebook
from grader.places import course_root
from grader.report.numbers import Key, Numbers, Person, anonymous, numbers_of, person
from grader.report.page import page
from grader.rows import Submission, submissions
from grader.standing import record_of, standing_of, standing_without

FOLDER = "report"


def run(names: list[str], hidden: bool = False) -> int:
    """Write the reports of some assignments, or of all that have submissions; without names of
    students when they are ``hidden``."""
    if not is_there():
        print(f"There is no gradebook in {course_root()} yet: grade first.", file=sys.stderr)
        return 1
    status = 0
    with open_gradebook() as gradebook:
        rows: list[Row] = list(gradebook.assignments)
        known = {row.name: row for row in rows}
        for name in names or [row.name for row in rows if row.num_submissions]:
            if name not in known:
                print(f"No assignment in the gradebook is called {name}.", file=sys.stderr)
                status = 1
                continue
            path = write(report(gradebook, known[name], hidden), hidden)
            print(f"The report is in {path}")
    return status


def write(numbers: Numbers, hidden: bool = False, folder: Path | None = None) -> Path:
    """Write a report; one without names has a name of its own, so that it is not mistaken."""
    folder = folder or course_root() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{numbers.assignment}{'-anonymous' if hidden else ''}.html"
    unfinished = path.with_suffix(".part")
    unfinished.write_text(
        page(numbers, datetime.now(UTC), hidden), encoding="utf-8", errors="replace"
    )
    unfinished.replace(path)
    return path


def report(gradebook: Gradebook, assignment: Row, hidden: bool = False) -> Numbers:
    """The numbers of an assignment of the gradebook."""
    name = assignment.name
    found = submissions(gradebook, name)
    everybody: list[Row] = list(gradebook.students)
    people = [known(name, one) for one in found.values()]
    for student in sorted({str(one.id) for one in everybody} - found.keys()):
        people.append(Person(student, standing_without(student, name).status))
    people.sort(key=lambda one: one.name)
    if hidden:  # in an order that nobody can find out, and that is another every time
        salt = secrets.token_bytes(16)
        people = anonymous(people, lambda name: sha256(salt + name.encode()).digest())
    return numbers_of(name, asked(assignment, people), people)


def known(assignment: str, submission: Submission) -> Person:
    """A student who has a submission in the gradebook."""
    record = record_of(submission.student_id, assignment)
    found = standing_of(record, submission)
    return person(submission, record, found.status, found.why, found.has_score)


def asked(assignment: Row, people: Iterable[Person]) -> list[tuple[Key, float]]:
    """The graded cells with their points, in the order in which grading met them."""
    points = {
        (book.name, cell.name): cell.max_score
        for book in sorted(assignment.notebooks, key=lambda one: one.name)
        for cell in sorted((*book.grade_cells, *book.task_cells), key=lambda one: one.name)
    }
    order = [(r["notebook"], r["cell"]) for one in people for r in one.reports]
    keys = dict.fromkeys([*(key for key in order if key in points), *points])
    return [(key, points[key]) for key in keys]
