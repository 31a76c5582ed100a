"""Grades as CSV that a spreadsheet opens as it is: quoted properly, and no cell is a formula."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin

from grader.standing import standing, standing_without

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
        path = Path(self.to or "grades.csv")
        unfinished = path.with_name(path.name + ".part")
        with unfinished.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(self._rows(gradebook))
        unfinished.replace(path)  # a full disk leaves the old file whole

    def _rows(self, gradebook: Gradebook) -> Iterator[list[object]]:
        for assignment in gradebook.assignments:
            if self.assignment and assignment.name not in self.assignment:
                continue
            for student in gradebook.students:
                if not self.student or str(student.id) in map(str, self.student):
                    yield [neutral(value) for value in row(gradebook, assignment, student)]


def row(gradebook: Gradebook, assignment: Assignment, student: Student) -> list[object]:
    """One student's result, in the order of ``COLUMNS``."""
    submission: Any  # nbgrader gives its tables' columns no types
    try:
        submission = gradebook.find_submission(str(assignment.name), str(student.id))
        penalty = submission.late_submission_penalty
        result = [submission.score, penalty, max(0.0, submission.score - penalty)]
        timestamp, found = submission.timestamp, standing(submission)
    except MissingEntry:
        result, timestamp = [0.0, 0.0, 0.0], None
        found = standing_without(str(student.id), str(assignment.name))
    if not found.has_score:
        result = [None, None, None]
    said = [assignment.max_score, found.status, found.why]
    person = [student.id, student.last_name, student.first_name, student.email]
    return [assignment.name, assignment.duedate, timestamp, *person, *result, *said]


def neutral(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
