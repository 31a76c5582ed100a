"""The known mistakes of an assignment as a page: what `check` says of each, and where to look.

Each mistake is made and checked as on a student's machine, so the page says what a student reads
there. No code of a solution is on it, right or wrong.
"""

import re
from dataclasses import replace

from grader.answer_key import checks as checks_of_one
from grader.assignment import load_assignment
from grader.exercises import Exercise, Mistake
from grader.hunting.cases import Hunt
from grader.website.links import lesson_section
from grader.weeks import Week
from utils.checkfile import Checks
from utils.examine import Report, examine

SAME = "As in case"  # how the words of a row begin that repeat those of another
MEANT = re.compile(r"([\\`*_{}\[\]<>#$|~^])")  # what Markdown would take for its own
MOST = 2  # sentences of a table that are shown
TITLE = """\
# Mistakes of week {week}

What people write instead of the functions of week {week}, function by function: what `check`
then says, and the hint that it gives. All of them are told by a function's answers alone.
"""


def mistakes_page(week: Week) -> str:
    """The page of a week's assignment, as Markdown."""
    hunt = Hunt(load_assignment(week.assignment))
    sections = [_section(hunt, exercise, week) for exercise in hunt.exercises.values()]
    return "\n".join([TITLE.format(week=week.number), *sections])


def _section(hunt: Hunt, exercise: Exercise, week: Week) -> str:
    checks, lines = told_by(hunt, exercise), [f"## {exercise.function}\n"]
    if place := lesson_section(week, exercise.see):
        lines.append(f"Lesson: [{exercise.see}](../{place})\n")
    for mistake in exercise.listed:
        lines += _entry(exercise, mistake, said(hunt, checks, mistake), week)
    return "\n".join(lines)


def _entry(exercise: Exercise, mistake: Mistake, said: list[str], week: Week) -> list[str]:
    lines = [f"(week-{week.number}-{exercise.function}-{mistake.name})=", f"**{mistake.name}**\n"]
    lines.append("\n>\n".join(f"> {literal(sentence)}" for sentence in said) + "\n")
    return [*lines, f"Hint: {literal(mistake.hint)}\n"]


def literal(text: str) -> str:
    """A text in one line of Markdown, every sign as it is."""
    return MEANT.sub(r"\\\1", " ".join(text.split()))


def told_by(hunt: Hunt, exercise: Exercise) -> Checks:
    """The checks of a function for its table alone: no mistake is looked for, nothing is timed."""
    return replace(checks_of_one(hunt.assignment, replace(exercise, mistakes="")), speed=None)


def said(hunt: Hunt, checks: Checks, mistake: Mistake) -> list[str]:
    """What the check of a function with a mistake says first, a line of the table each."""
    return told(examine(hunt.mistaken(checks.function, mistake), checks))


def told(report: Report) -> list[str]:
    """The first rows of a table that say something, each sentence once, after its row's title."""
    found: dict[str, str] = {}
    for row in report.rows:
        if row.credit < 1 and row.tried and not row.words.startswith(SAME):
            found.setdefault(row.words, row.label.partition(":")[0])
    return [f"{label}: {words}" for words, label in found.items()][:MOST]
