"""A sample class: submissions made from the release notebook, for the tests and for `make demo`.

Nothing is stored: a submission is the released notebook with some solution cells filled in.
"""

import argparse
import copy
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.assignment import Assignment, load_assignment
from grader.cells import defined_in, unmarked
from grader.exercises import exercises_of
from grader.gradebook import open_gradebook
from grader.marks import is_solution
from grader.places import ROOT

DUE = datetime(2026, 10, 1, 12, 0)
ANSWER = "It learned the accidents of its few pictures by heart, as its speckled weights show."


@dataclass(frozen=True)
class Member:
    """What one student hands in.

    ``mistakes`` maps a function to the mistake in it; ``written`` limits how many solution cells
    are filled in, None for all; ``quiz`` is an answer to give to every question instead of the
    right one.
    """

    student: str
    about: str
    mistakes: dict[str, str] = field(default_factory=dict)
    written: int | None = None
    quiz: str = ""
    days_late: float = 0.0


def sample_class(assignment: Assignment) -> list[Member]:
    """Twelve students: perfect, late, with a mistake or two, unfinished, untouched."""
    known = exercises_of(assignment.name)
    several = [name for name, entry in known.items() if len(entry.listed) > 1]
    members = [
        Member("student-01", "everything right"),
        Member("student-02", "everything right, a day and a half late", days_late=1.5),
    ]
    for number in range(6):
        function = several[number % len(several)]
        entry = known[function].listed[number // len(several)]
        about = f"{function}: {entry.name}"
        members.append(Member(f"student-{number + 3:02}", about, {function: entry.name}))
    two = {name: known[name].listed[-1].name for name in several[:2]}
    members += [
        Member("student-09", "two mistakes", two),
        Member("student-10", "half of it", written=len(known) // 2),
        Member("student-11", "nothing touched", written=0),
        Member("student-12", "the quiz guessed", quiz="a"),
    ]
    return members


def submission(
    assignment: Assignment, member: Member, release: Path = ROOT / "release"
) -> dict[str, NotebookNode]:
    """The notebooks that a member hands in, by name."""
    known = exercises_of(assignment.name)
    left = [member.written]
    books = {}
    for name, source in assignment.notebooks.items():
        released = nbformat.read(release / assignment.name / f"{name}.ipynb", 4)
        solutions = {cell.id: cell for cell in source.cells if is_solution(cell)}
        for cell in released.cells:
            if cell.id in solutions and left[0] != 0:
                cell.source = filled_in(solutions[cell.id], member, known)
                left[0] = None if left[0] is None else left[0] - 1
        books[name] = released
    return books


def filled_in(cell: NotebookNode, member: Member, known: dict) -> str:
    """A solution cell as this member would write it."""
    if cell.cell_type == "markdown":
        return ANSWER
    source = unmarked(cell.source)
    if source.startswith("quiz["):
        return f'{source.split("=")[0]}= "{member.quiz}"' if member.quiz else source
    for function in defined_in(source) & set(member.mistakes):
        entries = {entry.name: entry for entry in known[function].listed}
        source = entries[member.mistakes[function]].applied_to(source)
    return source


def hand_in(
    root: Path, assignment: str, student: str, books: dict[str, NotebookNode], when: datetime = DUE
) -> Path:
    """Write notebooks to where nbgrader collects submissions, with the time of handing in."""
    folder = root / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    for name, book in books.items():
        nbformat.write(copy.deepcopy(book), folder / f"{name}.ipynb")
    (folder / "timestamp.txt").write_text(f"{when:%Y-%m-%d %H:%M:%S} UTC\n")
    return folder


def main() -> None:
    """Hand in the sample class of an assignment to the course in COURSE_ROOT."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("assignment")
    options = parser.parse_args()
    root = Path(os.environ["COURSE_ROOT"]).resolve()
    assignment = load_assignment(options.assignment)
    with open_gradebook() as gradebook:
        gradebook.update_or_create_assignment(assignment.name, duedate=DUE)
    for member in sample_class(assignment):
        when = DUE + timedelta(days=member.days_late)
        books = submission(assignment, member, root / "release")
        hand_in(root, assignment.name, member.student, books, when)
        print(f"  {member.student}: {member.about}")


if __name__ == "__main__":
    main()
