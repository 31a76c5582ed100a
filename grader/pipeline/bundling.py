"""Make a bundle: collect an assignment from its folders and from the gradebook."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from grader.exercises import exercises_of
from grader.gradebook import Row
from grader.lessons import FOLDER as LESSONS
from grader.pipeline.bundle import Bundle, BundleError
from grader.pipeline.digest import digest_of, engine
from grader.sandbox import Limits, Mode


def make_bundle(
    gradebook: Gradebook,
    assignment: str,
    source: Path,
    release: Path,
    secret: str,
    limits: Limits,
    mode: Mode,
    python_files: bool = False,
) -> Bundle:
    """Collect an assignment from its folders and the gradebook, as nbgrader keeps it.

    ``source`` and ``release`` are its folders of notebooks. The gradebook holds the graded cells as
    they were when the release was made, with their hidden tests; ``BundleError`` when the two do
    not fit together.
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
        book = _read(release / f"{name}.ipynb", again)
        sources[name] = nbformat.writes(_with_tests(book, notebook, again))
    facts = {
        "assignment": assignment,
        "instructor": _instructor(source) if exercises_of(assignment) else {},
        "sources": sources,
        "releases": {name: releases[name] for name in known},
        "files": str(release),
        "secret": secret,
        "limits": limits,
        "sandbox": mode,
        "python_files": python_files,
    }
    return Bundle(**facts, key=_digest(facts | {"limits": asdict(limits)}, release))


def _digest(facts: Mapping[str, object], release: Path) -> str:
    """A digest of a bundle's facts, of the files beside the release, and of what grades."""
    files = [path for path in release.rglob("*") if path.relative_to(release).parts[0] != LESSONS]
    rest = {"files": digest_of(release, files), "engine": engine()}
    return hashlib.sha256(json.dumps({**facts, **rest}, sort_keys=True).encode()).hexdigest()


def _instructor(source: Path) -> dict[str, str]:
    """The instructor notebooks without what running them leaves behind, which decides nothing."""
    texts = {}
    for path in sorted(source.glob("*.ipynb")):
        book = _read(path, "Mend it in the source folder.")
        for cell in book.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        texts[path.stem] = nbformat.writes(book)
    if not texts:
        raise BundleError(f"There is no notebook with the solutions in {source}.")
    return texts


def _read(path: Path, advice: str) -> NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises many kinds
        raise BundleError(f"{path} cannot be read: {error}. {advice}") from error


def _with_tests(book: NotebookNode, known: Row, again: str) -> NotebookNode:
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
