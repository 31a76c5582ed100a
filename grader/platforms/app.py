"""``python -m grader give-back``: grades into a platform's sheet, pages into an archive for it."""

import logging
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.zipcollectapp import ZipCollectApp

from grader.collecting.app import place_of
from grader.collecting.gather import CollectError, Place, pieces_of
from grader.collecting.kept import read_state
from grader.collecting.owners import Piece
from grader.collecting.settings import Collecting
from grader.gradebook import Row, is_there, open_gradebook
from grader.outputs.text import one_line, some
from grader.places import course_root
from grader.platforms.archives import TAKES, packed, pages_of, platform_in, write_zip
from grader.platforms.fill import factor_of, fill, scores_of, table
from grader.platforms.layouts import Layout, layout_of
from grader.platforms.match import Matched, known_of, matched
from grader.platforms.sheets import SheetError

log = logging.getLogger(__name__)
Pieces = Mapping[str, Sequence[Piece]]


@dataclass(frozen=True)
class Wish:
    """What somebody asked for: a title of a column; whether points are scaled to the platform's
    (None: not said); scores without written answers; comments; pages; or only the table."""

    column: str = ""
    scale: bool | None = None
    partial: bool = False
    comments: bool = False
    feedback: bool = False
    dry_run: bool = False


def run(assignment: str, sheet: Path | None, wish: Wish) -> int:
    """Give back an assignment; a status of 1 when somebody of the class was not found."""
    if sheet is None and not wish.feedback:
        raise SheetError(
            "name the sheet that the platform exported (SHEET=… with make), or ask for "
            "--feedback alone (FEEDBACK=1)"
        )
    if not is_there():
        raise SheetError(f"there is no gradebook in {course_root()} yet: nothing was graded")
    sheet = sheet and sheet.expanduser()
    place = _place(assignment)
    pieces = _pieces(place)
    with open_gradebook() as gradebook:
        try:
            found_as: Row = gradebook.find_assignment(assignment)
        except MissingEntry:
            raise SheetError(f"the gradebook does not know {assignment}") from None
        if sheet is None:
            return _pages(place, platform_in(pieces), pieces, {}, wish)
        try:
            layout = layout_of(sheet.read_bytes(), assignment, wish.column)
            found = _matched(gradebook, layout, pieces, place)
            factor = factor_of(layout, float(found_as.max_score), wish.scale)
        except SheetError as error:
            raise SheetError(f"{sheet}: {error}") from error
        scores = scores_of(gradebook, assignment, wish.partial)
        made = fill(layout, found, scores, factor, wish.comments)
    _say(table(layout, made))
    if not wish.dry_run:
        _say([f"The filled sheet is {_written(sheet, layout.sheet.filled(made.changes))}"])
    missing = bool(made.nobodys and made.missing)
    if wish.feedback:
        numbers = {found.students[line.row]: (line.number, line.name) for line in layout.lines
                   if layout.platform == "Moodle" and line.row in found.students}  # fmt: skip
        return _pages(place, layout.platform, pieces, numbers, wish) or int(missing)
    return int(missing)


def _place(assignment: str) -> Place:
    """The assignment's place as `make collect` has it, by nbgrader's configuration."""
    app = ZipCollectApp()
    app.initialize([assignment])
    return place_of(app, Collecting(parent=app))


def _pieces(place: Place) -> Pieces:
    """Whose the downloads are; nobody's, where there are none any more."""
    try:
        return pieces_of(place)
    except CollectError as error:
        log.warning("The downloads are not looked at: %s", error)
        return {}


def _matched(gradebook: Gradebook, layout: Layout, pieces: Pieces, place: Place) -> Matched:
    told = {name: student for name, (student, _) in place.table.items()}
    collected = read_state(place.archive)
    known = known_of(gradebook, layout.platform, pieces, collected, told)
    return matched(layout.lines, known)


def _written(sheet: Path, data: bytes) -> Path:
    """Write the filled sheet beside the one that came, all at once; that one stays as it is."""
    path = sheet.with_name(f"{sheet.stem}-filled{sheet.suffix}")
    handle, name = tempfile.mkstemp(prefix=".unfinished-", dir=sheet.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return path


def _pages(
    place: Place, platform: str, pieces: Pieces, numbers: Mapping[str, tuple[str, str]], wish: Wish
) -> int:
    """Pack the feedback pages; a status of 1 when somebody's could not be named."""
    if platform not in TAKES:
        raise SheetError(f"how {platform} takes feedback back in an archive is not known here")
    root = course_root()
    pages, old = pages_of(root / "feedback", root / "autograded", place.assignment)
    if not pages:
        raise SheetError(
            f"there are no feedback pages yet: make feedback ASSIGNMENT={place.assignment}"
        )
    made = packed(platform, place.assignment, pages, pieces, numbers)
    lines = [f"No page for {student}: {why}" for student, why in made.without]
    if old:
        lines.append(f"Older than the last grading: {some(old)}. Run make feedback, and this again")
    path = place.archive.parent / f"feedback-{platform.lower()}.zip"
    if made.entries and not wish.dry_run:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_zip(path, made.entries)
        count = len(made.entries)
        pages_are = "page for {} is" if count == 1 else "pages for {} are"
        lines.append(f"{count} feedback {pages_are.format(platform)} in {path}")
    _say(lines)
    return int(bool(made.without))


def _say(lines: Sequence[str]) -> None:
    print("\n".join(one_line(line) for line in lines))
