"""Read a submitted file as a list of cells, forgiving everything that can be forgiven.

nbformat's own reader validates and upgrades, and raises on much of what people really hand in. All
that is needed here is what each cell says and what it calls itself; outputs are passed on unread.
"""

import codecs
import json
import re
from dataclasses import dataclass, field

from grader.intake.notes import Note
from grader.outputs.text import encodable, spoken

MAX_BYTES = 200_000_000
MAX_CELLS = 5_000
MAX_TEXT = 5_000_000

_CONFLICT = [re.compile(rf"^{mark}{{7}}(?: |$)", re.MULTILINE) for mark in "<>"]
_VERSION = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.|$)", re.ASCII)
# What other kinds of files begin with.
_OTHERS = [
    (re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE), "a web page"),
    (re.compile(r"%PDF-"), "a PDF"),
    (re.compile(r"PK\x03\x04"), "an archive"),
    (re.compile(r"\s*(?:#.*\s+)*(?:import|from|def|class)\s+\w"), "a Python file"),
]
_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


@dataclass(frozen=True)
class Cell:
    """One cell as the student's file has it; nothing in it can be trusted."""

    kind: str
    source: str
    id: str | None = None
    nbgrader: dict = field(default_factory=dict)
    attachments: object = None
    outputs: object = None

    @property
    def grade_id(self) -> str | None:
        """The name that nbgrader gave this cell, if it still carries one."""
        name = self.nbgrader.get("grade_id")
        return name if isinstance(name, str) and name else None


@dataclass(frozen=True)
class Reading:
    """The cells of a file, and the kernel and Python it names.

    Or `cells` None and the reason in `notes`.
    """

    cells: list[Cell] | None
    kernel: str | None = None
    notes: tuple[Note, ...] = ()
    python: tuple[int, int] | None = None


def read(submitted: bytes) -> Reading:
    """Return the cells of a submitted file; never raises."""
    if len(submitted) > MAX_BYTES:
        return _unreadable(f"The file is larger than {MAX_BYTES // 1_000_000} MB")
    text, notes = _decode(submitted)
    if not text.strip():
        return _unreadable("The file is empty")
    if kind := next((kind for sign, kind in _OTHERS if sign.match(text[:400])), None):
        return _unreadable(f"What you handed in is {kind} that was given the name of a notebook")
    try:
        # Numbers are never needed, and Python refuses those of thousands of digits.
        notebook = json.loads(text, strict=False, parse_int=_integer, parse_constant=lambda _: None)
    except RecursionError:
        return _unreadable("The file is nested too deeply to be a notebook")
    except ValueError:
        if has_conflict(text):
            return _unreadable("The file holds unresolved merge conflicts (lines of <<<<<<<)")
        return _unreadable("The file is not a complete notebook: it may be cut off or damaged")
    if not isinstance(notebook, dict):
        return _unreadable("The file is valid JSON, but not a notebook")
    found = _raw_cells(notebook)
    if found is None:
        return _unreadable("The file is valid JSON, but has no cells")
    return _reading(notebook, found, notes)


def has_conflict(text: str) -> bool:
    """Return whether the text holds the markers of an unresolved merge."""
    return all(mark.search(text) for mark in _CONFLICT)


def _reading(notebook: dict, found: list, notes: list[Note]) -> Reading:
    if not isinstance(notebook.get("cells"), list):
        notes.append(Note("format", None, "The notebook is in an old format; we converted it."))
    cells = [cell for raw in found[:MAX_CELLS] if (cell := _cell(raw)) is not None]
    if sum(len(cell.source) for cell in cells) > MAX_TEXT:
        return _unreadable(f"The cells hold more than {MAX_TEXT // 1_000_000} MB of text")
    if len(cells) < len(found):
        lost = len(found) - len(cells)
        sentence = f"Among the cells {lost} were damaged, or too many; we left them out."
        if lost == 1:
            sentence = "One cell was damaged, or one too many; we left it out."
        notes.append(Note("damaged", None, sentence))
    return Reading(cells, _kernel(notebook), tuple(notes), _python(notebook))


def _unreadable(reason: str) -> Reading:
    sentence = f"{reason}, so it could not be graded; a person will look at it."
    return Reading(None, notes=(Note("unreadable", None, sentence),))


def _decode(submitted: bytes) -> tuple[str, list[Note]]:
    """Return the file's text, by its byte order mark, its NUL bytes, or by trying."""
    encoding = next((name for bom, name in _BOMS if submitted.startswith(bom)), None)
    if encoding is None and submitted[:4].count(0) == 2:
        encoding = "utf-16-le" if submitted[1] == 0 else "utf-16-be"
    for name in (encoding or "utf-8", "cp1252"):
        try:
            text = submitted.decode(name)
        except UnicodeDecodeError:
            continue
        usual = name in ("utf-8", "utf-8-sig")
        sentence = f"The file was saved as {name} rather than UTF-8; we read it all the same."
        return text.replace("\0", ""), [] if usual else [Note("encoding", None, sentence)]
    sentence = "The file holds bytes that are not text; we replaced them by question marks."
    text = submitted.decode("utf-8", "replace").replace("\0", "")
    return text, [Note("encoding", None, sentence)]


def _integer(digits: str) -> int:
    return int(digits) if len(digits) < 19 else 0


def _raw_cells(notebook: dict) -> list | None:
    """Return the list of cells of a version 4 file, or of all worksheets of an older one."""
    cells = notebook.get("cells")
    if isinstance(cells, list):
        return cells
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _cell(raw: object) -> Cell | None:
    if not isinstance(raw, dict):
        return None
    source = _text(raw.get("source", raw.get("input")))
    kind = raw.get("cell_type")
    if kind == "heading":  # until version 3
        level = raw.get("level")
        level = level if type(level) is int and 1 <= level <= 6 else 1
        source = f"{'#' * level} {source}"
    metadata = raw.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = raw.get("id")
    return Cell(
        kind=kind if kind in ("code", "raw") else "markdown",
        source=source,
        id=name if isinstance(name, str) and name else None,
        nbgrader=nbgrader if isinstance(nbgrader, dict) else {},
        attachments=raw.get("attachments"),
        outputs=raw.get("outputs"),
    )


def _text(source: object) -> str:
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return ""
    text = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return encodable(text)


def _kernel(notebook: dict) -> str | None:
    metadata = notebook.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    name = spec.get("name") if isinstance(spec, dict) else None
    return spoken(name, 40) if isinstance(name, str) else None


def _python(notebook: dict) -> tuple[int, int] | None:
    """The version of Python that the notebook was last run with, as it says."""
    metadata = notebook.get("metadata")
    language = metadata.get("language_info") if isinstance(metadata, dict) else None
    if not isinstance(language, dict) or language.get("name", "python") != "python":
        return None
    found = _VERSION.match(str(language.get("version"))[:20])
    return (int(found[1]), int(found[2])) if found else None
