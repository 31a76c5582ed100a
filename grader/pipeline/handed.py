"""What a submission's files are: its notebooks, or what was handed in in their place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from grader.cells import defined_in
from grader.collecting.choosing import choose, target
from grader.collecting.files import Files
from grader.collecting.scripts import as_notebook
from grader.outputs.text import spoken
from grader.pipeline.prepare import Prepared

# What people hand in in place of a notebook, and how it is called.
KINDS = {
    ".py": "a Python file",
    ".html": "a web page",
    ".htm": "a web page",
    ".pdf": "a PDF",
    ".zip": "an archive without a notebook",
    ".7z": "an archive of a kind that is not opened here",
    ".rar": "an archive of a kind that is not opened here",
    ".tar": "an archive without a notebook",
    ".gz": "an archive without a notebook",
    ".tgz": "an archive without a notebook",
    ".docx": "a Word document",
    ".odt": "a text document",
    ".md": "a text file",
    ".txt": "a text file",
    ".tex": "a LaTeX file",
    ".ipynb~": "an editor's backup copy",
    ".webloc": "a link to a page",
    ".url": "a link to a page",
    ".png": "a picture",
    ".jpg": "a picture",
    ".jpeg": "a picture",
}
LARGEST_SCRIPT = 1_000_000
SHIPPED = ("utils", "datasets", "lessons")  # folders of a release
HOW = "The notebook itself is the file that ends in .ipynb: File, Download in Jupyter."


@dataclass
class Handed:
    """The bytes of each notebook that counts, and sentences about it.

    ``aside`` are notebooks that wait for a person, with a status and the reason.
    """

    found: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    aside: dict[str, tuple[str, str]] = field(default_factory=dict)


def handed_in(prepared: Prepared, files: Mapping[str, bytes], python_files: bool) -> Handed:
    """Say which file is which notebook; ``python_files`` allows scripts in their place."""
    known = files if isinstance(files, Files) else Files(files)
    releases = {name: prepared.releases[name] for name in prepared.sources}
    choice = choose(releases, known)
    made = Handed(notes=[*known.unpacked, *choice.notes])
    for name, file in choice.found.items():
        made.found[name] = known[file]
    for name, copies in choice.undecided.items():
        listed = " and ".join(f"“{spoken(file, 60)}”" for file in copies[:4])
        reason = f"There are answers in {listed}, and nothing tells which of them is the later one."
        made.aside[name] = ("undecided", reason)
    for name in prepared.sources:
        if name not in made.found and (file := substitute(prepared, name, known, not made.found)):
            _in_place(prepared, name, file, known, python_files, made)
    return made


def substitute(prepared: Prepared, name: str, files: Files, alone: bool) -> str | None:
    """The file that was handed in in place of a notebook, if there is one.

    It is called like the notebook; or, where no notebook was handed in at all (``alone``), it is
    what lies on top, rather one that has the functions in it.
    """
    others = [file for file in (*files, *files.closed) if _kind(file)]
    named = [file for file in others if target(PurePosixPath(file).stem, {name: None})]
    if named:
        return named[0]
    own = [file for file in others if PurePosixPath(file).parts[0] not in SHIPPED]
    if not own or not alone:
        return None
    return min(
        own, key=lambda file: (-_fits(prepared, name, files.get(file, b"")), file.count("/"))
    )


def _kind(file: str) -> str | None:
    return KINDS.get(PurePosixPath(file).suffix.lower())


def _fits(prepared: Prepared, name: str, data: bytes) -> int:
    """How many of the functions that are asked for some bytes define."""
    text = data[:LARGEST_SCRIPT].decode("utf-8", "replace")
    return len(defined_in(text) & prepared.asked[name])


def _in_place(
    prepared: Prepared, name: str, file: str, files: Files, python_files: bool, made: Handed
) -> None:
    what = f"You handed in “{spoken(file, 60)}”, {_kind(file)}, in place of {name}.ipynb."
    if file in files.closed:
        what = f"You handed in “{spoken(file, 60)}”, which was not opened: {files.closed[file]}."
    data = files.get(file, b"")
    if python_files and file.lower().endswith(".py") and len(data) <= LARGEST_SCRIPT:
        book = as_notebook(prepared.releases[name], data.decode("utf-8-sig", "replace"))
        if book is not None:
            made.found[name] = book
            made.notes.append(f"{what} It was graded by the functions that it defines. {HOW}")
            return
    made.aside[name] = ("substitute", f"{what} {HOW}")
