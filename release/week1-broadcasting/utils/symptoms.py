"""The looks of a bug hunt: what a function does, as a curve, a cost or a number beside another.

Each prints what it sees and draws it where there is something to draw. None says what is wrong.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from utils import checkfile
from utils.checkfile import Checks
from utils.checks import grading, name_of, say
from utils.compare import base, compare
from utils.expected import Exactly, Leading, Mask, OneOf, Raises, Sample
from utils.explain import call_text, nested
from utils.observe import observe

LOOKS = ("curve", "falls", "descend", "slopes", "spreads", "paths")
MOST_PARTS = 4  # of an answer, that are shown
SIZE = (5.2, 2.9)  # inches
NUDGE = 1e-5
Look = Callable[[dict[str, Any]], tuple[float, Mapping[str, Any]]]


def beside(function: Callable) -> None:
    """Print an answer of ``function`` beside the expected one, for a visible case that differs."""
    if grading():
        return
    path = Path(checkfile.FILE_NAME)
    try:
        name = name_of(function, sys._getframe(1), checkfile.names_in(path))
        checks = checkfile.load_one(path, name)
    except checkfile.CheckFileError as error:
        say(str(error))
        return
    print(differing(function, checks) if checks else f"{name} has no visible case.")


def differing(function: Callable, checks: Checks) -> str:
    """What ``function`` answers in the first visible case that differs, and what it should."""
    for case in checks.cases:
        if case.secret:
            continue
        call = observe(function, case.inputs, case.given, case.spare)
        if isinstance(call.value, Raises) and not isinstance(case.expected, Raises):
            stopped = f"stops with {call.value.kind}: {call.message}"
            return f"{call_text(checks.function, case.inputs)}\n  {stopped}"
        parts = compare(call.value, case.expected, checks.names)
        wrong = [part for part in parts if part.problem]
        if not wrong:
            continue
        lines = [call_text(checks.function, case.inputs)]
        for part in wrong[:MOST_PARTS]:
            label = f"{part.name}: " if part.name else ""
            lines.append(f"  {label}{brief(part.answer)}")
            lines.append(f"  {' ' * len(label)}should be {brief(part.expected)}")
        return "\n".join(lines)
    return f"{checks.function} is right in every visible case."


def brief(value: Any) -> str:
    """A value in a line: numbers as they are, the beginning and the end of an array."""
    value = base(value)
    match value:
        case OneOf(options):
            return brief(options[0])
        case Exactly(inner) | Leading(inner, _):
            return brief(inner)
        case Sample(shape, mean, std):
            return f"random, shape {shape}, mean {mean:.2g}, spread {std:.3g}"
        case Mask(shape, rate):
            return f"zeros and ones, shape {shape}, {rate:.0%} of them ones"
        case np.ndarray():
            shown = np.array2string(value, precision=4, threshold=8, edgeitems=2, separator=", ")
            if value.size > 500:
                return f"shape {value.shape}, mean {value.mean():.2g}, spread {value.std():.3g}"
            return f"{' '.join(shown.split())}, shape {value.shape}"
        case float() | np.floating():
            return f"{float(value):.6g}"
        case dict() | list() | tuple():
            return nested(value)
    return str(value)


def curve(function: Callable, low: float = -4.0, high: float = 4.0, whole: bool = False) -> None:
    """Draw what a function makes of many numbers at once, and print it at three places.

    ``whole`` asks at whole numbers, one by one.
    """
    x = np.arange(low, high + 1) if whole else np.linspace(low, high, 161)
    y = np.array([function(int(one)) for one in x]) if whole else np.asarray(function(x))
    if y.shape != x.shape:
        print(f"of {x.size} numbers it makes an array of shape {y.shape}")
        return
    _, ax = plt.subplots(figsize=SIZE)
    ax.plot(x, y)
    ax.set(title=getattr(function, "__name__", "the function"))
    for place in (0, x.size // 2, -1):
        print(f"at {x[place]:g}: {y[place]:.4f}")


def falls(costs: Sequence[float], label: str = "cost") -> None:
    """Draw a list of costs, and print the first and the last."""
    _, ax = plt.subplots(figsize=SIZE)
    ax.plot(costs)
    ax.set(xlabel="step", ylabel=label, title=f"The {label} on its way")
    print(f"{label}: {costs[0]:.4f} at first, {costs[-1]:.4f} in the end, {len(costs)} noted")


def descend(
    look: Look, parameters: Mapping[str, Any], rate: float, steps: int
) -> tuple[list[float], dict[str, Any]]:
    """The costs along so many steps downhill, and the parameters after them.

    ``look(parameters)`` gives the cost and a dict of gradients, ``"dW1"`` for ``"W1"``.
    """
    found, costs = dict(parameters), []
    for _ in range(steps):
        cost, slopes = look(found)
        costs.append(float(cost))
        for name in found:
            found[name] = found[name] - rate * slopes[f"d{name}"]
    return costs, found


def slopes(look: Look, parameters: Mapping[str, Any]) -> None:
    """Print how long each gradient of ``look`` is, and how long one is that nudging measures."""
    _, given = look(dict(parameters))
    for name, entries in parameters.items():
        start = np.array(entries, float)
        measured = np.zeros(start.size)
        for place in range(start.size):
            costs = []
            for step in (NUDGE, -NUDGE):
                moved = start.copy().reshape(-1)
                moved[place] += step
                costs.append(look({**parameters, name: moved.reshape(start.shape)})[0])
            measured[place] = (costs[0] - costs[1]) / (2 * NUDGE)
        mine = np.ravel(given[f"d{name}"])
        if mine.size != measured.size:
            print(f"d{name}: shape {np.shape(given[f'd{name}'])}, and {name} has {start.shape}")
            continue
        apart = np.linalg.norm(mine - measured)
        print(
            f"d{name}: length {np.linalg.norm(mine):.4f}, by nudging {np.linalg.norm(measured):.4f}"
            f", apart by {apart:.4f}"
        )


def spreads(parameters: Mapping[str, Any]) -> None:
    """Print shape, mean and spread of each parameter, and draw how the first one is spread."""
    first, drawn = next(iter(parameters.items()))
    _, ax = plt.subplots(figsize=SIZE)
    ax.hist(np.ravel(drawn), bins=41)
    ax.set(xlabel="value", ylabel="entries", title=f"The entries of {first}")
    for name, entries in parameters.items():
        value = np.asarray(entries)
        mean = round(float(value.mean()), 3) + 0.0  # not -0.0
        print(f"{name}: shape {value.shape}, mean {mean:.3f}, spread {value.std():.3f}")


def paths(where: Mapping[str, Sequence[np.ndarray]]) -> None:
    """Draw walks over a plane, one a label, and print where each ends."""
    _, ax = plt.subplots(figsize=SIZE)
    for label, points in where.items():
        walked = np.array(points).reshape(-1, 2)
        ax.plot(walked[:, 0], walked[:, 1], marker=".", label=label)
        steps = len(walked) - 1
        print(f"{label}: at ({walked[-1, 0]:.3f}, {walked[-1, 1]:.3f}) after {steps} steps")
    ax.plot(0, 0, "k+", markersize=12)
    ax.set(xlabel="first weight", ylabel="second weight", title="The way; + is the lowest point")
