"""The check file: what stands beside a released notebook so that ``check`` can explain a mistake.

It holds inputs, expected outputs, and what each known mistake would answer; never any code. The
first line is a header; each of the others is the JSON of one function, its name first, so that
`check` reads no line but its own, and what mistakes would answer last, so that it reads that only
where an answer is wrong: it is most of the file.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from utils import plain
from utils.observe import Call

FILE_NAME = "checks.json"
VERSION = 3


class CheckFileError(Exception):
    """The check file is missing or damaged; the message says what to do."""


class Unread(Mapping[str, Any]):
    """What mistakes would answer to one case, by its ``place``: read when somebody asks for it."""

    def __init__(self, read: Callable[[], list[dict[str, Any]]], place: int):
        self._read_all, self._place = read, place

    def _read(self) -> dict[str, Any]:
        return self._read_all()[self._place]

    def __getitem__(self, name: str) -> Any:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


@dataclass(frozen=True)
class Case:
    """One call: the inputs by name, what is expected, and what each mistake would answer.

    ``row`` is the line of the table the case counts for: ``"visible"``, ``"hidden"``, or the title
    of a special case such as ``"large |z|"``. ``given`` are other functions' answers during the
    call, by name. ``spare`` are values by name for further parameters that some conventions have.
    No page shows the values of a ``secret`` case.
    """

    row: str
    inputs: dict[str, Any]
    expected: Any
    mistakes: Mapping[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    secret: bool = False
    spare: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Speed:
    """Stretch these inputs along these axes to ``size`` entries: a loop over them would crawl.

    Beyond ``margin`` times what np.exp takes for the largest input, it is a loop.
    """

    axes: dict[str, int]
    size: int
    margin: float = 20


@dataclass(frozen=True)
class Checks:
    """All there is to know about one exercise, on a student's machine or the grader's.

    ``names`` are the words for a returned tuple's entries; ``hints`` maps a mistake to its hint;
    ``random`` says that answers are drawn at random and judged by their ``Sample``; ``in_place``
    allows the function to alter its inputs; ``seed`` names the input that all random numbers hang
    on: the same one repeats an answer, another one does not; ``required`` says that what a case
    gives has to be called, so that values which come about without it are judged all the same;
    ``see`` is the lesson's section to go back to.
    ``own_start(function, helpers, case)`` judges a call that took no given start: it calls again
    and returns a case to judge instead, with its call. ``solve(inputs)`` gives the expected answer.
    They need the solution and never leave the grader.
    """

    function: str
    points: float
    cases: tuple[Case, ...]
    hints: dict[str, str]
    names: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    random: bool = False
    in_place: bool = False
    seed: str = ""
    required: bool = False
    speed: Speed | None = None
    see: str = ""
    own_start: Callable[[Callable, dict, Case], tuple[Case, Call]] | None = None
    solve: Callable[[dict], Any] | None = None


@dataclass(frozen=True)
class Quiz:
    """The questions of an assignment's quiz, by name.

    ``reasons`` are there for those who learn alone: of each question the reason why a wrong letter
    is not the answer. The one that has no reason is the right one.
    """

    questions: tuple[str, ...] = ()
    reasons: dict[str, dict[str, str]] = field(default_factory=dict)


def dump(assignment: str, checks: list[Checks], quiz: Quiz | None = None) -> str:
    """The text of a check file."""
    header = {"assignment": assignment, "version": VERSION} | (asdict(quiz) if quiz else {})
    table: list[Any] = [header]
    for one in checks:
        mistakes = [plain.encode(dict(case.mistakes)) for case in one.cases]
        table.append([one.function, plain.encode(asdict_shallow(one)), mistakes])
    lines = [json.dumps(row, separators=(",", ":"), ensure_ascii=False) for row in table]
    return "".join(line + "\n" for line in lines)


def asdict_shallow(checks: Checks) -> dict[str, Any]:
    """``Checks`` as nested dicts, leaving expected values (dataclasses themselves) untouched; and
    without what mistakes would answer."""
    fields = dict(vars(checks))
    fields["cases"] = [
        {name: value for name, value in vars(case).items() if name != "mistakes"}
        for case in checks.cases
    ]
    fields["speed"] = asdict(checks.speed) if checks.speed else None
    del fields["own_start"], fields["solve"]
    return fields


def load(path: Path) -> dict[str, Checks]:
    """The checks of an assignment by function name; ``CheckFileError`` when that cannot be."""
    return {name: _parsed(path, line) for name, line in _lines(path)}


def load_one(path: Path, name: str) -> Checks | None:
    """The checks of one function, None if the file has none; the other lines are not parsed."""
    line = next((line for found, line in _lines(path) if found == name), None)
    return None if line is None else _parsed(path, line)


def names_in(path: Path) -> list[str]:
    """The functions that a check file is about."""
    return [name for name, _ in _lines(path)]


def quiz_in(path: Path) -> Quiz:
    """The quiz that a check file knows; one without questions where it knows none."""
    header = _read(path)[0]
    questions, reasons = header.get("questions", []), header.get("reasons", {})
    plain_text = isinstance(questions, list) and all(isinstance(name, str) for name in questions)
    sound = isinstance(reasons, dict) and all(isinstance(r, dict) for r in reasons.values())
    if not plain_text or not sound:
        raise _damaged(path)
    return Quiz(tuple(questions), reasons)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of the functions, each with the function's name."""
    for line in _read(path)[1]:
        if not line.startswith('["') or '",' not in line:
            raise _damaged(path)
        yield line[2 : line.index('",')], line


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The header, and the lines of the functions."""
    try:
        header, *lines = path.read_text(encoding="utf-8").split("\n")
        fields = json.loads(header)
        version = fields.get("version", "checks" in fields and 1)
    except FileNotFoundError as error:
        raise CheckFileError(
            f"{path.name} is not beside this notebook. Copy the whole assignment folder, "
            "not the notebook alone."
        ) from error
    except (ValueError, AttributeError, TypeError) as error:
        raise _damaged(path) from error
    if version and version != VERSION:
        raise CheckFileError(
            f"{path.name} and the utils folder beside it are of different versions of this course. "
            "Take a fresh copy of the whole assignment folder; your notebook can stay."
        )
    if (
        not version or not lines or lines.pop()
    ):  # the last line has an end, unless the file was cut short
        raise _damaged(path)
    return fields, lines


def _parsed(path: Path, line: str) -> Checks:
    try:
        encoded, end = json.JSONDecoder().raw_decode(line, line.index('",') + 2)
        fields, rest = plain.decode(encoded), line[end:]
        if not (rest.startswith(",[") and rest.endswith("]]")):
            raise ValueError("cut short")
        cases = fields.pop("cases")
        read = partial(_mistakes, path, rest, len(cases))
        cases = tuple(Case(**c, mistakes=Unread(read, place)) for place, c in enumerate(cases))
        speed = fields.pop("speed")
        return Checks(cases=cases, speed=Speed(**speed) if speed else None, **fields)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path) from error


@lru_cache(maxsize=2)
def _mistakes(path: Path, rest: str, count: int) -> list[dict[str, Any]]:
    """What mistakes would answer to each case, from the end of a function's line: ``,[…]]``."""
    try:
        (cases,) = json.loads("[" + rest[1:])
        if len(cases) != count:
            raise ValueError(f"{len(cases)} cases, not {count}")
        return [dict(plain.decode(case)) for case in cases]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> CheckFileError:
    return CheckFileError(f"{path.name} is damaged. Take a fresh copy from the assignment folder.")
