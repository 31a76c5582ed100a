"""The whole way from what lies in ``downloaded/`` to one folder a student in ``submitted/``.

Everything is worked out before anything is written, so that a dry run shows the same table. What
was collected before is never lost: it is kept beside what takes its place.
"""

import hashlib
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import nbformat
from nbformat import NotebookNode

from grader.collecting.archives import Budget, Member, Part, Unpacking, clean_name
from grader.collecting.attempts import Attempt, Layout, attempts_of, in_order, laid_out
from grader.collecting.kept import collected, keep_state, kept_before, read_state, same, write
from grader.collecting.owners import Known, Owned, Piece, owned
from grader.outputs.text import some
from grader.times import SETTING, TimeError, as_text, in_utc, known_zone, of_epoch, read_time

NOT_A_NAME = "+*/\\"  # signs that nbgrader's own commands trip over
STATE_SECONDS = 2.0  # between two writings of what was collected, which is long for a large class
TOLD_APART = ("ILIAS", "Brightspace", "Blackboard")  # by names that two people may share


class CollectError(Exception):
    """Nothing can be collected; the message says what to do."""


@dataclass(frozen=True)
class Place:
    """Where a course keeps an assignment, and what is known of its class."""

    assignment: str
    archive: Path
    release: Path
    submitted: Callable[[str], Path]
    students: frozenset[str] = frozenset()
    table: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()
    time_zone: str = ""

    @cached_property
    def times(self) -> dict[str, set[str]]:
        """The times that the table says, by student."""
        found: dict[str, set[str]] = defaultdict(set)
        for student, said in self.table.values():
            if said:
                found[student].add(said)
        return found


@dataclass
class Row:
    """What is collected of one student; ``state`` says what is new about it."""

    student: str
    layout: Layout
    utc: datetime | None
    time: str
    why: str
    state: str = "new"
    digest: str = ""


@dataclass
class Gathered:
    """All that a run found: a row a student, and sentences about the rest."""

    rows: list[Row] = field(default_factory=list)
    untold: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def gather(place: Place, dry_run: bool = False, force: bool = False) -> Gathered:
    """Collect what lies in the archive folder; in a dry run, only say what would be done."""
    if not place.archive.is_dir() or not any(place.archive.iterdir()):
        raise CollectError(f"There is nothing in {place.archive}: put the downloads there first.")
    if place.time_zone:
        known_zone(place.time_zone)
    releases = _releases(place)
    with tempfile.TemporaryDirectory() as scratch:
        opened = Unpacking(Path(scratch), Budget(), whole=1)
        found = owned(_members(place.archive, opened), _known(place, releases))
        gathered = Gathered(untold=[(_shown(m), why) for m, why in found.untold])
        for member, why in opened.refused:
            gathered.remarks.append(f"{_shown(member)} was not opened: {why}.")
        before = read_state(place.archive)
        for student, pieces in sorted(_by_student(found, gathered).items()):
            if row := _row(student, pieces, place, releases, before, force):
                gathered.rows.append(row)
        if not dry_run:
            _put(gathered.rows, place, before)
    gathered.remarks += _about_times(gathered.rows, place)
    return gathered


def _put(rows: list[Row], place: Place, before: dict[str, str]) -> None:
    """Write what is new to ``submitted/``, and what was collected to the state.

    That is written now and then: a student who is missing there is looked at again, no more.
    """
    due = 0.0
    try:
        for row in rows:
            if row.state != "unchanged":
                write(place.submitted(row.student), row.layout.files, row.utc)
            before[row.student] = row.digest
            if time.monotonic() > due:
                keep_state(place.archive, before)
                due = time.monotonic() + STATE_SECONDS
    finally:
        keep_state(place.archive, before)


def pieces_of(place: Place) -> dict[str, list[Piece]]:
    """Whose the files in the archive folder are, to know people by: the files themselves are gone
    afterwards. Nobody's, where there is no such folder."""
    if not place.archive.is_dir():
        return {}
    known = _known(place, _releases(place))
    with tempfile.TemporaryDirectory() as scratch:
        found = owned(_members(place.archive, Unpacking(Path(scratch), Budget(), whole=1)), known)
    return _by_student(found, Gathered())


def _releases(place: Place) -> dict[str, NotebookNode]:
    paths = sorted(place.release.glob("*.ipynb"))
    if not paths:
        raise CollectError(
            f"There is no released notebook in {place.release}, by which handed-in ones are known: "
            f"run `nbgrader generate_assignment {place.assignment}` first."
        )
    try:
        return {path.stem: nbformat.read(path, as_version=4) for path in paths}
    except Exception as error:  # nbformat raises many kinds
        raise CollectError(f"A released notebook cannot be read: {error}") from error


def _known(place: Place, releases: Mapping[str, NotebookNode]) -> Known:
    try:
        patterns = tuple(re.compile(pattern, re.DOTALL) for pattern in place.patterns)
    except re.error as error:
        raise CollectError(f"c.Collecting.patterns: {error.pattern!r}: {error}") from error
    for pattern in patterns:
        if "student" not in pattern.groupindex:
            raise CollectError(f"c.Collecting.patterns: no group `student` in {pattern.pattern!r}")
    return Known(place.assignment, tuple(releases), place.students, place.table, patterns)


def _members(archive: Path, opened: Unpacking) -> list[Member]:
    """Every file in the archive folder, also those in archives; links are not followed."""
    found = []
    for path in sorted(archive.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        names = [clean_name(name) for name in path.relative_to(archive).parts]
        when = of_epoch(path.stat().st_mtime)
        found += opened.members(Member(tuple(map(Part, names)), path, when))
    return found


def _by_student(found: Owned, gathered: Gathered) -> dict[str, list[Piece]]:
    """The files of each student; names that can be nobody's, or two people's, are said instead."""
    pieces: dict[str, list[Piece]] = defaultdict(list)
    called: dict[str, set[str]] = defaultdict(set)
    for piece in found.pieces:
        student = clean_name(piece.owner.student)
        if not student or student.startswith(".") or set(student) & set(NOT_A_NAME):
            why = f"“{student}” cannot be a student's name in nbgrader"
            gathered.untold.append((_shown(piece.member), why))
            continue
        pieces[student].append(piece)
        if piece.owner.platform in TOLD_APART and piece.owner.name:
            called[student].add(piece.owner.name)
    for student, names in called.items():
        if len(names) > 1 and student in pieces:
            why = f"“{student}” may be {' or '.join(f'“{name}”' for name in sorted(names)[:3])}"
            gathered.untold += [(_shown(piece.member), why) for piece in pieces.pop(student)]
    return pieces


def _row(
    student: str,
    pieces: list[Piece],
    place: Place,
    releases: Mapping[str, NotebookNode],
    before: Mapping[str, str],
    force: bool,
) -> Row | None:
    """What is to be done for one student, compared with what was collected before."""
    attempts = attempts_of(pieces)
    if not attempts:
        return None
    for attempt in attempts:
        attempt.utc = attempt.utc or _in_utc(attempt, place)
    digest = hashlib.sha256(
        "".join(sorted(f"{a.digest()}{a.utc}{a.when}" for a in attempts)).encode()
    ).hexdigest()
    folder = place.submitted(student)
    if folder.is_symlink() or folder.parent.is_symlink():
        raise CollectError(f"{folder} is, or lies in, a link: collecting would write elsewhere.")
    state = "new"
    if folder.is_dir():
        known = before.get(student) == digest and not force
        if known and (said := _by_table(student, place)):  # perhaps since then
            known = said == collected(folder).utc
        state = "unchanged" if known else "changed"
    own = collected(folder) if state == "changed" else None
    ordered, told = in_order(attempts)
    if own is not None and own.digest() not in {attempt.digest() for attempt in attempts}:
        newer = own.utc and ordered[-1].utc and own.utc > ordered[-1].utc
        ordered = [*ordered, own] if newer else [own, *ordered]
    layout = laid_out(ordered, told, releases)
    if own is not None:
        layout.files |= kept_before(folder, layout.files)
    utc, time = _said_time(student, layout.counts, place)
    if state == "changed" and same(folder, layout.files, utc):
        state = "unchanged"
    return Row(student, layout, utc, time, _why(pieces[0], layout), state, digest)


def _in_utc(attempt: Attempt, place: Place) -> datetime | None:
    """When an attempt was handed in, where its name or the platform says so for certain."""
    if attempt.when is None:
        return None
    if attempt.when.tzinfo is not None:
        return attempt.when.astimezone(UTC).replace(tzinfo=None)
    if attempt.zone:
        try:
            return in_utc(attempt.when, attempt.zone, place.time_zone)
        except TimeError:  # the name of a zone that only the course's own can tell
            return None
    if not place.time_zone:
        return None
    there = attempt.when.replace(tzinfo=ZoneInfo(place.time_zone))
    return of_epoch(there.timestamp())


def _by_table(student: str, place: Place) -> datetime | None:
    """When the instructor's table says that a student handed in, if it does."""
    said = place.times.get(student, ())
    read = [read_time(text, place.time_zone, place.time_zone or "no zone") for text in said]
    return max(read).replace(microsecond=0) if read else None


def _said_time(student: str, counts: Attempt, place: Place) -> tuple[datetime | None, str]:
    """The time of the attempt that counts, and how the table shows it."""
    if utc := _by_table(student, place):
        return utc, as_text(utc)
    if counts.utc is not None:
        return counts.utc, as_text(counts.utc)
    if counts.when is not None:
        return None, f"{counts.when:%Y-%m-%d %H:%M:%S} in no zone"
    return None, "late, no time" if counts.late else "none"


def _why(piece: Piece, layout: Layout) -> str:
    """Where the student's name stood, and what was decided."""
    where = {"folder": "the folder's name", "prefix": "the file's name", "names": "your table"}
    words = [where.get(piece.owner.platform, f"{piece.owner.platform}'s name")]
    if piece.owner.platform == "pattern":
        words = ["your pattern"]
    words += layout.choice.notes
    if layout.choice.undecided:
        words.append("nothing tells which of several counts: a person has to say")
    elif not layout.choice.found:
        words.append("there is no notebook")
    return "; ".join(words)


def _shown(member: Member) -> str:
    return "/".join(part.name for part in member.parts)


def _about_times(rows: list[Row], place: Place) -> list[str]:
    remarks = []
    unzoned = [row.student for row in rows if row.time.endswith("in no zone")]
    late = [row.student for row in rows if row.time == "late, no time"]
    none = [row.student for row in rows if row.time == "none"]
    if unzoned:
        remarks.append(
            f"Times in names carry no zone: say which in {SETTING}, and collect again. Until then "
            f"nobody is late by them ({some(unzoned)})."
        )
    if late:
        remarks.append(
            f"Handed in late, but the platform does not say when: {some(late)}. Put the time into "
            "the third column of names.csv beside the archive folder, or they count as in time."
        )
    if none:
        remarks.append(f"No time of handing in is known, so it counts as in time: {some(none)}.")
    return remarks
