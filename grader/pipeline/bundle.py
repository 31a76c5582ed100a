"""What the submissions of one assignment are graded against, as data that any process can take."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

import grader.sandbox
from grader.exercises import exercises_of
from grader.sandbox import Limits

# Raise this when the same submission may get another result: it regrades everybody.
ENGINE = 1


class BundleError(Exception):
    """An assignment cannot be graded as it stands; the message says what to do."""


@dataclass(frozen=True)
class Bundle:
    """One assignment: its notebooks as released and with their tests, its files and limits.

    ``sources`` and ``releases`` map a notebook's name to its JSON text; ``files`` is the folder
    whose contents a submission finds beside its notebook.
    """

    assignment: str
    sources: dict[str, str]
    releases: dict[str, str]
    files: str
    secret: str
    limits: Limits = field(default_factory=Limits)
    sandbox: grader.sandbox.Mode = "auto"
    engine: int = ENGINE

    @property
    def key(self) -> str:
        """Changes when anything changes that a grade may depend on."""
        facts = {name: value for name, value in asdict(self).items() if name != "files"}
        facts["files"] = _digest_folder(Path(self.files))
        facts["exercises"] = _digest_code() if exercises_of(self.assignment) else ""
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def make_bundle(
    gradebook: Gradebook, assignment: str, release: Path, secret: str, limits: Limits, mode: str
) -> Bundle:
    """Collect an assignment from its release folder and the gradebook, as nbgrader keeps it.

    The gradebook holds the graded cells as they were when the release was made, with their hidden
    tests; ``BundleError`` when the two do not fit together.
    """
    paths = sorted(release.glob("*.ipynb"))
    again = f"Run `nbgrader generate_assignment {assignment}` first."
    if not paths:
        raise BundleError(f"There is no released notebook in {release}. {again}")
    releases = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    try:
        known = {book.name: book for book in gradebook.find_assignment(assignment).notebooks}
    except MissingEntry:
        raise BundleError(f"The gradebook does not know {assignment}. {again}") from None
    missing = sorted(set(known) - set(releases))
    if missing:
        raise BundleError(f"{missing[0]} is not in {release} any more. {again}")
    sources = {}
    for name, notebook in known.items():
        try:
            book = nbformat.reads(releases[name], as_version=4)
        except Exception as error:  # nbformat raises many kinds
            raise BundleError(f"{release / name}.ipynb cannot be read: {error}. {again}") from error
        sources[name] = nbformat.writes(_with_tests(book, notebook, again))
    releases = {name: releases[name] for name in known}
    return Bundle(assignment, sources, releases, str(release), secret, limits, mode)


def _with_tests(book: NotebookNode, known, again: str) -> NotebookNode:
    """The released notebook with every graded or locked cell as the gradebook has it."""
    kept = {cell.name: cell for cell in known.source_cells}
    graded = {cell.name: cell for cell in known.grade_cells}
    found = set()
    for cell in book.cells:
        info = cell.metadata.get("nbgrader", {})
        name = info.get("grade_id")
        if name in kept and (info.get("locked") or not info.get("solution")):
            cell.source = kept[name].source
            info["checksum"] = kept[name].checksum
        if name in graded:
            info["points"] = graded[name].max_score
        found.add(name)
    if not set(graded) <= found:
        name = sorted(set(graded) - found)[0]
        raise BundleError(f"The released {known.name} has no cell {name}. {again}")
    return book


def _digest_folder(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(folder)).encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _digest_code() -> str:
    """The exercises and what examines them: a mended check regrades everybody too."""
    root = Path(__file__).parents[2]
    paths = [
        *root.glob("grader/exercises/*.py"),
        *root.glob("grader/*.py"),
        *root.glob("utils/*.py"),
    ]
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()
