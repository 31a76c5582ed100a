"""Say which cell of the submission is which cell of the release.

Evidence, from the strongest to the weakest: nbgrader's name for the cell, the notebook format's id,
the same text, the same function defined, similar text, and at last its place between neighbours.
All of it comes from the student's file, so it decides only *which text is taken for which answer*:
nothing else is ever taken over.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from nbformat.notebooknode import NotebookNode

from grader.cells import defined_in
from grader.intake.reading import Cell
from grader.marks import is_solution, nbgrader_of

SIMILAR = 0.6
_MAX_COMPARED = 150  # cells on either side; beyond that a file is hostile, not damaged
_MOST_LETTERS = 12  # of these, how many are compared letter by letter: that takes a while


@dataclass
class Match:
    """`taken[r] = s`: cell s of the submission is cell r of the release. `doubles[r]`: its copies.

    `recovered` are the release's cells found without a name or an id; of these, `placed` by nothing
    but their place.
    """

    taken: dict[int, int] = field(default_factory=dict)
    doubles: dict[int, list[int]] = field(default_factory=dict)
    recovered: set[int] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)

    def order(self) -> list[int]:
        """Return the matched cells of the release in the order in which the student has them."""
        return [r for r, _ in sorted(self.taken.items(), key=lambda pair: pair[1])]


def match(release: list[NotebookNode], cells: list[Cell]) -> Match:
    """Return which cell is which; at most one cell of the submission for one of the release."""
    found = Match()
    _by_name(release, cells, found)
    _by_text(release, cells, found)
    _by_likeness(release, cells, found)
    _by_place(release, cells, found)
    return found


def name_of(cell: NotebookNode, index: int) -> str:
    """Return what to call a cell of the instructor's in a sentence."""
    return nbgrader_of(cell).get("grade_id") or cell.get("id") or f"cell {index + 1}"


def same_text(a: str, b: str) -> bool:
    """Return whether two sources are equal but for white space at the ends of lines."""
    return _squeezed(a) == _squeezed(b)


def in_order(sequence: list[int]) -> set[int]:
    """Return the members of a longest increasing subsequence: the cells that did not move."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for value in sequence:
        place = bisect_left(tails, value)
        before[value] = tails[place - 1] if place else None
        tails[place:] = [value] if place == len(tails) else [value, *tails[place + 1 :]]
    kept, last = set(), tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _squeezed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _by_name(release: list[NotebookNode], cells: list[Cell], found: Match) -> None:
    """Match by grade_id, and by id where a grade_id says nothing; choose among copies."""
    names = {nbgrader_of(cell).get("grade_id"): r for r, cell in enumerate(release)}
    ids = {cell.get("id"): r for r, cell in enumerate(release)}
    claims: dict[int, list[int]] = defaultdict(list)
    for s, cell in enumerate(cells):
        claimed_one = names.get(cell.grade_id) if cell.grade_id else None
        if claimed_one is None and cell.id:
            claimed_one = ids.get(cell.id)
        if claimed_one is not None:
            claims[claimed_one].append(s)
    anchors = {claimed[0]: r for r, claimed in claims.items() if len(claimed) == 1}
    for r, claimed in claims.items():
        if len(claimed) > 1:
            claimed.sort(key=lambda s: _rank(release[r], cells[s], r, s, anchors))
            found.doubles[r] = sorted(claimed[1:])
        found.taken[r] = claimed[0]


def _rank(
    original: NotebookNode, cell: Cell, r: int, s: int, anchors: dict[int, int]
) -> tuple[bool, bool, int, int]:
    """Order copies: those that still are this cell, an answer before a stub, then the nearest."""
    wanted = defined_in(original.source)
    foreign = bool(wanted) and not (wanted & defined_in(cell.source))
    untouched = is_solution(original) and (
        same_text(cell.source, original.source) or not cell.source.strip()
    )
    before = [anchors[a] for a in anchors if a < s]
    after = [anchors[a] for a in anchors if a > s]
    misplaced = sum(a > r for a in before) + sum(a < r for a in after)
    return foreign, untouched, misplaced, s


def _free(cells: list[Cell], found: Match) -> list[int]:
    used = {*found.taken.values(), *(s for copies in found.doubles.values() for s in copies)}
    return [s for s in range(len(cells)) if s not in used]


def _by_text(release: list[NotebookNode], cells: list[Cell], found: Match) -> None:
    """Match cells whose text is unchanged, the first with the first."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for s in reversed(_free(cells, found)):
        if cells[s].source.strip():
            waiting[_squeezed(cells[s].source)].append(s)
    for r, cell in enumerate(release):
        if r not in found.taken and waiting[_squeezed(cell.source)]:
            found.taken[r] = waiting[_squeezed(cell.source)].pop()
            found.recovered.add(r)


def _by_likeness(release: list[NotebookNode], cells: list[Cell], found: Match) -> None:
    """Match cells by the functions they define, or else by most of their lines."""
    missing = [r for r in range(len(release)) if r not in found.taken][:_MAX_COMPARED]
    pool = _free(cells, found)
    # A cell that goes by another's name but defines something else may be an answer in disguise.
    claims = [(r, s) for r, copies in found.doubles.items() for s in copies]
    claims += found.taken.items()
    pool += [s for r, s in claims if _disguised(release[r], cells[s])]
    pool = pool[:_MAX_COMPARED]
    names = {s: defined_in(cells[s].source) for s in pool}
    words = {s: _words(cells[s].source) for s in pool}
    pairs = []
    for r in missing:
        original = release[r]
        wanted = defined_in(original.source) if original.cell_type == "code" else set()
        own = _words(original.source)
        likely = sorted(pool, key=lambda s: (-_shared(own, words[s]), abs(r - s)))[:_MOST_LETTERS]
        for s in pool:
            same_names = wanted & names[s]
            if not same_names and (
                cells[s].kind != original.cell_type or (wanted and is_solution(original))
            ):
                continue
            likeness = _likeness(original.source, cells[s].source, s in likely) + len(same_names)
            if likeness >= SIMILAR:
                pairs.append((-likeness, abs(r - s), r, s))
    _take_best(pairs, found)


def _take_best(pairs: Iterable[tuple[float, int, int, int]], found: Match) -> None:
    used: set[int] = set()
    for _, _, r, s in sorted(pairs):
        if r not in found.taken and s not in used:
            _withdraw(s, found)
            found.taken[r] = s
            found.recovered.add(r)
            used.add(s)


def _withdraw(s: int, found: Match) -> None:
    """Take back what was made of a cell by its name; the next copy steps in where there is one."""
    for r, copies in list(found.doubles.items()):
        found.doubles[r] = [copy for copy in copies if copy != s]
    for r in [r for r, taken in found.taken.items() if taken == s]:
        copies = found.doubles.get(r, [])
        if copies:
            found.taken[r] = copies.pop(0)
        else:
            del found.taken[r]
    found.doubles = {r: copies for r, copies in found.doubles.items() if copies}


def _disguised(original: NotebookNode, cell: Cell) -> bool:
    names = defined_in(cell.source)
    return bool(names) and not (names & defined_in(original.source))


def _words(text: str) -> Counter[str]:
    return Counter(text[:20_000].split())


def _shared(a: Counter[str], b: Counter[str]) -> float:
    return 2 * sum((a & b).values()) / max(1, a.total() + b.total())


def _likeness(a: str, b: str, by_letters: bool) -> float:
    """Return how much of their text two cells share, 0 to 1: letters of short ones, else lines."""
    if by_letters and max(len(a), len(b)) < 300:
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        return matcher.ratio() if matcher.quick_ratio() >= SIMILAR else 0.0
    return _shared(_lines(a), _lines(b))


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text[:20_000].splitlines() if line.strip())


def _by_place(release: list[NotebookNode], cells: list[Cell], found: Match) -> None:
    """Match an answer that has nothing left but its place, right after its predecessor.

    A written answer shares no word with "YOUR ANSWER HERE". Only for files that have lost their
    names: where they are intact, what has no name is the student's own.
    """
    named = [r for r, cell in enumerate(release) if nbgrader_of(cell)]
    if sum(r in found.taken and r not in found.recovered for r in named) * 2 > len(named):
        return
    for r, cell in enumerate(release):
        if r in found.taken or not is_solution(cell) or (r and r - 1 not in found.taken):
            continue
        s = found.taken[r - 1] + 1 if r else 0
        if s in _free(cells, found) and _fits(cell, cells[s]):
            found.taken[r] = s
            found.recovered.add(r)
            found.placed.add(r)


def _fits(original: NotebookNode, cell: Cell) -> bool:
    # A cell that carries another name, or must define a function and does not, is not this one.
    return (
        cell.kind == original.cell_type
        and cell.grade_id is None
        and bool(cell.source.strip())
        and defined_in(original.source) <= defined_in(cell.source)
    )
