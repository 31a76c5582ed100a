"""What a student may see of a graded cell: of a hidden test neither its source nor a value.

Nor a marking scheme, which nbgrader keeps in the text of a task for those who read it.
"""

import builtins
import re

from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbformat.v4 import new_output

from grader.cells import hidden_lines, is_test, without_hidden_tests, without_mark_scheme
from grader.marks import is_task

# Frames of a test cell in a traceback: of the engine, and of a kernel.
FRAME = re.compile(r"^Test .*, line (\d+)$|^Cell In\[(\d+)\], line (\d+)", re.MULTILINE)
# What Python itself says of these names the student's own code, and no value.
SPEAKING = {
    "NameError", "UnboundLocalError", "AttributeError", "TypeError", "NotImplementedError",
    "ImportError", "ModuleNotFoundError", "SyntaxError", "RecursionError", "ZeroDivisionError",
}  # fmt: skip
# ... and the names of types, which they speak of.
TYPES = {*dir(builtins), "NoneType", "function", "method", "module", "numpy.ndarray", "generator"}


def visible_source(cell: NotebookNode) -> str:
    """The text of a cell as its student knows it."""
    if is_test(cell):
        return without_hidden_tests(cell.source).rstrip("\n")
    return without_mark_scheme(cell.source) if is_task(cell) else cell.source


def visible_outputs(cell: NotebookNode, tables: bool = False) -> list[NotebookNode]:
    """What a code cell showed, as far as its student may see it.

    ``tables`` keeps what a hidden test displayed, which is where nbgrader by itself leaves the
    tables of checks; this engine keeps them as data.
    """
    if is_test(cell) and without_hidden_tests(cell.source) != cell.source:
        return outputs_without_hidden(cell, tables)
    return cell.get("outputs", [])


def outputs_without_hidden(cell: NotebookNode, tables: bool = False) -> list[NotebookNode]:
    """The outputs of a test cell without what its hidden lines printed, compared or said.

    Nor what a student's function printed or drew when a hidden line called it: that may be what it
    was called with.
    """
    lines, hidden = cell.source.split("\n"), hidden_lines(cell.source)
    secret = "\n".join(line for n, line in enumerate(lines, 1) if n in hidden)
    ends_hidden = max((n for n, line in enumerate(lines, 1) if line.strip()), default=0) in hidden
    reached = not _stopped_before(cell, min(hidden, default=1))
    kept = []
    for output in cell.outputs:
        kind = output.output_type
        if kind == "error":
            kept.append(shortened(output, cell, hidden, secret))
        elif kind == "stream":
            kept += [output] * (not reached)
        elif kind == "display_data":
            kept += [output] * (not reached or (tables and "display" not in secret))
        elif not ends_hidden or is_number(output):
            kept.append(output)
    return kept


def _stopped_before(cell: NotebookNode, line: int) -> bool:
    """Whether a test cell failed before it came to a line."""
    errors = [one for one in cell.outputs if one.output_type == "error"]
    numbers = [
        number
        for one in errors
        for number in _lines_in(strip_ansi("\n".join(one.traceback)), cell.get("execution_count"))
    ]
    return bool(numbers) and max(numbers) < line


def is_number(output: NotebookNode) -> bool:
    """Whether an output is a partial credit, which is no secret."""
    try:
        return float(output.data.get("text/plain", "")) >= 0
    except ValueError:
        return False


def shortened(
    error: NotebookNode, cell: NotebookNode, hidden: set[int], secret: str
) -> NotebookNode:
    """An error in a few words: all that a visible test says, of a hidden one what happened."""
    text = strip_ansi("\n".join(error.traceback))
    numbers = _lines_in(text, cell.get("execution_count"))
    last = f"{error.ename}: {error.evalue}" if error.evalue else error.ename
    own = re.findall(r"^Cell (?!In\[).*, line \d+.*\n    .*$", text, re.MULTILINE)
    if _by_the_engine(error):
        said = [last]  # a limit, or a value that is none: the words are ours
    elif numbers and not hidden & numbers:
        said = [*re.findall(r"^Test .*, line \d+\n    .*$", text, re.MULTILINE), *own, last]
    elif error.ename in SPEAKING and "raise" not in secret and _gives_nothing_away(error, own):
        said = [*own, f"In a hidden test: {last}"]
    else:
        said = [*own, f"A hidden test failed: {error.ename}. What it tried stays hidden."]
    return new_output("error", ename=error.ename, evalue="", traceback=said)


def _by_the_engine(error: NotebookNode) -> bool:
    """Whether the engine stopped the cell, which says so without a line of the test."""
    return error.ename in ("TimeoutError", "Stopped", "TypeError", "StudentFault") and (
        error.traceback == [f"{error.ename}: {error.evalue}"]
    )


def _lines_in(text: str, count: int | None) -> set[int]:
    """The numbers of a test cell's lines that a traceback goes through."""
    found = set()
    for ours, cell, number in FRAME.findall(text):
        if ours or cell == str(count):
            found.add(int(ours or number))
    return found


def _gives_nothing_away(error: NotebookNode, own: list[str]) -> bool:
    """Whether a message says only what stands in the lines of the student's code that are shown.

    Otherwise code could say, in an error of its own, what a hidden test called it with.
    """
    code, message = "\n".join(own), error.evalue
    if not message or message in code:
        return True
    if re.search(r"\b(raise|throw)\b", code):
        return False
    told = [one or other for one, other in re.findall(r"'([^']*)'|(\d{2,})", message)]
    return all(one in code or one in TYPES for one in told)
