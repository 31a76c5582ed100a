"""``progress()``: every function and question, done, begun or open, and what is left to do."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tqdm.auto import tqdm

from utils import checkfile
from utils.checks import grading, interruptible, quiz_here, say, show
from utils.examine import examine
from utils.outline import Book, Outline, answered, load, record, recorded, share
from utils.patience import patience
from utils.table import number

DONE, BEGUN, OPEN = "✓", "◐", "○"
FRAME = "font-family:system-ui,sans-serif;font-size:14px;line-height:1.5;max-width:60em"
# High enough for links that stand below each other: 24 pixels from one to the next.
CELL = "padding:4px 14px 4px 0;text-align:left;vertical-align:top;border:0;background:none"


@dataclass(frozen=True)
class Line:
    """A line of the overview: what it is about, how it stands, a link or ""."""

    mark: str
    label: str
    words: str
    link: str = ""


@dataclass(frozen=True)
class Overview:
    """Lines below a headline, as HTML in a notebook and as text elsewhere."""

    headline: str
    lines: tuple[Line, ...]
    footer: str

    def __repr__(self) -> str:
        width = max((len(line.label) for line in self.lines), default=0)
        rows = [f"  {line.mark} {line.label:{width}}  {line.words}" for line in self.lines]
        return "\n".join([self.headline, *rows, self.footer])

    def _repr_html_(self) -> str:
        rows = "".join(map(_html, self.lines))
        return (
            f'<div style="{FRAME}"><p style="margin:0 0 0.3em 0"><b>{escape(self.headline)}</b></p>'
            f'<table style="border-collapse:collapse;border:0;margin:0"><tbody>{rows}</tbody>'
            f'</table><p style="margin:0.4em 0 0 0">{escape(self.footer)}</p></div>'
        )


def _html(line: Line) -> str:
    label = escape(line.label)
    if line.link:
        label = f'<a href="{escape(line.link)}">{label}</a>'
    cells = "".join(f'<td style="{CELL}">{one}</td>' for one in (line.mark, label))
    words = f'<td style="{CELL}">{escape(line.words)}</td>'
    return f'<tr style="background:none">{cells}{words}</tr>'


def progress() -> None:
    """Look at all that is asked for, as it stands in this notebook's memory, and say how far it is.

    What is not in memory counts as it was when `check` last saw it.
    """
    if grading():
        return
    outline = load()
    if outline is None:
        say(
            "outline.json is not beside this notebook, or cannot be read. Take a fresh copy of the "
            "whole assignment folder; your notebook can stay."
        )
        return
    try:
        look_again(outline, sys._getframe(1).f_globals)
    except checkfile.CheckFileError as error:
        say(str(error))
        return
    show(of_assignment(outline, recorded(), bool(quiz_here().reasons)))


def look_again(outline: Outline, names: Mapping[str, Any]) -> None:
    """Record how the functions and answers among ``names`` stand now."""
    shares: dict[str, float | None] = {}
    here = [name for book in outline.books for name in book.functions if callable(names.get(name))]
    for name in tqdm(here, desc="looking", leave=False, disable=len(here) < 3):
        checks = checkfile.load_one(Path(checkfile.FILE_NAME), name)
        if checks:
            with interruptible(), patience():
                shares[name] = share(examine(names[name], replace(checks, hints={})))
    answers = names.get("quiz")
    if isinstance(answers, Mapping):
        shares |= answered(answers)
    record(shares)


def of_assignment(outline: Outline, shares: Mapping[str, float], alone: bool = False) -> Overview:
    """The overview of one assignment. Who learns ``alone`` is told at once what is right in the
    quiz."""
    lines, left = [], 0
    given = "answered; right or wrong is told when graded"
    if alone:
        given = "answered: check_quiz(quiz) says whether rightly"
    for book in outline.books:
        for name, points in book.functions.items():
            lines.append(_function(name, points, shares.get(name)))
        open_ones = [name for name in book.questions if name not in shares]
        for name in book.questions:
            said = "open" if name in open_ones else given
            lines.append(Line(OPEN if name in open_ones else DONE, f"quiz {name}", said))
    left = sum(line.mark != DONE for line in lines)
    by_hand = any(book.words for book in outline.books)
    words = " The answer in your own words is read by a person: have you written it?" * by_hand
    if left:
        first = next(line.label for line in lines if line.mark != DONE)
        footer = f"Still to do: {left} of {len(lines)}. Next: {first}.{words}"
    else:
        footer = f"Ready to hand in.{words} {outline.hand_in}"
    return Overview(f"{_points(outline, shares)}.", tuple(lines), footer)


def _function(name: str, points: float, share: float | None) -> Line:
    if share is None:
        return Line(OPEN, name, f"open, {number(points)} points")
    earned = f"{number(round(share * points, 1))} of {number(points)} points"
    if share == 1.0:
        return Line(DONE, name, f"done, {earned}")
    return Line(BEGUN, name, f"begun, {earned}: check({name}) says what differs")


def _points(outline: Outline, shares: Mapping[str, float]) -> str:
    functions = {name: points for book in outline.books for name, points in book.functions.items()}
    earned = sum(points * shares.get(name, 0.0) for name, points in functions.items())
    return (
        f"{number(round(earned, 1))} of {number(sum(functions.values()))} points for functions, "
        "as far as the visible cases tell"
    )


def overview() -> None:
    """For START-HERE: how far each week's assignment is, and which notebook is next."""
    found = [(folder, load(folder)) for folder in sorted(Path().glob("*/"))]
    outlines = sorted(((o.week, folder, o) for folder, o in found if o), key=lambda one: one[0])
    lines = []
    for week, folder, outline in outlines:
        shares = recorded(folder)
        for book in outline.books:
            lines.append(_book(week, folder, book, shares))
    nexts = [line for line in lines if line.mark != DONE]
    footer = f"Next: {nexts[0].label}." if nexts else "All assignments are done. Well done!"
    done = sum(line.mark == DONE for line in lines)
    headline = f"{done} of {len(lines)} notebooks done, as when `check` last looked"
    show(Overview(headline, tuple(lines), footer))


def _book(week: int, folder: Path, book: Book, shares: Mapping[str, float]) -> Line:
    asked = [*book.functions, *book.questions]
    done = sum(shares.get(name) == 1.0 for name in asked)
    begun = any(name in shares for name in asked)
    mark = DONE if done == len(asked) else BEGUN if begun else OPEN
    right = sum(shares.get(name) == 1.0 for name in book.functions)
    words = [f"{right} of {len(book.functions)} functions"] * bool(book.functions)
    if book.questions:
        count = sum(name in shares for name in book.questions)
        words.append(f"{count} of {len(book.questions)} questions answered")
    link = quote(f"{folder.as_posix()}/{book.name}.ipynb")
    return Line(mark, f"Week {week} · {book.title}", ", ".join(words), link)
