"""The students and their scores: a table for the terminal, or all that is known as JSON."""

import json
import sys
from collections import Counter

from nbgrader.api import Assignment, Gradebook

from grader.gradebook import Entry, entries, is_there, open_gradebook
from grader.places import course_root
from grader.standing import GRADED, PERSON, TO_BE_READ, Standing, standings

OPEN = {PERSON: "waiting for a person", TO_BE_READ: "to be read"}


def run(names: list[str], as_json: bool = False) -> int:
    """Print every assignment that has submissions, or those of ``names``."""
    if not is_there():
        where = course_root()
        print(f"There is no gradebook in {where} yet: nothing was graded.", file=sys.stderr)
        if as_json:
            print("[]")
        return 0
    with open_gradebook() as gradebook:
        asked = [one for one in gradebook.assignments if not names or one.name in names]
        found = [one for one in asked if one.num_submissions]
        for name in sorted({*names} - {str(one.name) for one in found}):
            print(f"Nothing of {name} is graded yet.", file=sys.stderr)
        if as_json:
            data = [as_data(gradebook, assignment) for assignment in found]
            print(json.dumps(data, indent=2, ensure_ascii=False))
        else:
            for assignment in found:
                print("\n".join(lines(gradebook, assignment)))
    return 0


def lines(gradebook: Gradebook, assignment: Assignment) -> list[str]:
    """The table of one assignment, best known columns only."""
    submissions = entries(gradebook, assignment)
    width = max(7, *map(len, submissions))
    table = [
        f"{assignment.name} (of {assignment.max_score:g} points)",
        f"  {'student':{width}}  {'score':>6}  {'late':>6}  {'final':>6}",
    ]
    counts: Counter[str] = Counter()
    for entry, found, _ in standings(gradebook, assignment, submissions):
        table.append(line(entry, found, width))
        counts[found.status] += 1
    open_ones = [f"{counts[status]} {words}" for status, words in OPEN.items() if counts[status]]
    return table + [f"  {', '.join(open_ones)}"] * bool(open_ones)


def line(entry: Entry, found: Standing, width: int) -> str:
    """The line of one submission; without a score where it would be mistaken for one."""
    numbers = [entry.score, -entry.penalty or 0.0, entry.final]
    shown = [f"{number:6.2f}" if found.has_score else f"{'–':>6}" for number in numbers]
    says = "" if found.status == GRADED else found.status
    says += f": {found.why}" if found.why else ""
    return "  ".join(["", f"{entry.student:{width}}", *shown, says]).rstrip()


def as_data(gradebook: Gradebook, assignment: Assignment) -> dict:
    """One assignment with each submission's scores and, under ``record``, what grading found out.

    The record is that of ``grading.json`` (see ``grader.pipeline.record``), None where this
    course's grader has not finished the submission.
    """
    return {
        "assignment": assignment.name,
        "points": assignment.max_score,
        "submissions": [
            {
                "student": entry.student,
                "score": entry.score,
                "late_penalty": entry.penalty,
                "final": entry.final,
                "to_be_read": entry.to_be_read,
                "status": found.status,
                "people": found.people,
                "record": record,
            }
            for entry, found, record in standings(
                gradebook, assignment, entries(gradebook, assignment)
            )
        ],
    }
