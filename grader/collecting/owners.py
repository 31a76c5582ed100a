"""Whose file is which: by the instructor's own names, by a platform's, by folders and prefixes.

Where nothing tells, nobody is guessed: the file is among ``untold``, for the instructor to say.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import yaml

from grader.collecting import names
from grader.collecting.archives import Member, Part, clean_name
from grader.collecting.files import NOTEBOOK
from grader.collecting.junk import is_junk
from grader.collecting.names import Owner, without_copy_mark

# In place of a notebook, people hand in these as well.
WORK = (".ipynb", ".py", ".html", ".htm", ".pdf", ".zip", ".7z", ".rar", ".gz", ".tgz", ".tar")
_GENERIC = re.compile(
    r"(?:all[ _-]?)?(?:submissions?|submitted(?: files)?|archives?|downloads?|exports?|files?"
    r"|student work|assignments?|homeworks?|class|course|abgaben?|uploads?|extracted|unzipped"
    r"|my work|work|works|backup|old|final|src|notebooks?|data|datasets|images|pictures|figures"
    r"|utils|lib|code|documents|desktop|home|users?|content|tmp|new folder|untitled folder"
    r"|earlier attempts|version \d+)"
    r"|drive-download-.*|gradebook_.*|assignment_\d+_export|.* download .*|.*-submissions"
    r"|multi_feedback.*|team \d+",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?P<student>[^_]+)_(?P<rest>.+)", re.DOTALL)
_GRADESCOPE = re.compile(r"submission_\d+")
_SAKAI_OWN = re.compile(r"(?:submission|feedback) attachment\(s\)", re.IGNORECASE)
_LATE_FILE = re.compile(r"late submission - (?P<rest>.+)", re.IGNORECASE)
LARGEST_TABLE = 10_000_000


@dataclass(frozen=True)
class Piece:
    """A file of one student's: the name under which it was handed in, and what its name says.

    ``archives`` are files in which it was packed below the name that tells the student; ``source``
    is the download that it comes from.
    """

    member: Member
    owner: Owner
    inner: tuple[Part, ...]
    source: str


@dataclass
class Owned:
    """Every file with its student, and what cannot be told."""

    pieces: list[Piece] = field(default_factory=list)
    untold: list[tuple[Member, str]] = field(default_factory=list)
    passed: list[Member] = field(default_factory=list)


@dataclass
class Known:
    """What is known before looking: the assignment's names, the class, the instructor's table."""

    assignment: str
    notebooks: tuple[str, ...]
    students: frozenset[str] = frozenset()
    table: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    patterns: tuple[re.Pattern[str], ...] = ()

    def is_title(self, name: str) -> bool:
        """Whether a name is that of the assignment rather than a person's."""
        said = _letters(name)
        names = (self.assignment, *self.notebooks)
        titles = {_letters(title) for title in names}
        words = {_letters(re.split(r"[-_ ]", title)[0]) for title in names}
        return (
            any(said.startswith(title) for title in titles)
            or any(title.startswith(said) for title in titles if len(said) > 2)
            or any(said.startswith(word) for word in words if len(word) > 3)
        )

    def student(self, *candidates: str) -> str | None:
        """The student whom the instructor's table, or the gradebook, knows by one of the names."""
        for name in candidates:
            if name and (found := self.table.get(_plain(name))):
                return found[0]
        return next((name for name in candidates if name in self.students), None)


def owned(members: Iterable[Member], known: Known) -> Owned:
    """Say whose each of the files is."""
    found = Owned()
    kept = [m for m in members if not is_junk(part.name for part in m.parts)]
    rest = [m for m in kept if not _by_pattern(m, known, found)]
    downloads: dict[str, list[Member]] = defaultdict(list)
    for member in rest:
        downloads[_download(member)].append(member)
    rest = []
    for name, ones in downloads.items():
        told = _told(ones, known, alone=not name)
        for member in ones:
            if member in told:
                _by_platform(member, told[member], known, found)
            elif told and name:
                _left(member, found)
            else:
                rest.append(member)
    _by_place(rest, known, found)
    _from_table(known, found)
    return found


def _left(member: Member, found: Owned) -> None:
    """A file beside those that a platform names: its own, or one that nobody can tell."""
    if NOTEBOOK.fullmatch(member.name):
        found.untold.append((member, "its name is not as the others'"))
    else:
        found.passed.append(member)


def _download(member: Member) -> str:
    """The download that a file belongs to: the archive or folder at the top; "" for a loose file.

    What a platform named for one student is loose, too.
    """
    top = member.parts[0]
    if len(member.parts) == 1 or names.owner(top.name, folder=not top.archive):
        return ""
    return f"{top.name}{'.zip' if top.archive else ''}"


def _from_table(known: Known, found: Owned) -> None:
    """What nothing tells, the instructor's table may."""
    untold, found.untold = found.untold, []
    for member, why in untold:
        path = "/".join(part.name for part in member.parts)
        said = [path, *(name for part in member.parts for name in (part.name, *_stem(part)))]
        student = next((known.table[_plain(n)][0] for n in said if _plain(n) in known.table), None)
        if student is None:
            found.untold.append((member, why))
        else:
            owner = Owner("names", student, member.name, path)
            found.pieces.append(Piece(member, owner, (), _download(member)))


# --- what names tell by themselves ----------------------------------------------------------------

Match = tuple[int, list[Owner]]  # which part of a path names the student, and whom


def _by_pattern(member: Member, known: Known, found: Owned) -> bool:
    """Whether one of the instructor's own patterns tells."""
    path = "/" + "/".join(part.name for part in member.parts)
    match = next(filter(None, (pattern.match(path) for pattern in known.patterns)), None)
    if match is None:
        return False
    piece = Piece(member, _from_pattern(match, known), (Part(member.name),), _download(member))
    found.pieces.append(piece)
    return True


def _told(members: list[Member], known: Known, alone: bool) -> dict[Member, Match]:
    """What a platform's names tell of one download.

    Students choose names as well: a platform's stand side by side, below the same folders, and
    most notebooks have them. Of files that lie ``alone`` each stands for itself.
    """
    sheets, receipts = _gradescope(members), _receipts(members)
    matches = {m: match for m in members if (match := _match(m, sheets, receipts, known))}
    if alone:
        return {m: match for m, match in matches.items() if match[0] == 0}
    places: dict[tuple[str, ...], list[Member]] = defaultdict(list)
    for member, (index, _) in matches.items():
        above = [part.name for part in member.parts[:index]]
        places[tuple(n for n in above if not _GENERIC.fullmatch(n))].append(member)
    if not places:
        return {}
    best = max(places.values(), key=len)
    notebooks = [m for m in members if NOTEBOOK.fullmatch(m.name)]
    if 2 * sum(m in set(best) for m in notebooks) < len(notebooks):
        return {}
    people = [person for member in best for person in matches[member][1]]
    weak = all(person.platform in ("ILIAS", "Sakai") for person in people) and people
    if weak and len({person.student for person in people}) < 2 and not _submissions(best, matches):
        return {}
    return {member: matches[member] for member in best}


def _submissions(members: list[Member], matches: dict[Member, Match]) -> bool:
    """Whether the folders above say that there is a class below, as ILIAS's do."""
    index = matches[members[0]][0]
    return any(_GENERIC.fullmatch(part.name) for part in members[0].parts[1:index])


def _match(member: Member, sheets: dict, receipts: dict[str, Owner], known: Known) -> Match | None:
    """The first part of a path that is a platform's, and whom it names."""
    parts = member.parts
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if sheets and _GRADESCOPE.fullmatch(_stem(part)[0] if last and _stem(part) else part.name):
            return index, _of_sheet(sheets, parts, index)
        owner = names.owner(part.name, folder=not last and not part.archive)
        if owner is not None and owner.platform == "Sakai" and not _sakai(parts, index):
            owner = None
        if owner is not None and owner.platform == "Blackboard":
            said, found_as = receipts.get(_stamp(owner)), owner.name
            titles = [known.assignment, *known.notebooks]
            owner = names.from_title(owner, titles)
            if said:
                told = said.name != found_as
                owner = replace(owner, student=said.student if told else owner.student)
                owner = replace(owner, name=said.name, zone=said.zone)
        if owner is not None:
            return index, [owner]
    return None


def _sakai(parts: tuple[Part, ...], index: int) -> bool:
    below = [part.name for part in parts[index + 1 :]]
    return below[:1] == ["timestamp.txt"] or any(_SAKAI_OWN.fullmatch(name) for name in below[:1])


def _by_platform(member: Member, match: Match, known: Known, found: Owned) -> None:
    index, people = match
    for owner in people:
        inner = member.parts[index + 1 :]
        found.pieces.append(Piece(member, _mapped(owner, known), inner, _download(member)))
    if not people:
        found.untold.append((member, "submission_metadata.yml does not say whose it is"))


def _from_pattern(match: re.Match[str], known: Known) -> Owner:
    groups = match.groupdict()
    number = groups.get("attempt") or ""
    rest = groups.get("file") or ""
    when = None
    digits = re.findall(r"\d+", groups.get("time") or "")
    if len(digits) >= 5 or (len(digits) == 1 and len(digits[0]) in (12, 14)):
        when = _compact("".join(digit.zfill(2) for digit in digits[:6]))
    number = int(number) if number.isdigit() else 0
    return _mapped(Owner("pattern", groups["student"] or "", rest, "", when, False, number), known)


def _compact(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits.ljust(14, "0"), "%Y%m%d%H%M%S")
    except ValueError:
        return None


def _mapped(owner: Owner, known: Known) -> Owner:
    """The student that the instructor's table says, by the platform's number or name."""
    for name in (owner.student, owner.name):
        if name and (found := known.table.get(_plain(name))):
            return replace(owner, student=found[0])
    return owner


def _stem(part: Part) -> tuple[str, ...]:
    called = NOTEBOOK.fullmatch(part.name)
    stem = called[1] if called else part.name.rpartition(".")[0]
    return (stem,) if stem else ()


def _stamp(owner: Owner) -> str:
    return f"{owner.name} {owner.when}"


def _receipts(members: list[Member]) -> dict[str, Owner]:
    """Blackboard's receipts by the name and time of the attempt, with who handed in."""
    found = {}
    for member in members:
        owner = names.owner(member.name, folder=False) if member.name.endswith(".txt") else None
        if owner and owner.platform == "Blackboard" and owner.text:
            found[_stamp(owner)] = names.from_receipt(owner, _text(member))
    return found


def _text(member: Member) -> str:
    if member.path.stat().st_size > LARGEST_TABLE:
        return ""
    return member.read().decode("utf-8-sig", "replace")


def _gradescope(members: list[Member]) -> dict[tuple[str, ...], dict]:
    """Gradescope's metadata files by the folder that they describe."""
    found = {}
    for member in members:
        if member.name.lower() in ("submission_metadata.yml", "submission_metadata.yaml"):
            try:
                sheet = yaml.safe_load(_text(member))
            except (yaml.YAMLError, RecursionError, ValueError):
                continue
            if isinstance(sheet, dict):
                found[tuple(part.name for part in member.parts[:-1])] = _plain_keys(sheet)
    return found


def _plain_keys(sheet: dict) -> dict:
    return {str(key).lstrip(":"): value for key, value in sheet.items()}


def _of_sheet(sheets: dict, parts: tuple[Part, ...], index: int) -> list[Owner]:
    """Who handed in what lies in a folder of Gradescope's; nobody where its sheet does not say."""
    sheet = sheets.get(tuple(part.name for part in parts[:index]), {})
    entry = sheet.get(parts[index].name)
    if not isinstance(entry, dict):
        return []
    entry = _plain_keys(entry)
    when = entry.get("created_at")
    if isinstance(when, datetime):
        when = when.astimezone(UTC).replace(microsecond=0) if when.tzinfo else when
    else:
        when = None
    submitters = entry.get("submitters")
    people = []
    for person in submitters if isinstance(submitters, list) else ():
        if isinstance(person, dict):
            said = {key: str(value or "") for key, value in _plain_keys(person).items()}
            student = said.get("sid") or said.get("email") or said.get("name") or ""
            people.append(Owner("Gradescope", student, "", said.get("name", ""), when))
    return [person for person in people if person.student]


# --- where no name tells: folders and prefixes ----------------------------------------------------


@dataclass
class _Node:
    name: str = ""
    archive: bool = False
    inside: dict[str, "_Node"] = field(default_factory=dict)
    files: list[Member] = field(default_factory=list)

    def all(self) -> Iterable[Member]:
        yield from self.files
        for node in self.inside.values():
            yield from node.all()

    def notebooks(self) -> list[Member]:
        return [member for member in self.all() if NOTEBOOK.fullmatch(member.name)]


def _by_place(members: list[Member], known: Known, found: Owned) -> None:
    top = _Node()
    for member in members:
        node = top
        for part in member.parts[:-1]:
            key = f"{part.name}\0{part.archive}"
            node = node.inside.setdefault(key, _Node(part.name, part.archive))
        node.files.append(member)
    _class(top, 0, known, found)


def _class(node: _Node, depth: int, known: Known, found: Owned) -> None:
    """A folder of a whole class: each folder in it is a student's, or one around the class."""
    _flat(node.files, depth, known, found)
    inside = list(node.inside.values())
    if len(inside) == 1 and not any(NOTEBOOK.fullmatch(m.name) for m in node.files):
        _only(inside[0], depth, known, found)
        return
    for one in inside:
        generic = bool(_GENERIC.fullmatch(one.name)) or known.is_title(one.name)
        student = known.student(one.name) or _prefixed(one.name, known)
        if student:
            _student(one, student, depth, found)
        elif generic and _holds_class(one, known):
            _class(one, depth + 1, known, found)
        elif generic:
            _nobodys(one, found, "its folder's name is no person's")
        elif _holds_class(one, known) and not all(
            _holds_class(other, known) for other in inside if other.notebooks()
        ):
            _nobodys(one, found, f"“{one.name}” may be a student or a folder of students")
        elif _holds_class(one, known):
            _class(one, depth + 1, known, found)
        else:
            _student(one, one.name, depth, found)


def _only(one: _Node, depth: int, known: Known, found: Owned) -> None:
    """The only folder or archive that there is: around the class, or of the only student."""
    if _holds_class(one, known) and not known.student(one.name):
        _class(one, depth + 1, known, found)
        return
    chain, node = [(one, depth)], one
    while len(node.inside) == 1 and not node.files:
        node = next(iter(node.inside.values()))
        chain.append((node, depth + len(chain)))
    flat = {m: _prefixed(_stem(Part(m.name))[0], known) for m in node.notebooks() if _stem(Part(
        m.name))}  # fmt: skip
    for step, where in chain:
        if student := known.student(step.name):
            _student(step, student, where, found)
            return
    people = [
        (step, where)
        for step, where in chain
        if not _GENERIC.fullmatch(step.name) and not known.is_title(step.name)
    ]
    if _many(node, known):
        _nobodys(one, found, "several notebooks lie side by side, and nothing names a student")
    elif len(people) == 1:
        step, where = people[0]
        _student(step, _prefixed(step.name, known) or step.name, where, found)
    elif flat and all(flat.values()) and not people:
        _flat(node.files, chain[-1][1] + 1, known, found)
    else:
        said = " or ".join(f"“{step.name}”" for step, _ in people[:3])
        _nobodys(one, found, f"the student may be {said}" if people else "nothing names a student")


def _many(node: _Node, known: Known) -> bool:
    """Whether there are more notebooks side by side than one student has, none called as given."""
    stems = {_stem(Part(m.name))[0] for m in node.files if NOTEBOOK.fullmatch(m.name)}
    bare = {without_copy_mark(stem, lambda text: not text[-1:].isdigit())[0] for stem in stems}
    return len(bare) > len(known.notebooks) and not any(known.is_title(stem) for stem in stems)


def _holds_class(node: _Node, known: Known) -> bool:
    """Whether a folder holds the work of several people: folders, or files with their names."""
    while len(node.inside) == 1 and not any(NOTEBOOK.fullmatch(m.name) for m in node.files):
        node = next(iter(node.inside.values()))
    people = [
        one
        for one in node.inside.values()
        if one.notebooks() and not _GENERIC.fullmatch(one.name) and not known.is_title(one.name)
    ]
    stems = [_stem(Part(m.name)) for m in node.files if NOTEBOOK.fullmatch(m.name)]
    if any(known.student(m.name, *_stem(Part(m.name))) for m in node.files):
        return True
    prefixes = {_prefixed(stem[0], known) for stem in stems if stem} - {None}
    mine = [one for one in node.inside.values() if one.notebooks()]
    own = any(target and not prefix for target, prefix in (
        (known.is_title(s[0]), _prefixed(s[0], known)) for s in stems if s))  # fmt: skip
    return (len(people) > 1 and len(people) == len(mine) and not own) or len(prefixes) > 1


def _prefixed(name: str, known: Known) -> str | None:
    """The student before the first ``_``, where the assignment's name follows."""
    found = _PREFIX.fullmatch(name)
    if found is None or known.is_title(found["student"]) or _GENERIC.fullmatch(found["student"]):
        return None
    return found["student"] if known.is_title(found["rest"]) else None


def _flat(files: list[Member], depth: int, known: Known, found: Owned) -> None:
    """Files that lie side by side: the student stands before the first ``_``, or nobody does."""
    works = [m for m in files if m.name.lower().endswith(WORK)]
    found.passed += [m for m in files if m not in works]
    prefixes: dict[str, list[Member]] = defaultdict(list)
    for member in works:
        if student := known.student(member.name, *_stem(Part(member.name))):
            owner = Owner("names", student, member.name)
            found.pieces.append(Piece(member, owner, (), _download(member)))
            continue
        match = _PREFIX.fullmatch(member.name)
        student = match["student"] if match else ""
        if not student or known.is_title(student) or _GENERIC.fullmatch(student):
            found.untold.append((member, "no student's name stands before a “_”"))
        else:
            prefixes[student].append(member)
    for student, ones in prefixes.items():
        rests = {_rest(member, known) for member in ones}
        if len(ones) > 1 and len(rests) > 1 and not rests <= set(known.notebooks):
            reason = f"several files begin with “{student}_”, which may be no student's name"
            found.untold += [(member, reason) for member in ones]
            continue
        for member in ones:
            owner = Owner("prefix", student, member.name[len(student) + 1 :])
            found.pieces.append(Piece(member, owner, (), _download(member)))


def _rest(member: Member, known: Known) -> str:
    rest = member.name.partition("_")[2].rpartition(".")[0]
    known_names = {name.casefold(): name for name in known.notebooks}
    bare, _ = without_copy_mark(rest, lambda text: text.casefold() in known_names)
    return known_names.get(bare.casefold(), rest)


def _student(node: _Node, student: str, depth: int, found: Owned) -> None:
    for member in node.all():
        owner = Owner("folder", student)
        inner = member.parts[depth + 1 :]
        found.pieces.append(Piece(member, owner, inner, _download(member)))


def _nobodys(node: _Node, found: Owned, why: str) -> None:
    works = node.notebooks() or [m for m in node.all() if m.name.lower().endswith(WORK)]
    found.untold += [(member, why) for member in works]
    found.passed += [member for member in node.all() if member not in works]


# --- the instructor's own table -------------------------------------------------------------------


def read_table(path: Path) -> dict[str, tuple[str, str]]:
    """From a name to the student and, where it is told, the time."""
    if not path.is_file():
        return {}
    found = {}
    text = path.read_bytes().decode("utf-8-sig", "replace")
    comma = ";" if text.splitlines() and text.splitlines()[0].count(";") else ","
    for row in csv.reader(text.splitlines(), delimiter=comma):
        cells = [cell.strip() for cell in row]
        if len(cells) > 1 and cells[0] and cells[1] and cells[:2] != ["name", "student"]:
            found[_plain(cells[0])] = (cells[1], cells[2] if len(cells) > 2 else "")
    return found


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", clean_name(name)).casefold()
    return " ".join(text.split())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True)
class Below:
    """The path that a student gave a file, and whether a folder or prefix says that it was late."""

    names: tuple[str, ...]
    late: bool = False


def below(piece: Piece) -> Below:
    """A file's name as the student knows it: without archives, and without a platform's words."""
    inner = piece.inner
    if not inner:
        return Below((piece.owner.rest or piece.member.name,))
    if _SAKAI_OWN.fullmatch(inner[0].name):
        feedback = inner[0].name.lower().startswith("feedback")
        inner = () if feedback else inner[1:]
    told = [part.name for part in inner[:-1] if not part.archive]
    last = inner[-1].name if inner else ""
    late = _LATE_FILE.fullmatch(last)
    names = (*told, late["rest"] if late else last)
    return Below(tuple(filter(None, names)), bool(late))
