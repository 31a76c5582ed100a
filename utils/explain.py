"""From a wrong answer to words: what differs, where and by how much; and a name for the kind.

The explanations form a ladder from coarse to fine (raised, None, type, shape, not finite, values);
the first rung that fits speaks. None of them needs to know the solution. Each has a name of its
own, by which reports count it.
"""

from dataclasses import replace
from itertools import permutations
from typing import Any, NamedTuple

import numpy as np

from utils.batches import misdealt
from utils.compare import (
    NUMERIC,
    Part,
    as_number,
    as_numbers,
    as_short,
    base,
    is_a,
    mask_problem,
    pairs_of,
    same,
    sample_problem,
)
from utils.expected import Anything, Batches, Exactly, Leading, Mask, OneOf, Raises, Sample
from utils.mishaps import plainly
from utils.observe import ENDLESS, UNREADABLE, Call

FACTOR_TOLERANCE = 1e-6
SHUFFLED = 5  # entries of a tuple that are tried in every order; more only backwards
MOST_NAMED = 7  # of the other parts that differ
NAMED_ENTRIES = 4  # extra entries of a dict, and right parts, that are named

# What a general explanation is called in reports, and what that means.
GENERAL = {
    "not-written": "not written yet",
    "none": "returned None",
    "raised": "raised an exception",
    "not-raised": "returned where an exception is expected",
    "arguments": "takes fewer arguments than it is called with",
    "not-passed": "insists on an argument that is not passed",
    "endless": "took too long and was stopped",
    "unreadable": "returned what cannot be read",
    "in-place": "changed its input in place",
    "one-object": "returned one dict twice",
    "count": "returned another number of values",
    "order": "returned the right values in another order",
    "type": "of another type",
    "missing-entry": "an entry of the dict is missing",
    "extra-entry": "the dict has entries too many",
    "length": "a list of another length",
    "rank-1": "a rank-1 array",
    "transposed": "the transpose",
    "lost-dimension": "a dimension was lost",
    "broadcast": "larger than it should be",
    "shape": "another shape",
    "not-finite": "NaN or infinite",
    "sign": "the opposite sign",
    "factor-m": "too large by the number of examples",
    "factor-1/m": "too small by the number of examples",
    "factor-n": "too large by another size of the input",
    "factor-1/n": "too small by another size of the input",
    "factor-2": "twice as large",
    "factor-1/2": "half as large",
    "factor": "off by a constant factor",
    "shift": "off by a constant",
    "permuted": "the right numbers in another order",
    "zeros": "zero everywhere",
    "value": "other values",
    "mean": "drawn around another mean",
    "spread": "drawn with another spread",
    "distribution": "drawn from another distribution",
    "alike-rows": "rows or columns that repeat",
    "examples-missing": "examples are in no batch",
    "examples-twice": "examples are in several batches",
    "pairs": "labels apart from their examples",
    "batch-size": "batches of other sizes",
    "not-shuffled": "examples not shuffled",
    "one-seed": "the same random numbers whatever the seed",
    "no-seed": "other random numbers although the seed is the same",
    "one-example-only": "right for one example alone",
    "visible-only": "right in the visible cases alone",
    "too-slow": "too slow to be vectorized",
}


class Told(NamedTuple):
    """What is wrong, in words, and its ``name`` among `GENERAL`."""

    name: str
    words: str


def explain(
    parts: list[Part], sizes: dict[str, int], secret: bool = False, proven: bool = True
) -> Told:
    """One or two sentences about the first part that differs; no values when they are ``secret``.

    ``sizes`` are numbers with a meaning, such as the count of examples, so that a constant factor
    can be named: ``{"the number of columns of X": 5}``. What agrees is called right only where that
    is ``proven``.
    """
    parts = _told_apart(parts)
    wrong = [part for part in parts if part.problem]
    part = wrong[0]
    whole = part.of == "" if part.of is not None else not part.name
    if part.answer is None and whole and part.problem != "missing":
        return Told("none", "It returned None: is there a return at the end?")
    if part.problem == "value":
        name, sentence = _value(part, sizes, secret)
    else:
        name, sentence = _form(part, [p.name for p in wrong if p is part or _whole(part, p)])
    others = [p for p in wrong[1:] if p.name and p.name != part.name and not _whole(part, p)]
    differ = [p.name for p in others if p.problem not in ("missing", "extra")]
    absent = [p.name for p in others if p.problem == "missing"]
    extra = [name for p in others if p.problem == "extra" for name in p.name.split(", ")]
    more = f" {_some(differ)} differ{'s' * (len(differ) == 1)} too." if differ else ""
    more += f" {_some(absent)} {_is(absent)} missing too." if absent else ""
    if extra:
        instead = absent or part.problem == "missing"
        more += f" It has {_some(extra)} instead." if instead else f" {_too_many(extra)}"
    return Told(name, capitalised(sentence) + more + (_right(parts) if proven else ""))


def _told_apart(parts: list[Part]) -> list[Part]:
    """The parts, with the name of their dict where several dicts have entries of one name."""
    places: dict[str, set[str]] = {}
    for part in parts:
        places.setdefault(part.name, set()).add(part.within)
    return [
        replace(part, name=f"{part.name} of {part.within}")
        if part.within and len(places[part.name]) > 1
        else part
        for part in parts
    ]


def _some(names: list[str]) -> str:
    """The names, or the first of very many and how many more they are."""
    if len(names) <= MOST_NAMED + 1:
        return _listed(names)
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"


def _too_many(names: list[str]) -> str:
    return f"{_some(names)} {_is(names)} too many."


def _right(parts: list[Part]) -> str:
    """Which parts of several are right, so that nobody looks for the mistake there."""
    asked = [part for part in parts if part.name and not isinstance(part.expected, Anything)]
    names = [part.name for part in asked if not part.problem]
    if not names:
        return ""
    if len(names) > NAMED_ENTRIES:
        return f" The other {len(names)} parts are right."
    return f" {_listed(names)} {_is(names)} right."


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _form(part: Part, names: list[str]) -> Told:
    """What is wrong with the form of a part; ``names`` are those of the whole."""
    if part.problem == "count":
        return _count(part, names)
    if part.problem == "type":
        return _type(part, names)
    rungs = {"missing": _missing, "extra": _extra, "one-seed": _one_seed, "no-seed": _no_seed}
    return rungs.get(part.problem or "", _shape)(part)


def _whole(part: Part, other: Part) -> bool:
    """Whether the two are told by one sentence, about the dict or tuple that both belong to."""
    whole = part.problem in ("type", "count") and part.of is not None
    return whole and (part.problem, part.of) == (other.problem, other.of)


def capitalised(sentence: str) -> str:
    """Begin with a capital, unless the first word is the name of a part, such as dw."""
    return "T" + sentence[1:] if sentence.startswith("the ") else sentence


def misordered(
    answer: Any, expected: Any, names: tuple[str, ...] = (), name: str = ""
) -> Told | None:
    """Whether a tuple or list holds the right values in another order, at whatever depth."""
    answer = base(answer)
    if isinstance(expected, OneOf):
        found = (misordered(answer, option, names, name) for option in expected.options)
        return next(filter(None, found), None)
    if isinstance(expected, Exactly):
        expected = expected.value
    if isinstance(expected, Leading):
        expected = as_short(answer, expected)
    if isinstance(expected, dict) and type(answer) is dict:
        shared = [(str(k), answer[k], v) for k, v in expected.items() if k in answer]
    elif isinstance(expected, tuple | list) and type(answer) in (tuple, list):
        if len(answer) != len(expected):
            return None
        if _shuffled(answer, expected):
            what = f"{name} holds" if name else "It returns"
            order = f": {', '.join(names)} is expected" if names and not name else ""
            return Told("order", f"{what} the right values in another order{order}.")
        labels = [*names, *(f"{name}[{i}]" for i in range(len(names), len(expected)))]
        shared = list(zip(labels, answer, expected, strict=False))
    else:
        return None
    deeper = (misordered(a, e, (), label) for label, a, e in shared if not is_leaf(e))
    return next(filter(None, deeper), None)


def is_leaf(expected: object) -> bool:
    """Whether an expected value has no parts of its own."""
    return not isinstance(expected, dict | tuple | list | OneOf | Exactly | Leading)


def _shuffled(answer: tuple | list, expected: tuple | list) -> bool:
    count = range(len(expected))
    if all(isinstance(entry, int | float | np.number) for entry in expected):
        return False  # numbers, such as costs: the values say it
    orders = permutations(count) if len(expected) <= SHUFFLED else [tuple(reversed(count))]
    fits: dict[tuple[int, int], bool] = {}

    def fit(place: int, source: int) -> bool:
        if (place, source) not in fits:
            fits[place, source] = same(answer[source], expected[place])
        return fits[place, source]

    if all(fit(place, place) for place in count):
        return False
    return any(all(map(fit, count, order)) for order in orders)


def raised(kind: str, message: str, line: str) -> str:
    """What to say of a call that ended in an exception, or with what the grader cannot take."""
    if kind == UNREADABLE:
        found = message or "What it returned is no number, text, list, dict or array"
        return f"{found[:1].upper()}{found[1:]}.".replace("..", ".")
    where = f" at the line: {line}" if line else ""
    message = plainly(kind, message) or message
    if message.endswith((".", "?")):  # sentences of their own
        return f"It raised {kind}{where}. {message}"
    text = f": {message}" if message else ""
    return f"It raised {kind}{text}{where}".rstrip(".") + "."


def raised_in(call: Call, function: str, inputs: dict[str, Any], secret: bool) -> Told:
    """What to say of a call that ended in an exception, arguments that do not fit included."""
    kind = call.value.kind
    if kind == UNREADABLE:
        return Told("unreadable", raised(kind, call.message, ""))
    if kind == ENDLESS and call.message:
        return Told("endless", call.message)
    if kind == "TypeError" and call.takes is not None:
        return Told("arguments", _too_few(call.takes, function, list(inputs)))
    if call.lacking and "None" in call.message:
        return Told("not-passed", not_passed(call.lacking))
    return Told("raised", raised(kind, "" if secret else call.message, call.line))


def _too_few(takes: tuple[str, ...], function: str, passed: list[str]) -> str:
    """What to say of a function that takes fewer arguments than the call passes."""
    named = f" ({', '.join(takes)})" if takes else ""
    takes_them = f"It takes {len(takes)} argument{'s' * (len(takes) != 1)}{named}"
    sentence = f"{takes_them}; the call passes {len(passed)}: {function}({', '.join(passed)})."
    missing = [name for name in passed if name not in takes]
    if len(missing) != len(passed) - len(takes):  # under names of its own, so nobody can tell
        return sentence
    return f"{sentence} {_listed(missing)} {_is(missing)} missing."


def not_passed(names: tuple[str, ...]) -> str:
    """What to say of parameters that a function insists on and that no call passes."""
    if len(names) == 1:
        return (
            f"`{names[0]}` is a required argument of yours that is not passed: "
            "give it a default, or leave it out."
        )
    listed = _listed([f"`{name}`" for name in names])
    return (
        f"{listed} are required arguments of yours that are not passed: "
        "give them defaults, or leave them out."
    )


def call_text(function: str, inputs: dict[str, Any]) -> str:
    """The call as one would write it, arrays by their shape: ``predict(w (2, 1), b=0.5)``."""
    return f"{function}({', '.join(_input(name, value) for name, value in inputs.items())})"


def _input(name: str, value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"{name} {value.shape}"
    return f"{name}={nested(value) if is_a(value, dict, list, tuple) else short(value)}"


def nested(value: Any, room: int = 90) -> str:
    """A dict, list or tuple by the names and shapes of what is in it: ``{W1 (3, 2), b1 (3, 1)}``.

    What goes beyond the ``room`` is left out.
    """
    if isinstance(value, np.ndarray):
        return str(value.shape)
    if is_a(value, dict):
        opened, closed = "{", "}"
        entries = [_entry(str(key), entry) for key, entry in value.items()]
    elif is_a(value, list, tuple):
        opened, closed = "[]" if is_a(value, list) else "()"
        entries = [nested(entry) for entry in value]
        closed = "," * (len(entries) == 1 and opened == "(") + closed
    else:
        return short(value)
    shown = [entry for n, entry in enumerate(entries) if len(", ".join(entries[: n + 1])) <= room]
    return opened + ", ".join(shown + ["…"] * (len(shown) < len(entries))) + closed


def _entry(name: str, value: Any) -> str:
    return f"{name} {nested(value)}" if isinstance(value, np.ndarray) else f"{name}={nested(value)}"


def short(value: Any) -> str:
    """A value in a few characters."""
    if isinstance(value, float | np.floating):
        return f"{value:.6g}"
    if isinstance(value, np.ndarray):
        return f"array of shape {value.shape}"
    if is_a(value, tuple, list) and not all(isinstance(v, int | float | str) for v in value):
        return kind(value)
    if is_a(value, dict):
        value = ", ".join(map(str, value))
        return "{" + (value if len(value) <= 40 else value[:37] + "…") + "}"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


def kind(value: Any) -> str:
    """What a value is, in a reader's words."""
    value = base(value)
    names = {dict: "a dict", str: "a string", type(None): "None"}
    if isinstance(value, Exactly):
        return kind(value.value)
    if is_a(value, tuple, list):
        return f"a {'list' if is_a(value, list) else 'tuple'} of {len(value)}"
    if type(value) is np.ndarray:
        return f"an array of shape {value.shape}"
    if is_a(value, bool, int, float, np.integer, np.floating, np.bool_):
        return "a number"
    if isinstance(value, Batches):
        return "a list of batches"
    if isinstance(value, Sample):
        return f"a random array of shape {value.shape}"
    if isinstance(value, Mask):
        return f"an array of zeros and ones of shape {value.shape}"
    if (words := opaque(value)) is not None:
        return words
    if callable(value) and not isinstance(value, type):
        return "a function"
    return names.get(type(value), _article(type(value).__name__))


def opaque(value: Any) -> str | None:
    """How the sandbox describes a value that it cannot send; None for every other value.

    Only the type is looked at before: any use of such a stand-in is an error.
    """
    if type(value).__name__ != "Opaque" or not hasattr(value, "description"):
        return None
    return value.description


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'AEIOUaeiou' else 'a'} {noun}"


def _named(part: Part, fallback: str = "the answer") -> str:
    return part.name or fallback


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _missing(part: Part) -> Told:
    where = part.of or "the returned dict"
    name = part.name.removesuffix(f" of {where}")
    return Told("missing-entry", f"{where} has no entry “{name}”.")


def _extra(part: Part) -> Told:
    names = part.name.split(", ")
    count, shown = len(names), names[:NAMED_ENTRIES]
    text = _listed(shown) if count == len(shown) else f"{', '.join(shown)} and so on"
    entries = "an entry too many" if count == 1 else f"{count} entries too many"
    where = part.of or "the returned dict"
    words = f"{where} has {entries} ({text}): whoever counts its entries is misled."
    return Told("extra-entry", words)


def _count(part: Part, names: list[str]) -> Told:
    found, wanted = len(part.answer), len(part.expected)
    if part.of:
        return Told("count", f"{part.of} has {_counted(found, 'entry', 'entries', wanted)}.")
    return Told(
        "count", f"It returns {_returned(_counted(found, 'value', 'values', wanted), names)}"
    )


def _returned(counted: str, names: list[str]) -> str:
    """The count of returned values, with the names of those that are expected, where they have."""
    named = names if not any(name.startswith("[") for name in names) else []
    return f"{counted}: {_listed(named)}." if len(named) > 1 else f"{counted}."


def _counted(found: int, one: str, several: str, wanted: int) -> str:
    verb = "is" if wanted == 1 else "are"
    return f"{found} {one if found == 1 else several}, where {wanted} {verb} expected"


def _type(part: Part, names: list[str]) -> Told:
    name = part.name if part.of is None else part.of
    name = name or "the answer"
    answer, expected = base(part.answer), part.expected
    if isinstance(answer, Raises):
        return Told("raised", raised(answer.kind, "", ""))
    if answer is Ellipsis:
        return Told("not-written", f"{name} is still “...”: not written yet.")
    if type(answer) is np.ndarray and answer.dtype.kind not in NUMERIC:
        entries = {"O": "Python objects", "U": "strings", "c": "complex numbers"}
        entries = entries.get(answer.dtype.kind, answer.dtype)
        words = f"{name} is an array of {entries}, where real numbers are expected."
        return Told("type", words)
    if part.of == "" and is_a(expected, tuple, list):
        values = f"1 value ({kind(answer)}), where {len(expected)} are expected"
        return Told("type", f"It returns {_returned(values, names)}")
    found, wanted = kind(answer), "a string" if isinstance(expected, str) else kind(expected)
    if type(answer) is tuple and (part.of == "" or (part.of is None and not part.name)):
        count = len(answer)
        values = "1 value in a tuple" if count == 1 else f"{count} values"
        return Told("count", f"It returns {values}, where {wanted} alone is expected.")
    if found == wanted:
        return Told("type", _alike(name, answer, found))
    return Told("type", f"{name} is {found}, where {wanted} is expected.")


def _alike(name: str, answer: Any, what: str) -> str:
    """What is wrong with a value that is called the same as what is expected."""
    if is_a(answer, tuple, list):
        for index, entry in enumerate(answer):
            if as_number(entry) is None:
                return f"{name}[{index}] is {kind(entry)}, where a number is expected."
    if is_a(answer, int):
        return f"{name} is a whole number beyond what NumPy holds: {short(answer)}."
    made = type(answer).__name__
    return f"{name} looks like {what} and is of a class of its own ({made}), which cannot be read."


def _shape(part: Part) -> Told:
    name = _named(part)
    if isinstance(part.expected, list):
        count = np.size(part.answer) if type(part.answer) is np.ndarray else len(part.answer)
        return Told(
            "length", f"{name} has {_counted(count, 'entry', 'entries', len(part.expected))}."
        )
    answer, wanted = part.answer, part.expected.shape
    sentence = f"{name} has shape {answer.shape}, where {wanted} is expected"
    if answer.ndim == 1 and len(wanted) == 2 and answer.size == np.prod(wanted):
        hint = "a rank-1 array. Keep both dimensions (keepdims, or a reshape)."
        return Told("rank-1", f"{sentence}: {hint}")
    if answer.shape == wanted[::-1]:
        return Told("transposed", f"{sentence}: the transpose. Which way round does it go?")
    if answer.ndim < len(wanted):
        return Told("lost-dimension", f"{sentence}: a dimension was lost (keepdims?).")
    if answer.size > np.prod(wanted) and len(wanted) > 1:
        hint = "larger than it should be. Did two arrays broadcast against each other?"
        return Told("broadcast", f"{sentence}: {hint}")
    return Told("shape", f"{sentence}.")


def _one_seed(part: Part) -> Told:
    words = f"Another {part.name} gives the very same answer. Where do your random numbers begin?"
    return Told("one-seed", words)


def _no_seed(part: Part) -> Told:
    words = f"the same {part.name} gives another answer the second time. What is it there for?"
    return Told("no-seed", words)


def _value(part: Part, sizes: dict[str, int], secret: bool) -> Told:
    name, expected = _named(part), part.expected
    if isinstance(expected, Raises):
        if isinstance(part.answer, Raises):
            words = f"{raised(part.answer.kind, '', '')[:-1]}, where {expected.kind} is expected."
            return Told("raised", words)
        words = f"An exception ({expected.kind}) is expected here; the call returned."
        return Told("not-raised", words)
    if isinstance(expected, Sample):
        return _sample(name, part.answer, expected)
    if isinstance(expected, Batches) and (told := misdealt(pairs_of(part.answer), expected)):
        return Told(*told)
    if isinstance(expected, Mask):
        return _mask(name, part.answer, expected)
    if isinstance(expected, str):
        return Told("value", f"{name} differs." if secret else _texts(name, part.answer, expected))
    answer, expected = _arrays(part)
    unfinished = ~np.isfinite(answer) & np.isfinite(expected)
    if unfinished.any():
        words = f"{name} differs. It is not finite everywhere."
        return Told("not-finite", words if secret else _not_finite(name, answer, unfinished))
    got, want = answer.astype(float), expected.astype(float)
    pattern = _pattern(got, want, sizes)
    differs = f"{name} differs." if secret else _numbers(name, got, want)
    return Told(pattern.name, differs + pattern.words)


def _arrays(part: Part) -> tuple[np.ndarray, np.ndarray]:
    if isinstance(part.expected, list):
        return np.asarray(as_numbers(part.answer)), np.array(part.expected, float)
    if isinstance(part.expected, np.ndarray):
        answer = part.answer if type(part.answer) is np.ndarray else as_number(part.answer)
        return np.asarray(answer).reshape(part.expected.shape), part.expected
    return np.asarray(as_number(part.answer)), np.asarray(part.expected)


def _not_finite(name: str, answer: np.ndarray, where: np.ndarray) -> str:
    first = tuple(int(i) for i in np.argwhere(where)[0])
    what = "NaN" if np.isnan(answer[first]) else "infinite"
    place = f" at {list(first)}" if answer.ndim else ""
    return (
        f"{name} is {what}{place}. A logarithm of 0, a division by 0 or an exp that overflowed "
        "is the usual cause."
    )


def _numbers(name: str, got: np.ndarray, want: np.ndarray) -> str:
    differ = ~np.isclose(got, want, rtol=1e-5, atol=1e-7)
    if not differ.any():  # far smaller than its neighbours: only the exact comparison sees it
        differ = got != want
    first = tuple(int(i) for i in np.argwhere(differ)[0])
    count = f"{name} differs"
    if got.size > 1:
        many = int(differ.sum())
        count = f"{name} has the right shape, but {many} of {got.size} entries differ"
        count += "s" * (many == 1)
    elif got.ndim:
        count = f"{name} has the right shape, but its one entry differs"
    place = f" at {list(first)}" if got.ndim else ""
    found, wanted = _apart(float(got[first]), float(want[first]))
    return f"{count}: got{place} {found}, expected {wanted}."


def _apart(got: float, want: float) -> tuple[str, str]:
    """Two numbers that differ, with as many digits as it takes to see it."""
    texts = [(f"{got:.{digits}g}", f"{want:.{digits}g}") for digits in (6, 9, 12, 17)]
    return next((pair for pair in texts if pair[0] != pair[1]), texts[-1])


def _texts(name: str, got: str, want: str) -> str:
    """Two strings that differ; long ones from where they do."""
    found, wanted = short(got), short(want)
    if found == wanted:
        at = next(
            (n for n, (a, b) in enumerate(zip(got, want, strict=False)) if a != b),
            min(len(got), len(want)),
        )
        found, wanted = short(got[at:]), short(want[at:])
        return f"{name} differs from character {at + 1} on: {found}, where {wanted} is expected."
    return f"{name} is {found}, where {wanted} is expected."


def _pattern(got: np.ndarray, want: np.ndarray, sizes: dict[str, int]) -> Told:
    """What the differences have in common, as a sentence to add; "value" and none if nothing."""
    nonzero = np.abs(want) > 1e-12
    if nonzero.any() and np.allclose(got[~nonzero], 0):
        ratios = got[nonzero] / want[nonzero]
        factor = float(ratios.flat[0])
        if np.allclose(ratios, factor, rtol=FACTOR_TOLERANCE) and factor != 0:
            return _factor(factor, sizes, ratios.size)
        if got.size > 1 and not got.any():
            return Told("zeros", " Every entry is 0.")
    if got.ndim == 2 and got.shape == got.T.shape and np.allclose(got.T, want):
        return Told("transposed", " It is the transpose. Which way round does it go?")
    shift = float((got - want).flat[0])
    if got.size > 1 and np.allclose(got - want, shift, rtol=FACTOR_TOLERANCE):
        return Told("shift", f" Every entry is off by the same {shift:.4g}.")
    if got.size > 1 and np.allclose(np.sort(got, None), np.sort(want, None)):
        return Told("permuted", " The right numbers, in another order.")
    return Told("value", "")


def _factor(factor: float, sizes: dict[str, int], count: int) -> Told:
    """Words for a constant factor; for a single number only a factor that means something."""
    if np.isclose(factor, -1):
        return Told("sign", " The sign is the opposite.")
    if factor < 0:
        told = _factor(-factor, sizes, count)
        return (
            told._replace(words=f" The sign is the opposite.{told.words}") if told.words else told
        )
    for meaning, size in sizes.items():
        letter = "m" if "columns" in meaning else "n"
        if size > 1 and np.isclose(factor, size):
            words = f" It is {size} times too large: that is {meaning}."
            return Told(f"factor-{letter}", words)
        if size > 1 and np.isclose(factor, 1 / size):
            words = f" It is {size} times too small: that is {meaning}."
            return Told(f"factor-1/{letter}", words)
    if count == 1 and not np.isclose(abs(factor), [0.5, 2]).any():
        return Told("value", "")
    twice = {2.0: "factor-2", 0.5: "factor-1/2"}
    name = next((name for number, name in twice.items() if np.isclose(factor, number)), "factor")
    everywhere = ", everywhere" * (count > 1)
    times = f"{max(factor, 1 / factor):.4g}"
    if times == "1":  # a difference far behind the point, of which this would say nothing
        return Told("value", "")
    return Told(name, f" It is {times} times too {'large' if factor > 1 else 'small'}{everywhere}.")


def _sample(name: str, answer: np.ndarray, expected: Sample) -> Told:
    answer = np.asarray(answer)
    problem = sample_problem(answer, expected) or "value"
    if problem == "not-finite":
        return Told(problem, _not_finite(name, answer, ~np.isfinite(answer)))
    if np.ptp(answer) == 0:
        words = f"Every entry of {name} is {answer.flat[0]:.4g}; it should be drawn at random."
        return Told("zeros" if not answer.any() else "value", words)
    mean, std = f"{answer.mean():.3g}", f"{answer.std():.3g}"
    farthest = np.abs(answer - expected.mean).max() / expected.std
    words = {
        "mean": f"{name} has mean {mean}, where about {expected.mean:.1g} is expected.",
        "spread": f"{name} has standard deviation {std}, where about {expected.std:.3g} "
        "is expected.",
        "alike-rows": f"Rows or columns of {name} repeat; each should be drawn anew.",
        "distribution": f"{name} has the right spread, but its entries are not spread as those of "
        f"a normal distribution: the farthest is {farthest:.2g} standard deviations from the mean.",
    }
    return Told(problem, words.get(problem, f"{name} differs."))


def _mask(name: str, answer: np.ndarray, expected: Mask) -> Told:
    answer = np.asarray(answer, float)
    problem = mask_problem(answer, expected) or "value"
    words = {
        "mean": f"{answer.mean():.0%} of {name} are 1, where about {expected.rate:.0%} are "
        "expected.",
        "alike-rows": f"Rows or columns of {name} repeat; each entry should be drawn by itself.",
    }
    return Told(problem, words.get(problem, f"{name} holds other numbers than 0 and 1."))


def sizes_of(inputs: dict[str, Any]) -> dict[str, int]:
    """The sizes of the input arrays, in words, for naming a constant factor."""
    sizes = {}
    for name, value in inputs.items():
        if type(value) is np.ndarray and value.ndim == 2:
            sizes[f"the number of columns of {name}"] = value.shape[1]
            sizes[f"the number of rows of {name}"] = value.shape[0]
        elif type(value) is np.ndarray and value.ndim == 1:
            sizes[f"the length of {name}"] = value.shape[0]
    return sizes
