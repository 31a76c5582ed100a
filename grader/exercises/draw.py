"""Inputs drawn by letters: what each argument is, with a letter for every size.

    inputs = draw(w="n_x 1", b="", X="n_x m", Y=labels("1 m"), m=(6, 12))

Every call ``inputs(rng)`` draws a size for each letter, no two of them equal, and then the
arguments one after the other. An argument is
- a shape: numbers of either sign away from zero, ``"n_x m"`` an array, ``""`` a float;
- a recipe: ``labels("1 m")``, ``scores("n m")``, ``whole(3, 9)``, ``choice("relu", "sigmoid")`` …;
- a function of what was drawn before, by name: ``lambda X, w, rng: …`` (letters count as well);
- any other value: itself.
An argument whose name begins with an underscore is drawn, is known to what follows without its
underscore, and is not handed over. A letter stands for 2 to 8 unless it is told otherwise:
``m=(6, 12)`` is a range, ends included, ``m=1`` a size, ``m="n"`` the size of another letter. A
word of a shape can also be a number, or a whole number or list of sizes drawn before.

``inputs.at(m=1)`` is the same with something changed: a size, an argument, or one more argument.
``inputs.where(lambda Z: abs(Z).min() > 0.1)`` draws again until that holds.
"""

import copy
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from grader.exercises.errors import ExerciseError

Rng = np.random.Generator
SIZES = (2, 8)  # of a letter, unless it is told otherwise
TRIES = 2000  # before a condition is taken for one that never holds


@dataclass(frozen=True)
class Recipe:
    """How to draw one argument: ``make(rng, names)``, and the words of the shapes it needs."""

    make: Callable[[Rng, dict], Any]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draw:
    """Arguments by name, drawn anew at each call. Made by ``draw``.

    ``sizes`` are letters with what they are told to be, ``conditions`` what has to hold.
    """

    recipes: dict[str, Recipe]
    sizes: dict[str, Any]
    conditions: tuple[Callable[..., bool], ...] = ()

    def __call__(self, rng: Rng) -> dict[str, Any]:
        """One case: the arguments by name. ``ExerciseError`` when no draw is as it should be."""
        # in an order that does not hang on how a set hashes
        letters = dict.fromkeys(sorted(_letters(self.recipes)), SIZES) | self.sizes
        for _ in range(TRIES):
            names = _sizes(rng, letters)
            found = {}
            for name, recipe in self.recipes.items():
                found[name] = names[_known(name)] = recipe.make(rng, names)
            if all(_called(condition, rng, names) for condition in self.conditions):
                return {name: value for name, value in found.items() if name[0] != "_"}
        raise ExerciseError(
            f"no draw of {', '.join(self.recipes)} is as it should be in {TRIES} tries"
        )

    def at(self, **changes: object) -> "Draw":
        """The same with other sizes or arguments, or with more of them.

        More arguments come last, those with an underscore first, for others to be made of.
        """
        recipes, sizes = _told(changes, _letters(self.recipes) | self.sizes.keys())
        helpers = {n: r for n, r in recipes.items() if n[0] == "_" and n not in self.recipes}
        recipes = helpers | self.recipes | recipes
        return replace(self, recipes=recipes, sizes=self.sizes | sizes)

    def where(self, condition: Callable[..., bool]) -> "Draw":
        """The same, drawn until a condition holds: a function of letters and arguments by name."""
        return replace(self, conditions=(*self.conditions, condition))


def draw(**arguments: object) -> Draw:
    """Inputs that draw these arguments, in this order: see the module's docstring."""
    return Draw(*_told(arguments, set()))


def at(**changes: object) -> dict[str, Any]:
    """For a special case: the exercise's own inputs with these changes, as in ``Draw.at``."""
    return changes


def _told(told: dict[str, Any], letters: set[str]) -> tuple[dict[str, Recipe], dict]:
    """The recipes of arguments, and the sizes of letters (those that occur, and ``letters``)."""
    recipes = {name: _recipe(value) for name, value in told.items()}
    letters = letters | {word for recipe in recipes.values() for word in recipe.words}
    sizes = {n: s for n, s in told.items() if n in letters and isinstance(s, int | str | tuple)}
    return {name: recipe for name, recipe in recipes.items() if name not in sizes}, sizes


def _letters(recipes: dict[str, Recipe]) -> set[str]:
    """The letters in shapes: words that are neither numbers nor arguments drawn before."""
    letters, known = set(), set()
    for name, recipe in recipes.items():
        letters |= {word for word in recipe.words if not word.isdigit()} - known
        known.add(_known(name))
    return letters


def _known(name: str) -> str:
    """The name by which others know an argument."""
    return name.removeprefix("_")


def _recipe(value: object) -> Recipe:
    if isinstance(value, Recipe):
        return value
    if isinstance(value, str):
        return signed(value)
    if callable(value):
        return made(value)
    return fixed(value)


def _called(function: Callable, rng: Rng, names: dict[str, Any]) -> Any:
    wanted = [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is parameter.empty
    ]
    known = names | {"rng": rng}
    missing = [name for name in wanted if name not in known]
    if missing:
        raise ExerciseError(f"nothing drawn before is called {', '.join(missing)}")
    return function(**{name: known[name] for name in wanted})


def _sizes(rng: Rng, letters: dict[str, Any]) -> dict[str, Any]:
    """A size for each letter: those that are drawn differ from all others."""
    found: dict[str, Any] = {n: size for n, size in letters.items() if isinstance(size, int)}
    ranges = {n: size for n, size in letters.items() if isinstance(size, tuple)}
    for name, (low, high) in sorted(ranges.items(), key=lambda item: item[1][1] - item[1][0]):
        free = [n for n in range(low, high + 1) if n not in found.values()]
        if not free:
            raise ExerciseError(f"no size from {low} to {high} is left for {name}")
        found[name] = int(rng.choice(free))
    for name, size in letters.items():
        if isinstance(size, str):
            if size not in found:
                raise ExerciseError(f"{name} is to be as large as {size}, which is no letter")
            found[name] = found[size]
    return found


def _shape(words: tuple[str, ...], names: dict[str, Any]) -> tuple[int, ...]:
    """The sizes that the words of a shape stand for."""
    sizes: list[int] = []
    for word in words:
        size = int(word) if word.isdigit() else names[word]
        sizes += size if isinstance(size, list) else [size]
    return tuple(sizes)


def array(shape: str, entries: Callable[[Rng, tuple[int, ...]], np.ndarray | float]) -> Recipe:
    """An array of this shape with ``entries(rng, shape)``; a plain number for the shape ""."""
    words = tuple(shape.split())

    def make(rng: Rng, names: dict) -> object:
        found = entries(rng, _shape(words, names))
        return found if words else np.asarray(found).item()

    return Recipe(make, words)


def away(rng: Rng, shape: tuple[int, ...], low: float = 0.3, high: float = 1.5) -> np.ndarray:
    """Numbers of either sign whose size lies between ``low`` and ``high``, so none is near 0."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def signed(shape: str, low: float = 0.3, high: float = 1.5) -> Recipe:
    """Numbers of either sign whose size lies between ``low`` and ``high``, so none is near 0."""
    return array(shape, lambda rng, sizes: away(rng, sizes, low, high))


def normal(shape: str, mean: float = 0.0, std: float = 1.0) -> Recipe:
    """Gaussian numbers: features, as a rule."""
    return array(shape, lambda rng, sizes: rng.normal(mean, std, sizes))


def between(low: float, high: float, shape: str = "") -> Recipe:
    """Numbers evenly spread from ``low`` to ``high``."""
    return array(shape, lambda rng, sizes: rng.uniform(low, high, sizes))


def probabilities(shape: str, low: float = 0.05, high: float = 0.95) -> Recipe:
    """Probabilities, none near 0, 1 or one half."""

    def entries(rng: Rng, sizes: tuple[int, ...]) -> np.ndarray:
        found = rng.uniform(low, high, sizes)
        return found + np.where(np.abs(found - 0.5) < 0.02, 0.04, 0.0)

    return array(shape, entries)


def rate(low: float = 0.05, high: float = 0.3, digits: int = 2) -> Recipe:
    """A learning rate: large enough to show, small enough not to overshoot, of few digits."""
    return array("", lambda rng, _: np.round(rng.uniform(low, high), digits))


def whole(low: int, high: int, shape: str = "") -> Recipe:
    """Whole numbers from ``low`` to ``high``, both included."""
    return array(shape, lambda rng, sizes: rng.integers(low, high + 1, sizes))


def labels(shape: str) -> Recipe:
    """0 and 1: one of each at least where there are two, two of each where there are four."""

    def entries(rng: Rng, sizes: tuple[int, ...]) -> np.ndarray:
        count = int(np.prod(sizes))
        sure = rng.permutation([0, 1]).tolist() + [0, 1]
        found = np.r_[sure, rng.integers(0, 2, max(count - 4, 0))][:count]
        return rng.permutation(found).reshape(sizes)

    return array(shape, entries)


def scores(shape: str, *listed: float) -> Recipe:
    """Scores of both signs, none near 0, ±½, ±1 or beyond ±3: no kink and no decision is close.

    Of three scores one is below 0, one between 0 and one half, one above. ``listed`` ones are
    among them as they are.
    """

    def entries(rng: Rng, sizes: tuple[int, ...]) -> np.ndarray:
        count = int(np.prod(sizes))
        size = rng.choice([0.0, 0.5], count) + rng.uniform(0.1, 0.4, count)
        size += rng.integers(0, 3, count)
        found = np.where(rng.random(count) < 0.4, size, -size)
        sure = np.array([0.1, 0.6, -0.9]) + rng.uniform(0.0, 0.3, 3)
        found = np.r_[listed, sure, found][:count]
        return rng.permutation(found).reshape(sizes)

    return array(shape, entries)


def around(values: object, spread: float = 0.05) -> Recipe:
    """These numbers, each moved by at most ``spread``."""
    centre = np.asarray(values, float)
    return Recipe(lambda rng, _: centre + rng.uniform(-spread, spread, centre.shape))


def choice(*values: object) -> Recipe:
    """One of these values."""
    return Recipe(lambda rng, _: copy.deepcopy(values[rng.integers(len(values))]))


def fixed(value: object) -> Recipe:
    """This value, for instance a string; a copy at each call."""
    return Recipe(lambda rng, _: copy.deepcopy(value))


def made(function: Callable[..., object]) -> Recipe:
    """What a function makes of letters and earlier arguments, by the names of its parameters."""
    return Recipe(lambda rng, names: _called(function, rng, names))


def size(letter: str) -> Recipe:
    """The size that a letter stands for, as an argument."""
    return Recipe(lambda _, names: _shape((letter,), names)[0], (letter,))


def layers(*sizes: str) -> Recipe:
    """The sizes of layers as a list, the input first: ``"n_x n_1 1"``. Of several, any one."""
    words = [tuple(text.split()) for text in sizes]
    return Recipe(
        lambda rng, names: list(_shape(words[rng.integers(len(words))], names)),
        tuple(word for chosen in words for word in chosen),
    )


def parameters(sizes: str, prefix: str = "", small: float = 1.0) -> Recipe:
    """W1, b1, W2, … of a network with layers of these ``sizes`` ("n_x n_h 1", the input first).

    No entry is near zero, and none so large that a probability would round to 0 or 1. ``prefix``
    goes before each name ("d" for gradients); ``small`` multiplies all weights.
    """
    words = tuple(sizes.split())

    def make(rng: Rng, names: dict) -> dict[str, np.ndarray]:
        found = {}
        for layer, (before, here) in enumerate(pairwise(_shape(words, names)), 1):
            found[f"{prefix}W{layer}"] = small * away(rng, (here, before)) / np.sqrt(before)
            found[f"{prefix}b{layer}"] = away(rng, (here, 1), 0.2, 0.8)
        return found

    return Recipe(make, words)
