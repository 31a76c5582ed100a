"""A Python file in place of a notebook: what it defines, put where the notebook asks for it."""

import ast
import json
from collections.abc import Iterable

from nbformat import NotebookNode

from grader.cells import defined_in, parsed, without_magics
from grader.marks import is_solution, nbgrader_of


def as_notebook(release: NotebookNode, script: str) -> bytes | None:
    """The released notebook with the functions of a script in it; None where it has none of them.

    Of the rest only what defines something is kept: imports, helpers, constants. Calls, plots and
    checks in a script are not run.
    """
    tree = parsed(script)
    asked = {name for cell in release.cells if _asks(cell) for name in defined_in(cell.source)}
    lines = without_magics(script).splitlines(keepends=True)
    if tree is None:
        return None
    pieces: dict[str, str] = {}
    helpers = []
    for node in tree.body:
        text = _text(node, lines)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in asked:
            pieces[node.name] = text
        elif _defines(node):
            helpers.append(text)
    if not pieces:
        return None
    return json.dumps(_book(release, pieces, helpers)).encode("utf-8", "replace")


def _book(release: NotebookNode, pieces: dict[str, str], helpers: list[str]) -> dict:
    cells = []
    for cell in release.cells:
        source = cell.source
        if _asks(cell):
            mine = [pieces[name] for name in _in_order(cell.source, pieces)]
            if mine and helpers:
                added = {"cell_type": "code", "metadata": {}, "source": "".join(helpers)}
                cells.append(added | {"outputs": [], "execution_count": None})
                helpers = []
            source = "\n".join(mine) or source
        cells.append({**cell, "source": source})
    return {**release, "cells": cells}


def _asks(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(nbgrader_of(cell)) and is_solution(cell)


def _in_order(source: str, pieces: dict[str, str]) -> Iterable[str]:
    names = defined_in(source)
    return [name for name in pieces if name in names]


def _text(node: ast.stmt, lines: list[str]) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(one.lineno for one in decorators)]) - 1
    text = "".join(lines[first : node.end_lineno])
    return text if text.endswith("\n") else text + "\n"


def _defines(node: ast.stmt) -> bool:
    """Whether a statement only gives something a name: an import, a helper, a constant."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        try:
            ast.literal_eval(node.value) if node.value is not None else None
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            return isinstance(node.value, ast.Lambda)
        return True
    kinds = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return isinstance(node, kinds)
