"""Downloads as learning platforms make them, and a course of a tiny assignment to collect them."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import nbformat

from grader.collecting.gather import Gathered, Place, gather
from tests.grader.pipeline import tiny

NAME = tiny.NAME
RIGHT = tiny.RIGHT
HALF = tiny.RIGHT | {"double": "return x + 2"}
JUNK = {
    "__MACOSX/._tiny.ipynb": b"\0\5\26\7",
    ".DS_Store": b"\0",
    ".ipynb_checkpoints/tiny-checkpoint.ipynb": b"{}",
    "Thumbs.db": b"x",
    "tiny.ipynb~": b"old",
}


def notebook(root: Path, answers: dict[str, str] = RIGHT, extra: str = "") -> bytes:
    """The released notebook with these bodies of functions."""
    book = nbformat.read(root / "release" / NAME / f"{NAME}.ipynb", 4)
    for cell in book.cells:
        if cell.id in answers:
            cell.source = f"{cell.source.splitlines()[0]}\n    {answers[cell.id]}\n"
    if extra:
        book.cells.append(nbformat.v4.new_code_cell(extra, id="extra"))
    return nbformat.writes(book).encode()


def released(root: Path) -> bytes:
    """The notebook as students got it."""
    return (root / "release" / NAME / f"{NAME}.ipynb").read_bytes()


def zipped(files: dict[str, bytes], when=(2026, 10, 2, 8, 0, 0), flat_names: bool = False) -> bytes:
    """A zip file; every file of it is written at ``when``, or at its own time in a pair."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            data, time = data if isinstance(data, tuple) else (data, when)
            archive.writestr(zipfile.ZipInfo(name, time), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def put(root: Path, files: dict[str, bytes]) -> Path:
    """Files into the folder of downloads."""
    archive = root / "downloaded" / NAME / "archive"
    for name, data in files.items():
        path = archive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return archive


def place(root: Path, **known) -> Place:
    """Where the course in ``root`` keeps the assignment."""
    return Place(
        NAME,
        root / "downloaded" / NAME / "archive",
        root / "release" / NAME,
        lambda student: root / "submitted" / student / NAME,
        **known,
    )


def collect(root: Path, dry_run: bool = False, **known) -> Gathered:
    """Collect what lies in the downloads of the course in ``root``."""
    return gather(place(root, **known), dry_run)


def submitted(root: Path) -> dict[str, set[str]]:
    """The files of each student, without nbgrader's own."""
    found: dict[str, set[str]] = {}
    for path in sorted((root / "submitted").glob(f"*/{NAME}/**/*")):
        student = path.relative_to(root / "submitted").parts[0]
        name = path.relative_to(root / "submitted" / student / NAME).as_posix()
        if path.is_file() and name != "submission_secret.txt":
            found.setdefault(student, set()).add(name)
    return found


def epoch_of(*date: int) -> float:
    """A time as a file system has it."""
    return datetime(*date, tzinfo=UTC).timestamp()
