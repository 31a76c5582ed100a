"""What happened on the way in, one sentence each, for the student and the instructor to read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """One thing that intake found and what it did about it.

    kind: one word to count by. cell: the grade_id, else the id, of the cell it is about, or None.
    ask: code cannot be sure, so a person decides: on the points of that cell, or of the graded cell
    that tests it, unless it has them all; or, without a cell, on the notebook.
    """

    kind: str
    cell: str | None
    sentence: str
    ask: bool = False


def listed(names: list[str], most: int = 6) -> str:
    """Return names as prose: “a”, “b” and 3 more."""
    quoted = [f"“{name}”" for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(quoted)} and {len(names) - most} more"
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
