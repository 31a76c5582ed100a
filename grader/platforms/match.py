"""Which line of a platform's sheet is which student of the course.

The platform's own number counts first, where collecting or names.csv says whose it is: that it
looks like a student's name in the gradebook proves nothing. Then come logins and addresses; a name
last, and only where it is one person's. Nobody is guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nbgrader.api import Gradebook

from grader.collecting.names import owner
from grader.collecting.owners import Piece
from grader.gradebook import Row
from grader.platforms.layouts import Line, plain


@dataclass(frozen=True)
class Known:
    """What tells a student: a platform's numbers; logins, addresses and the like; names."""

    numbers: Mapping[str, str]
    keys: Mapping[str, str]
    names: Mapping[str, frozenset[str]]


@dataclass
class Matched:
    """The student of each line, by row; the lines that are nobody's, with the reason."""

    students: dict[int, str] = field(default_factory=dict)
    nobodys: list[tuple[Line, str]] = field(default_factory=list)


def matched(lines: Sequence[Line], known: Known) -> Matched:
    """Find the student of every line. Two lines of one student are both left to a person."""
    called: dict[str, int] = defaultdict(int)
    for line in lines:
        called[plain(line.name)] += 1
    found = Matched()
    of_student: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        people = known.names.get(plain(line.name), frozenset())
        student = _by_key(line, known)
        if student is None and len(people) == 1 and called[plain(line.name)] == 1:
            (student,) = people
        if student is None:
            why = "more than one person has that name" if people else ""
            found.nobodys.append((line, why))
        else:
            of_student[student].append(line)
    for student, ones in of_student.items():
        if len(ones) == 1:
            found.students[ones[0].row] = student
        else:
            found.nobodys += [(line, f"{len(ones)} lines may be {student}") for line in ones]
    return found


def _by_key(line: Line, known: Known) -> str | None:
    if student := known.numbers.get(plain(line.number)):
        return student
    return next((known.keys[plain(key)] for key in line.keys if plain(key) in known.keys), None)


def known_of(
    gradebook: Gradebook,
    platform: str,
    pieces: Mapping[str, Sequence[Piece]],
    collected: Iterable[str],
    table: Mapping[str, str],
) -> Known:
    """What the downloads, the gradebook and names.csv (``table``) tell of people.

    Where the downloads are gone, those who were ``collected`` are called by their numbers. A key
    that two people have tells nobody; what names.csv says comes before everything else.
    """
    numbers: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for student, ones in pieces.items():
        for number, name in _said(ones, platform):
            numbers[plain(number)].add(student)
            names[plain(name)].add(student)
    for student in collected if not pieces else ():
        numbers[plain(student)].add(student)
    person: Row
    for person in gradebook.students:
        first, last = person.first_name or "", person.last_name or ""
        keys[plain(person.id)].add(person.id)
        keys[plain(person.email or person.id)].add(person.id)
        for name in (f"{first} {last}", f"{last}, {first}", f"{last} {first}"):
            names[plain(name)].update([person.id] if first and last else [])
        names[plain(person.id)].add(person.id)
    told = {plain(name): student for name, student in table.items()}
    return Known(
        _sure(numbers) | told,
        _sure(keys) | told,
        {name: frozenset(people) for name, people in names.items() if name and people}
        | {name: frozenset([student]) for name, student in told.items()},
    )


def _sure(found: Mapping[str, set[str]]) -> dict[str, str]:
    return {key: next(iter(people)) for key, people in found.items() if key and len(people) == 1}


def _said(pieces: Iterable[Piece], platform: str) -> Iterable[tuple[str, str]]:
    """A platform's number and name of a student, as the names in a download have them."""
    for piece in pieces:
        for place, part in enumerate(piece.member.parts):
            last = place == len(piece.member.parts) - 1
            said = owner(part.name, folder=not last and not part.archive)
            if said and said.student and said.platform == platform:
                yield said.student, said.name
