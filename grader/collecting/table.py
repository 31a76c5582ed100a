"""What collecting found, as people read it: a line a student, and what there is to say besides."""

from collections.abc import Sequence

from grader.collecting.gather import Gathered, Row

HEAD = ("student", "file", "time", "attempt", "what", "why")


def lines(gathered: Gathered, dry_run: bool) -> list[str]:
    """The table, and what there is to say about the rest."""
    found = [*columns([HEAD, *map(_cells, gathered.rows)]), *gathered.remarks]
    if gathered.untold:
        found.append("Whose are these? They were left where they are:")
        found += [f"  {path}: {why}" for path, why in gathered.untold]
        found.append(
            "Say so in names.csv, a line each: the name in the download, a comma, the student; or "
            "by a pattern in c.Collecting.patterns."
        )
    new, changed = (sum(row.state == what for row in gathered.rows) for what in ("new", "changed"))
    rest = len(gathered.rows) - new - changed
    found.append(
        f"{'would be collected' if dry_run else 'collected'}: {_counted(len(gathered.rows))}, "
        f"{new} new, {changed} changed, {rest} unchanged"
    )
    return found


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as lines, each column as wide as it has to be."""
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    found = []
    for row in rows:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        found.append("  ".join([*padded, row[-1]]).rstrip())
    return found


def _counted(students: int) -> str:
    return f"{students} student{'' if students == 1 else 's'}"


def _cells(row: Row) -> tuple[str, str, str, str, str, str]:
    layout = row.layout
    chosen = [layout.files[file].shown for file in layout.choice.found.values()]
    file = ", ".join(chosen) or ", ".join(kept.shown for kept in layout.files.values())
    attempt = f"{layout.number} of {layout.attempts}" if layout.attempts > 1 else ""
    return row.student, file, row.time, attempt, row.state, row.why
