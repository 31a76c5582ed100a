"""What a notebook cell says: regions, definitions, imports, IPython's own lines.

Everything that reads a cell reads it here, so that release, intake, grading and feedback agree; and
nbgrader's marks in `grader.marks`.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode

from grader.marks import is_solution, nbgrader_of

SOLUTION = re.compile(
    r"^[ \t]*### BEGIN SOLUTION[ \t]*\n(.*?)^[ \t]*### END SOLUTION", re.MULTILINE | re.DOTALL
)
SOLUTION_MARK = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION[ \t]*\n?", re.MULTILINE)
# As nbgrader finds them: whatever else stands on the line. Without an end, all the rest is hidden.
HIDDEN = re.compile(
    r"^[^\n]*BEGIN HIDDEN TESTS[^\n]*\n.*?(?:^[^\n]*END HIDDEN TESTS[^\n]*(?:\n|\Z)|\Z)",
    re.MULTILINE | re.DOTALL,
)
# ... and what it keeps in the text of a task for those who mark it.
MARK_SCHEME = re.compile(
    r"^[^\n]*BEGIN MARK SCHEME[^\n]*\n.*?(?:^[^\n]*END MARK SCHEME[^\n]*(?:\n|\Z)|\Z)",
    re.MULTILINE | re.DOTALL,
)
# A solution cell's metadata may say what students find in it, in place of a stub; then the released
# cell's says that it runs as it is, so that one left untouched is an answer.
STARTS_AS, RUNS_AS_RELEASED = "starts_as", "runs_as_released"
DEFINED = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)", re.MULTILINE)
# Names that a program made up: nbgrader's, the notebook format's, this grader's for added cells.
NAMELESS = re.compile(
    r"cell-[0-9a-f]{6,}|[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?|student-\d+"
)
LONGEST_TITLE = 40
# Lines that only IPython understands, such as `%timeit f(x)`, `!ls`, `x = %pwd` and `f?`,
MAGIC = re.compile(
    r"^([ \t]*+)(?:[%!?].*|[\w., \t]++=[ \t]*+[%!].*|[\w.]++\?{1,2}[ \t]*)$", re.MULTILINE
)
# and what an exported script has in their place. A magic of a whole cell holds the cell's code.
EXPORTED_MAGIC = re.compile(r"^([ \t]*)get_ipython\(\)\.(?!run_cell_magic).*$", re.MULTILINE)


def title_of(cell: NotebookNode, place: int) -> str:
    """What to call a cell in a sentence: the name that a person gave it, or else how it begins."""
    for name in (nbgrader_of(cell).get("grade_id"), cell.get("id")):
        if name and not NAMELESS.fullmatch(name):
            return name
    lines = (line.strip("# \t") for line in cell.source.splitlines())
    first = "".join(c for c in next(filter(None, lines), "") if c.isprintable())
    if not first:
        return f"number {place + 1}"
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"


def is_test(cell: NotebookNode) -> bool:
    """A graded test cell, that students cannot edit."""
    info = nbgrader_of(cell)
    return bool(info.get("grade")) and not info.get("solution")


def course_code(book: NotebookNode) -> list[str]:
    """The code of the cells that the course wrote, tests included."""
    return [c.source for c in book.cells if c.cell_type == "code" and not is_solution(c)]


def unmarked(source: str) -> str:
    """The source of a solution cell without the authoring markers."""
    return SOLUTION_MARK.sub("", source)


def solution_lines(source: str) -> list[str]:
    """The lines that stand between the markers of a solution cell."""
    return [line for region in SOLUTION.findall(source) for line in region.splitlines()]


def without_solution(source: str) -> str:
    """The source of a solution cell without what stands between the markers."""
    return SOLUTION.sub("", source)


def without_hidden_tests(source: str) -> str:
    """The source of a test cell as students see it."""
    return HIDDEN.sub("", source)


def without_mark_scheme(source: str) -> str:
    """The text of a task as students see it."""
    return MARK_SCHEME.sub("", source)


def hidden_lines(source: str) -> set[int]:
    """The numbers of the lines of a test cell that students do not see; the first line is 1."""
    hidden: set[int] = set()
    for match in HIDDEN.finditer(source):
        first = source.count("\n", 0, match.start()) + 1
        hidden.update(range(first, first + match.group().rstrip("\n").count("\n") + 1))
    return hidden


def defined_in(source: str) -> set[str]:
    """The functions and classes that a cell defines at its top level.

    Read off the text, since a cell that does not compile must be recognised as well.
    """
    return set(DEFINED.findall(source))


def graded_in(source: str) -> list[str]:
    """The names that a test cell hands to ``grade``."""
    return _handed_to({"grade"}, ast.parse(source))


def checked_in(source: str) -> list[str]:
    """The names that a test cell hands to ``check`` or to ``grade``."""
    tree = parsed(source)
    return _handed_to({"check", "grade"}, tree) if tree else []


def _handed_to(functions: set[str], tree: ast.AST) -> list[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = (
        call for call in calls if isinstance(call.func, ast.Name) and call.func.id in functions
    )
    return [call.args[0].id for call in named if call.args and isinstance(call.args[0], ast.Name)]


def without_magics(source: str) -> str:
    """A cell or an exported script as Python; a line for IPython becomes ``pass`` in its place."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an invalid escape in a student's string
            ast.parse(source)
    except SyntaxError:
        source = MAGIC.sub(r"\1pass", source)
    return EXPORTED_MAGIC.sub(r"\1pass", source)


def parsed(source: str) -> ast.Module | None:
    """The syntax tree of a cell, lines for IPython left out; None where it has none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(without_magics(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def imports_in(source: str) -> list[ast.Import | ast.ImportFrom]:
    """The import statements at the top level of a cell."""
    tree = parsed(source)
    nodes = tree.body if tree else []
    return [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]


def only_imports(source: str) -> bool:
    """Whether a cell imports and does nothing else."""
    tree = parsed(source)
    return tree is not None and len(imports_in(source)) == len(tree.body)


def modules_imported(sources: Iterable[str]) -> set[str]:
    """The modules that some cells import, anywhere in them."""
    return {module for source in sources for module in _modules(source)}


def _modules(source: str) -> Iterator[str]:
    tree = parsed(source)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
