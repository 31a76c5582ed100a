"""Why a name is missing: the cell that should have given it a value failed first."""

from __future__ import annotations

import re
from dataclasses import replace

from grader.names import bound_by_text
from grader.sandbox.results import CellResult, StudentError

MOST = 2_000  # names that are kept
LONGEST, LONGEST_READ = 200, 200_000  # characters of what a cell raised, and of a cell
_MISSING = re.compile(r"name '(\w+)' is not defined")


class Causes:
    """What became of the names of cells that failed, in one session."""

    def __init__(self) -> None:
        self._why: dict[str, str] = {}  # by the name that is missing

    def learn(self, source: str, result: CellResult) -> None:
        """Note what a cell should have bound and did not, and what it has bound."""
        for name in result.bound:
            self._why.pop(name, None)
        if result.ok or len(self._why) > MOST:
            return
        why = _why(result)
        for name in bound_by_text(source[:LONGEST_READ]) - set(result.bound):
            self._why.setdefault(name, why)

    def told(self, message: str) -> str:
        """A message about a missing name with the first cause of that."""
        found = _MISSING.search(message)
        why = self._why.get(found[1]) if found else None
        return f"{message} ({why})" if why and why not in message else message

    def tell(self, error: StudentError) -> StudentError:
        """An error with the first cause, where a name is missing."""
        message = self.told(error.message) if error.name == "NameError" else error.message
        if message == error.message:
            return error
        missing = getattr(error.exception, "name", None)
        exception = NameError(message, name=missing) if missing else NameError(message)
        exception.student_lines = error.traceback[:-1]  # type: ignore[attr-defined]
        lines = [*error.traceback[:-1], f"NameError: {message}"]
        return replace(error, message=message, traceback=lines, exception=exception)


def _why(result: CellResult) -> str:
    cell = result.cell_id.strip("“”")
    start = f"the cell “{cell}” should define it, but"
    error = result.error
    if isinstance(error, StudentError):
        what = f"{error.name}: {error.message}".removesuffix(": ").split("\n")[0][:LONGEST]
        line = f" at “{error.line[2]}”" if error.line and error.line[2] else ""
        return f"{start} stopped{line} with {what}"
    return f"{start} did not come to its end: {str(result.fault)[:LONGEST]}"
