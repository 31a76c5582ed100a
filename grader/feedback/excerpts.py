"""The sections of the lessons that hints go back to, so that a page can show them by itself.

A page is opened from anywhere: a mail, a platform, a folder of nbgrader's. So its links lead to an
excerpt at its end, which says in which notebook the section stands, and where that is on the web.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import nbformat
from nbformat import NotebookNode

from grader.lessons import FOLDER, OURS
from grader.places import ROOT
from grader.weeks import ASSIGNMENT, LESSON

HEADING = re.compile(r"^(#{1,6}) +(.+?)\s*$", re.MULTILINE)
TITLE = re.compile(r"^Week \d+(?:, lesson \d+:| ·) ")
MOST_CELLS = 8


@dataclass(frozen=True)
class Excerpt:
    """A section of a lesson: its text and code, a pair a cell of kind and source."""

    heading: str
    lesson: str
    title: str
    cells: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        """Its place on a page."""
        return f"lesson-{slug(self.heading)}"

    @property
    def file(self) -> str:
        """Where it stands in a released folder."""
        return f"{FOLDER}/{self.lesson}.ipynb"

    def address(self, pattern: str) -> str:
        """Where it stands on the web, by the pattern of a setting; "" without one."""
        words = {"lesson": self.lesson, "anchor": quote(self.heading.replace(" ", "-")),
                 "slug": slug(self.heading)}  # fmt: skip
        return pattern.format(**words) if pattern else ""


def slug(text: str) -> str:
    """A heading as part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def excerpts(assignment: str, headings: Collection[str], root: Path = ROOT) -> dict[str, Excerpt]:
    """The sections under ``headings`` in the lessons of an assignment's week."""
    week = ASSIGNMENT.fullmatch(assignment)
    found: dict[str, Excerpt] = {}
    if week is None or not headings:
        return found
    for path in sorted(root.glob(f"notebooks/week{week[1]}-*.ipynb")):
        if LESSON.fullmatch(path.stem):
            for one in _sections(path, headings):
                found.setdefault(one.heading, one)
    return found


def _sections(path: Path, headings: Collection[str]) -> Iterator[Excerpt]:
    """What stands in a lesson between one of the headings and the next of its rank."""
    cells = nbformat.v4.reads(path.read_text(encoding="utf-8")).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    first = HEADING.search("\n\n".join(texts))
    title = TITLE.sub("", first[2]) if first else path.stem
    for place, cell in enumerate(cells):
        for mark in HEADING.finditer(cell.source) if cell.cell_type == "markdown" else ():
            if mark[2] in headings:
                below = _below(cells[place:], mark)
                yield Excerpt(mark[2], path.stem, title, tuple(below)[:MOST_CELLS])


def _below(cells: list[NotebookNode], mark: re.Match[str]) -> Iterator[tuple[str, str]]:
    rank = len(mark[1])
    for place, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            yield cell.cell_type, cell.source
            continue
        text = cell.source[mark.end() :] if place == 0 else cell.source
        ends = next((one for one in HEADING.finditer(text) if len(one[1]) <= rank), None)
        text = OURS.sub("", text[: ends.start()] if ends else text).strip()
        if text:
            yield "markdown", text
        if ends:
            return
