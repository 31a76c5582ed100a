"""``python -m grader judge ASSIGNMENT FILE``: the functions of a file, each judged alone.

For an instructor who answers a complaint, and for judging many solutions by script. The file, plain
Python or a notebook, runs in the sandbox; what it does not define (imports, helpers, other
functions of the assignment) comes from the course's own solution, lent call by call.
"""

import ast
import json
import tokenize
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np

from grader.answer_key import AnswerKey
from grader.cells import course_code, modules_imported, only_imports, without_magics
from grader.collecting.files import NOTEBOOK
from grader.exercises import ExerciseError, lendable_of
from grader.grading import judged, key_of
from grader.intake.reading import read
from grader.places import course_root
from grader.platforms.summary import as_summary
from grader.sandbox import (
    Limits,
    Mode,
    RemoteFunction,
    Sandbox,
    Session,
    StudentError,
    StudentFault,
)
from grader.secret import course_secret
from utils.examine import Report, Row
from utils.table import Table, number

LIMITS = Limits(cell_seconds=15)


def run(
    assignment: str, file: Path, as_json: bool, sandbox: Mode, summary: Path | None = None
) -> int:
    """Judge a file and print what came of it; a ``summary`` is added to, as GitHub shows it."""
    pieces, unread = pieces_of(file)
    beside = course_root() / "release" / assignment
    files = beside if NOTEBOOK.fullmatch(file.name) and beside.is_dir() else None
    reports, notes = judge_all(assignment, pieces, sandbox, files=files)
    notes = [*unread, *notes]
    if summary is not None:
        with summary.open("a", encoding="utf-8") as opened:
            opened.write(as_summary(assignment, reports, notes))
    if as_json:
        print(json.dumps(as_data(assignment, reports, notes), indent=2, ensure_ascii=False))
        return 0
    for note in notes:
        print(note)
    for report in reports.values():
        headline = f"{report.function}: {number(report.score)} of {number(report.points)} points"
        print(Table(report, headline, report.note))
    total = sum(report.points for report in reports.values())
    print(f"total: {number(sum(r.score for r in reports.values()))} of {number(total)} points")
    return 0


def as_data(assignment: str, reports: dict[str, Report], notes: list[str]) -> dict:
    """The reports as JSON-friendly data."""
    return {
        "assignment": assignment,
        "score": sum(report.score for report in reports.values()),
        "points": sum(report.points for report in reports.values()),
        "functions": {name: asdict(report) for name, report in reports.items()},
        "notes": notes,
    }


def pieces_of(file: Path) -> tuple[list[str], list[str]]:
    """The statements of a file, and notes on what of it cannot be read.

    Of a notebook those that define something: its tests, plots and printing are not asked for.
    """
    try:
        if NOTEBOOK.fullmatch(file.name):
            return in_notebook(file.read_bytes())
        with tokenize.open(file) as opened:  # in the encoding that its first lines may name
            return _valid(opened.read()), []
    except (OSError, UnicodeDecodeError, SyntaxError) as error:
        raise ExerciseError(f"{file} cannot be read: {error}") from error


def in_notebook(data: bytes) -> tuple[list[str], list[str]]:
    """The statements of a notebook's code cells, and notes on cells that are no Python."""
    reading = read(data)
    if reading.cells is None:
        raise ExerciseError(" ".join(note.sentence for note in reading.notes))
    pieces, notes = [], []
    for cell in reading.cells:
        tests = cell.nbgrader.get("grade") and not cell.nbgrader.get("solution")
        if cell.kind != "code" or tests:
            continue
        try:
            found = statements(cell.source)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            notes.append(_note(cell.source, f"it is not valid Python ({error})"))
            continue
        pieces += [piece for piece in found if not isinstance(ast.parse(piece).body[0], ast.Expr)]
    return pieces, notes


def judge_source(
    name: str, source: str, sandbox: Mode = "auto", limits: Limits = LIMITS
) -> tuple[dict[str, Report], list[str]]:
    """The report of every exercise that the source defines, and notes about the file.

    Raises ``ExerciseError`` when the source is no Python or defines none of the exercises.
    """
    return judge_all(name, _valid(source), sandbox, limits)


def _valid(source: str) -> list[str]:
    try:
        return statements(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExerciseError(f"the file is not valid Python: {error}") from error


def judge_all(
    name: str,
    pieces: list[str],
    sandbox: Mode = "auto",
    limits: Limits = LIMITS,
    files: Path | None = None,
) -> tuple[dict[str, Report], list[str]]:
    """As ``judge_source``, for statements; ``files`` is the folder that they find beside them."""
    key = key_of(name, course_secret())
    with Sandbox(limits, sandbox, files, course_imports(key)) as box:
        return judge_pieces(box, key, pieces)


def course_imports(key: AnswerKey) -> list[str]:
    """The modules that the course's own cells import, for a sandbox to have ready."""
    books = key.assignment.notebooks.values()
    return sorted(modules_imported(text for book in books for text in course_code(book)))


def judge_pieces(
    box: Sandbox, key: AnswerKey, pieces: list[str]
) -> tuple[dict[str, Report], list[str]]:
    """Judge in an open sandbox; a function that hangs or dies costs its own points only."""
    known = list(key.exercises)
    reports: dict[str, Report] = {}
    session, pieces, notes = _loaded(box, key, pieces)
    try:
        functions = _functions(session, known)
        if not functions:
            raise ExerciseError(f"the file defines none of: {', '.join(known)}")
        own = set(session.names())
        lent: dict[str, Any] = {n: f for n, f in _lendable(key, pieces).items() if n not in own}
        for function in functions:
            if session.closed:
                session, pieces, _ = _loaded(box, key, pieces)
                functions = _functions(session, known)
            checks, helpers = key.checks(function), key.helpers(function)
            try:
                reports[function] = judged(functions[function], checks, helpers, lent)
            except StudentFault as fault:
                lent[function] = key.solution[function]  # nobody waits for it again
                row = Row("calls", 0.0, checks.points, f"{fault}.")
                reports[function] = Report(function, (row,), 0.0, checks.points)
    finally:
        session.close()
    return reports, notes


def statements(source: str) -> list[str]:
    """The top-level statements: one that fails (a missing module, a demo) takes no other along.

    Statements on one line stay together; what only a notebook understands is left out.
    """
    source = without_magics(source.replace("\r\n", "\n").replace("\r", "\n"))
    spans: list[list[int]] = []
    for node in ast.parse(source).body:
        first, last = _first(node), node.end_lineno or node.lineno
        if spans and first <= spans[-1][1]:
            spans[-1][1] = max(last, spans[-1][1])
        else:
            spans.append([first, last])
    lines = source.split("\n")  # splitlines would split at form feeds too
    return ["\n".join(lines[first - 1 : last]) + "\n" for first, last in spans]


def _first(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _loaded(
    box: Sandbox, key: AnswerKey, pieces: list[str]
) -> tuple[Session, list[str], list[str]]:
    """A session in which the file has run, after the imports that its notebook begins with.

    A statement that hangs or ends the process is left out, and the others run again. Besides the
    session: the statements that are left, and notes on those that failed.
    """
    imports = [text for text in key.assignment.definitions if only_imports(text)]
    pieces, notes = list(pieces), []
    while True:
        session, failed = box.open_session(), []
        for text in imports:
            session.run(text, "imports")
        for index, piece in enumerate(pieces):
            result = session.run(piece, f"line-{index}")
            if result.fault:
                notes.append(_note(piece, str(result.fault)))
                del pieces[index]
                break
            if isinstance(result.error, StudentError):
                failed.append(_note(piece, result.error.name))
        else:
            return session, pieces, notes + failed
        session.close()


def _note(piece: str, what: str) -> str:
    return f"“{piece.strip().splitlines()[0][:60]}” did not run: {what}"


def _lendable(key: AnswerKey, pieces: list[str]) -> dict[str, Callable]:
    """What a file may leave undefined: the solution's functions, and those of the usual helper
    modules, an activation as the pair (A, Z) where the file unpacks two."""
    usual = lendable_of(key.assignment.name)
    lent = {n: f for n, f in key.solution.items() if isinstance(f, FunctionType | np.ufunc)}
    lent |= usual.functions
    tree = ast.parse("".join(pieces))
    for name in set(usual.pairs) & set(lent):
        if any(_takes_a_pair(node, name) for node in ast.walk(tree)):
            lent[name] = _with_cache(lent[name])
    return lent


def _takes_a_pair(node: ast.AST, name: str) -> bool:
    """``A, cache = name(Z)``, or ``name(Z)[0]`` and ``name(Z)[1]``."""
    if isinstance(node, ast.Assign):
        target = node.targets[0]
        two = isinstance(target, ast.Tuple | ast.List) and len(target.elts) == 2
    elif isinstance(node, ast.Subscript):
        two = isinstance(node.slice, ast.Constant) and node.slice.value in (0, 1)
    else:
        return False
    call = node.value
    return two and isinstance(call, ast.Call) and getattr(call.func, "id", "") == name


def _with_cache(activation: Callable) -> Callable:
    return lambda Z: (activation(Z), Z)


def _functions(session: Session, known: list[str]) -> dict[str, RemoteFunction]:
    """The exercises that the file defines; normalizeRows is as good as normalize_rows."""
    written: dict[str, list[str]] = {}
    for name in session.names():
        written.setdefault(_plain(name), []).append(name)
    found = {}
    for name in known:
        for spelling in sorted(written.get(_plain(name), []), key=lambda other: other != name):
            kind, value = session.lookup(spelling)
            if kind == "function":
                value.__name__ = name
                found[name] = value
                if spelling != name:
                    session.set(name, value)
                break
    return found


def _plain(name: str) -> str:
    return name.lower().replace("_", "")
