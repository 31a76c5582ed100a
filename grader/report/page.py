"""The report as one page, which holds all that it needs: styles, drawings, a little script."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from grader.pages.templates import sorting, style, template
from grader.report import charts
from grader.report.numbers import BINS, Numbers, Person
from grader.standing import PERSON, TO_BE_READ
from utils.quiz import LETTERS

HERE = Path(__file__).parent
KINDS = [("full", "with all points"), ("part", "with some"), ("none", "with none")]
OPEN = (PERSON, TO_BE_READ)


def page(numbers: Numbers, when: datetime, hidden: bool = False) -> str:
    """The report's HTML; ``hidden`` when it names nobody."""
    return _template().render(
        numbers=numbers,
        when=f"{when:%Y-%m-%d %H:%M}",
        hidden=hidden,
        style=style(HERE),
        **sorting(),
        statuses=Counter(one.status for one in numbers.people).most_common(),
        open=[one for one in numbers.people if one.status in OPEN],
        distribution=Markup(_distribution(numbers)),
        exercises=Markup(_exercises(numbers)),
        choices=Markup(_choices(numbers)),
        bins=_bins(),
        letters=LETTERS,
        link=lambda one: _links(one, numbers.assignment),
    )


@cache
def _template() -> Template:
    return template(HERE, {"short": short, "percent": percent, "time": milliseconds})


def short(value: float | None, digits: int = 1) -> str:
    """A number for people; a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}".replace("-", "−")


def percent(value: float | None) -> str:
    """A share for people."""
    return "–" if value is None else f"{value:.0%}"


def milliseconds(value: float | None) -> str:
    """Seconds for people: in milliseconds where they are few."""
    if value is None:
        return "–"
    return f"{value:.1f} s" if value >= 1 else f"{1000 * value:.0f} ms"


def _bins() -> list[str]:
    width = 100 // BINS
    return [f"{n * width}–{(n + 1) * width}" for n in range(BINS)]


def _distribution(numbers: Numbers) -> str:
    return charts.histogram(
        numbers.bins, _bins(), "How many scores are in each tenth of the points, in per cent"
    )


def _exercises(numbers: Numbers) -> str:
    rows = [(one.name, (one.full, one.part, one.none)) for one in numbers.exercises if one.points]
    return charts.stacked(rows, KINDS, "For each exercise, who has all, some or no points")


def _choices(numbers: Numbers) -> str:
    rows = []
    for one in numbers.quiz:
        right = one.choices.get(one.right, 0) if one.right else 0
        none = one.choices.get("", 0)
        rows.append((one.name, (right, sum(one.choices.values()) - right - none, none)))
    kinds = [("full", "right"), ("part", "another choice"), ("none", "no answer")]
    return charts.stacked(rows, kinds, "For each question, how many chose what is right")


def _links(one: Person, assignment: str) -> Sequence[tuple[str, str]]:
    """A person's feedback pages, from where the report is written; none for those without name."""
    place = f"../feedback/{quote(one.name)}/{quote(assignment)}"
    return [(name, f"{place}/{quote(name)}.html") for name in one.notebooks]
