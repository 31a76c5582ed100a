"""Take out the release's own `raise NotImplementedError` where the student wrote real code."""

import ast
from collections.abc import Iterator

from grader.cells import parsed

LONGEST_PARSED = 200_000  # characters; beyond that a cell is hostile, not written
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def drop_leftover_stubs(source: str, release: str) -> tuple[str, int]:
    """Return a solution cell without untouched stub lines after real code, and how many there were.

    A line goes only if it stands in the release word for word, and the function (or the cell,
    outside functions) that holds it has statements which the release does not have. It becomes
    `pass`, so that line numbers stay and a block never becomes empty.
    """
    stubs = {line.rstrip() for line in release.splitlines() if _is_stub(line)}
    if not stubs & {line.rstrip() for line in source.splitlines()}:
        return source, 0
    student = parsed(source) if len(source) < LONGEST_PARSED else None
    if student is None:
        return source, 0
    given = parsed(release)
    try:
        return _drop(source, student, stubs, _dumps(given))
    except RecursionError:  # an expression of thousands of terms: leave the cell as it is
        return source, 0


def _drop(source: str, tree: ast.Module, stubs: set[str], old: set[str]) -> tuple[str, int]:
    lines = source.split("\n")
    dropped = 0
    for owner in _owners(tree):
        raises = [
            part
            for part in _own_statements(owner)
            if _raises_stub(part) and lines[part.lineno - 1].rstrip() in stubs
        ]
        if raises and _has_new_code(owner, old):
            for part in raises:
                line = lines[part.lineno - 1]
                lines[part.lineno - 1] = line[: len(line) - len(line.lstrip())] + "pass"
            dropped += len(raises)
    return "\n".join(lines), dropped


def _dumps(tree: ast.Module | None) -> set[str]:
    """Return every statement of the release: it is the student's own work only if it changed."""
    if tree is None:
        return set()
    return {ast.dump(part) for part in ast.walk(tree) if isinstance(part, ast.stmt)}


def _is_stub(line: str) -> bool:
    return line.strip().startswith("raise NotImplementedError")


def _raises_stub(part: ast.stmt) -> bool:
    if not isinstance(part, ast.Raise) or part.lineno != part.end_lineno or part.exc is None:
        return False
    raised = part.exc.func if isinstance(part.exc, ast.Call) else part.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _owners(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the cell itself and every function in it, methods and nested ones too."""
    yield tree
    yield from (part for part in ast.walk(tree) if isinstance(part, _FUNCTIONS))


def _own_statements(owner: ast.AST) -> Iterator[ast.stmt]:
    """Yield the statements of a function (or of the cell), not those of functions within."""
    waiting = list(ast.iter_child_nodes(owner))
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.stmt):
            yield part
        if not isinstance(part, (*_FUNCTIONS, ast.ClassDef, ast.expr)):
            waiting.extend(ast.iter_child_nodes(part))


def _has_new_code(owner: ast.AST, old: set[str]) -> bool:
    return any(
        not isinstance(part, ast.Pass)
        and not _raises_stub(part)
        and not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
        and not (isinstance(part, _FUNCTIONS) and isinstance(owner, ast.Module))
        and ast.dump(part) not in old
        for part in _own_statements(owner)
    )
