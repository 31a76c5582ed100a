"""The receipt of a hand-in: what came when, what it was read as, what there is of points.

It lies beside the feedback as `receipt.json`, from which the feedback page tells it, and as
`receipt.txt`, to be sent or printed. A student can compare the digests: `sha256sum FILE`.
"""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from grader.collecting.choosing import choose
from grader.collecting.files import OURS
from grader.outputs.text import one_line, spoken
from grader.pages.templates import style, template
from grader.pipeline.folders import read_submission
from grader.pipeline.people import WAITS, waiting
from grader.pipeline.record import read_record
from grader.rows import Submission
from utils.table import number

HERE = Path(__file__).parent
NAME = "receipt.json"
TEXT = "receipt.txt"
MOST_FILES, MOST_SEEN = 30, 5_000
MOST_EARLIER = 20
HIDDEN = "hidden cases"  # the row of a table that students cannot see before they are graded
SAID = {
    "graded": "It was read and graded.",
    "unreadable": "It cannot be read as a notebook: it may be damaged or cut off. Open it in "
    "Jupyter and hand it in again; nothing is lost, and a person will look at it.",
    "unrecognised": "It is a notebook, but none of this assignment: hand in this assignment's.",
    "undecided": "Several files may be meant, and nothing tells which is the last: hand in the one "
    "that counts, alone.",
    "substitute": "It came in place of the notebook: hand in the file that ends in .ipynb.",
    "missing": "Not all notebooks of the assignment are there: hand in all of them together.",
    "empty": "There is no notebook in it: hand in the file that ends in .ipynb.",
    "fault": "The grader itself failed, and no points are lost by it.",
}


def receipt(
    assignment: str,
    folder: Path,
    releases: Mapping[str, NotebookNode],
    graded: Path,
    row: Submission,
    past: Sequence[dict] = (),
) -> dict[str, Any]:
    """What is to be said of a submission in ``folder`` that was graded into ``graded``; ``past``
    is what was handed in before it (see `earlier`)."""
    record = read_record(graded)
    status = str((record or {}).get("status", "fault"))
    return {
        "version": 1,
        "assignment": assignment,
        "student": row.student_id,
        "handed_in": f"{row.timestamp:%Y-%m-%d %H:%M:%S} UTC" if row.timestamp else "",
        "received": datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
        "files": digests(folder),
        "read_as": recognised(folder, releases),
        "status": status,
        "said": SAID.get(status, WAITS),
        "notes": [one for one in (record or {}).get("notes", []) if WAITS not in one],
        "visible": visible(record),
        "points": points(record, row),
        "earlier": list(past),
    }


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file as it was handed in, notebooks first."""
    paths = [path for path in islice(folder.rglob("*"), MOST_SEEN) if path.is_file()]
    names = [str(path.relative_to(folder)) for path in paths if not path.is_symlink()]
    own = sorted(set(names) - set(OURS), key=lambda name: (not name.endswith(".ipynb"), name))
    return {name: sha256((folder / name).read_bytes()).hexdigest() for name in own[:MOST_FILES]}


def recognised(folder: Path, releases: Mapping[str, NotebookNode]) -> dict[str, str]:
    """The file that counts for each notebook of the assignment."""
    return choose(releases, read_submission("", folder).files).found


def visible(record: Mapping | None) -> dict[str, float]:
    """The points of what a student's own `check` looks at, and how many there are."""
    rows = [
        row for report in (record or {}).get("reports", []) if report["function"] != "quiz"
        for row in report["rows"] if row["label"] != HIDDEN
    ]  # fmt: skip
    return {
        "score": round(sum(row["credit"] * row["points"] for row in rows), 4),
        "of": round(sum(row["points"] for row in rows), 4),
    }


def points(record: Mapping | None, row: Submission) -> dict[str, Any]:
    """All points after what is taken off for being late, and how many answers are not read yet."""
    grades = [grade for book in row.notebooks for grade in book.grades]
    taken = sum(book.late_submission_penalty for book in row.notebooks)
    return {
        "score": max(0.0, sum(book.score for book in row.notebooks) - taken),
        "of": sum(book.max_score for book in row.notebooks),
        "taken": taken,
        "unread": sum(grade.unread for grade in grades),
        "waits": record is None or bool(waiting(dict(record), row)),
    }


def earlier(before: Mapping | None) -> list[dict]:
    """What was handed in before, the last first."""
    if not before:
        return []
    own = {key: before.get(key) for key in ("handed_in", "received", "files", "status")}
    return [own, *before.get("earlier", [])][:MOST_EARLIER]


def is_of(found: Mapping | None, folder: Path, handed_in: datetime | None) -> bool:
    """Whether a receipt is the one of what lies in a folder."""
    when = f"{handed_in:%Y-%m-%d %H:%M:%S} UTC" if handed_in else ""
    return bool(found) and found["files"] == digests(folder) and found["handed_in"] == when


def read(folder: Path) -> dict[str, Any] | None:
    """The receipt in a folder of feedback, if there is one."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("version") == 1 else None


def write(folder: Path, told: Mapping, all_points: bool) -> None:
    """Write a receipt, as data and as a text."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {NAME: json.dumps(told, ensure_ascii=False, indent=1), TEXT: text(told, all_points)}
    for name, said in texts.items():
        unfinished = folder / f".{name}-{os.getpid()}"
        unfinished.write_text(said + "\n", encoding="utf-8", errors="replace")
        unfinished.replace(folder / name)


def page(told: Mapping, notebook: str) -> str:
    """A page that is a receipt and no more, in the place of a notebook's feedback."""
    return template(HERE, {"number": number}, "receipt.html.j2").render(
        told=told, notebook=notebook, style=style(HERE)
    )


def is_page(path: Path) -> bool:
    """Whether a page is a receipt and no more."""
    with path.open("rb") as file:
        return b"<title>Receipt:" in file.read(2_000)


def text(told: Mapping, all_points: bool) -> str:
    """A receipt to be read; without ``all_points``, only those that its student can see anyhow."""
    lines = [
        f"Receipt for {told['assignment']}",
        "",
        f"Student    {spoken(told['student'], 80)}",
        f"Handed in  {told['handed_in'] or 'nothing says when'}",
        f"Received   {told['received']}",
        "",
        told["said"],
        *(f"- {one_line(note)}" for note in told["notes"]),
        "",
        *(f"sha256 {digest}  {spoken(name, 80)}" for name, digest in told["files"].items()),
        *(
            f"{spoken(file, 80)} was read as {book}.ipynb"
            for book, file in told["read_as"].items()
            if file != f"{book}.ipynb"
        ),
        "",
        *_points(told, all_points),
    ]
    return "\n".join(lines)


def answers(count: int) -> str:
    """How many answers, in words."""
    return "1 answer" if count == 1 else f"{count} answers"


def _points(told: Mapping, all_points: bool) -> list[str]:
    found, shown = told["points"], told["visible"]
    if found["waits"]:
        return [WAITS]
    lines = []
    if shown["of"]:
        lines.append(f"Visible checks  {number(shown['score'])} of {number(shown['of'])} points")
    if all_points:
        so_far = f", {answers(found['unread'])} not read yet" if found["unread"] else ""
        late = f", {number(found['taken'])} taken off for being late" if found["taken"] else ""
        lines.append(
            f"All points      {number(found['score'])} of {number(found['of'])}{late}{so_far}"
        )
    return lines
