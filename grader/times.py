"""Times as platforms, people and nbgrader write them. A zone that is not known is asked about."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Hours from UTC. These names mean one thing wherever they are used.
ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "TRT": 3, "MSK": 3, "SAST": 2, "WAT": 1, "CAT": 2, "EAT": 3, "PKT": 5,
    "NPT": 5.75, "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9,
    "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "NST": -3.5, "NDT": -2.5, "ADT": -3, "EST": -5, "EDT": -4, "CDT": -5, "MDT": -6, "MST": -7,
    "PDT": -7, "PST": -8, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3, "CLT": -4,
    "CLST": -3, "COT": -5, "PET": -5,
}  # fmt: skip
# These mean several: only the course's own zone can say which.
AMBIGUOUS = {
    "BST": "British Summer Time or Bangladesh",
    "IST": "India, Israel or Ireland",
    "CST": "Central America or China",
    "AST": "the Atlantic or Arabia",
    "GST": "the Gulf or South Georgia",
    "AMT": "Armenia or Amazonas",
    "SST": "Samoa or Singapore",
    "ECT": "Ecuador or the Eastern Caribbean",
}
SETTING = "c.Collecting.time_zone in nbgrader_config.py"
_DATE = re.compile(
    r"(?P<date>\d{4}-\d\d?-\d\d?)[T ]+(?P<time>\d\d?:\d\d(?::\d\d)?)(?:[.,](?P<part>\d+))?"
    r"\s*(?P<zone>.*)",
    re.DOTALL,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?")
_SECONDS = re.compile(r"[+-]\d{4,5}")


class TimeError(ValueError):
    """A time cannot be read for certain; the message says what would help."""


def read_time(text: str, course_zone: str = "", unmarked: str = "UTC") -> datetime:
    """A time as naive UTC, as the gradebook keeps them.

    ``course_zone`` is the course's own, by its IANA name: it decides what a name such as IST
    means. A time without any zone is in the zone ``unmarked``: nbgrader writes UTC so. A part of a
    second is kept: by the exact time nbgrader's pages know whether the newest work is graded.
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise TimeError(f"“{shown(text)}” is no time such as 2026-10-01 13:30:00 CEST")
    clock = found["time"] if found["time"].count(":") == 2 else found["time"] + ":00"
    part = (found["part"] or "0")[:6]
    try:
        local = datetime.strptime(f"{found['date']} {clock}.{part}", "%Y-%m-%d %H:%M:%S.%f")
    except ValueError:
        raise TimeError(f"“{shown(text)}” is no time that there is") from None
    return in_utc(local, found["zone"].strip() or unmarked, course_zone)


def in_utc(local: datetime, zone: str, course_zone: str = "") -> datetime:
    """A clock's time in a zone, given by its name or offset, as naive UTC."""
    try:
        offset = _offset(zone, local, course_zone)
        return local - offset
    except OverflowError:
        raise TimeError(f"{local} {shown(zone)} is no time that there is") from None


def known_zone(name: str) -> ZoneInfo:
    """A zone by its IANA name; ``TimeError`` when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise TimeError(
            f"“{shown(name)}” is no time zone: {SETTING} takes names such as Europe/Berlin"
        ) from None


def shown(text: str, most: int = 40) -> str:
    """A text from elsewhere in one short line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[: 2 * most]).split())[:most]


def _offset(zone: str, local: datetime, course_zone: str) -> timedelta:
    if _SECONDS.fullmatch(zone) and abs(int(zone)) > 1400:
        return timedelta(seconds=int(zone))  # nbgrader's own way of writing them
    if offset := _OFFSET.fullmatch(zone):
        size = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        return size if offset["sign"] == "+" else -size
    name = zone.upper()
    if course_zone:
        own = known_zone(course_zone)
        if (found := _named_so(own, name, local)) is not None:
            return found
    if name in ZONES:
        return timedelta(hours=ZONES[name])
    if name in AMBIGUOUS:
        raise TimeError(f"the zone {name} can mean {AMBIGUOUS[name]}: {SETTING} would tell")
    if "/" in zone:
        there = known_zone(zone)
        return local.replace(tzinfo=there).utcoffset() or timedelta()
    raise TimeError(
        f"the time zone “{shown(zone)}” is not known: write it as an offset, such as +02:00"
    )


def _named_so(zone: ZoneInfo, name: str, local: datetime) -> timedelta | None:
    """How far from UTC the zone is when it goes by this name, in the year of ``local``."""
    for month in (local.month, *range(1, 13)):
        day = datetime(local.year, month, 15, tzinfo=zone)
        if (day.tzname() or "").upper() == name:
            return day.utcoffset()
    return None


def as_text(utc: datetime) -> str:
    """Naive UTC as timestamp.txt has it."""
    return f"{utc:%Y-%m-%d %H:%M:%S} UTC"


def of_epoch(seconds: float) -> datetime:
    """Seconds since 1970 as naive UTC."""
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def epoch(utc: datetime) -> float:
    """Naive UTC as seconds since 1970."""
    return utc.replace(tzinfo=UTC).timestamp()
