"""An instructor notebook's solutions: the code that makes them, the points, the quiz."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.cells import (
    defined_in,
    graded_in,
    imports_in,
    is_test,
    unmarked,
    without_magics,
)
from grader.exercises import ExerciseError, hunted
from grader.marks import is_solution, nbgrader_of
from grader.places import ROOT


@dataclass(frozen=True, eq=False)
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

    def namespace(self, replaced: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Run the definitions, some of them ``replaced`` by another text, and return the names."""
        names: dict[str, Any] = {"__name__": "reference"}
        for source in self.definitions:
            text = (replaced or {}).get(source, source)
            exec(_compiled(text, f"<{self.name}>"), names)
        return names

    @cached_property
    def why_not(self) -> dict[str, dict[str, str]] | None:
        """Of each question of the quiz why a wrong letter is wrong; None where there is no quiz."""
        sources = [cell.source for book in self.notebooks.values() for cell in book.cells]
        source = next((text for text in sources if "grade_quiz(" in text), None)
        if source is None:
            return None
        names: dict[str, Any] = {}
        exec(source[source.index("why_not = ") : source.index("grade_quiz(quiz")], names)
        return names["why_not"]

    @cached_property
    def points(self) -> dict[str, float]:
        """The points of each function that a graded cell hands to ``grade``."""
        found = {}
        for book in self.notebooks.values():
            for cell in filter(is_test, book.cells):
                points = float(nbgrader_of(cell)["points"])
                found |= dict.fromkeys(graded_in(cell.source), points)
        return found


def load_assignment(name: str, source: Path = ROOT / "source") -> Assignment:
    """Read ``source/name/*.ipynb``; ``ExerciseError`` when there is none."""
    paths = sorted((source / name).glob("*.ipynb"))
    if not paths:
        raise ExerciseError(f"there is no assignment {name}: no notebook in {source / name}")
    return read_assignment(name, {path.stem: path.read_text(encoding="utf-8") for path in paths})


def read_assignment(name: str, texts: Mapping[str, str]) -> Assignment:
    """An assignment from the JSON texts of its instructor notebooks, by their names."""
    return Assignment(name, {book: nbformat.reads(text, 4) for book, text in texts.items()})


def assignment_names(source: Path = ROOT / "source") -> list[str]:
    """The folders of source/ that hold notebooks, bug hunts left out."""
    names = {path.parent.name for path in source.glob("*/*.ipynb")}
    return sorted(name for name in names if not hunted(name))


@lru_cache(maxsize=1000)  # run again for each mistake, all but one as they are
def _compiled(text: str, name: str) -> CodeType:
    return compile(text, name, "exec")


def _definitions_in(cell: NotebookNode) -> str:
    """What a cell adds to the solution: all of a solution or given cell, the imports of others."""
    if is_solution(cell):
        return unmarked(cell.source)
    if is_test(cell):
        return ""
    if nbgrader_of(cell).get("locked"):
        return without_magics(cell.source)
    return "\n".join(map(ast.unparse, imports_in(cell.source)))
