"""The page on what is alike: a table of pairs, then each pair side by side, what is shared marked.

One file that needs no other. It points at what a person should look at, and accuses nobody.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from grader.alike.pairs import Pair, Part, groups
from grader.alike.works import OWN, Work
from grader.pages.templates import sorting, style, template

HERE = Path(__file__).parent
LEAST_SHOWN = 1.0  # bits that a place shares, to be shown
LONGEST = 6_000  # characters of a cell; what comes after is left out
MOST_PLACES = 12  # of a pair
BLANK = "▒"


@dataclass(frozen=True)
class Facts:
    """All that the page shows. ``called`` is how each student is named on it, ``blanked`` words
    that are made unreadable in what they wrote."""

    assignment: str
    works: Sequence[Work]
    pairs: Sequence[Pair]
    called: Mapping[str, str]
    hidden: bool = False
    blanked: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class Place:
    """A place that both share something in: the two texts with their marks."""

    name: str
    is_function: bool
    bits: float
    first: Markup
    second: Markup


def page(facts: Facts, when: datetime) -> str:
    """The page's HTML."""
    blank = _blanker(facts.blanked)
    return _template().render(
        facts=facts,
        when=f"{when:%Y-%m-%d %H:%M}",
        style=style(HERE),
        **sorting(),
        compared=[one for one in facts.works if not one.why],
        left_out=[(facts.called[one.student], one.why) for one in facts.works if one.why],
        groups=[[facts.called[name] for name in one] for one in groups(facts.pairs)],
        pairs=[
            {
                "pair": pair,
                "names": [facts.called[one.student] for one in (pair.first, pair.second)],
                "places": places(pair, blank),
            }
            for pair in facts.pairs
        ],
    )


@cache
def _template() -> Template:
    return template(HERE, {"percent": lambda value: f"{value:.0%}", "short": "{:.1f}".format})


def _blanker(words: Iterable[str]) -> re.Pattern[str] | None:
    """What finds words wherever they stand by themselves."""
    parts = [re.escape(word) for word in sorted(words, key=len, reverse=True) if len(word) > 2]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if parts else None


def places(pair: Pair, blank: re.Pattern[str] | None = None) -> list[Place]:
    """The places that a pair shares most in, in the order of the notebook."""
    sides = [_by_place(parts) for parts in pair.parts]
    worth = {
        name: max(sum(part.bits for part in side.get(name, [])) for side in sides)
        for name in dict.fromkeys([*sides[0], *sides[1]])
    }
    first = sorted(worth, key=lambda name: -worth[name])[:MOST_PLACES]
    return [
        Place(
            name,
            name != OWN and name.isidentifier(),
            worth[name],
            _shown(pair.first, sides[0].get(name, []), blank),
            _shown(pair.second, sides[1].get(name, []), blank),
        )
        for name in worth
        if name in first and worth[name] >= LEAST_SHOWN
    ]


def _by_place(parts: Sequence[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.place, []).append(part)
    return found


def _shown(work: Work, parts: Sequence[Part], blank: re.Pattern[str] | None) -> Markup:
    """The cells of a place; of own cells only those that share something."""
    texts = [
        marked(work.pieces[part.number].text, part.marks, blank)
        for part in parts
        if part.place != OWN or part.marks
    ]
    return Markup("\n\n").join(texts)


def marked(
    text: str, marks: Iterable[tuple[int, int]], blank: re.Pattern[str] | None = None
) -> Markup:
    """A text with some of its places marked; those with nothing but space between them as one."""
    if blank:
        text = blank.sub(lambda found: BLANK * len(found[0]), text)
    found, end = Markup(""), 0
    for start, stop in _joined(text, marks):
        if stop > LONGEST:
            break
        found += Markup("{}<mark>{}</mark>").format(text[end:start], text[start:stop])
        end = stop
    rest = text[end : max(end, LONGEST)]
    return found + Markup("{}{}").format(rest, " …" if len(text) > LONGEST else "")


def _joined(text: str, marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(marks):
        if joined and (start <= joined[-1][1] or _together(text[joined[-1][1] : start])):
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _together(between: str) -> bool:
    """Whether what is between two marks is layout on one line."""
    return not between.strip(" \t#,.;:") and len(between) < 20
