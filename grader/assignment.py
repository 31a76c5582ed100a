"""Read an instructor notebook: its solution cells, its graded cells, the functions they define."""

import ast
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_solution

from grader.exercises import ExerciseError

ROOT = Path(__file__).parents[1]
REGION = re.compile(r"^[ \t]*### BEGIN SOLUTION[ \t]*\n(.*?)^[ \t]*### END SOLUTION", re.M | re.S)
MARKER = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION[ \t]*\n?", re.M)


def course_root() -> Path:
    """The folder with a class's work: COURSE_ROOT, or the project's own folder."""
    return Path(os.environ.get("COURSE_ROOT") or ROOT).resolve()


@dataclass(frozen=True)
class Assignment:
    """The instructor notebooks of one assignment folder, in the order of their names."""

    name: str
    notebooks: dict[str, NotebookNode]

    @cached_property
    def definitions(self) -> list[str]:
        """The code that makes the solution: imports, given (locked) cells, unmarked solutions."""
        cells = [cell for book in self.notebooks.values() for cell in book.cells]
        found = [_definitions_in(cell) for cell in cells if cell.cell_type == "code"]
        return [source for source in found if source]

    def solution(self, function: str) -> str:
        """The text of the solution cell that defines ``function``."""
        found = [source for source in self.definitions if function in defined_in(source)]
        if not found:
            raise ExerciseError(f"{self.name}: no solution cell defines {function}")
        return found[-1]

    def namespace(self, replaced: dict[str, str] | None = None) -> dict[str, object]:
        """Run the definitions, some of them ``replaced`` by another text, and return the names."""
        names: dict[str, object] = {"__name__": "reference"}
        for source in self.definitions:
            text = (replaced or {}).get(source, source)
            exec(compile(text, f"<{self.name}>", "exec"), names)
        return names

    @cached_property
    def points(self) -> dict[str, float]:
        """The points of each function that a graded cell hands to ``grade``."""
        found = {}
        for book in self.notebooks.values():
            for cell in book.cells:
                if is_test(cell):
                    points = float(cell.metadata.nbgrader.points)
                    found |= dict.fromkeys(graded_in(cell.source), points)
        return found


def load_assignment(name: str, source: Path = ROOT / "source") -> Assignment:
    """Read ``source/name/*.ipynb``; ``ExerciseError`` when there is none."""
    paths = sorted((source / name).glob("*.ipynb"))
    if not paths:
        raise ExerciseError(f"there is no assignment {name}: no notebook in {source / name}")
    return Assignment(name, {path.stem: nbformat.read(path, 4) for path in paths})


def assignment_names(source: Path = ROOT / "source") -> list[str]:
    """The folders of source/ that hold notebooks."""
    return sorted({path.parent.name for path in source.glob("*/*.ipynb")})


def is_test(cell: NotebookNode) -> bool:
    """A graded test cell, that students cannot edit."""
    info = cell.metadata.get("nbgrader", {})
    return bool(info.get("grade")) and not info.get("solution")


def unmarked(source: str) -> str:
    """The source of a solution cell without the authoring markers."""
    return MARKER.sub("", source)


def solution_lines(source: str) -> list[str]:
    """The lines that stand between the markers of a solution cell."""
    return [line for region in REGION.findall(source) for line in region.splitlines()]


def defined_in(source: str) -> set[str]:
    """The names of the functions that a piece of code defines at its top level."""
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def graded_in(source: str) -> list[str]:
    """The names that a test cell hands to ``grade``."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "grade")
    return [call.args[0].id for call in named if call.args and isinstance(call.args[0], ast.Name)]


def _definitions_in(cell: NotebookNode) -> str:
    """What a cell adds to the solution: all of a solution or given cell, the imports of others."""
    if is_solution(cell):
        return unmarked(cell.source)
    if is_test(cell) or re.search(r"^\s*[%!]", cell.source, re.M):
        return ""
    if cell.metadata.get("nbgrader", {}).get("locked"):
        return cell.source
    nodes = ast.parse(cell.source).body
    return "\n".join(ast.unparse(n) for n in nodes if isinstance(n, ast.Import | ast.ImportFrom))
