"""Where the things of the project are on the site, and links that lead there.

`docs/` is the root of the site, so that links between guides stay as they are; lessons go to
`lessons/`. What a release holds has its section on the page of assignments.
"""

import posixpath
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from grader.feedback.excerpts import slug
from grader.lessons import START
from grader.student import GITHUB, repository
from grader.weeks import Week

LESSONS, MISTAKES, ASSIGNMENTS, INDEX = "lessons", "mistakes", "assignments.md", "index.md"
LINK = re.compile(r"(?<!!)\[(?P<words>[^\]\n]+)\]\((?P<target>[^)\s]+)\)")
FILE = re.compile(r"\.(md|ipynb|yml|py|toml|txt|pdf)$")


def relinked(text: str, here: str, course: Sequence[Week], address: str = "") -> str:
    """Markdown of the project's file ``here`` with its links as they are on the site.

    A link to what is not on the site leads to the course's ``address`` on GitHub; without one, its
    words stay.
    """

    def link(found: re.Match) -> str:
        words, target = found["words"], found["target"]
        path, _, anchor = target.partition("#")
        if re.match(r"\w+:", target) or not FILE.search(path):
            return found[0]
        there = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(path)))
        place = place_of(there, course)
        if place:
            own = posixpath.dirname(place_of(here, course))
            mark = "" if "#" in place or not anchor else "#" + slug(unquote(anchor))
            return f"[{words}]({posixpath.relpath(place, own or '.')}{mark})"
        return f"[{words}]({GITHUB}{found_at}/blob/main/{there})" if found_at else words

    found_at = repository(address)
    return LINK.sub(link, text)


def place_of(path: str, course: Sequence[Week]) -> str:
    """Where a file of the project is on the site, from its root; "" for what is not on it."""
    one = PurePosixPath(path)
    match one.parts:
        case ("docs", "site", *_):
            return ""
        case ("docs", *inner):
            return "/".join(inner)
        case ("notebooks", name):
            return f"{LESSONS}/{name}"
        case ("release", name) if name == START:
            return INDEX
        case ("release", assignment, *_):
            return next(
                (f"{ASSIGNMENTS}#week-{week.number}" for week in course
                 if week.assignment == assignment), "",
            )  # fmt: skip
    return ""


def lesson_section(week: Week, heading: str) -> str:
    """Where a heading of the week's lessons is on the site, from its root; "" for none of them."""
    for lesson in week.lessons:
        if heading in lesson.headings:
            return f"{LESSONS}/{lesson.name}.ipynb#{slug(heading)}"
    return ""
