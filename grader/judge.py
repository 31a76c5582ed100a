"""``python -m grader judge ASSIGNMENT FILE.py``: the functions of a plain file, each judged alone.

For an instructor who answers a complaint, and for judging many solutions by script. The file runs
in the sandbox; what it does not define (imports, helpers, other functions of the assignment) comes
from the course's own solution, lent call by call.
"""

import ast
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import FunctionType

from grader.assignment import Assignment, load_assignment
from grader.exercises import ExerciseError
from grader.grading import judged
from grader.references import checks_of, helpers_of
from grader.sandbox import Limits, RemoteFunction, Sandbox, Session, StudentFault
from grader.secret import course_secret
from utils.checkfile import Checks
from utils.examine import Report, Row
from utils.table import Table, number

LIMITS = Limits(cell_seconds=15)


def run(assignment: str, file: Path, as_json: bool, sandbox: str) -> int:
    """Judge a file and print what came of it."""
    try:
        source = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExerciseError(f"{file} cannot be read: {error}") from error
    reports, notes = judge_source(assignment, source, sandbox)
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


def judge_source(
    name: str, source: str, sandbox: str = "auto", limits: Limits = LIMITS
) -> tuple[dict[str, Report], list[str]]:
    """The report of every exercise that the source defines, and notes about the file.

    Raises ``ExerciseError`` when the source is no Python or defines none of the exercises.
    """
    try:
        pieces = statements(source)
    except (SyntaxError, ValueError) as error:
        raise ExerciseError(f"the file is not valid Python: {error}") from error
    assignment = load_assignment(name)
    known = checks_of(assignment, course_secret())
    with Sandbox(limits, sandbox) as box:
        return judge_pieces(box, assignment, known, pieces)


def judge_pieces(
    box: Sandbox, assignment: Assignment, known: dict[str, Checks], pieces: list[str]
) -> tuple[dict[str, Report], list[str]]:
    """Judge in an open sandbox; a function that hangs or dies costs its own points only."""
    solution = assignment.namespace()
    reports: dict[str, Report] = {}
    session, notes = _loaded(box, assignment, pieces)
    try:
        functions = _functions(session, known)
        if not functions:
            raise ExerciseError(f"the file defines none of: {', '.join(known)}")
        own = set(session.names())
        lent = {
            entry: value
            for entry, value in solution.items()
            if isinstance(value, FunctionType) and entry not in own
        }
        for function in functions:
            if session.closed:
                session, _ = _loaded(box, assignment, pieces)
                functions = _functions(session, known)
            helpers = helpers_of(assignment.name, function)
            try:
                reports[function] = judged(functions[function], known[function], helpers, lent)
            except StudentFault as fault:
                lent[function] = solution[function]  # nobody waits for it again
                row = Row("calls", 0.0, known[function].points, f"{fault}.")
                reports[function] = Report(function, (row,), 0.0, known[function].points)
    finally:
        session.close()
    return reports, notes


def statements(source: str) -> list[str]:
    """The top-level statements: one that fails (a missing module, a demo) takes no other along."""
    lines = source.splitlines(keepends=True)
    return ["".join(lines[_first(n) - 1 : n.end_lineno]) for n in _alone(ast.parse(source).body)]


def _alone(nodes: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The nodes that begin on a line of their own (``a = 1; b = 2`` stays together)."""
    last = 0
    for node in nodes:
        if _first(node) > last:
            yield node
        last = node.end_lineno or last


def _first(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _loaded(box: Sandbox, assignment: Assignment, pieces: list[str]) -> tuple[Session, list[str]]:
    """A session in which the file has run, after the imports that its notebook begins with."""
    session, notes = box.open_session(), []
    imports = [text for text in assignment.definitions if _only_imports(text)]
    for index, piece in enumerate([*imports, *pieces]):
        if session.closed:
            session = box.open_session()
            notes.append("the file ends its own process; what comes before is lost")
        result = session.run(piece, f"line-{index}")
        if index >= len(imports) and not result.ok:
            what = result.error.name if result.error else str(result.fault)
            first = piece.strip().splitlines()[0]
            notes.append(f"“{first[:60]}” did not run: {what}")
    return session, notes


def _only_imports(source: str) -> bool:
    return all(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.parse(source).body)


def _functions(session: Session, known: dict[str, Checks]) -> dict[str, RemoteFunction]:
    """The exercises that the file defines; normalizeRows is as good as normalize_rows."""
    plain = {name.lower().replace("_", ""): name for name in session.names()}
    found = {}
    for name in known:
        written = plain.get(name.lower().replace("_", ""))
        if written is None:
            continue
        kind, value = session.lookup(written)
        if kind == "function":
            value.__name__ = name
            found[name] = value
            if written != name:
                session.set(name, value)
    return found
