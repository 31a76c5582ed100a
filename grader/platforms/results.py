"""What Gradescope is told of a submission: results.json, valid whatever was handed in."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

import nbformat

from grader.cells import hidden_lines
from grader.outputs.text import clean_text, cut, one_line
from grader.pipeline.people import WAITS
from grader.pipeline.result import Grade, Result
from utils.examine import Report
from utils.table import Table, number

LARGEST_TABLE = 60_000
SORRY = (
    "This submission could not be graded: the grader itself failed. It is no fault of yours; a "
    "person will look at it."
)


def data_of(result: Result) -> dict:
    """A result as Gradescope's data. What waits for a person has no score of its own, and the
    whole has one, since Gradescope takes no results without: what is sure so far."""
    reports = {(found.notebook, found.cell): found.report for found in result.reports}
    errors = _errors(result)
    tests = [
        _test(grade, place, reports.get((grade.notebook, grade.cell)), errors)
        for place, grade in enumerate(result.grades, 1)
    ]
    waits = [due.why for due in result.people]
    told = [*([WAITS] if waits else []), *result.notes]
    if any(grade.score is None for grade in result.grades):
        told.append("Answers that a person reads have no points yet; the total is without them.")
    return {
        "score": round(max(0.0, result.score), 4),
        "execution_time": round(max(0.0, result.seconds), 3),
        "output": "\n".join(one_line(note) for note in dict.fromkeys(told)),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"status": result.status, "people": [one_line(why) for why in waits]},
    }


def failed(words: str = SORRY, why: str = "") -> dict:
    """What is told when there is no result at all; only the instructor sees the reason."""
    return {
        "score": 0.0,
        "output": words,
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [],
        "extra_data": {"status": "fault", "people": [one_line(why or words)]},
    }


def _test(grade: Grade, place: int, report: Report | None, errors: dict) -> dict:
    name = report.function if report else grade.cell
    made: dict = {"name": one_line(name, 100), "number": str(place), "visibility": "visible"}
    if grade.score is None:
        return made | {
            "output": "Not read yet: a person gives the points.",
            "output_format": "text",
        }
    full = grade.score >= grade.points - 1e-9
    made |= {
        "score": round(grade.score, 4),
        "max_score": round(grade.points, 4),
        "status": "passed" if full else "failed",
    }
    if report is None:
        said = "" if full else errors.get((grade.notebook, grade.cell), "Not all of it is right.")
        return made | {"output": said, "output_format": "text"}
    headline = f"{number(report.score)} of {number(report.points)} points"
    table = Table(report, headline, report.note)
    page = table._repr_html_()
    if len(page) > LARGEST_TABLE:  # a table that is cut in two is none
        return made | {"output": cut(repr(table), LARGEST_TABLE), "output_format": "text"}
    return made | {"output": page, "output_format": "html"}


def _errors(result: Result) -> dict[tuple[str, str], str]:
    """What failed in each test cell that hides nothing, in Python's own words."""
    found = {}
    for name, text in result.notebooks.items():
        for cell in nbformat.reads(text, as_version=4).cells:
            if cell.cell_type == "code" and not hidden_lines(cell.source):
                said = [f"{one.ename}: {one.evalue}" for one in _raised(cell.outputs)]
                if said:
                    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
                    found[name, grade_id] = clean_text(said[0], 2000)
    return found


def _raised(outputs: Iterable) -> list:
    return [output for output in outputs if output.output_type == "error"]


def write(path: Path, data: dict) -> None:
    """Write results.json, all at once."""
    text = json.dumps(data, ensure_ascii=True, allow_nan=False)
    unfinished = path.with_name(f".{path.name}-{os.getpid()}")
    unfinished.write_text(text, encoding="ascii")
    unfinished.replace(path)
