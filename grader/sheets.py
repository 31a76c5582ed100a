"""What to take along: a sheet of one page a week, and the glossary, in the lessons' own words.

A lesson ends in three things to remember and its new words. A cell with the tag ``sheet`` has
tables or formulas that belong on the week's sheet. `make sheets` collects them: Markdown in docs/,
and in build/sheets a page of each week that prints on one side of A4 paper.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from nbformat import NotebookNode

from grader.feedback.fragments import prose
from grader.places import ROOT
from grader.practice import books
from grader.weeks import Week, weeks

REMEMBER, THREE = "## Three things to remember", 3
BULLET = re.compile(r"^- (.+)$", re.M)
WORD = re.compile(r"^- \*(.+?)\*: (.+)$", re.M)
TAG = "sheet"
STYLE = """
@page { size: A4; margin: 9mm 10mm }
body { font: 9.7pt/1.28 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto;
  max-width: 190mm }
h1 { font-size: 14pt; margin: 0 0 1.5mm; column-span: all }
h2 { font-size: 10.3pt; margin: 1.5mm 0 .5mm; color: #0b4f7a; break-after: avoid }
main { columns: 2; column-gap: 6mm } ul, p { margin: 0 } ul { padding-left: 3.5mm }
table { border-collapse: collapse; width: 100%; margin: .5mm 0; break-inside: avoid-column }
td, th { border-bottom: .2mm solid #b5b5b5; padding: .3mm 1mm .3mm 0; text-align: left;
  vertical-align: top; font-weight: normal }
code { font-size: 8.7pt } footer { font-size: 7.5pt; margin-top: 1.5mm }
@media screen { body { padding: 2rem } main { columns: 1 } }
"""


@dataclass(frozen=True)
class Part:
    """A piece of a sheet: a title, the lesson that it comes from, and Markdown."""

    title: str
    lesson: str
    text: str


def take_along(book: NotebookNode) -> str:
    """The cell with which a lesson ends; "" where it has none."""
    return next((cell.source for cell in book.cells if cell.source.startswith(REMEMBER)), "")


def bullets_of(book: NotebookNode) -> list[str]:
    """The things to remember of a lesson."""
    return BULLET.findall(take_along(book).partition("**New words**")[0])


def words_of(book: NotebookNode) -> dict[str, str]:
    """The new words of a lesson, with what they mean."""
    return dict(WORD.findall(take_along(book).partition("**New words**")[2]))


def parts_of(week: Week) -> Iterator[Part]:
    """What stands on the sheet of a week: what to remember, then tables and formulas."""
    both = list(zip(week.lessons, books(week), strict=True))
    for lesson, book in both:
        text = "\n".join(f"- {bullet}" for bullet in bullets_of(book))
        yield Part(lesson.title, lesson.name, text)
    for lesson, book in both:
        for cell in book.cells:
            if TAG in cell.metadata.get("tags", []):
                heading = re.match(r"## (.+)", cell.source)
                yield Part(heading[1] if heading else lesson.title, lesson.name, essence(cell))


def essence(cell: NotebookNode) -> str:
    """The tables and the formulas of a cell, without what is said around them."""
    found = re.split(r"\n{2,}", cell.source)
    return "\n\n".join(part for part in found if part.startswith(("|", "$$")))


def title_of(week: Week) -> str:
    """The first line of a sheet."""
    about = f": {week.notebooks[0].title}" if week.notebooks else ""
    return f"Week {week.number} on one page{about}"


def markdown(week: Week) -> str:
    """The sheet of a week as a page of docs/sheets."""
    said = "Collected from the lessons; the words are explained in the [glossary](../glossary.md)."
    lines = [f"# {title_of(week)}", said]
    for part in parts_of(week):
        lines += [f"## [{part.title}](../../notebooks/{part.lesson}.ipynb)", part.text]
    return "\n\n".join(lines) + "\n"


def page(week: Week) -> str:
    """The same as a page that prints on one side of A4 paper, and needs no other file."""
    title = escape(title_of(week))
    sections = "".join(
        f"<section><h2>{escape(part.title)}</h2>{prose(part.text)}</section>"
        for part in parts_of(week)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{title}</h1>{sections}</main>"
        "<footer>Neural Networks by Hand, CC BY 4.0</footer></body></html>\n"
    )


def glossary(course: list[Week]) -> str:
    """All new words of all lessons, in the order of the alphabet."""
    found = []
    for week in course:
        for lesson, book in zip(week.lessons, books(week), strict=True):
            place = f"[{lesson.title}](../notebooks/{lesson.name}.ipynb)"
            found += [(word, f"{said} ({place})") for word, said in words_of(book).items()]
    lines = ["# Glossary", "The new words of the lessons, collected from the ends of the lessons."]
    letter = ""
    for word, said in sorted(found, key=lambda pair: in_order(pair[0])):
        if in_order(word)[0] != letter:
            letter = in_order(word)[0]
            lines.append(f"## {letter.upper()}")
        lines.append(f"**{word}**: {said}")
    return "\n\n".join(lines) + "\n"


def in_order(word: str) -> str:
    """By what a word is sorted: its letters."""
    return re.sub(r"[^a-zé ]", "", word.lower()) or word


def documents() -> dict[str, str]:
    """What stands in docs/, by path relative to it."""
    course = weeks()
    found = {f"sheets/week{week.number}.md": markdown(week) for week in course if week.lessons}
    return found | {"glossary.md": glossary(course)}


def write(root: Path = ROOT) -> int:
    """Write the documents, and the pages to print."""
    pages = {f"build/sheets/week{w.number}.html": page(w) for w in weeks() if w.lessons}
    for name, text in {f"docs/{n}": t for n, t in documents().items()}.items() | pages.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print("docs/sheets and docs/glossary.md; to print: build/sheets/week1.html and so on")
    return 0
