"""What GitHub shows of a judged file: a summary of a run, as HTML in which nothing is Markdown."""

from collections.abc import Mapping, Sequence
from html import escape

from utils.examine import Report
from utils.table import Table, advice, mark, number, points_texts

LARGEST = 900_000  # GitHub shows no summary of more than 1 MiB


def as_summary(assignment: str, reports: Mapping[str, Report], notes: Sequence[str]) -> str:
    """The points, a table a function, and what there is to say besides."""
    score = number(sum(report.score for report in reports.values()))
    points = number(sum(report.points for report in reports.values()))
    parts = [f"<h2>{_text(assignment)}: {score} of {points} points</h2>"]
    parts += [f"<p>{_text(note)}</p>" for note in notes]
    parts += map(_table, reports.values())
    kept, size = [], 0
    for part in parts:
        size += len(part.encode())
        if size > LARGEST:
            kept.append("<p>There is more, too much to be shown here: see the log of the run.</p>")
            break
        kept.append(part)
    return "\n\n".join(kept) + "\n\n"  # each is a block of its own


def _table(report: Report) -> str:
    head = f"{report.function}: {number(report.score)} of {number(report.points)} points"
    rows = "".join(
        f"<tr><td>{mark(row)}</td><td>{_text(row.label)}</td><td>{points}</td>"
        f"<td>{_text(' '.join(filter(None, (row.call, row.words))))}</td></tr>"
        for row, points in zip(report.rows, points_texts(report.rows), strict=True)
    )
    hint = _text(advice(Table(report, head)))
    hint = f"<p><b>Hint:</b> {hint}</p>" if hint else ""
    return f"<h3>{_text(head)}</h3><table><tbody>{rows}</tbody></table>{hint}"


def _text(text: str) -> str:
    """Text on one line: a new one could end the HTML, and begin Markdown or a mention."""
    shown = escape(" ".join(text.encode("utf-8", "replace").decode().split()))
    return shown.replace("@", "&#64;")
