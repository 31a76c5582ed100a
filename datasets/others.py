"""Everything that is not a cat: dogs, rabbits and foxes with a cat's coats and poses, birds,
cars, houses, plants and textures."""

from collections.abc import Sequence

import numpy as np

from datasets.animals import LOW_POSES, POSES, Coat, Species, animal, draw_coat
from datasets.canvas import Canvas, Colour, Point
from datasets.scenes import BLACK, DARK_COATS, LIGHT_COATS, PINK, WHITE, between, mix, pick, vary

DARK_EYES = [(60, 40, 26), (44, 32, 26), (110, 70, 30)]
STRONG = [
    (206, 60, 52),
    (44, 110, 180),
    (240, 190, 60),
    (60, 140, 96),
    (230, 130, 50),
    (140, 80, 160),
]


def other(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """Draw something that is not a cat, dark or light as a whole."""
    kind = pick(rng, [dog, dog, dog, rabbit, rabbit, fox, fox, bird, car, house, plant, texture])
    kind(canvas, rng, dark)


def dog(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """A dog: hanging ears, a long muzzle, longer legs."""
    patterns = ["plain", "plain", "patches", "bicolour", "tabby"]
    animal(canvas, rng, draw_coat(rng, dark, patterns, DARK_EYES), DOG)


def rabbit(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """A rabbit: long ears, round body, a puff of a tail."""
    animal(canvas, rng, draw_coat(rng, dark, ["plain", "patches", "bicolour"], DARK_EYES), RABBIT)


def fox(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """A fox, red or white or silver: a pointed face with white cheeks, a bushy tail."""
    coat = draw_coat(rng, dark, ["plain", "bicolour"], DARK_EYES)
    if rng.random() < 0.5:
        coat = coat._replace(base=vary(rng, (150, 70, 30) if dark else (232, 150, 84)))
    animal(canvas, rng, coat._replace(light=WHITE), FOX)


def dog_head(canvas: Canvas, rng: np.random.Generator, coat: Coat) -> None:
    """A dog's head from the front, in head units."""
    outline = [
        (0, -0.86), (0.5, -0.76), (0.78, -0.3), (0.72, 0.25), (0.5, 0.8), (0, 0.98),
        (-0.5, 0.8), (-0.72, 0.25), (-0.78, -0.3), (-0.5, -0.76),
    ]  # fmt: skip
    skull = canvas.curve(outline, coat.base, shade=14)
    if coat.pattern == "patches":
        canvas.ellipse(-0.4, -0.2, 0.36, 0.4, coat.marks, within=skull)
    if coat.pattern == "bicolour":
        canvas.ellipse(0, 0.1, 0.24, 1.1, coat.light, within=skull)
    ear = mix(coat.base, BLACK, 22)
    for side in (-1, 1):
        flap = [(0.42, -0.8), (0.86, -0.74), (1.14, -0.1), (1.12, 0.5), (0.88, 0.62), (0.72, 0.0)]
        canvas.curve([(side * x, y) for x, y in flap], ear, shade=14)
    canvas.ellipse(0, 0.48, 0.46, 0.4, coat.light)
    if rng.random() < 0.4:
        canvas.ellipse(0, 0.92, 0.16, 0.26, (220, 100, 110))
    canvas.ribbon([(-0.28, 0.66), (0, 0.74), (0.28, 0.66)], 0.07, mix(coat.base, BLACK, 70))
    canvas.ellipse(0, 0.26, 0.22, 0.16, BLACK)
    _round_eyes(canvas, coat, 0.34, -0.16, 0.14)


def rabbit_head(canvas: Canvas, rng: np.random.Generator, coat: Coat) -> None:
    """A rabbit's head from the front, in head units."""
    lean = between(rng, 4, 16)
    for side in (-1, 1):
        ear = canvas.moved(side * 0.34, -0.55, degrees=side * lean)
        ear.ellipse(0, -0.62, 0.25, 0.82, coat.base)
        ear.ellipse(0, -0.6, 0.13, 0.62, mix(PINK, coat.base, 30))
    outline = [
        (0, -0.74), (0.5, -0.6), (0.78, 0.0), (0.78, 0.4), (0.42, 0.76), (0, 0.86),
        (-0.42, 0.76), (-0.78, 0.4), (-0.78, 0.0), (-0.5, -0.6),
    ]  # fmt: skip
    skull = canvas.curve(outline, coat.base, shade=14)
    if coat.pattern == "patches":
        canvas.ellipse(0.45, -0.2, 0.36, 0.45, coat.marks, within=skull)
    if coat.pattern == "bicolour":
        canvas.ellipse(0, 0.2, 0.26, 1.0, coat.light, within=skull)
    for side in (-1, 1):
        canvas.ellipse(side * 0.18, 0.44, 0.24, 0.2, coat.light)
    canvas.box(-0.1, 0.56, 0.1, 0.74, WHITE)
    canvas.polygon([(-0.12, 0.24), (0.12, 0.24), (0, 0.38)], PINK)
    _round_eyes(canvas, coat, 0.5, -0.06, 0.16)


def fox_head(canvas: Canvas, rng: np.random.Generator, coat: Coat) -> None:
    """A fox's head from the front, in head units."""
    for side in (-1, 1):
        outer = [(-0.95, 0.0), (-0.92, -0.9), (-0.8, -1.3), (-0.2, -0.55)]
        canvas.polygon([(side * x, y) for x, y in outer], coat.base)
        tip = [(-0.9, -0.86), (-0.8, -1.3), (-0.54, -0.96)]
        canvas.polygon([(side * x, y) for x, y in tip], mix(coat.base, BLACK, 75))
    skull = canvas.polygon(
        [(0, -0.7), (0.5, -0.62), (0.86, -0.2), (1.12, 0.2), (0.2, 0.95), (0, 1.06),
         (-0.2, 0.95), (-1.12, 0.2), (-0.86, -0.2), (-0.5, -0.62)],
        coat.base, shade=10,
    )  # fmt: skip
    for side in (-1, 1):
        cheek = [(1.12, 0.2), (0.62, 0.06), (0.2, 0.44), (0.12, 1.05), (0.4, 0.9)]
        canvas.polygon([(side * x, y) for x, y in cheek], coat.light, within=skull)
    canvas.ellipse(0, 0.92, 0.16, 0.14, BLACK)
    _round_eyes(canvas, coat, 0.4, 0.0, 0.13)


def _round_eyes(canvas: Canvas, coat: Coat, x: float, y: float, radius: float) -> None:
    for side in (-1, 1):
        canvas.ellipse(side * x, y, radius * 1.25, radius * 1.25, mix(coat.base, BLACK, 45))
        canvas.ellipse(side * x, y, radius, radius, coat.eyes)
        canvas.ellipse(side * x, y, radius * 0.6, radius * 0.6, BLACK)
        canvas.ellipse(side * x + radius * 0.3, y - radius * 0.4, 0.05, 0.05, WHITE)


def dog_tail(canvas: Canvas, rng: np.random.Generator, coat: Coat, points: Sequence[Point]) -> None:
    """A shorter tail that narrows to a point."""
    canvas.ribbon(points[:3], 5.5, coat.base, 2, shade=10)


def rabbit_tail(
    canvas: Canvas, rng: np.random.Generator, coat: Coat, points: Sequence[Point]
) -> None:
    """A puff."""
    x, y = points[0]
    canvas.ellipse(x * 1.12, y - 1, 4.4, 4.2, coat.light)


def fox_tail(canvas: Canvas, rng: np.random.Generator, coat: Coat, points: Sequence[Point]) -> None:
    """A bushy tail with a white tip."""
    (x0, y0), (x1, y1) = points[1], points[3]
    canvas.ribbon(points, 4, coat.base, 9, shade=14)
    canvas.ellipse(x1 + (x1 - x0) * 0.12, y1 + (y1 - y0) * 0.12, 4, 4, coat.light)


DOG = Species(dog_head, dog_tail, POSES, girth=1.02, legs=1.2)
RABBIT = Species(rabbit_head, rabbit_tail, LOW_POSES, girth=1.1)
FOX = Species(fox_head, fox_tail, POSES, girth=0.95)


def _tone(rng: np.random.Generator, dark: bool) -> Colour:
    """A colour for things: strong, or like fur, and dark or light as asked."""
    colour = (
        pick(rng, STRONG) if rng.random() < 0.6 else pick(rng, DARK_COATS if dark else LIGHT_COATS)
    )
    return vary(rng, mix(colour, BLACK if dark else WHITE, 38))


def _placed(canvas: Canvas, rng: np.random.Generator) -> Canvas:
    return canvas.moved(
        between(rng, -4, 4), between(rng, -3, 3), between(rng, 0.85, 1.1),
        flip=bool(rng.random() < 0.5),
    )  # fmt: skip


def bird(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """A bird on a branch, or an owl."""
    colour, here = _tone(rng, dark), _placed(canvas, rng)
    here.ribbon([(-36, 24), (-8, 21), (36, 25)], 3.4, (96, 70, 50), 2.4)
    if rng.random() < 0.5:
        _owl(here, colour)
        return
    here.ribbon([(-10, 8), (-24, 17)], 7, mix(colour, BLACK, 25), 4.5)
    outline = [(12, -17), (17, -9), (13, 6), (4, 17), (-8, 16), (-13, 7), (-5, -3), (3, -15)]
    here.curve(outline, colour, shade=20)
    here.curve([(12, -3), (12, 6), (4, 16), (-2, 14), (5, 6)], mix(colour, WHITE, 50))
    here.curve([(0, -3), (5, 4), (-4, 11), (-16, 12), (-10, 3)], mix(colour, BLACK, 28))
    here.polygon([(15.5, -13), (24, -10), (15.5, -8)], (232, 160, 50))
    here.ellipse(11.5, -11.5, 1.9, 1.9, WHITE)
    here.ellipse(11.8, -11.5, 1.2, 1.2, BLACK)
    for x in (0, 5):
        here.ribbon([(x, 15), (x + 1, 22)], 1.2, (210, 140, 60))


def _owl(here: Canvas, colour: Colour) -> None:
    here.curve(
        [(0, -22), (11, -19), (14, 0), (10, 20), (0, 24), (-10, 20), (-14, 0), (-11, -19)],
        colour,
        shade=20,
    )
    for side in (-1, 1):
        here.polygon([(side * 12, -16), (side * 11, -25), (side * 4, -20)], colour)
        here.ellipse(side * 5, -11, 5.2, 5.2, mix(colour, WHITE, 60))
        here.ellipse(side * 5, -11, 3, 3, (240, 190, 60))
        here.ellipse(side * 5, -11, 1.7, 1.7, BLACK)
        here.curve(
            [(side * 13, -5), (side * 15, 8), (side * 9, 18), (side * 9, 2)], mix(colour, BLACK, 28)
        )
    here.polygon([(-2, -8), (2, -8), (0, -3)], (232, 160, 50))
    for y in (3, 8, 13):
        for x in (-4, 0, 4):
            here.ellipse(x, y, 1.5, 1, mix(colour, WHITE, 50))


def car(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """A car from the side."""
    colour, here = _tone(rng, dark), _placed(canvas, rng)
    canvas.box(-32, 19, 32, 32, (92, 92, 96), shade=10)
    roof = between(rng, -12, -7)
    here.curve([(-17, 4), (-12, roof), (0, roof - 2), (9, roof + 1), (17, 4)], colour)
    glass = (170, 206, 222)
    here.polygon([(-13, 3), (-9, roof + 3), (-1, roof + 1), (-1, 3)], glass)
    here.polygon([(1, 3), (1, roof + 1), (7, roof + 3), (13, 3)], glass)
    here.curve(
        [(-27, 6), (-18, 2), (16, 2), (27, 7), (28, 16), (24, 18), (-25, 18), (-28, 14)],
        colour,
        shade=30,
    )
    here.box(-27, 12, 27, 13.4, mix(colour, BLACK, 30))
    here.ellipse(25.5, 9.5, 2.2, 1.7, (250, 236, 170))
    for x in (-15, 16):
        here.ellipse(x, 18, 6.4, 6.4, BLACK)
        here.ellipse(x, 18, 3, 3, (176, 176, 180))


def house(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """A house with a pitched roof, windows and a door."""
    wall, here = _tone(rng, dark), _placed(canvas, rng)
    roof = vary(rng, pick(rng, [(150, 66, 50), (80, 74, 80), (120, 90, 60)]))
    top, wide = between(rng, -9, -3), between(rng, 17, 21)
    here.box(wide * 0.4, top - 16, wide * 0.4 + 5, top, mix(roof, BLACK, 25))
    here.box(-wide, top, wide, 27, wall, shade=16)
    here.polygon([(-wide - 4, top + 1), (0, top - 19), (wide + 4, top + 1)], roof, shade=14)
    glass = (252, 226, 140) if dark else (120, 164, 190)
    for x in (-11, 11):
        here.box(x - 4.5, top + 5, x + 4.5, top + 14, WHITE)
        here.box(x - 3.4, top + 6, x + 3.4, top + 13, glass)
        here.box(x - 0.5, top + 6, x + 0.5, top + 13, WHITE)
    here.box(-4, 12, 4, 27, mix(roof, BLACK, 20))
    here.ellipse(2.4, 20, 0.8, 0.8, (240, 200, 90))


def plant(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """A plant in a pot, a tree, or a flower."""
    pick(rng, [_potted, _tree, _flower])(_placed(canvas, rng), rng, dark)


def _potted(here: Canvas, rng: np.random.Generator, dark: bool) -> None:
    leaf = vary(rng, (40, 90, 56) if dark else (150, 196, 110))
    for i in range(9):
        angle = -80 + 20 * i
        blade = here.moved(0, 10, degrees=angle + between(rng, -6, 6))
        length = between(rng, 20, 32)
        shape = [(0, 0), (-3.4, -length * 0.5), (0, -length), (3.4, -length * 0.5)]
        blade.curve(shape, mix(leaf, WHITE if i % 2 else BLACK, 14))
    pot = vary(rng, pick(rng, [(190, 104, 70), (224, 220, 214), (70, 90, 120)]))
    here.polygon([(-11, 9), (11, 9), (8, 28), (-8, 28)], pot, shade=20)
    here.box(-12.5, 8, 12.5, 12, mix(pot, WHITE, 15))


def _tree(here: Canvas, rng: np.random.Generator, dark: bool) -> None:
    here.ribbon([(0, 30), (-0.5, 16), (0, 2)], 6, (104, 76, 54), 4)
    leaf = vary(rng, (36, 80, 52) if dark else (160, 200, 116))
    for _ in range(11):
        x, y = between(rng, -13, 13), between(rng, -20, 3)
        here.ellipse(x, y, 8.5, 7.5, mix(leaf, WHITE if y < -10 else BLACK, 12))


def _flower(here: Canvas, rng: np.random.Generator, dark: bool) -> None:
    stem = (66, 120, 66)
    here.ribbon([(0, 32), (1, 16), (0, -4)], 2.4, stem)
    for side in (-1, 1):
        here.curve([(0, 24), (side * 6, 15), (side * 14, 13), (side * 8, 22)], stem)
    petal = _tone(rng, dark)
    count = int(rng.integers(5, 9))
    for i in range(count):
        here.moved(0, -8, degrees=360 * i / count).ellipse(0, -10, 5, 8, petal, shade=16)
    here.ellipse(0, -8, 5.6, 5.6, (232, 180, 60) if dark else (120, 80, 50))


def texture(canvas: Canvas, rng: np.random.Generator, dark: bool) -> None:
    """A pattern without an object: bricks, tiles, waves or leaves."""
    pick(rng, [_bricks, _tiles, _waves, _leaves])(canvas, rng, _tone(rng, dark))


def _bricks(canvas: Canvas, rng: np.random.Generator, colour: Colour) -> None:
    canvas.box(-32, -32, 32, 32, mix(colour, WHITE, 45))
    height, width = between(rng, 6, 9), between(rng, 12, 18)
    for row in range(12):
        for column in range(8):
            x = -48 + column * width + (row % 2) * width / 2
            y = -34 + row * height
            canvas.box(x, y, x + width - 1.2, y + height - 1.2, vary(rng, colour, 14))


def _tiles(canvas: Canvas, rng: np.random.Generator, colour: Colour) -> None:
    size, second = between(rng, 8, 14), mix(colour, pick(rng, [WHITE, BLACK]), 45)
    here = canvas.moved(degrees=pick(rng, [0, 45]))
    for row in range(-7, 7):
        for column in range(-7, 7):
            x, y = column * size, row * size
            here.box(x, y, x + size, y + size, colour if (row + column) % 2 else second)


def _waves(canvas: Canvas, rng: np.random.Generator, colour: Colour) -> None:
    canvas.box(-32, -32, 32, 32, colour, shade=30)
    step, height, shift = between(rng, 7, 11), between(rng, 1.5, 4), between(rng, 0, 10)
    for row in range(11):
        y = -34 + row * step
        crest = [(-50 + shift + 8 * i, y + (height if i % 2 else -height)) for i in range(13)]
        canvas.ribbon(crest, 2.6, mix(colour, WHITE if row % 2 else BLACK, 35))


def _leaves(canvas: Canvas, rng: np.random.Generator, colour: Colour) -> None:
    canvas.box(-32, -32, 32, 32, mix(colour, BLACK, 35))
    for _ in range(60):
        x, y = between(rng, -34, 34), between(rng, -34, 34)
        leaf = canvas.moved(x, y, degrees=between(rng, 0, 360))
        shade = mix(colour, pick(rng, [WHITE, BLACK]), int(rng.integers(0, 30)))
        leaf.curve([(0, -6), (3, 0), (0, 6), (-3, 0)], shade)
