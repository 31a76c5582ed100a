"""The small table that ``check`` draws: in colour in a notebook, in plain text elsewhere.

Colour never stands alone: every row also begins with a mark and ends in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from utils.examine import Report, Row

PASS, PART, FAIL, OPEN = "✓", "◐", "✗", "–"
# No one colour reads well on a light page and on a dark one, so what has a colour brings its own
# ground: white on these, dark brown on the hint's.
COLOURS = {PASS: "#0b6e4f", PART: "#8a5a00", FAIL: "#b3261e", OPEN: "#5f6368"}
BOX = (
    "margin:0.6em 0 0 0;padding:0.5em 0.8em 0.5em 0.8em;border-left:4px solid #8a5a00;"
    "background:#fff8e6;color:#3b2a00"
)
FRAME = "font-family:system-ui,sans-serif;font-size:14px;line-height:1.4;max-width:60em"
CELL = "padding:3px 10px 3px 0;text-align:left;vertical-align:top;border:0;background:none"
NARROW = f"{CELL};white-space:nowrap"
MARK = "padding:0 0.4em 0 0.4em;border-radius:3px;color:#ffffff;font-weight:bold"
MARKS = {sign: f"{MARK};background:{colour}" for sign, colour in COLOURS.items()}


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
    """✓, ◐ or ✗; – for what was not tried, or not written yet."""
    if not row.tried or row.unwritten:
        return OPEN
    return PASS if row.credit == 1.0 else PART if row.credit > 0 else FAIL


def number(points: float) -> str:
    """Points without needless zeros: 2, 1.5, 0.33."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def points_texts(rows: Sequence[Row]) -> list[str]:
    """``1.5 of 2`` or, with all earned, ``2 of 2``; nothing for a row that carries no points.

    The shares of one exercise are rounded for the eye so that what is shown adds up to what they
    are together: three thirds of a point read 0.34, 0.33 and 0.33.
    """
    shown = rounded([row.points for row in rows])
    return [
        f"{number(row.credit * points)} of {number(points)}" if row.points else ""
        for row, points in zip(rows, shown, strict=True)
    ]


def rounded(shares: Sequence[float]) -> list[float]:
    """The shares in whole hundredths, the largest remainders up, with the sum that they have."""
    hundredths = [100 * share for share in shares]
    whole = [int(share + 1e-9) for share in hundredths]
    left = round(sum(hundredths)) - sum(whole)
    order = sorted(range(len(whole)), key=lambda n: whole[n] - hundredths[n])
    for n in order[: max(left, 0)]:
        whole[n] += 1
    return [share / 100 for share in whole]


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
    for row, points in zip(rows, points_texts(rows), strict=True):
        lines.append(f"  {mark(row)} {row.label:{width}}  {points}".rstrip())
        if row.words:
            lines += [f"      {text}" for text in (row.call, row.words) if text]
        if row.printed:
            printed = row.printed.replace("\n", "\n        ")
            lines.append(f"      It printed:\n        {printed}")
    if advice(table):
        lines.append(f"  Hint: {advice(table)}")
    return "\n".join(lines + [table.footer] * bool(table.footer))


def as_html(table: Table) -> str:
    """The table for a notebook or a feedback page; its styles are inline, so it reads anywhere."""
    rows = table.report.rows
    body = "".join(map(_html_row, rows, points_texts(rows)))
    hint = escape(advice(table))
    if table.link:
        see = escape(f"“{table.report.see}”")
        style = "color:inherit;text-decoration:underline"
        hint = hint.replace(see, f'<a style="{style}" href="{escape(table.link)}">{see}</a>')
    hint = f'<p style="{BOX}"><b>Hint:</b> {hint}</p>' if hint else ""
    footer = f'<p style="margin:0.4em 0 0 0">{escape(table.footer)}</p>'
    return (
        f'<div style="{FRAME}">'
        f'<p style="margin:0 0 0.3em 0"><b>{escape(table.headline)}</b></p>'
        f'<table style="border-collapse:collapse;border:0;margin:0"><tbody>{body}</tbody></table>'
        f"{hint}{footer if table.footer else ''}</div>"
    )


def _html_row(row: Row, points: str) -> str:
    words = ""
    if row.words:
        call = f"<code>{escape(row.call)}</code><br>" if row.call else ""
        words = f"{call}{escape(row.words)}"
    if row.printed:
        printed = escape(row.printed).replace("\n", "<br>")
        words += f"{'<br>' * bool(words)}It printed:<br><code>{printed}</code>"
    cells = [
        f'<td style="{CELL}"><span style="{MARKS[mark(row)]}">{mark(row)}</span></td>',
        f'<td style="{NARROW}">{escape(row.label)}</td>',
        f'<td style="{NARROW}">{points}</td>',
        f'<td style="{CELL}">{words}</td>',
    ]
    return f'<tr style="background:none">{"".join(cells)}</tr>'
