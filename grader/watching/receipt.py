"""The receipt: what arrived and when, what was recognised in it, and the points so far.

It stands as a file beside the feedback, and at the end of each page, with which nbgrader's exchange
brings it to the student.
"""

import hashlib
import html
import os
from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode

from grader.collecting.choosing import choose
from grader.outputs.text import one_line
from grader.pipeline.folders import Submission

NAME = "receipt.txt"
MOST_FILES = 20
SECTION = (
    '<section id="receipt"><h2>Receipt</h2><pre style="white-space: pre-wrap">{}</pre></section>'
)


def receipt(
    assignment: str, submission: Submission, record: dict, releases: Mapping[str, NotebookNode]
) -> str:
    """The text of a receipt, from what was handed in and what grading found."""
    stamp = (submission.timestamp or b"").decode(errors="replace").strip()
    lines = [
        f"Receipt for {assignment}",
        f"handed in: {one_line(stamp) or 'no time was handed in with it'}",
        f"graded:    {record.get('graded', '')}",
        "",
        "What arrived (SHA-256):",
        *files(submission),
        "",
        "What was recognised:",
        *recognised(submission, releases),
        *(f"  note: {one_line(note)}" for note in record.get("notes", [])),
        "",
        *points(record),
        "",
        f"submission: {record.get('submission', '')}",
    ]
    return "\n".join(lines) + "\n"


def files(submission: Submission) -> list[str]:
    """The files of a submission, each with the hash that `sha256sum` prints."""
    names = sorted(submission.files)
    lines = [
        f"  {hashlib.sha256(_raw(submission, name)).hexdigest()}  {one_line(name)}"
        for name in names[:MOST_FILES]
    ]
    more = len(names) - MOST_FILES
    return [*lines, *[f"  and {more} more"] * (more > 0)] or ["  no file that can be read"]


def recognised(submission: Submission, releases: Mapping[str, NotebookNode]) -> list[str]:
    """Which file counts for each notebook of the assignment."""
    found = choose(releases, submission.files).found
    return [
        f"  {name}: {one_line(found[name]) if name in found else 'not found'}" for name in releases
    ]


def points(record: dict) -> list[str]:
    """The points of each question, without those that a person has still to give."""
    if record.get("status") != "graded":
        return ["Points: none yet. A person will look at it; nothing is lost."]
    grades = record.get("grades", [])
    given = [grade for grade in grades if grade["score"] is not None]
    whole = sum(grade["points"] for grade in grades)
    words = f"Points: {sum(grade['score'] for grade in given):g} of {whole:g}"
    waiting = sum(grade["points"] for grade in grades if grade["score"] is None)
    if waiting:
        words += f" so far; {waiting:g} wait for a person"
    return [f"{words}, before any deduction for being late.", *map(_line, grades)]


def _line(grade: dict) -> str:
    score = "waits for a person" if grade["score"] is None else f"{grade['score']:g}"
    of = "" if grade["score"] is None else f" of {grade['points']:g}"
    return f"  {grade['cell']}: {score}{of}"


def _raw(submission: Submission, name: str) -> bytes:
    """A file as it was handed in, where it stands by itself: reading leaves outputs out."""
    path = submission.folder / name
    plain = path.is_file() and not path.is_symlink()
    return path.read_bytes() if plain else submission.files[name]


def put(folder: Path, text: str) -> None:
    """Write a receipt into a folder of feedback, and at the end of its pages."""
    folder.mkdir(parents=True, exist_ok=True)
    section = SECTION.format(html.escape(text))
    for page in sorted(folder.glob("*.html")):
        whole = page.read_text(encoding="utf-8")
        before, end, after = whole.rpartition("</body>")
        shown = f"{before}{section}{end}{after}" if end else f"{whole}{section}"
        _write(page, shown)
    _write(folder / NAME, text)


def _write(path: Path, text: str) -> None:
    own = path.with_name(f".{path.name}-{os.getpid()}")
    own.write_text(text, encoding="utf-8", errors="replace")
    own.replace(path)
