"""How it stands with a student's assignment: who has to do what before its score counts."""

from dataclasses import dataclass, field

from grader.gradebook import Row
from grader.pipeline.people import told, waiting
from grader.pipeline.record import read_record
from grader.places import course_root

GRADED, TO_BE_READ, PERSON = "graded", "to be read", "needs a person"
NOT_YET, NOTHING = "not graded yet", "nothing handed in"


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
    student, assignment = submission.student_id, submission.name
    record = read_record(course_root() / "autograded" / student / assignment)
    return standing_of(record, submission)


def standing_of(record: dict | None, submission: Row) -> Standing:
    """The same, with the record that grading left."""
    people = waiting(record, submission)
    if people:
        return Standing(PERSON, [due.why for due in people], told(people))
    return Standing(TO_BE_READ if submission.needs_manual_grade else GRADED)


def standing_without(student: str, assignment: str) -> Standing:
    """How it stands with a student who has no submission in the gradebook."""
    handed_in = (course_root() / "submitted" / student / assignment).is_dir()
    return Standing(NOT_YET if handed_in else NOTHING)
