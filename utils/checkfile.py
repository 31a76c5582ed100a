"""The check file: what stands beside a released notebook so that ``check`` can explain a mistake.

It holds inputs, expected outputs, and what each known mistake would answer; never any code.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from utils import plain

FILE_NAME = "checks.json"


class CheckFileError(Exception):
    """The check file is missing or damaged; the message says what to do."""


@dataclass(frozen=True)
class Case:
    """One call: the inputs by name, what is expected, and what each mistake would answer.

    ``row`` is the line of the table the case counts for: ``"visible"``, ``"hidden"``, or the title
    of a special case such as ``"large |z|"``. ``given`` are other functions' answers during the
    call, by name. No page shows the values of a ``secret`` case.
    """

    row: str
    inputs: dict[str, object]
    expected: object
    mistakes: dict[str, object] = field(default_factory=dict)
    given: dict[str, object] = field(default_factory=dict)
    secret: bool = False


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
    allows the function to alter its inputs; ``see`` is the lesson's section to go back to.
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
    speed: Speed | None = None
    see: str = ""
    own_start: Callable[[Callable, dict, Case], tuple[Case, object]] | None = None
    solve: Callable[[dict], object] | None = None


def dump(assignment: str, checks: list[Checks]) -> str:
    """The text of a check file."""
    table = {"assignment": assignment, "checks": [plain.encode(asdict_shallow(c)) for c in checks]}
    return json.dumps(table, separators=(",", ":"), ensure_ascii=False) + "\n"


def asdict_shallow(checks: Checks) -> dict[str, object]:
    """``Checks`` as nested dicts, leaving expected values (dataclasses themselves) untouched."""
    fields = dict(vars(checks))
    fields["cases"] = [dict(vars(case)) for case in checks.cases]
    fields["speed"] = asdict(checks.speed) if checks.speed else None
    del fields["own_start"], fields["solve"]
    return fields


def load(path: Path) -> dict[str, Checks]:
    """The checks of an assignment by function name; ``CheckFileError`` when that cannot be."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return {
            fields["function"]: _checks(fields) for fields in map(plain.decode, table["checks"])
        }
    except FileNotFoundError as error:
        raise CheckFileError(
            f"{path.name} is not beside this notebook. Copy the whole assignment folder, "
            "not the notebook alone."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise CheckFileError(
            f"{path.name} is damaged. Take a fresh copy from the assignment folder."
        ) from error


def _checks(fields: dict) -> Checks:
    cases = tuple(Case(**case) for case in fields.pop("cases"))
    speed = fields.pop("speed")
    return Checks(cases=cases, speed=Speed(**speed) if speed else None, **fields)
