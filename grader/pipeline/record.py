"""A result as the JSON that stays beside the graded notebook, for later runs and for reports.

`grading.json`, version 2 (docs/how-grading-works.md describes every field):

    {"version": 2, "key": …, "graded": time, "status": …, "score": …, "notes": [sentence],
     "submission": digest, "comments": digest, "people": [{"why", "notebook", "cell"}],
     "seconds": …, "seconds_in_cells": …,
     "grades": [{"notebook", "cell", "score" (null: a person's), "points"}],
     "reports": [{"notebook", "cell", "function", "score", "points", "rows": [{"label", "credit",
       "points", "words", "call", "printed"}], "mistake", "listed", "hint", "see", "note",
       "seconds", "lent", "carried", "choices"}],
     "earlier": [{"graded", "key", "status", "score", "functions": {name: {"score", "mistake"}}}]}

``earlier`` tells what the gradings before this one had found, the latest first, at most twenty.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.pipeline.result import CellReport, Result

NAME = "grading.json"
VERSION = 2
MOST_EARLIER = 20
KEPT_IN_HAND = ("submission", "comments", "people", "grades")


@dataclass(frozen=True)
class Keys:
    """What a result belongs to: digests of the bundle with the submission, of the submission
    alone, and of the comments that people had written about it."""

    key: str
    submission: str = ""
    comments: str = ""


def record(result: Result, keys: Keys, before: dict | None = None) -> dict:
    """What is kept of a result; ``before`` is the record that it takes the place of, if any."""
    return {
        "version": VERSION,
        **asdict(keys),
        "graded": datetime.now(UTC).isoformat(timespec="seconds"),
        "status": result.status,
        "score": result.score,
        "notes": list(result.notes),
        "people": [asdict(due) for due in result.people],
        "seconds": round(result.seconds, 4),
        "seconds_in_cells": round(result.seconds_in_cells, 4),
        "grades": [asdict(grade) for grade in result.grades],
        "reports": [_report(found) for found in result.reports],
        "earlier": earlier(before) if before else [],
    }


def _report(found: CellReport) -> dict:
    report = asdict(found.report)
    report["seconds"] = round(report["seconds"], 4)
    return {"notebook": found.notebook, "cell": found.cell, **report}


def earlier(before: dict) -> list[dict]:
    """What a record says of itself and of those before it, in short."""
    functions = {
        report["function"]: {"score": report["score"], "mistake": report["mistake"]}
        for report in before.get("reports", [])
    }
    told = {name: before.get(name) for name in ("graded", "key", "status", "score")}
    return [{**told, "functions": functions}, *before.get("earlier", [])][:MOST_EARLIER]


def in_short(record: dict) -> dict:
    """What a run needs of a record of before. The whole takes ten times the memory, and a run has
    those of a whole class in hand."""
    return {name: record[name] for name in KEPT_IN_HAND if name in record}


def read_record(folder: Path) -> dict | None:
    """What was written when a graded folder was finished; None when it is not."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write_record(folder: Path, result: Result, keys: Keys, before: dict | None) -> None:
    """Write a result's record into a folder that is being finished."""
    text = json.dumps(record(result, keys, before), ensure_ascii=False, allow_nan=False)
    (folder / NAME).write_text(text, encoding="utf-8", errors="replace")
