"""What four-legged animals share: coats, and bodies that sit, stand, lie, curl up and look at you.

A species brings its own head and tail; the bodies, coats, sizes and places are drawn from the same
ranges for all, so the animal has to be told by its shape. Heads are drawn in head units: the middle
of the head is (0, 0), the cheeks are at x = -1 and 1.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from datasets.canvas import Canvas, Colour, Point
from datasets.scenes import BLACK, DARK_COATS, LIGHT_COATS, WHITE, between, mix, pick, vary


class Coat(NamedTuple):
    """Colours of the fur, the eyes, and the pattern: plain, tabby, patches, bicolour or points."""

    base: Colour
    marks: Colour
    light: Colour
    eyes: Colour
    pattern: str


class Species(NamedTuple):
    """How a species differs: its head(canvas, rng, coat), tail(canvas, rng, coat, points), the
    poses it takes, and the width of its body and the length of its legs against a cat's."""

    head: Callable[[Canvas, np.random.Generator, Coat], None]
    tail: Callable[[Canvas, np.random.Generator, Coat, Sequence[Point]], None]
    poses: Sequence[Callable[[Canvas, np.random.Generator, Coat, "Species"], None]]
    girth: float = 1.0
    legs: float = 1.0


PATTERNS = ["plain", "plain", "tabby", "tabby", "patches", "bicolour"]
EYES = [(150, 190, 70), (220, 180, 60), (110, 170, 200), (190, 130, 50)]


def draw_coat(
    rng: np.random.Generator,
    dark: bool,
    patterns: Sequence[str] = PATTERNS,
    eyes: Sequence[Colour] = EYES,
) -> Coat:
    """A coat, light or dark as a whole."""
    base = vary(rng, pick(rng, DARK_COATS if dark else LIGHT_COATS), 5)
    pattern = pick(rng, patterns)
    marks = mix(base, WHITE if dark else (110, 70, 40), 28 if dark else 42)
    light = mix(base, WHITE, 45 if dark else 60)
    return Coat(base, marks, light, pick(rng, eyes), pattern)


def markings(
    canvas: Canvas,
    rng: np.random.Generator,
    coat: Coat,
    body: np.ndarray,
    x: float,
    y: float,
    rx: float,
    ry: float,
) -> None:
    """Stripes or patches on the part of the picture that `body` masks, around (x, y)."""
    if coat.pattern == "tabby":
        for i in range(-3, 4):
            u = x + rx * i / 3.5
            line = [(u, y - ry * 1.1), (u + 0.9, y - ry * 0.4), (u + 0.2, y + ry * 0.35)]
            canvas.ribbon(line, 1.7, coat.marks, 0.6, within=body)
    if coat.pattern == "patches":
        for _ in range(3):
            u, v = x + rx * between(rng, -0.9, 0.9), y + ry * between(rng, -0.9, 0.5)
            canvas.ellipse(u, v, rx * 0.38, ry * 0.36, coat.marks, within=body)
    if coat.pattern == "bicolour":
        canvas.ellipse(x, y + ry, rx * 0.8, ry * 0.8, coat.light, within=body)


def _head(
    canvas: Canvas,
    rng: np.random.Generator,
    coat: Coat,
    species: Species,
    x: float,
    y: float,
    radius: float,
) -> None:
    species.head(canvas.moved(x, y, radius, between(rng, -6, 6)), rng, coat)


def face(canvas: Canvas, rng: np.random.Generator, coat: Coat, species: Species) -> None:
    """Close up: the head and the shoulders."""
    g = species.girth
    chest = [(-21 * g, 40), (-17 * g, 20), (-8, 13), (8, 13), (17 * g, 20), (21 * g, 40)]
    body = canvas.curve(chest, coat.base, shade=18)
    markings(canvas, rng, coat, body, 0, 28, 18, 9)
    _head(canvas, rng, coat, species, 0, 4, 16.5)


def sit_front(canvas: Canvas, rng: np.random.Generator, coat: Coat, species: Species) -> None:
    """Sitting, seen from the front, the tail to one side."""
    g = species.girth
    species.tail(canvas, rng, coat, [(8 * g, 25), (17 * g, 26), (22 * g, 20), (20 * g, 12)])
    outline = [
        (0, -10), (7 * g, -6), (9 * g, 6), (14 * g, 18), (13 * g, 27), (0, 29),
        (-13 * g, 27), (-14 * g, 18), (-9 * g, 6), (-7 * g, -6),
    ]  # fmt: skip
    body = canvas.curve(outline, coat.base, shade=22)
    markings(canvas, rng, coat, body, 0, 8, 13, 16)
    if coat.pattern != "plain":
        canvas.ellipse(0, 5, 4.5 * g, 9, coat.light, within=body)
    for side in (-1, 1):
        leg = [(4.2 * side, 6), (4.4 * side, 16), (4.2 * side, 26)]
        canvas.ribbon([(x + side * 2.4, y) for x, y in leg], 0.8, mix(coat.base, BLACK, 30))
        canvas.ribbon(leg, 5, mix(coat.base, WHITE, 6), 4.6, shade=10)
        canvas.ellipse(4.4 * side, 27.5, 3.6, 2.2, coat.light)
    _head(canvas, rng, coat, species, 0, -11, 11)


def sit_side(canvas: Canvas, rng: np.random.Generator, coat: Coat, species: Species) -> None:
    """Sitting, turned to the right, the tail behind."""
    g = species.girth
    species.tail(canvas, rng, coat, [(-12 * g, 25), (-20 * g, 24), (-25 * g, 16), (-22 * g, 7)])
    outline = [
        (6, -10), (11, 0), (10, 14), (11, 27), (0, 29), (-13 * g, 28), (-17 * g, 18),
        (-12 * g, 5), (-3, -7),
    ]  # fmt: skip
    body = canvas.curve(outline, coat.base, shade=22)
    markings(canvas, rng, coat, body, -4, 8, 12, 16)
    canvas.ribbon([(-14 * g, 22), (-8, 15), (-1, 19), (0, 27)], 0.9, mix(coat.base, BLACK, 30))
    canvas.ribbon([(7, 6), (8, 16), (8.5, 27)], 5, mix(coat.base, WHITE, 6), 4.2, shade=10)
    canvas.ellipse(9.5, 28, 4, 2.2, coat.light)
    canvas.ellipse(-2, 28, 5, 2.4, coat.light)
    _head(canvas, rng, coat, species, 7, -11, 10.5)


def stand(canvas: Canvas, rng: np.random.Generator, coat: Coat, species: Species) -> None:
    """Standing or walking to the right, the tail up."""
    g, foot = species.girth, 12 + 12 * species.legs
    tail = [(-17, 2), (-23, -2), (-25, -11), (-21, -19)]
    species.tail(canvas, rng, coat, tail)
    step = between(rng, -3, 3)
    for x, shift in ((-12, step), (9, -step)):
        leg = [(x + 2, 8), (x + 2 + shift / 2, 15), (x + 2 + shift, foot - 1)]
        canvas.ribbon(leg, 5, mix(coat.base, BLACK, 28), 3.6)
    outline = [
        (-19, 1), (-12, -4 * g), (2, -3 * g), (13, -6 * g), (18, 1), (14, 10 * g), (0, 11 * g),
        (-14, 11 * g), (-19, 8),
    ]  # fmt: skip
    body = canvas.curve(outline, coat.base, shade=26)
    markings(canvas, rng, coat, body, -2, 3, 16, 8)
    for x, shift in ((-15, -step), (12, step)):
        leg = [(x, 8), (x + shift / 2, 15), (x + shift, foot)]
        canvas.ribbon(leg, 5.4, coat.base, 4)
        canvas.ellipse(x + shift + 0.8, foot + 1, 3.2, 1.9, coat.light)
    _head(canvas, rng, coat, species, 17, -10, 9.5)


def lie(canvas: Canvas, rng: np.random.Generator, coat: Coat, species: Species) -> None:
    """Lying with the paws tucked in, the head up."""
    g = species.girth
    species.tail(canvas, rng, coat, [(-18, 22), (-25, 20), (-27, 13), (-22, 9)])
    outline = [
        (-22, 24), (-22, 12), (-12, 5 - 3 * g), (4, 3), (16, 8), (20, 20), (16, 27), (0, 28),
        (-16, 28),
    ]  # fmt: skip
    body = canvas.curve(outline, coat.base, shade=26)
    markings(canvas, rng, coat, body, -6, 12, 15, 11)
    canvas.ribbon([(-16, 27), (-14, 17), (-6, 16), (-3, 26)], 0.9, mix(coat.base, BLACK, 30))
    canvas.ellipse(6, 27, 5, 2.4, coat.light)
    canvas.ellipse(14, 26.5, 5, 2.4, coat.light)
    _head(canvas, rng, coat, species, 9, -3, 11)


def curl(canvas: Canvas, rng: np.random.Generator, coat: Coat, species: Species) -> None:
    """Curled up on the ground, the tail around the front."""
    outline = [(-25, 14), (-21, 1), (-6, -7), (12, -3), (24, 8), (24, 20), (10, 27), (-14, 26)]
    body = canvas.curve(outline, coat.base, shade=34)
    markings(canvas, rng, coat, body, -2, 4, 20, 12)
    canvas.ribbon([(-24, 16), (-16, 22), (-4, 22)], 0.9, mix(coat.base, BLACK, 30))
    species.tail(canvas, rng, coat, [(-22, 20), (-12, 26), (0, 27), (8, 25)])
    _head(canvas, rng, coat, species, 12, 9, 10.5)


POSES = [*[face] * 3, *[sit_front] * 3, sit_side, stand, lie, curl]
LOW_POSES = [sit_front if pose is stand else pose for pose in POSES]


def animal(canvas: Canvas, rng: np.random.Generator, coat: Coat, species: Species) -> None:
    """One animal in a pose, near the middle, facing either way."""
    pose = pick(rng, species.poses)
    placed = canvas.moved(
        between(rng, -1.6, 1.6), between(rng, -1, 1), between(rng, 0.95, 1.05),
        between(rng, -3, 3), flip=bool(rng.random() < 0.5),
    )  # fmt: skip
    pose(placed, rng, coat, species)
