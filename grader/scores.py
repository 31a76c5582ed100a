"""The students and their scores: a table for the terminal, or all that is known as JSON."""

import json
import sys
from collections import Counter

from nbgrader.api import Assignment, Gradebook

from grader.gradebook import Row, gradebook_path, open_gradebook
from grader.pipeline.record import read_record
from grader.places import course_root
from grader.standing import GRADED, PERSON, TO_BE_READ, Standing, standing

OPEN = {PERSON: "waiting for a person", TO_BE_READ: "to be read"}


def run(names: list[str], as_json: bool = False) -> int:
    """Print every assignment that has submissions, or those of ``names``."""
    if not gradebook_path().exists():
        where = course_root()
        print(f"There is no gradebook in {where} yet: nothing was graded.", file=sys.stderr)
        if as_json:
            print("[]")
        return 0
    with open_gradebook() as gradebook:
        found = [
            assignment
            for assignment in gradebook.assignments
            if assignment.submissions and (not names or assignment.name in names)
        ]
        if as_json:
            data = [as_data(assignment) for assignment in found]
            print(json.dumps(data, indent=2, ensure_ascii=False))
        else:
            for assignment in found:
                print("\n".join(lines(gradebook, assignment)))
    return 0


def lines(gradebook: Gradebook, assignment: Assignment) -> list[str]:
    """The table of one assignment, best known columns only."""
    submissions = sorted(assignment.submissions, key=lambda entry: entry.student_id)
    width = max(7, *(len(entry.student_id) for entry in submissions))
    table = [
        f"{assignment.name} (of {assignment.max_score:g} points)",
        f"  {'student':{width}}  {'score':>6}  {'late':>6}  {'final':>6}",
    ]
    found = {entry.student_id: standing(entry) for entry in submissions}
    table += [line(entry, found[entry.student_id], width) for entry in submissions]
    counts = Counter(entry.status for entry in found.values())
    open_ones = [f"{counts[status]} {words}" for status, words in OPEN.items() if counts[status]]
    return table + [f"  {', '.join(open_ones)}"] * bool(open_ones)


def line(entry: Row, found: Standing, width: int) -> str:
    """The line of one submission; without a score where it would be mistaken for one."""
    numbers = [entry.score, -entry.late_submission_penalty or 0.0, final(entry)]
    shown = [f"{number:6.2f}" if found.has_score else f"{'–':>6}" for number in numbers]
    says = "" if found.status == GRADED else found.status
    says += f": {found.why}" if found.why else ""
    return "  ".join(["", f"{entry.student_id:{width}}", *shown, says]).rstrip()


def as_data(assignment: Assignment) -> dict:
    """One assignment with each submission's scores and, under ``record``, what grading found out.

    The record is that of ``grading.json`` (see ``grader.pipeline.record``), None where this
    course's grader has not finished the submission.
    """
    return {
        "assignment": assignment.name,
        "points": assignment.max_score,
        "submissions": [
            {
                "student": entry.student_id,
                "score": entry.score,
                "late_penalty": entry.late_submission_penalty,
                "final": final(entry),
                "to_be_read": entry.needs_manual_grade,
                "status": (found := standing(entry)).status,
                "people": found.people,
                "record": read_record(
                    course_root() / "autograded" / entry.student_id / assignment.name
                ),
            }
            for entry in sorted(assignment.submissions, key=lambda entry: entry.student_id)
        ],
    }


def final(entry: Row) -> float:
    """The score after the late penalty."""
    return max(0.0, entry.score - entry.late_submission_penalty)
