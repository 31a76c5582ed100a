"""What each student wrote: the answers, changed cells and own ones, without what was given out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import nbformat
import numpy as np
from nbformat import NotebookNode

from grader.alike.tokens import CODE, WORDS, Token, code_tokens, word_tokens
from grader.cells import defined_in, unmarked
from grader.collecting.choosing import choose
from grader.intake import rebuild
from grader.marks import is_solution, nbgrader_of
from grader.pipeline.folders import read_submission

LENGTHS = {CODE: 12, WORDS: 4}  # how many symbols make a fingerprint
FACTOR = np.uint64(0x9E3779B97F4A7C15)
OWN = "own cells"


class Stream(NamedTuple):
    """The symbols of a text, and where each begins and ends in it."""

    symbols: np.ndarray
    spans: np.ndarray


@dataclass(frozen=True)
class Piece:
    """A cell: what it answers, its text, and its code and its words as symbols."""

    place: str
    text: str
    streams: Mapping[str, Stream]


@dataclass
class Work:
    """All that a student wrote; ``why`` nothing of it can be compared, if that is so."""

    student: str
    pieces: list[Piece] = field(default_factory=list)
    why: str = ""

    @cached_property
    def blocks(self) -> list["Block"]:
        """The fingerprints, place by place and stream by stream."""
        return [
            Block(number, name, fingerprints(stream.symbols, LENGTHS[name]))
            for number, piece in enumerate(self.pieces)
            for name, stream in piece.streams.items()
            if len(stream.symbols) >= LENGTHS[name]
        ]

    @cached_property
    def known(self) -> np.ndarray:
        """Its fingerprints, sorted, each once."""
        return unique(block.prints for block in self.blocks)


@dataclass(frozen=True)
class Block:
    """The fingerprints of a piece in one stream, one for each run of symbols."""

    number: int
    stream: str
    prints: np.ndarray

    @property
    def length(self) -> int:
        """How many symbols a fingerprint stands for."""
        return LENGTHS[self.stream]


@dataclass(frozen=True)
class Given:
    """What everybody had: the released notebooks, the names in them, and fingerprints of what an
    exercise forces: the release with its lessons, and the reference solution."""

    releases: Mapping[str, NotebookNode]
    names: frozenset[str]
    forced: np.ndarray


def fingerprints(symbols: np.ndarray, length: int) -> np.ndarray:
    """A number for each run of so many symbols."""
    count = max(0, len(symbols) - length + 1)
    found = np.zeros(count, dtype=np.uint64)
    for place in range(length):
        found = found * FACTOR + symbols[place : place + count]
        found ^= found >> np.uint64(29)
    return found


def unique(arrays: Iterable[np.ndarray]) -> np.ndarray:
    """All that stands in some arrays, sorted, each once."""
    return np.unique(np.concatenate([np.zeros(0, dtype=np.uint64), *arrays]))


def given_out(release: Path, source: Path) -> Given:
    """What an assignment's students had before they wrote anything, and what they had to write."""
    releases = {path.stem: nbformat.read(path, 4) for path in sorted(release.glob("*.ipynb"))}
    lessons = [nbformat.read(path, 4) for path in sorted(release.glob("*/*.ipynb"))]
    solved = [nbformat.read(path, 4) for path in sorted(source.glob("*.ipynb"))]
    books = [*releases.values(), *lessons, *solved]
    names = frozenset(
        name for book in [*releases.values(), *solved] for cell in book.cells
        if cell.cell_type == "code" for name in defined_in(cell.source)
    )  # fmt: skip
    pieces = [_piece("", cell.cell_type, unmarked(cell.source), names)
              for book in books for cell in book.cells]  # fmt: skip
    return Given(releases, names, Work("", pieces).known)


def read_work(given: Given, student: str, folder: Path) -> Work:
    """What a student wrote, from the folder that was handed in."""
    files = read_submission(student, folder).files
    found = choose(given.releases, files).found
    work = Work(student)
    for name, file in found.items():
        release = given.releases[name]
        intake = rebuild(release, release, files[file])
        if intake.notebook is None:
            work.why = f"{file}: {intake.status}"
            continue
        work.pieces += pieces_of(release, intake.notebook, given.names)
    if not found:
        work.why = "no notebook of this assignment"
    return work


def pieces_of(release: NotebookNode, book: NotebookNode, names: frozenset[str]) -> list[Piece]:
    """The cells of a student's notebook that are not as they were released."""
    released = {cell.get("id"): cell.source.strip() for cell in release.cells}
    found = []
    for cell in book.cells:
        if cell.source.strip() and released.get(cell.get("id")) != cell.source.strip():
            found.append(_piece(_place(cell, released), cell.cell_type, cell.source, names))
    return found


def _place(cell: NotebookNode, released: Mapping[str, str]) -> str:
    """What a cell is called: by the function that it defines, by its name, or as an own one."""
    if cell.get("id") not in released:
        return OWN
    if (
        is_solution(cell)
        and cell.cell_type == "code"
        and (names := sorted(defined_in(cell.source)))
    ):
        return names[-1]
    return nbgrader_of(cell).get("grade_id") or str(cell.get("id"))


def _piece(place: str, kind: str, text: str, names: frozenset[str]) -> Piece:
    tokens = code_tokens(text, names) if kind == "code" else word_tokens(text)
    return Piece(place, text, {name: _stream(tokens, name) for name in LENGTHS})


def _stream(tokens: Sequence[Token], name: str) -> Stream:
    mine = [one for one in tokens if one.stream == name]
    spans = np.array([(one.start, one.end) for one in mine], dtype=np.int32).reshape(-1, 2)
    return Stream(np.array([one.symbol for one in mine], dtype=np.uint64), spans)
