"""Grades as CSV that a spreadsheet opens as it is: quoted properly, and no cell is a formula."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Assignment, Gradebook
from nbgrader.plugins import ExportPlugin

from grader.gradebook import Entry, Row, entries
from grader.standing import Standing, standing_without, standings

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
    "status",
    "why",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class SafeCsv(ExportPlugin):
    """nbgrader's own columns and two more, written by the csv module to ``--to`` (grades.csv).

    ``status`` is one of those in `grader.standing`. Where a person has to look first, or where what
    was handed in is not graded yet, there is no score: a 0 would be taken for one.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write a row for every student and assignment, those who handed nothing in included."""
        known = {str(assignment.name) for assignment in gradebook.assignments}
        if unknown := sorted(set(map(str, self.assignment)) - known):
            sys.exit(f"No assignment in the gradebook is called {' or '.join(unknown)}.")
        path = Path(self.to or "grades.csv")
        unfinished = path.with_name(path.name + ".part")
        with unfinished.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(self._rows(gradebook))
        unfinished.replace(path)  # a full disk leaves the old file whole

    def _rows(self, gradebook: Gradebook) -> Iterator[list[object]]:
        asked = set(map(str, self.student))
        people: list[Row] = [one for one in gradebook.students if not asked or str(one.id) in asked]
        people.sort(key=by_name)
        for assignment in sorted(gradebook.assignments, key=by_date):
            if self.assignment and assignment.name not in self.assignment:
                continue
            known = entries(gradebook, assignment)
            found = {
                entry.student: (entry, status)
                for entry, status, _ in standings(gradebook, assignment, known)
            }
            for student in people:
                one = found.get(student.id) or without(student, assignment)
                yield [neutral(value) for value in row(assignment, student, *one)]


def by_name(student: Row) -> tuple[object, ...]:
    """nbgrader's order of students; by their ids where names do not tell them apart.

    Sorted here: databases have orders of their own, and another place for those without a name.
    """
    last, first = student.last_name, student.first_name
    return last is not None, last, first is not None, first, student.id


def by_date(assignment: Row) -> tuple[bool, object, str]:
    """nbgrader's order of assignments: first those without a date."""
    return assignment.duedate is not None, assignment.duedate, assignment.name


def without(student: Row, assignment: Assignment) -> tuple[Entry, Standing]:
    """What there is to say of a student who has no submission in the gradebook."""
    entry = Entry(student.id, None, 0.0, 0.0, False)
    return entry, standing_without(student.id, str(assignment.name))


def row(assignment: Assignment, student: Row, entry: Entry, found: Standing) -> list[object]:
    """One student's result, in the order of ``COLUMNS``."""
    result = [entry.score, entry.penalty, entry.final] if found.has_score else [None, None, None]
    said = [assignment.max_score, found.status, found.why]
    person = [student.id, student.last_name, student.first_name, student.email]
    return [assignment.name, assignment.duedate, entry.timestamp, *person, *result, *said]


def neutral(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
