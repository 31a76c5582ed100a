"""Which file is which notebook, and which of several counts.

The one that was worked on counts, wherever it lies and whatever it is called; of two such the
later; and where nothing tells which is later, a person says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from nbformat import NotebookNode

from grader.cells import defined_in
from grader.collecting.files import EARLIER, NOTEBOOK, Files
from grader.collecting.names import without_copy_mark
from grader.intake import recognise
from grader.intake.reading import read
from grader.marks import is_solution, nbgrader_of

# What lies in a released folder to be read.
SHIPPED_LESSON = re.compile(r"(^|/)lessons/week\d+-\d+-[^/]+$")
MOST_STRAYS = 3  # notebooks under other names, each of which takes a while to recognise
MOST_COPIES = 12
SAME_TIME = 2.0  # seconds: what archives and some file systems keep no better
WORKED, TOUCHED, UNREADABLE, UNTOUCHED = 3, 2, 1, 0
_WORDS = {
    UNTOUCHED: "is as it was released",
    TOUCHED: "has no answers in it",
    UNREADABLE: "cannot be read",
}


@dataclass
class Choice:
    """Which file counts for each notebook; ``notes`` say why, where there was a choice.

    ``undecided`` are notebooks for which several files may be meant: a person has to say.
    """

    found: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    undecided: dict[str, list[str]] = field(default_factory=dict)


def choose(releases: Mapping[str, NotebookNode], files: Files) -> Choice:
    """Say which of a student's files is which of the released notebooks."""
    choice = Choice()
    candidates, strays = _by_name(releases, files)
    looked_at = sorted(strays, key=lambda file: (-_familiar(releases, files[file]), file))
    if len(strays) > MOST_STRAYS:
        choice.notes.append(
            f"Of {len(strays)} notebooks under other names, {MOST_STRAYS} were looked at."
        )
    for file in looked_at[:MOST_STRAYS]:
        name = recognise(files[file], releases)
        missing = [other for other in releases if other not in candidates]
        if name is None and len(missing) == 1 and len(strays) == 1:
            name = missing[0]  # the only file there is: let intake say what is wrong
        elif name is not None:
            choice.notes.append(f"The file {file!r} was recognised as {name}.ipynb by its cells.")
        if name is None:
            choice.notes.append(f"The file {file!r} is none of this assignment's notebooks.")
        else:
            candidates.setdefault(name, []).append(file)
    for name in releases:
        if name in candidates:
            _pick(choice, name, releases[name], candidates[name], files)
    return choice


def target(stem: str, names: Mapping[str, object]) -> str | None:
    """The released notebook that a file's name means, with or without the mark of a copy."""
    known = {name.casefold(): name for name in names}
    bare, _ = without_copy_mark(stem, lambda text: text.casefold() in known)
    return known.get(bare.casefold())


def _by_name(
    releases: Mapping[str, NotebookNode], files: Mapping[str, bytes]
) -> tuple[dict[str, list[str]], list[str]]:
    """The files that are called like a notebook, and all other notebooks."""
    candidates: dict[str, list[str]] = {}
    strays = []
    for file in sorted(files, key=lambda name: (name.count("/"), len(name), name)):
        if called := NOTEBOOK.fullmatch(PurePosixPath(file).name):
            name = target(called[1], releases)
            if name is None:
                strays += [file] * (SHIPPED_LESSON.search(file) is None)
            else:
                candidates.setdefault(name, []).append(file)
    return candidates, strays


def _familiar(releases: Mapping[str, NotebookNode], data: bytes) -> int:
    """How many of the released cells' names a file mentions: a quick first look."""
    ids = {nbgrader_of(cell).get("grade_id") or cell.get("id") for book in releases.values()
           for cell in book.cells}  # fmt: skip
    return sum(name.encode() in data for name in ids if name)


def _pick(choice: Choice, name: str, release: NotebookNode, candidates: list[str], files: Files):
    """Choose among the files that may be one notebook."""
    if len(candidates) > MOST_COPIES:
        choice.notes.append(f"Of {len(candidates)} copies, {MOST_COPIES} were looked at.")
    candidates = candidates[:MOST_COPIES]
    if len(candidates) == 1:
        choice.found[name] = candidates[0]
        return
    levels, seen = {}, {}
    for file in candidates:
        levels[file], said = _work(release, files[file])
        seen.setdefault(said or file, file)
    best = max(levels.values())
    tops = [file for file in candidates if levels[file] == best and file in seen.values()]
    others = [file for file in candidates if file not in tops and levels[file] < best]
    for file in others[:1]:
        choice.notes.append(f"The file {tops[0]!r} counts: {file!r} {_WORDS[levels[file]]}.")
    chosen = latest(tops, files, name)
    if chosen is None:
        choice.undecided[name] = tops
        choice.found[name] = tops[0]
        return
    choice.found[name] = chosen
    passed = [file for file in tops if file != chosen]
    if passed:
        choice.notes.append(f"The file {chosen!r} counts, the later one: not {passed[0]!r}.")


def latest(candidates: list[str], files: Files, name: str) -> str | None:
    """The last that was handed in or written, by what collecting, clocks and numbers say."""
    now = [file for file in candidates if not file.startswith(EARLIER + "/")] or candidates
    if len(now) == 1:
        return now[0]
    times = {file: files.times[file] for file in now if file in files.times}
    if len(times) == len(now) and len({source for source, _ in times.values()}) == 1:
        *_, before, last = sorted(now, key=lambda file: times[file][1])
        if times[last][1] - times[before][1] >= SAME_TIME:
            return last
    numbers = {file: copy_number(file, name) for file in now}
    *_, before, last = sorted(now, key=lambda file: numbers[file])
    return last if numbers[last] > numbers[before] else None


def copy_number(file: str, name: str) -> int:
    """The number that a browser or a platform gave a copy of ``name``: 1 in ``name (1).ipynb``."""
    called = NOTEBOOK.fullmatch(PurePosixPath(file).name)
    own = name.casefold()
    return without_copy_mark(called[1], lambda text: text.casefold() == own)[1] if called else 0


def _work(release: NotebookNode, data: bytes) -> tuple[int, tuple[str, ...]]:
    """How much was worked on a copy; and its words, by which equal copies are known."""
    cells = read(data).cells
    if cells is None:
        return UNREADABLE, ()
    given = {_bare(cell.source) for cell in release.cells}
    mine = [cell for cell in cells if _bare(cell.source) and _bare(cell.source) not in given]
    asked = {nbgrader_of(cell).get("grade_id"): cell for cell in release.cells if is_solution(cell)}
    functions = {
        name for cell in asked.values() if cell.cell_type == "code"
        for name in defined_in(cell.source)
    }  # fmt: skip
    answers = [
        cell
        for cell in mine
        if cell.grade_id in asked or (cell.kind == "code" and defined_in(cell.source) & functions)
    ]
    level = WORKED if answers else TOUCHED if mine else UNTOUCHED
    return level, tuple(_bare(cell.source) for cell in cells if _bare(cell.source))


def _bare(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines() if line.strip())
