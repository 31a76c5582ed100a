"""Feedback pages in an archive, each under the name by which a platform knows whose it is.

Canvas finds a student by the numbers in the name of a file that was handed in; Moodle and ILIAS by
the number in a folder's name.
"""

import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from grader.collecting.names import Owner, owner, without_copy_mark
from grader.collecting.owners import Piece
from grader.pipeline.record import NAME as RECORD
from grader.platforms.sheets import SheetError

TAKES = ("Canvas", "Moodle", "ILIAS")
_UNSAFE = re.compile(r"[\x00-\x1f/\\:*?\"<>|_]+")


@dataclass
class Packed:
    """What lies in an archive, by name; for whom there is nothing to lie there, and why."""

    entries: dict[str, Path] = field(default_factory=dict)
    without: list[tuple[str, str]] = field(default_factory=list)


def packed(
    platform: str,
    assignment: str,
    pages: Mapping[str, Sequence[Path]],
    pieces: Mapping[str, Sequence[Piece]],
    numbers: Mapping[str, tuple[str, str]],
) -> Packed:
    """Name every page as the platform asks.

    ``numbers`` are a student's number and name as a Moodle worksheet has them; whom it does not
    know is known from the downloads (``pieces``).
    """
    made = Packed()
    for student, own in sorted(pages.items()):
        said = list(_said(pieces.get(student, ()), platform))
        number = numbers.get(student)
        if not said and not number:
            made.without.append((student, f"{platform} has not named this student in a download"))
            continue
        for page in own:
            if platform == "Canvas":
                called = _for_canvas(said, page)
            elif platform == "ILIAS":
                called = f"multi_feedback_{assignment}/{said[-1][0]}/{page.name}"
            else:
                called = f"{_for_moodle(*(number or _numbered(said)))}/{page.name}"
            if called in made.entries:
                made.without.append((student, "somebody else has the same number there"))
            else:
                made.entries[called] = page
    return made


def _numbered(said: Sequence[tuple[str, Owner]]) -> tuple[str, str]:
    return said[-1][1].student, said[-1][1].name


def _for_moodle(number: str, name: str) -> str:
    return f"{_UNSAFE.sub(' ', name).strip() or 'x'}_{number}_assignsubmission_file"


def _said(pieces: Iterable[Piece], platform: str) -> Iterable[tuple[str, Owner]]:
    """The names in a download that are the platform's, and what they say; no text entries."""
    for piece in pieces:
        for place, part in enumerate(piece.member.parts):
            last = place == len(piece.member.parts) - 1
            said = owner(part.name, folder=not last and not part.archive)
            if said and said.platform == platform and not (said.text and platform == "Canvas"):
                yield part.name, said


def _for_canvas(said: Sequence[tuple[str, Owner]], page: Path) -> str:
    """The name that the page's notebook was downloaded under, or the last one, ending anew."""

    def fits(one: tuple[str, Owner]) -> tuple[bool, int]:
        stem = PurePosixPath(one[1].rest).stem
        bare = without_copy_mark(stem, lambda text: text.casefold() == page.stem.casefold())[0]
        return bare.casefold() == page.stem.casefold(), one[1].number

    name, found = max(said, key=fits)
    return name.removesuffix(found.rest) + page.name


def pages_of(feedback: Path, autograded: Path, assignment: str) -> tuple[dict, list[str]]:
    """Every student's feedback pages; and who has one that is older than the last grading."""
    pages: dict[str, list[Path]] = {}
    old = []
    for path in sorted(feedback.glob(f"*/{assignment}/*.html")):
        student = path.parts[-3]
        pages.setdefault(student, []).append(path)
        record = autograded / student / assignment / RECORD
        if record.is_file() and record.stat().st_mtime > path.stat().st_mtime + 1:
            old.append(student)
    return pages, sorted(set(old))


def write_zip(path: Path, entries: Mapping[str, Path]) -> None:
    """Write an archive, all at once."""
    handle, name = tempfile.mkstemp(prefix=".unfinished-", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as z:
            for called, page in sorted(entries.items()):
                z.write(page, called)
        unfinished.chmod(0o644)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def platform_in(pieces: Mapping[str, Sequence[Piece]]) -> str:
    """The platform that the downloads are from, where it takes archives back."""
    all_of_them = [piece.owner.platform for ones in pieces.values() for piece in ones]
    named = {platform for platform in TAKES if platform in all_of_them}
    if len(named) != 1:
        raise SheetError(
            "the downloads do not tell which platform takes the pages back: name its sheet as well"
            if pieces
            else "there is no download in the archive folder, by which students are known"
        )
    return named.pop()
