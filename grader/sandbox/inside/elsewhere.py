"""Lines that cannot work where a notebook is graded, though they may have where it was written.

`drive.mount` on Colab, a package or a magic that is not here, a file of the author's, a question to
the keyboard: such a statement fails, and the rest of its cell runs all the same, as it did there.
"""

from __future__ import annotations

import ast
import traceback

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

from .asking import NoAnswer

MOST = 20  # statements of a cell that may fail
FAILURES = (ImportError, UsageError, OSError, NoAnswer)
MAGIC = frozenset({"run_line_magic", "run_cell_magic", "system", "getoutput"})


def rest_of(
    shell: InteractiveShell, source: str, error: BaseException, cell: str, lost: set[str]
) -> str | None:
    """What is left of a cell behind the statement that raised `error`; None if it is to stop there.

    `lost` are the names that such statements would have bound, here and before: what they are
    missing for is no mistake either.
    """
    try:
        code = shell.transform_cell(source)
        line = next(
            number
            for frame, number in traceback.walk_tb(error.__traceback__)
            if frame.f_code.co_filename == f"<cell {cell}>"
        )
        statement = next(
            part for part in ast.parse(code).body if line <= (part.end_lineno or part.lineno)
        )
    except Exception:
        return None
    if not (
        isinstance(error, FAILURES)
        or (isinstance(error, NameError) and error.name in lost)
        or (isinstance(error, Exception) and _is_magic(statement))
    ):
        return None
    lost |= _bound(statement)
    end = statement.end_lineno or statement.lineno
    rest = "\n".join(code.split("\n")[end:])
    return "pass" + "\n" * end + rest if rest.strip() else ""


def _is_magic(statement: ast.stmt) -> bool:
    return any(
        isinstance(part, ast.Attribute) and part.attr in MAGIC for part in ast.walk(statement)
    )


def _bound(statement: ast.stmt) -> set[str]:
    found: set[str] = set()
    for part in ast.walk(statement):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            found.add(part.id)
        elif isinstance(part, ast.alias):
            found.add((part.asname or part.name).split(".")[0])
    return found
