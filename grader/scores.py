"""A table of students and scores for the terminal."""

from nbgrader.api import Assignment, Gradebook

from grader.gradebook import open_gradebook


def run(names: list[str]) -> int:
    """Print one table for every assignment that has submissions."""
    with open_gradebook() as gradebook:
        for assignment in gradebook.assignments:
            if assignment.submissions and (not names or assignment.name in names):
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
    for entry in submissions:
        penalty = entry.late_submission_penalty
        final = max(0.0, entry.score - penalty)
        by_hand = "  to be read" if entry.needs_manual_grade else ""
        table.append(
            f"  {entry.student_id:{width}}  {entry.score:6.2f}  {-penalty or 0:6.2f}  "
            f"{final:6.2f}{by_hand}"
        )
    return table
