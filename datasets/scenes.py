"""Colours and backgrounds, the same for cats and for everything else, no giveaway."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from datasets.canvas import Canvas, Colour

LIGHT_COATS = [(240, 236, 228), (232, 214, 184), (214, 212, 210), (236, 190, 140), (228, 158, 92)]
DARK_COATS = [(38, 36, 40), (74, 74, 84), (84, 58, 42), (110, 72, 44), (58, 50, 48)]
LIGHT_GROUNDS = [
    (236, 226, 206), (206, 226, 236), (220, 232, 206),
    (238, 212, 206), (222, 214, 236), (240, 232, 180),
]  # fmt: skip
DARK_GROUNDS = [
    (44, 62, 84), (48, 72, 56), (86, 44, 50), (62, 50, 78), (52, 54, 60), (34, 76, 82),
]  # fmt: skip
Item = TypeVar("Item")

WHITE, BLACK, PINK = (246, 244, 240), (26, 24, 26), (226, 150, 150)


def pick(rng: np.random.Generator, items: Sequence[Item]) -> Item:
    """One of the items."""
    return items[int(rng.integers(len(items)))]


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """A number between low and high."""
    return low + (high - low) * float(rng.random())


def vary(rng: np.random.Generator, colour: Colour, amount: int = 10) -> Colour:
    """The colour, each channel moved by up to `amount`."""
    red, green, blue = (int(v + rng.integers(-amount, amount + 1)) for v in colour)
    return red, green, blue


def mix(a: Colour, b: Colour, percent: int) -> Colour:
    """The colour `percent` of the way from a to b."""
    red, green, blue = (int(u + (v - u) * percent // 100) for u, v in zip(a, b, strict=True))
    return red, green, blue


def background(canvas: Canvas, rng: np.random.Generator, dark: bool) -> Colour:
    """Paint a room, a window, a meadow, ... and return its main colour."""
    colour = vary(rng, pick(rng, DARK_GROUNDS if dark else LIGHT_GROUNDS))
    canvas.box(-32, -32, 32, 32, colour, shade=int(rng.integers(-30, 31)))
    pick(rng, [_plain, _room, _wallpaper, _meadow, _cushion, _window, _spots])(
        canvas, rng, colour, dark
    )
    return colour


def _other(rng: np.random.Generator, colour: Colour, dark: bool, percent: int = 22) -> Colour:
    """A second colour near the first: things in the background keep its tone."""
    target = pick(rng, DARK_GROUNDS if dark else LIGHT_GROUNDS)
    return vary(
        rng, mix(mix(colour, target, 50), BLACK if rng.random() < 0.5 else WHITE, percent // 2)
    )


def _plain(canvas: Canvas, rng: np.random.Generator, colour: Colour, dark: bool) -> None:
    canvas.ellipse(0, 29, 30, 5, mix(colour, BLACK, 14))


def _room(canvas: Canvas, rng: np.random.Generator, colour: Colour, dark: bool) -> None:
    floor = between(rng, 12, 20)
    canvas.box(-32, floor, 32, 32, _other(rng, colour, dark), shade=12)
    canvas.box(-32, floor - 1.5, 32, floor, mix(colour, WHITE, 30))
    if rng.random() < 0.6:
        x, y = between(rng, -24, 18), between(rng, -30, -22)
        canvas.box(x, y, x + 12, y + 10, mix(colour, BLACK, 25))
        canvas.box(x + 1.5, y + 1.5, x + 10.5, y + 8.5, _other(rng, colour, dark))


def _wallpaper(canvas: Canvas, rng: np.random.Generator, colour: Colour, dark: bool) -> None:
    stripe, step = _other(rng, colour, dark), between(rng, 7, 11)
    x = -32 + between(rng, 0, 6)
    while x < 32:
        canvas.box(x, -32, x + step / 2, 32, stripe)
        x += step
    canvas.box(-32, between(rng, 18, 23), 32, 32, mix(colour, BLACK, 20))


def _meadow(canvas: Canvas, rng: np.random.Generator, colour: Colour, dark: bool) -> None:
    grass = vary(rng, (52, 84, 46) if dark else (176, 206, 130))
    top = between(rng, 4, 16)
    canvas.curve(
        [(-50, 40), (-36, top + 2), (-10, top), (12, top + 3), (36, top), (50, 40)], grass, shade=20
    )
    for _ in range(14):
        x, y = between(rng, -32, 32), between(rng, top + 5, 31)
        canvas.ribbon(
            [(x, y), (x + 0.5, y - 2), (x + 1.2, y - 3.5)], 0.8, mix(grass, BLACK, 18), 0.4
        )


def _cushion(canvas: Canvas, rng: np.random.Generator, colour: Colour, dark: bool) -> None:
    cloth = _other(rng, colour, dark)
    y = between(rng, 10, 17)
    canvas.curve([(-38, y + 3), (0, y), (38, y + 3), (40, 40), (-40, 40)], cloth, shade=24)
    canvas.ribbon([(-38, y + 4), (0, y + 1), (38, y + 4)], 1.2, mix(cloth, WHITE, 25))


def _window(canvas: Canvas, rng: np.random.Generator, colour: Colour, dark: bool) -> None:
    frame = mix(colour, WHITE, 30)
    x, glass = between(rng, -4, 4), _other(rng, colour, dark)
    canvas.box(x - 26, -32, x + 26, 18, frame)
    canvas.box(x - 24, -30, x - 1, 16, glass, shade=-16)
    canvas.box(x + 1, -30, x + 24, 16, glass, shade=-16)
    canvas.box(-32, 18, 32, 22, mix(frame, BLACK, 12))


def _spots(canvas: Canvas, rng: np.random.Generator, colour: Colour, dark: bool) -> None:
    for _ in range(12):
        radius = between(rng, 2, 7)
        spot = mix(colour, _other(rng, colour, dark), int(rng.integers(25, 70)))
        canvas.ellipse(between(rng, -32, 32), between(rng, -32, 32), radius, radius, spot)
