"""The small table that ``check`` draws: in colour in a notebook, in plain text elsewhere.

Colour never stands alone: every row also begins with a mark and ends in words.
"""

from dataclasses import dataclass
from html import escape

from utils.examine import Report, Row

PASS, PART, FAIL = "✓", "◐", "✗"
COLOURS = {PASS: "#0b6e4f", PART: "#8a5a00", FAIL: "#b3261e"}
BOX = (
    "margin:0.6em 0 0 0;padding:0.5em 0.8em 0.5em 0.8em;border-left:4px solid #8a5a00;"
    "background:#fff8e6;color:#3b2a00"
)
FRAME = "font-family:system-ui,sans-serif;font-size:14px;line-height:1.4;max-width:60em"
CELL = "padding:3px 10px 3px 0;text-align:left;vertical-align:top;border:0;background:none"
NARROW = f"{CELL};white-space:nowrap"
MARKS = {sign: f"{CELL};color:{colour};font-weight:bold" for sign, colour in COLOURS.items()}


@dataclass(frozen=True)
class Table:
    """A report that a notebook shows as HTML and a terminal as text.

    ``link`` is where the lesson's section is, from the notebook; "" when that is not known.
    """

    report: Report
    headline: str
    footer: str = ""
    link: str = ""

    def __repr__(self) -> str:
        return as_text(self)

    def _repr_html_(self) -> str:
        return as_html(self)


def mark(row: Row) -> str:
    """✓, ◐ or ✗."""
    return PASS if row.credit == 1.0 else PART if row.credit > 0 else FAIL


def number(points: float) -> str:
    """Points without needless zeros: 2, 1.5, 0.33."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def points_text(row: Row) -> str:
    """``1.5 of 2`` or, with all earned, ``2 of 2``; nothing for a row that carries no points."""
    return f"{number(row.credit * row.points)} of {number(row.points)}" if row.points else ""


def advice(table: Table) -> str:
    """The hint with the section to go back to, or "" when all is well."""
    report = table.report
    if all(row.credit == 1.0 for row in report.rows):
        return ""
    see = f"See “{report.see}”." if report.see else ""
    return " ".join(filter(None, [report.hint, see]))


def as_text(table: Table) -> str:
    """The table for a terminal."""
    rows = table.report.rows
    width = max((len(row.label) for row in rows), default=0)
    lines = [table.headline]
    for row in rows:
        lines.append(f"  {mark(row)} {row.label:{width}}  {points_text(row)}".rstrip())
        if row.words:
            lines += [f"      {text}" for text in (row.call, row.words) if text]
    if advice(table):
        lines.append(f"  Hint: {advice(table)}")
    return "\n".join(lines + [table.footer] * bool(table.footer))


def as_html(table: Table) -> str:
    """The table for a notebook or a feedback page; its styles are inline, so it reads anywhere."""
    body = "".join(map(_html_row, table.report.rows))
    hint = escape(advice(table))
    if table.link:
        see = escape(f"“{table.report.see}”")
        style = "color:inherit;text-decoration:underline"
        hint = hint.replace(see, f'<a style="{style}" href="{escape(table.link)}">{see}</a>')
    hint = f'<p style="{BOX}"><b>Hint:</b> {hint}</p>' if hint else ""
    footer = f'<p style="margin:0.4em 0 0 0;opacity:0.8">{escape(table.footer)}</p>'
    return (
        f'<div style="{FRAME}">'
        f'<p style="margin:0 0 0.3em 0"><b>{escape(table.headline)}</b></p>'
        f'<table style="border-collapse:collapse;border:0;margin:0"><tbody>{body}</tbody></table>'
        f"{hint}{footer if table.footer else ''}</div>"
    )


def _html_row(row: Row) -> str:
    words = ""
    if row.words:
        call = f"<code>{escape(row.call)}</code><br>" if row.call else ""
        words = f"{call}{escape(row.words)}"
    cells = [
        f'<td style="{MARKS[mark(row)]}">{mark(row)}</td>',
        f'<td style="{NARROW}">{escape(row.label)}</td>',
        f'<td style="{NARROW}">{points_text(row)}</td>',
        f'<td style="{CELL}">{words}</td>',
    ]
    return f'<tr style="background:none">{"".join(cells)}</tr>'
