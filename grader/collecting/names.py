"""What learning platforms call the files of a class: whose, when, which attempt.

Only what a platform writes itself is relied on; words that it translates are not.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Owner:
    """What one name says. ``rest`` is the student's own name of the file, "" for a folder.

    ``student`` is what the platform tells people apart by, ``name`` what it calls them; ``when`` a
    time, in a ``zone`` where the platform tells one; ``late`` that it was late, at a time that the
    platform keeps to itself; ``number`` grows with each attempt, where there is such a number.
    """

    platform: str
    student: str
    rest: str = ""
    name: str = ""
    when: datetime | None = None
    late: bool = False
    number: int = 0
    text: bool = False
    zone: str = ""


_CANVAS = re.compile(
    r"(?P<name>\w+?)(?P<late>_LATE)?_(?P<student>\d+)_(?P<number>\d+)_(?P<rest>.+)", re.DOTALL
)
_CANVAS_TEXT = re.compile(r"(?P<name>\w+?)(?P<late>_LATE)?_(?P<student>\d+)_(?:text|link)\.html")
_CANVAS_BLIND = re.compile(r"(?P<late>LATE_)?(?P<student>anon_[^_]+)_(?P<number>\d+)_(?P<rest>.+)")
_MOODLE = re.compile(
    r"(?:(?P<name>.*)_)?(?P<student>\d+)_assign(?P<kind>submission|feedback)"
    r"_(?P<plugin>[a-z]+)(?:_(?P<rest>.*))?"
)
_BLACKBOARD = re.compile(
    r"(?P<head>.+_(?P<student>[^_]+))_[^\W\d_]+_(?P<when>\d{4}(?:-\d\d){5})"
    r"(?:_(?P<rest>.+)|(?P<receipt>\.txt))"
)
_BRIGHTSPACE = re.compile(
    r"\d+-\d+ - (?P<who>.+?) - (?P<when>\w{3,9} \d{1,2}, \d{4} \d{3,4} [AP]M)(?: - (?P<rest>.+))?"
)
_ILIAS = re.compile(r"(?P<last>[^_]+)_(?P<first>[^_]+(?:_[^_]+)*)_(?P<student>[^_]+)_\d+")
_SAKAI = re.compile(r"(?P<name>[^()]*, [^()]*)\((?P<student>[^()]+)\)")
_EDX = re.compile(r"\[\d+\] - (?P<student>.+?) - (?P<rest>.+)")


def owner(name: str, folder: bool) -> Owner | None:
    """What a platform's name of a file (or of a folder) says; None when it is no such name."""
    for reader in (_moodle, _brightspace, _blackboard, *((_folders,) if folder else (_canvas,))):
        if found := reader(name):
            return found
    return None


def _moodle(name: str) -> Owner | None:
    if (found := _MOODLE.fullmatch(name)) is None:
        return None
    return Owner(
        "Moodle",
        found["student"],
        found["rest"] or "",
        found["name"] or "",
        text=found["kind"] == "feedback" or found["plugin"] == "onlinetext",
    )


def _canvas(name: str) -> Owner | None:
    if found := _CANVAS_TEXT.fullmatch(name):
        return Owner("Canvas", found["student"], name, found["name"], late=bool(found["late"]),
                     text=True)  # fmt: skip
    found = _CANVAS_BLIND.fullmatch(name)
    plain = None if found else _CANVAS.fullmatch(name)
    if plain:
        number = int(plain["number"])
        return Owner("Canvas", plain["student"], plain["rest"], plain["name"], None,
                     bool(plain["late"]), number)  # fmt: skip
    if found:
        return Owner("Canvas", found["student"], found["rest"], "", None, bool(found["late"]),
                     int(found["number"]))  # fmt: skip
    if found := _EDX.fullmatch(name):
        return Owner("Open edX", found["student"], found["rest"])
    return None


def _blackboard(name: str) -> Owner | None:
    found = _BLACKBOARD.fullmatch(name)
    when = found and _time(found["when"], "%Y-%m-%d-%H-%M-%S")
    if not found or when is None:
        return None
    return Owner(
        "Blackboard",
        found["student"],
        found["rest"] or name,
        found["head"],
        when,
        text=bool(found["receipt"]),
    )


def _brightspace(name: str) -> Owner | None:
    found = _BRIGHTSPACE.fullmatch(name)
    if found is None:
        return None
    day, clock, half = found["when"].rsplit(" ", 2)
    # The hour is not padded, so `%I%M` would take 115 for eleven hours five.
    written = f"{day} {int(clock[:-2])}:{clock[-2:]} {half}"
    when = _time(written, "%b %d, %Y %I:%M %p") or _time(written, "%B %d, %Y %I:%M %p")
    if when is None:
        return None
    student, who = _brightspace_student(found["who"])
    return Owner("Brightspace", student, found["rest"] or "", who, when)


def _brightspace_student(who: str) -> tuple[str, str]:
    """The number, else the username, else the full name; and the full name."""
    fields = who.split(" - ")
    numbers = [field for field in fields if re.fullmatch(r"[A-Za-z]?\d[\w-]*", field)]
    if len(fields) > 1 and numbers:
        return numbers[0], next(field for field in fields if field not in numbers[:1])
    words = fields[0].split()
    if len(words) > 1 and (re.search(r"[\d._@]", words[0]) or words[0].islower()):
        return words[0], " ".join(words[1:])
    return fields[0], fields[0]


def _folders(name: str) -> Owner | None:
    if found := _SAKAI.fullmatch(name):
        return Owner("Sakai", found["student"], "", found["name"].strip())
    if found := _ILIAS.fullmatch(name):
        return Owner("ILIAS", found["student"], "", f"{found['first']} {found['last']}")
    return None


def _time(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None


# --- which of several copies a name is ------------------------------------------------------------

_COPY = re.compile(
    r"(?P<stem>.*?)(?:"
    r"[ _-]*\((?P<a>\d{1,3})\)|[-_ ]+(?P<b>\d{1,2})|\+(?P<c>\d{1,2})"
    r"|[-_ ]*(?:copy|copie|kopie|copia)[-_ ]*\d*"
    r"|[-_ ](?:v|ver|version|attempt|final)[-_ ]?(?P<d>\d{0,2}))",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:copy of|copie de|kopie von|copia de|late submission -)\s+", re.IGNORECASE)


def without_copy_mark(stem: str, fits: Callable[[str], bool]) -> tuple[str, int]:
    """A file's stem without `` (1)``, ``-Copy1``, ``-2``, …, as soon as that ``fits``; a number.

    The number is that of the copy where platforms and browsers count them, else 0.
    """
    number, bare = 0, _BEFORE.sub("", stem)
    while not fits(bare):
        found = _COPY.fullmatch(bare)
        if found is None or not found["stem"] or found["stem"] == bare:
            return stem, 0
        counted = found["a"] or found["b"] or found["c"] or found["d"]
        number = number or int(counted or 0)
        bare = found["stem"].rstrip(" _-")
    return bare, number


# --- names of Blackboard, which need more than one file to be sure --------------------------------

_RECEIPT = re.compile(r"^\s*Name:\s*(?P<name>.*?)\s*\((?P<student>[^()]+)\)\s*$", re.MULTILINE)
_SUBMITTED = re.compile(
    r"^\s*Date Submitted:.*\s(?P<zone>[A-Z]{3,5}|[+-]\d\d:?\d\d)\s*$", re.MULTILINE
)


def from_receipt(found: Owner, text: str) -> Owner:
    """Blackboard's receipt says the username, which may hold the sign that joins the names.

    It also says the zone of the time.
    """
    said, submitted = _RECEIPT.search(text), _SUBMITTED.search(text)
    if submitted:
        found = replace(found, zone=submitted["zone"])
    if said and found.name.endswith("_" + said["student"]):
        found = replace(found, student=said["student"], name=said["name"])
    return found


def from_title(found: Owner, titles: list[str]) -> Owner:
    """The username is what follows the title of the assignment, where one is known."""
    for title in sorted(titles, key=len, reverse=True):
        if found.name.startswith(title + "_"):
            return replace(found, student=found.name[len(title) + 1 :])
    return found
