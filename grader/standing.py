"""How it stands with a student's assignment: who has to do what before its score counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nbgrader.api import Assignment, Gradebook

from grader.gradebook import Entry, Row
from grader.pipeline.people import told, waiting
from grader.pipeline.record import read_record
from grader.places import course_root
from grader.rows import submissions

GRADED, TO_BE_READ, PERSON = "graded", "to be read", "needs a person"
NOT_YET, NOTHING = "not graded yet", "nothing handed in"
AT_ONCE = 200  # submissions whose rows are read together: memory stays flat


@dataclass(frozen=True)
class Standing:
    """``status`` is one of the above; ``why`` a person is needed, a sentence each."""

    status: str
    people: list[str] = field(default_factory=list)
    why: str = ""

    @property
    def has_score(self) -> bool:
        """Whether there is a score that means something, if only for what a machine can grade."""
        return self.status not in (PERSON, NOT_YET)


def standing(submission: Row) -> Standing:
    """How it stands with a submission in the gradebook."""
    record = record_of(submission.student_id, submission.name)
    return standing_of(record, submission)


def standings(
    gradebook: Gradebook, assignment: Assignment, entries: Mapping[str, Entry]
) -> Iterator[tuple[Entry, Standing, dict | None]]:
    """How it stands with each of an assignment's submissions, with the record of each.

    Only those that wait for a person are looked up in the gradebook, many at once.
    """
    students, name = list(entries), str(assignment.name)
    for start in range(0, len(students), AT_ONCE):
        some = students[start : start + AT_ONCE]
        records = {student: record_of(student, name) for student in some}
        asked = [student for student, record in records.items() if (record or {}).get("people")]
        rows = submissions(gradebook, name, asked) if asked else {}
        for student in some:
            entry, record = entries[student], records[student]
            yield entry, _standing(record, rows.get(student), entry.to_be_read), record


def standing_of(record: dict | None, submission: Row) -> Standing:
    """The same, with the record that grading left."""
    return _standing(record, submission, submission.needs_manual_grade)


def _standing(record: dict | None, submission: Row, to_be_read: bool) -> Standing:
    people = waiting(record, submission)
    if people:
        return Standing(PERSON, [due.why for due in people], told(people))
    return Standing(TO_BE_READ if to_be_read else GRADED)


def record_of(student: str, assignment: str) -> dict | None:
    """What grading found out about a submission; None where it is not finished."""
    return read_record(course_root() / "autograded" / student / assignment)


def standing_without(student: str, assignment: str) -> Standing:
    """How it stands with a student who has no submission in the gradebook."""
    handed_in = (course_root() / "submitted" / student / assignment).is_dir()
    return Standing(NOT_YET if handed_in else NOTHING)
