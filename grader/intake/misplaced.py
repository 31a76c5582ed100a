"""Find answers that stand somewhere else than in their own cells.

In a test cell, in a cell of the student's own above or below, in another answer's cell, in the text
of the question; or in two cells that were one. Only for answers that are not in their place: an
answer that is there is never replaced. What is found is the student's own text, so it can earn what
it would have earned in its place and nothing more.
"""

import ast
import builtins
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from nbformat.notebooknode import NotebookNode

from grader.cells import (
    RUNS_AS_RELEASED,
    defined_in,
    is_test,
    parsed,
    title_of,
    without_magics,
)
from grader.intake import findings
from grader.intake.matching import Match, name_of, same_text
from grader.intake.notes import Note
from grader.intake.reading import Cell
from grader.marks import is_grade, is_solution, nbgrader_of
from grader.names import names_in, targets

# Characters of a cell and of all: beyond that a notebook is hostile, not written.
LONGEST_PARSED, MOST_PARSED = 20_000, 300_000
MOST_SEARCHED = 200  # cells of the student's own that are searched for answers
MOST_HALVES = 20
FEWEST_WORDS = 3  # of a text that may be a written answer
_HEAD = re.compile(r"^[ \t]*(?:async\s+)?(?:def|class)\s+(\w+)", re.MULTILINE)
_FENCE = re.compile(r"^```.*$", re.MULTILINE)
# What Pythons after this one can read, by what this one says of it or by how it looks.
_NEWER = re.compile(r"f-string|multiple exception types must be parenthesized")
_NEWER_LINE = re.compile(
    r"\s*(type\s+\w+\s*(\[.*\])?\s*=|(async\s+)?(def|class)\s+\w+\s*\[)"
    r"|.*\b(t|rt|tr)(\"|')|\s*except\s+[\w.]+\s*,"
)


@dataclass
class Found:
    """``answers[r]``: what to take for cell r of the release; ``used``: cells that are part of it.

    ``notes`` say where the answers were found, and where there may be some.
    """

    answers: dict[int, Cell] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class _Part:
    """The statements of one cell that may be part of an answer."""

    s: int
    statements: tuple[ast.stmt, ...]
    binds: frozenset[str]
    whole: bool  # a cell of the student's own, all of it
    where: str


def find(given: list[NotebookNode], cells: list[Cell], found: Match) -> Found:
    """Return the answers that are not in their own cells; see `Found`."""
    if sum(len(cell.source) for cell in cells) > MOST_PARSED:
        return Found()
    try:
        return _find(given, cells, found)
    except RecursionError:  # an expression of thousands of terms
        return Found()


def _find(given: list[NotebookNode], cells: list[Cell], found: Match) -> Found:
    result = Found()
    _join_halves(given, cells, found, result)
    place = _places(given, cells, found)
    missing = [
        r
        for r, cell in enumerate(given)
        if is_solution(cell)
        and r not in result.answers
        and (_unanswered(r, given, cells, found) or place[found.taken[r]] != r)
    ]
    code = [r for r in missing if given[r].cell_type == "code" and not is_grade(given[r])]
    if code:
        parts = list(_parts(given, cells, place, result.used))
        heads = _heads(given, cells, found)
        for r in code:
            _find_code(r, given, cells, found, parts, heads, result)
    for r in missing:
        if r not in code:
            _find_text(r, given, cells, found, result)
    return result


def as_code(cell: Cell) -> str:
    """Return the source of a cell, without the fences around code in a text cell."""
    return cell.source if cell.kind == "code" else _FENCE.sub("", cell.source)


def newer_syntax(source: str, newer: bool) -> str:
    """Return what this Python says of a cell that a later one may read; "" for every other cell.

    newer: the notebook says that it was run with a later Python.
    """
    if len(source) > LONGEST_PARSED or parsed(source) is not None:
        return ""
    try:
        ast.parse(without_magics(source))
    except SyntaxError as error:
        lines = source.split("\n")
        line = lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""
        if newer or _NEWER.search(error.msg) or _NEWER_LINE.match(line):
            return error.msg
    except (ValueError, RecursionError, MemoryError):
        pass
    return ""


def _places(given: list[NotebookNode], cells: list[Cell], found: Match) -> dict[int, int]:
    """Which cell of the release each cell is, or was before it became an answer's as well.

    With its own cell gone, an answer in a test cell has been taken with the lines of the test.
    """
    names = {nbgrader_of(cell).get("grade_id"): r for r, cell in enumerate(given)}
    ids = {cell.get("id"): r for r, cell in enumerate(given)}
    places = {}
    for r, s in found.taken.items():
        claimed = names.get(cells[s].grade_id) if cells[s].grade_id else ids.get(cells[s].id)
        places[s] = r
        if claimed is None or r not in found.recovered or is_solution(given[claimed]):
            continue
        if given[r].cell_type == given[claimed].cell_type == "code":
            both = _dumps(given[claimed].source) & _dumps(cells[s].source)
            places[s] = claimed if both else r
    return places


def _unanswered(r: int, given: list[NotebookNode], cells: list[Cell], found: Match) -> bool:
    if r not in found.taken:
        return True
    source = cells[found.taken[r]].source
    if given[r].metadata.get(RUNS_AS_RELEASED) and source.strip():
        return False
    return not source.strip() or same_text(source, given[r].source)


# The two halves of a cell


def _join_halves(given: list[NotebookNode], cells: list[Cell], found: Match, result: Found) -> None:
    """Put a cell that was split in two together again: its halves are no Python by themselves."""
    own = set(range(len(cells))) - set(found.taken.values())
    for r, s in sorted(found.taken.items()):
        if given[r].cell_type != "code" or not is_solution(given[r]):
            continue
        source, end = cells[s].source, s + 1
        while end in own and cells[end].kind == "code" and end - s < MOST_HALVES:
            joined = _whole(source, cells[end].source, defined_in(given[r].source))
            if joined is None:
                break
            source, end = joined, end + 1
        if end > s + 1:
            result.answers[r] = replace(cells[s], source=source)
            result.used |= set(range(s + 1, end))
            result.notes.append(findings.joined(name_of(given[r], r), title_of(given[r], r)))


def _whole(first: str, second: str, wanted: set[str]) -> str | None:
    """Return two halves as one cell, None if they are not halves."""
    if len(first) + len(second) > LONGEST_PARSED or not second.strip():
        return None
    line = next(line for line in second.splitlines() if line.strip())
    tree = parsed(second)
    if tree is not None and not any(isinstance(part, ast.Return) for part in tree.body):
        if parsed(first) is not None:
            return None
    elif tree is not None and wanted:  # the body of the function, not indented
        second = textwrap.indent(second, "    ")
    elif parsed(first) is not None and not line[:1].isspace():
        return None
    joined = f"{first.rstrip()}\n{second}"
    return joined if parsed(joined) is not None else None


# Code


def _parts(
    given: list[NotebookNode], cells: list[Cell], place: dict[int, int], used: set[int]
) -> Iterator[_Part]:
    """Yield what the student wrote, cell by cell, where it can be read."""
    searched = 0
    for s, cell in enumerate(cells):
        if s in used or len(cell.source) > LONGEST_PARSED:
            continue
        r = place.get(s)
        if r is not None and same_text(cell.source, given[r].source):
            continue
        searched += 1
        if searched > MOST_SEARCHED:
            return
        tree = parsed(as_code(cell))
        if tree is None:
            continue
        old = _dumps(given[r].source) if r is not None else set()
        new = tuple(part for part in tree.body if ast.dump(part) not in old)
        binds = frozenset[str]().union(*map(targets, new))
        yield _Part(s, new, binds, r is None and cell.kind == "code", _where(r, given, cell))


def _where(r: int | None, given: list[NotebookNode], cell: Cell) -> str:
    if r is None:
        return "in a cell of your own" if cell.kind == "code" else "in a text cell"
    return f"in the {'test ' if is_test(given[r]) else ''}cell “{title_of(given[r], r)}”"


def _find_code(
    r: int,
    given: list[NotebookNode],
    cells: list[Cell],
    found: Match,
    parts: Sequence[_Part],
    heads: dict[int, set[str]],
    result: Found,
) -> None:
    wanted = _wanted(r, given)
    name, title = name_of(given[r], r), title_of(given[r], r)
    fitting = [part for part in parts if part.binds & wanted]
    if fitting:
        # As running them all would leave it: the last of those that give most of what is asked.
        best = max(fitting, key=lambda part: (len(part.binds & wanted), part.s))
        source = _text_of(best, wanted, cells, parts)
        result.answers[r] = Cell("code", source)
        result.notes.append(findings.elsewhere(name, title, best.where))
        return
    where = _perhaps(r, wanted, given, cells, found, parts, heads)
    if where:
        result.notes.append(findings.perhaps(name, title, where))


def _wanted(r: int, given: list[NotebookNode]) -> set[str]:
    """Return what an answer gives a value: what its stub does, or else what only its tests use."""
    wanted = _bound_in(given[r].source)
    if wanted:
        return wanted
    uses: set[str] = set()
    for cell in given[r + 1 :]:
        if is_solution(cell) and cell.cell_type == "code":
            break
        if is_test(cell):
            uses |= names_in(cell.source).uses
    others = (cell for cell in given if cell.cell_type == "code" and not is_test(cell))
    known = set().union(*(names_in(cell.source).binds for cell in others))
    return uses - known - set(dir(builtins))


def _bound_in(source: str) -> set[str]:
    tree = parsed(source)
    return set().union(*map(targets, tree.body)) if tree else defined_in(source)


def _text_of(best: _Part, wanted: set[str], cells: list[Cell], parts: Sequence[_Part]) -> str:
    """Return the source of an answer: what gives it, and what that needs of the student's own."""
    pieces = {best.s: _statements(best, wanted, cells)}
    needs = names_in(pieces[best.s])
    waiting = (needs.uses | needs.later) - wanted
    for part in reversed([p for p in parts if p.whole and p.s < best.s]):
        if part.binds & waiting:
            pieces[part.s] = cells[part.s].source
            more = names_in(cells[part.s].source)
            waiting |= more.uses | more.later
    return "\n\n".join(pieces[s] for s in sorted(pieces))


def _statements(part: _Part, wanted: set[str], cells: list[Cell]) -> str:
    if part.whole:
        return cells[part.s].source
    lines = as_code(cells[part.s]).split("\n")
    texts = {index: _source_of(one, lines) for index, one in enumerate(part.statements)}
    kept = {i for i, one in enumerate(part.statements) if targets(one) & wanted}
    waiting = kept
    while waiting:
        found = [names_in(texts[i]) for i in waiting]
        uses = set().union(*(one.uses | one.later for one in found))
        waiting = {
            i for i, one in enumerate(part.statements) if i not in kept and targets(one) & uses
        }
        kept = kept | waiting
    return "\n".join(texts[i] for i in sorted(kept))


def _source_of(statement: ast.stmt, lines: list[str]) -> str:
    first = min(
        [statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", []))]
    )
    return "\n".join(lines[first - 1 : statement.end_lineno])


def _dumps(source: str) -> set[str]:
    tree = parsed(source) if len(source) < LONGEST_PARSED else None
    return {ast.dump(part) for part in tree.body} if tree else set()


def _heads(given: list[NotebookNode], cells: list[Cell], found: Match) -> dict[int, set[str]]:
    """The functions that a student's text seems to define, wherever in it and however."""
    place = {s: r for r, s in found.taken.items()}
    heads = {}
    for s, cell in enumerate(cells):
        old = _defined_within(given[place[s]].source) if s in place else set()
        new = _defined_within(cell.source) - old
        if new:
            heads[s] = new
    return heads


def _defined_within(source: str) -> set[str]:
    return set(_HEAD.findall(source))


def _perhaps(
    r: int,
    wanted: set[str],
    given: list[NotebookNode],
    cells: list[Cell],
    found: Match,
    parts: Sequence[_Part],
    heads: dict[int, set[str]],
) -> str:
    """Return where there may be an answer that cannot be told for certain; "" if nowhere."""
    place = {s: o for o, s in found.taken.items()}
    for s, names in heads.items():
        if names & wanted:
            return _where(place.get(s), given, cells[s])
    near = _neighbours(r, given, cells, found)
    for part in parts:
        if part.s in near and any(
            isinstance(one, ast.FunctionDef | ast.ClassDef | ast.Return) for one in part.statements
        ):
            return part.where
    return ""


def _neighbours(r: int, given: list[NotebookNode], cells: list[Cell], found: Match) -> set[int]:
    """The student's cells from this answer's place to the next answer's."""
    before = max((s for o, s in found.taken.items() if o <= r), default=-1)
    after = min(
        (s for o, s in found.taken.items() if o > r and is_solution(given[o])), default=len(cells)
    )
    answers = {s for o, s in found.taken.items() if is_solution(given[o])}
    return set(range(max(before, 0), after)) - answers


# Text


def _find_text(
    r: int, given: list[NotebookNode], cells: list[Cell], found: Match, result: Found
) -> None:
    """A written answer below or above its cell, or in the text of the question."""
    name, title = name_of(given[r], r), title_of(given[r], r)
    place = {s: o for o, s in found.taken.items()}
    kinds = ("code",) if given[r].cell_type == "code" else ("markdown", "raw")
    near = [s for s in _beside(r, cells, found, place) if s not in result.used]
    texts = [s for s in near if cells[s].kind in kinds and _words(cells[s].source)]
    if texts:
        result.answers[r] = _together([cells[s] for s in texts], given[r].cell_type)
        result.used |= set(texts)
        result.notes.append(findings.elsewhere(name, title, "in a cell of your own beside it"))
        return
    for o in (r - 1, r + 1):
        added = _added(o, given, cells, found)
        if added:
            result.answers[r] = Cell(given[r].cell_type, added)
            where = f"in the cell “{title_of(given[o], o)}”"
            result.notes.append(findings.elsewhere(name, title, where))
            return
    own = [s for s in range(len(cells)) if s not in place and s not in result.used]
    if any(_words(cells[s].source) and cells[s].kind in kinds for s in own) or near:
        result.notes.append(findings.perhaps(name, title, "in a cell of your own"))


def _beside(r: int, cells: list[Cell], found: Match, place: dict[int, int]) -> list[int]:
    """The student's own cells right after an answer's place, or else right before it."""
    copies = {s for doubled in found.doubles.values() for s in doubled}
    before = max((s for o, s in found.taken.items() if o < r), default=-1)
    middle = found.taken.get(r, before)
    after = middle + 1
    while after < len(cells) and after not in place:
        after += 1
    first = middle
    while first - 1 >= 0 and first - 1 not in place:
        first -= 1
    below = [s for s in range(middle + 1, after) if s not in copies and cells[s].source.strip()]
    above = [s for s in range(first, middle) if r in found.taken and s not in copies]
    return below or [s for s in above if cells[s].source.strip()]


def _added(o: int, given: list[NotebookNode], cells: list[Cell], found: Match) -> str:
    """The lines that a student wrote into a text cell of the course's."""
    if not 0 <= o < len(given) or o not in found.taken or given[o].cell_type != "markdown":
        return ""
    if is_solution(given[o]) or nbgrader_of(given[o]).get("task"):
        return ""
    old = {line.strip() for line in given[o].source.splitlines()}
    lines = cells[found.taken[o]].source.splitlines()
    text = "\n".join(line for line in lines if line.strip() and line.strip() not in old)
    return text if _words(text) else ""


def _words(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS


def _together(texts: list[Cell], kind: str) -> Cell:
    pictures: dict = {}
    for cell in texts:
        if isinstance(cell.attachments, dict):
            pictures |= cell.attachments
    return Cell(kind, "\n\n".join(cell.source for cell in texts), attachments=pictures or None)
