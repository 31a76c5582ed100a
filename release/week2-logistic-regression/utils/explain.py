"""From a wrong answer to words: what differs, where and by how much.

The explanations form a ladder from coarse to fine (raised, None, type, shape, not finite, values);
the first rung that fits speaks. None of them needs to know the solution.
"""

import numpy as np

from utils.compare import NUMERIC, Part, as_number, as_numbers, is_a, leaf_problem
from utils.expected import Raises, Sample
from utils.observe import UNREADABLE

FACTOR_TOLERANCE = 1e-6


def explain(parts: list[Part], sizes: dict[str, int], secret: bool = False) -> str:
    """One or two sentences about the first part that differs; no values when they are ``secret``.

    ``sizes`` are numbers with a meaning, such as the count of examples, so that a constant factor
    can be named: ``{"the number of columns of X": 5}``.
    """
    wrong = [part for part in parts if part.problem]
    part = wrong[0]
    whole = part.answer is None and len(wrong) == len(parts)
    if whole and part.problem != "missing":
        return "It returned None: is there a return at the end?"
    words = {"missing": _missing, "type": _type, "shape": _shape, "value": _value}
    sentence = capitalised(words[part.problem](part, sizes))
    if secret and part.problem == "value" and not isinstance(part.expected, Sample):
        sentence = f"{capitalised(_named(part))} differs.{_secret_pattern(part, sizes)}"
    others = [other.name for other in wrong[1:] if other.name and other.name != part.name]
    return sentence + (
        f" {_listed(others)} differ{'s' * (len(others) == 1)} too." if others else ""
    )


def capitalised(sentence: str) -> str:
    """Begin with a capital, unless the first word is the name of a part, such as dw."""
    return "T" + sentence[1:] if sentence.startswith("the ") else sentence


def raised(kind: str, message: str, line: str) -> str:
    """What to say of a call that ended in an exception, or with what the grader cannot take."""
    if kind == UNREADABLE:
        return f"{message or 'What it returned is no plain data'}.".replace("..", ".")
    where = f" at the line: {line}" if line else ""
    text = f": {message}" if message else ""
    return f"It raised {kind}{text}{where}".rstrip(".") + "."


def call_text(function: str, inputs: dict[str, object]) -> str:
    """The call as one would write it, arrays by their shape: ``predict(w (2, 1), b=0.5)``."""
    words = [
        f"{name} {value.shape}" if isinstance(value, np.ndarray) else f"{name}={short(value)}"
        for name, value in inputs.items()
    ]
    return f"{function}({', '.join(words)})"


def short(value: object) -> str:
    """A value in a few characters."""
    if isinstance(value, float | np.floating):
        return f"{value:.6g}"
    if isinstance(value, np.ndarray):
        return f"array of shape {value.shape}"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


def kind(value: object) -> str:
    """What a value is, in a reader's words."""
    names = {dict: "a dict", str: "a string", type(None): "None"}
    if is_a(value, tuple, list):
        return f"a {'list' if is_a(value, list) else 'tuple'} of {len(value)}"
    if type(value) is np.ndarray:
        return f"an array of shape {value.shape}"
    if is_a(value, bool, int, float, np.integer, np.floating, np.bool_):
        return "a number"
    if isinstance(value, Sample):
        return f"a random array of shape {value.shape}"
    return names.get(type(value), f"a {type(value).__name__}")


def _named(part: Part, fallback: str = "the answer") -> str:
    return part.name or fallback


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _missing(part: Part, sizes: dict[str, int]) -> str:
    return f"The returned dict has no entry “{part.name}”."


def _type(part: Part, sizes: dict[str, int]) -> str:
    name = _named(part)
    if isinstance(part.answer, Raises):
        return raised(part.answer.kind, "", "")
    if part.answer is Ellipsis:
        return f"{name} is still “...”: not written yet."
    if type(part.answer) is np.ndarray and part.answer.dtype.kind not in NUMERIC:
        entries = {"O": "Python objects", "U": "strings", "c": "complex numbers"}
        entries = entries.get(part.answer.dtype.kind, part.answer.dtype)
        return f"{name} is an array of {entries}, where real numbers are expected."
    wanted = "a string" if isinstance(part.expected, str) else kind(part.expected)
    return f"{name} is {kind(part.answer)}, where {wanted} is expected."


def _shape(part: Part, sizes: dict[str, int]) -> str:
    if isinstance(part.expected, list):
        count = len(as_numbers(part.answer))
        return f"{_named(part)} has {count} entries, where {len(part.expected)} are expected."
    answer, wanted = part.answer, part.expected.shape
    sentence = f"{_named(part)} has shape {answer.shape}, where {wanted} is expected"
    if answer.ndim == 1 and len(wanted) == 2 and answer.size == np.prod(wanted):
        return f"{sentence}: a rank-1 array. Keep both dimensions (keepdims, or a reshape)."
    if answer.shape == wanted[::-1]:
        return f"{sentence}: the transpose. Which way round does it go?"
    if answer.ndim < len(wanted):
        return f"{sentence}: a dimension was lost (keepdims?)."
    if answer.size > np.prod(wanted):
        return f"{sentence}: larger than it should be. Did two arrays broadcast against each other?"
    return f"{sentence}."


def _value(part: Part, sizes: dict[str, int]) -> str:
    name, expected = _named(part), part.expected
    if isinstance(expected, Raises):
        return f"An exception ({expected.kind}) is expected here; the call returned."
    if isinstance(expected, Sample):
        return _sample(name, part.answer, expected)
    if isinstance(expected, str):
        return f"{name} is {short(part.answer)}, where {short(expected)} is expected."
    answer, expected = _arrays(part)
    unfinished = ~np.isfinite(answer) & np.isfinite(expected)
    if unfinished.any():
        return _not_finite(name, answer, unfinished)
    return _numbers(name, answer, expected, sizes)


def _arrays(part: Part) -> tuple[np.ndarray, np.ndarray]:
    if isinstance(part.expected, list):
        return as_numbers(part.answer), np.array(part.expected, float)
    if isinstance(part.expected, np.ndarray):
        answer = part.answer if type(part.answer) is np.ndarray else as_number(part.answer)
        return np.asarray(answer), part.expected
    return as_number(part.answer), np.asarray(part.expected)


def _not_finite(name: str, answer: np.ndarray, where: np.ndarray) -> str:
    first = tuple(int(i) for i in np.argwhere(where)[0])
    what = "NaN" if np.isnan(answer[first]) else "infinite"
    place = f" at {list(first)}" if answer.ndim else ""
    return (
        f"{name} is {what}{place}. A logarithm of 0, a division by 0 or an exp that overflowed "
        "is the usual cause."
    )


def _numbers(name: str, answer: np.ndarray, expected: np.ndarray, sizes: dict[str, int]) -> str:
    got, want = answer.astype(float), expected.astype(float)
    differ = ~np.isclose(got, want, rtol=1e-5, atol=1e-7)
    if not differ.any():  # far smaller than its neighbours: only the exact comparison sees it
        differ = got != want
    first = tuple(int(i) for i in np.argwhere(differ)[0])
    count = (
        f"{name} has the right shape, but {int(differ.sum())} of {got.size} entries differ"
        if got.ndim
        else f"{name} differs"
    )
    place = f" at {list(first)}" if got.ndim else ""
    values = f"got{place} {got[first]:.6g}, expected {want[first]:.6g}"
    return f"{count}: {values}.{_pattern(got, want, sizes)}"


def _secret_pattern(part: Part, sizes: dict[str, int]) -> str:
    """The pattern of the difference, for a case whose values stay hidden."""
    if isinstance(part.expected, str | Raises):
        return ""
    answer, expected = _arrays(part)
    if not np.all(np.isfinite(answer)):
        return " It is not finite everywhere."
    return _pattern(answer.astype(float), expected.astype(float), sizes)


def _pattern(got: np.ndarray, want: np.ndarray, sizes: dict[str, int]) -> str:
    nonzero = np.abs(want) > 1e-12
    if nonzero.any() and np.allclose(got[~nonzero], 0):
        ratios = got[nonzero] / want[nonzero]
        factor = float(ratios.flat[0])
        if np.allclose(ratios, factor, rtol=FACTOR_TOLERANCE) and factor != 0:
            return _factor(factor, sizes, ratios.size)
    shift = float((got - want).flat[0])
    if got.size > 1 and np.allclose(got - want, shift, rtol=FACTOR_TOLERANCE):
        return f" Every entry is off by the same {shift:.4g}."
    if got.size > 1 and np.allclose(np.sort(got, None), np.sort(want, None)):
        return " The right numbers, in another order."
    return ""


def _factor(factor: float, sizes: dict[str, int], count: int) -> str:
    """Words for a constant factor; for a single number only a factor that means something."""
    if np.isclose(factor, -1):
        return " The sign is the opposite."
    for meaning, size in sizes.items():
        if size > 1 and np.isclose(factor, size):
            return f" It is {size} times too large: that is {meaning}."
        if size > 1 and np.isclose(factor, 1 / size):
            return f" It is {size} times too small: that is {meaning}."
    if count == 1 and not np.isclose(abs(factor), [0.5, 2]).any():
        return ""
    if abs(factor) >= 1:
        return f" It is {factor:.4g} times too large, everywhere."
    return f" It is {1 / factor:.4g} times too small, everywhere."


def _sample(name: str, answer: np.ndarray, expected: Sample) -> str:
    if not np.all(np.isfinite(answer)):
        return _not_finite(name, answer, ~np.isfinite(answer))
    if np.ptp(answer) == 0:
        return f"Every entry of {name} is {answer.flat[0]:.4g}; it should be drawn at random."
    if abs(answer.mean() - expected.mean) > 0.25 * max(expected.std, answer.std()):
        return f"{name} has mean {answer.mean():.3g}, where about {expected.mean:.1g} is expected."
    if leaf_problem(answer, Sample(answer.shape, answer.mean(), answer.std())):
        return f"The rows of {name} are all the same; each should be drawn anew."
    return (
        f"{name} has standard deviation {answer.std():.3g}, where about {expected.std:.3g} "
        "is expected."
    )


def sizes_of(inputs: dict[str, object]) -> dict[str, int]:
    """The sizes of the input arrays, in words, for naming a constant factor."""
    sizes = {}
    for name, value in inputs.items():
        if type(value) is np.ndarray and value.ndim == 2:
            sizes[f"the number of columns of {name}"] = value.shape[1]
            sizes[f"the number of rows of {name}"] = value.shape[0]
        elif type(value) is np.ndarray and value.ndim == 1:
            sizes[f"the length of {name}"] = value.shape[0]
    return sizes
