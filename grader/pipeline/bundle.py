"""What the submissions of one assignment are graded against, as data that any process can take."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from grader.exercises import exercises_of
from grader.gradebook import Row
from grader.lessons import FOLDER as LESSONS
from grader.places import ROOT
from grader.sandbox import Limits, Mode

# Packages whose version can change a number, a table or a message.
PACKAGES = (
    "numpy", "scipy", "matplotlib", "h5py", "pillow", "scikit-learn", "ipython", "executing",
    "nbgrader", "nbformat", "nbconvert", "nh3",
)  # fmt: skip


class BundleError(Exception):
    """An assignment cannot be graded as it stands; the message says what to do."""


@dataclass(frozen=True)
class Bundle:
    """Everything that a grade of one assignment depends on, but for the submission.

    ``instructor``, ``sources`` and ``releases`` map a notebook's name to its JSON text: with the
    solutions (only where there are exercises), as released but with the hidden tests, and as
    released. ``files`` is the folder whose contents a submission finds beside its notebook;
    ``python_files`` allows scripts in place of notebooks.
    ``key`` is a digest of all that and of ``engine``, the grader's own code and packages: it
    changes when anything changes that a grade may depend on.
    """

    assignment: str
    instructor: dict[str, str]
    sources: dict[str, str]
    releases: dict[str, str]
    files: str
    secret: str
    limits: Limits
    sandbox: Mode
    key: str
    python_files: bool = False


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


# They read what is graded, or make what is to be graded later: no grade depends on them.
NO_GRADE = {
    "alike",
    "authoring",
    "feedback",
    "hunting",
    "lesson_pages",
    "pages",
    "platforms",
    "report",
    "watching",
    "website",
}


def engine(root: Path = ROOT) -> dict[str, str]:
    """What grades, as it is now: the code, the exercises among it, the Python, the packages."""
    folders = [root / "utils", *(path for path in (root / "grader").iterdir() if path.is_dir())]
    code = [*(root / "grader").glob("*.py")]
    code += [p for folder in folders if folder.name not in NO_GRADE for p in folder.rglob("*.py")]
    return {
        "code": digest_of(root, code),
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def digest_of(root: Path, paths: Iterable[Path]) -> str:
    """A digest of some files below ``root``: their names and what is in them."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(root)).encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


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
