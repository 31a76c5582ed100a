"""The links of the lessons: back and on, to each other, to the assignment, to START-HERE; and the
lessons to ship.

`python -m grader links` writes them into the first and the last cell of each lesson in `notebooks/`
and leaves everything else as it is. A released folder has the lessons of its week in `lessons/`,
where the same links lead to other places.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

import nbformat

from grader.places import ROOT
from grader.weeks import Page, Week, weeks

FOLDER = "lessons"  # in a released folder
START = "START-HERE.ipynb"
OURS = re.compile(r"\n*^\[Start here\]\([^\n]*$", re.M)
TO_A_NOTEBOOK = re.compile(r"(?<=\]\()(?:[^()\s]*/)?([\w-]+)\.ipynb(?=[#)])")

Places = Callable[[Week, Week | None, str], str]


def link_all(root: Path = ROOT) -> list[str]:
    """Write the links into all lessons of ``root``; the names of those that changed."""
    course = weeks(root)
    changed = []
    for week in course:
        for lesson in week.lessons:
            path = root / "notebooks" / f"{lesson.name}.ipynb"
            before = path.read_text(encoding="utf-8")
            after = linked(before, course, lesson, in_notebooks)
            if after != before:
                path.write_text(after, encoding="utf-8")
                changed.append(lesson.name)
    return changed


def shipped(course: Sequence[Week], week: Week, root: Path = ROOT) -> dict[str, bytes]:
    """The lessons of a week as they lie in its released folder, by path relative to that."""
    if not week.lessons:
        return {}
    beside = "utils/__init__.py"  # leads to the `utils` one folder up, which the lessons import
    files = {f"{FOLDER}/{beside}": (root / "notebooks" / beside).read_bytes()}
    for lesson in week.lessons:
        text = (root / "notebooks" / f"{lesson.name}.ipynb").read_text(encoding="utf-8")
        files[f"{FOLDER}/{lesson.name}.ipynb"] = linked(text, course, lesson, in_release).encode()
    return files


def in_notebooks(here: Week, there: Week | None, name: str) -> str:
    """Where a notebook is for a lesson in `notebooks/`; ``there`` is None for START-HERE."""
    if there is None:
        return f"../release/{name}"
    if name in [lesson.name for lesson in there.lessons]:
        return f"{name}.ipynb"
    return f"../release/{there.assignment}/{name}.ipynb"


def in_release(here: Week, there: Week | None, name: str) -> str:
    """The same for a lesson in a released folder."""
    if there is None:
        return f"../../{name}"
    lesson = name in [lesson.name for lesson in there.lessons]
    if here == there:
        return f"{name}.ipynb" if lesson else f"../{name}.ipynb"
    return f"../../{there.assignment}/{f'{FOLDER}/' if lesson else ''}{name}.ipynb"


def linked(text: str, course: Sequence[Week], lesson: Page, place: Places) -> str:
    """The text of a lesson's notebook with its links in the first and the last cell; those that its
    own words have to other lessons lead to the same lessons."""
    book = nbformat.reads(text, as_version=4)
    line = links(course, lesson, place)
    weeks_of = {one.name: week for week in course for one in week.lessons}
    here = weeks_of[lesson.name]

    def there(found: re.Match[str]) -> str:
        week = weeks_of.get(found[1])
        return place(here, week, found[1]) if week else found[0]

    for cell in book.cells:
        if cell.cell_type == "markdown":
            cell.source = TO_A_NOTEBOOK.sub(there, cell.source)
    for cell in {book.cells[0].id: book.cells[0], book.cells[-1].id: book.cells[-1]}.values():
        if cell.cell_type == "markdown":
            cell.source = f"{OURS.sub('', cell.source).rstrip()}\n\n{line}"
    return nbformat.writes(book) + "\n"


def links(course: Sequence[Week], lesson: Page, place: Places) -> str:
    """Start here, the lesson before, the one after, the assignment: one line of Markdown."""
    order = [(week, one) for week in course for one in week.lessons]
    index = [one.name for _, one in order].index(lesson.name)
    here = order[index][0]
    found = [f"[Start here]({place(here, None, START)})"]
    if index:
        week, before = order[index - 1]
        found.append(f"[← {before.title}]({place(here, week, before.name)})")
    if index + 1 < len(order):
        week, after = order[index + 1]
        found.append(f"[{after.title} →]({place(here, week, after.name)})")
    if here.notebooks:
        first = here.notebooks[0].name
        found.append(f"[this week's assignment]({place(here, here, first)})")
    return " · ".join(found)


def section(week: Week, heading: str) -> str:
    """Where a heading of the week's lessons is, from the released folder; "" for none of them."""
    for lesson in week.lessons:
        if heading in lesson.headings:
            return f"{FOLDER}/{lesson.name}.ipynb#{quote(heading.replace(' ', '-'))}"
    return ""
