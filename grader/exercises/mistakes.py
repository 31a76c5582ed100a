r'''Mistakes as text: a hint, and the edits of the reference solution that make the mistake.

    no-mean: The gradients are summed over the examples, not averaged. Where
    does 1/m go?
        np.dot(X, dZ.T) / m -> np.dot(X, dZ.T)
        np.sum(dZ) / m -> np.sum(dZ)
    no-bias: The bias is not used going forward.
        `np.dot(w.T, X) + b\n` -> `np.dot(w.T, X)\n`
    wrong-axis: Which axis counts the examples?
        axis=1 => axis=0

Words stand at the margin, edits are indented:
- ``name: hint`` begins a mistake; more lines at the margin go on with its hint.
- ``old -> new`` replaces a text that stands in the solution exactly once; ``old => new`` replaces
  one that stands there twice or more, everywhere. Without ``new`` the text is deleted. An edit sees
  what the ones before it left.
- An edit too long for a line goes on in lines that are indented deeper; one blank joins them.
- Blanks around a text do not count. In backticks they do, an arrow is part of the text, and ``\n``
  stands for an end of line (then the block is a raw string, ``r"""``).
'''

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

from grader.exercises.errors import ExerciseError

BEGINNING = re.compile(r"([A-Za-z0-9][\w-]*):(?:\s+(.*))?")
EDIT = re.compile(r"(?P<old>`[^`]*`|[^`]*?)\s*(?<!\S)(?P<arrow>[-=]>)(?!\S)\s*(?P<new>`[^`]*`|.*)")
ARROW = re.compile(r"(?<!\S)[-=]>(?!\S)")


@dataclass(frozen=True)
class Edit:
    """Replace ``old``, which stands in the solution once (or twice and more) by ``new``."""

    old: str
    new: str
    everywhere: bool = False


@dataclass(frozen=True)
class Mistake:
    """A known mistake: the reference solution with ``edits`` made, and the hint it earns."""

    name: str
    hint: str
    edits: tuple[Edit, ...]

    def applied_to(self, solution: str) -> str:
        """The mistaken solution; ``ExerciseError`` where a text does not stand as often as said."""
        for edit in self.edits:
            count = solution.count(edit.old)
            if count < 2 if edit.everywhere else count != 1:
                wanted = "twice or more (for => means everywhere)" if edit.everywhere else "once"
                raise ExerciseError(
                    f"mistake {self.name}: the text to edit occurs {count} times, not {wanted}: "
                    f"{edit.old!r}"
                )
            solution = solution.replace(edit.old, edit.new)
        return solution


def parse(text: str, exercise: str) -> tuple[Mistake, ...]:
    """The mistakes that a text block lists.

    ``ExerciseError``, naming the ``exercise`` and the line of the block, when it cannot be read.
    """
    found: list[Mistake] = []
    for number, words, lines in _blocks(text, exercise):
        name, hint = words
        edits = tuple(_edit(line, exercise, n) for n, line in _joined(lines, exercise))
        if not hint or not edits:
            what = "edits" if hint else "hint"
            raise _error(exercise, number, f"mistake {name} has no {what}")
        if any(other.name == name for other in found):
            raise _error(exercise, number, f"there are two mistakes {name}")
        found.append(Mistake(name, hint, edits))
    return tuple(found)


Lines = list[tuple[int, str]]  # each with its number in the block


def _blocks(text: str, exercise: str) -> Iterator[tuple[int, tuple[str, str], Lines]]:
    """For each mistake: the number of its first line, (name, hint), and the indented lines."""
    number, words, lines = 0, ("", ""), []
    for here, line in enumerate(dedent(text).splitlines(), 1):
        if not line.strip():
            continue
        begins = BEGINNING.fullmatch(line.rstrip())
        if begins:
            if number:
                yield number, words, lines
            number, words, lines = here, (begins[1], begins[2] or ""), []
        elif line[0].isspace() and number:
            lines.append((here, line.rstrip()))
        elif number and not lines:
            words = (words[0], f"{words[1]} {line.strip()}".strip())
        else:
            raise _error(exercise, here, f"a mistake begins with “name: hint”, not {line!r}")
    if number:
        yield number, words, lines


def _joined(lines: Lines, exercise: str) -> Lines:
    """The edits of a mistake, each in one line."""
    edits: Lines = []
    margin = _indent(lines[0][1]) if lines else 0
    for number, line in lines:
        if _indent(line) == margin:
            edits.append((number, line.strip()))
        elif _indent(line) > margin:
            edits[-1] = (edits[-1][0], f"{edits[-1][1]} {line.strip()}")
        else:
            raise _error(exercise, number, f"{line.strip()!r} is indented less than the edit above")
    return edits


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _edit(line: str, exercise: str, number: int) -> Edit:
    found = EDIT.fullmatch(line)
    if not found:
        raise _error(exercise, number, f"{line!r} is not “old -> new” or “old => new”")
    old, new = found["old"], found["new"]
    if any(side[:1] != "`" and ARROW.search(side) for side in (old, new)):
        raise _error(exercise, number, f"{line!r} has two arrows: put the text into backticks")
    edit = Edit(_text(old), _text(new), found["arrow"] == "=>")
    if not edit.old or edit.old == edit.new:
        raise _error(exercise, number, f"{line!r} changes nothing")
    return edit


def _text(side: str) -> str:
    quoted = len(side) > 1 and side[0] == side[-1] == "`"
    return side[1:-1].replace("\\n", "\n") if quoted else side


def _error(exercise: str, number: int, what: str) -> ExerciseError:
    return ExerciseError(f"exercise {exercise}, mistakes, line {number}: {what}")
