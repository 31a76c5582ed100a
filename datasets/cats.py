"""Cats: a wide head with pointed ears and slit eyes, and a long thin tail."""

from collections.abc import Sequence

import numpy as np

from datasets.animals import PATTERNS, POSES, Coat, Species, animal, draw_coat
from datasets.canvas import Canvas, Point
from datasets.scenes import BLACK, PINK, WHITE, mix


def cat(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """Draw a cat, its coat dark or light."""
    animal(canvas, rng, draw_coat(rng, dark, [*PATTERNS, "points"]), CAT)


def cat_head(canvas: Canvas, rng: np.random.Generator, coat: Coat) -> None:
    """A cat's head from the front, in head units."""
    ear = coat.marks if coat.pattern == "points" else coat.base
    for side in (-1, 1):
        outer = [(-1.0, -0.1), (-0.98, -0.8), (-0.86, -1.32), (-0.5, -1.0), (-0.12, -0.62)]
        inner = [(-0.84, -0.45), (-0.82, -1.05), (-0.36, -0.66)]
        canvas.polygon([(side * x, y) for x, y in outer], ear)
        canvas.polygon([(side * x, y) for x, y in inner], mix(PINK, ear, 35))
    outline = [
        (0, -0.72), (0.55, -0.66), (0.95, -0.2), (1.0, 0.25), (0.6, 0.7), (0, 0.84),
        (-0.6, 0.7), (-1.0, 0.25), (-0.95, -0.2), (-0.55, -0.66),
    ]  # fmt: skip
    skull = canvas.curve(outline, coat.base, shade=14)
    _face_marks(canvas, coat, skull)
    for side in (-1, 1):
        canvas.ellipse(side * 0.2, 0.42, 0.27, 0.22, coat.light)
    _eyes(canvas, rng, coat)
    canvas.polygon([(-0.13, 0.2), (0.13, 0.2), (0, 0.36)], mix(PINK, BLACK, 15))
    line = mix(coat.base, BLACK, 65)
    for side in (-1, 1):
        mouth = [(0, 0.36), (side * 0.08, 0.52), (side * 0.26, 0.52)]
        canvas.ribbon(mouth, 0.06, line)
        for lift in (-0.1, 0.06, 0.22):
            whisker = [(side * 0.4, 0.42 + lift / 3), (side * 1.25, 0.36 + lift)]
            canvas.ribbon(whisker, 0.045, WHITE if sum(coat.base) < 420 else line)


def _face_marks(canvas: Canvas, coat: Coat, skull: np.ndarray) -> None:
    if coat.pattern == "tabby":
        for x in (-0.3, 0, 0.3):
            canvas.ribbon([(x, -0.8), (x * 0.7, -0.36)], 0.13, coat.marks, 0.08, within=skull)
        for side in (-1, 1):
            stripe = [(side * 1.05, 0.1), (side * 0.66, 0.22)]
            canvas.ribbon(stripe, 0.12, coat.marks, 0.06, within=skull)
    if coat.pattern == "patches":
        canvas.ellipse(-0.6, -0.35, 0.5, 0.55, coat.marks, within=skull)
    if coat.pattern == "bicolour":
        canvas.polygon([(0, -0.6), (0.75, 0.9), (-0.75, 0.9)], coat.light, within=skull)
    if coat.pattern == "points":
        canvas.ellipse(0, 0.22, 0.62, 0.52, coat.marks, within=skull)


def _eyes(canvas: Canvas, rng: np.random.Generator, coat: Coat) -> None:
    asleep = rng.random() < 0.1
    for side in (-1, 1):
        x, y = side * 0.43, -0.08
        if asleep:
            lid = [(x - 0.2, y), (x, y + 0.1), (x + 0.2, y)]
            canvas.ribbon(lid, 0.09, mix(coat.base, BLACK, 70))
            continue
        canvas.ellipse(x, y, 0.28, 0.24, mix(coat.base, BLACK, 60), degrees=side * -12)
        canvas.ellipse(x, y, 0.24, 0.2, coat.eyes, degrees=side * -12)
        canvas.ellipse(x, y, 0.08, 0.2, BLACK)
        canvas.ellipse(x + 0.06, y - 0.07, 0.045, 0.045, WHITE)


def cat_tail(canvas: Canvas, rng: np.random.Generator, coat: Coat, points: Sequence[Point]) -> None:
    """A long tail, its tip curled over."""
    (x0, y0), (x1, y1) = points[-2:]
    tip = (x1 + (x1 - x0) * 0.35 + (y1 - y0) * 0.3, y1 + (y1 - y0) * 0.3 - (x1 - x0) * 0.3)
    colour = coat.marks if coat.pattern == "points" else coat.base
    mask = canvas.ribbon([*points, tip], 4.6, colour, 3.2, shade=10)
    if coat.pattern == "tabby":
        for x, y in points[1:]:
            canvas.ellipse(x, y, 3, 1, coat.marks, within=mask)


CAT = Species(cat_head, cat_tail, POSES)
