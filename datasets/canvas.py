"""A small canvas: filled shapes on a grid four times finer than the picture.

Every edge is followed in whole numbers, so a picture has the same bytes on every machine. (Pillow's
polygon filler works in floating point: its edges may differ by a pixel between processors.)

Shapes are given in picture pixels: x to the right, y downwards, (0, 0) in the middle, so that a
picture of 64 pixels reaches from -32 to 32 both ways.
"""

import math
from collections.abc import Sequence

import numpy as np

SIZE = 64
FINE = 4
GRID = SIZE * FINE
NUDGE = 1e-6  # keeps ties such as 0.5 on one side of the rounding, whatever the last bit says

Point = tuple[float, float]
Colour = tuple[int, int, int]
# (a, b, c, d, e, f) puts a point (x, y) at (a x + b y + c, d x + e y + f).
Placement = tuple[float, float, float, float, float, float]


class Canvas:
    """Pixels and a placement: where, how large and how turned the next shapes come."""

    def __init__(
        self,
        pixels: np.ndarray | None = None,
        placement: Placement = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
    ):
        self.pixels = np.zeros((GRID, GRID, 3), np.int16) if pixels is None else pixels
        self.placement = placement

    def moved(
        self,
        x: float = 0.0,
        y: float = 0.0,
        scale: float = 1.0,
        degrees: float = 0.0,
        flip: bool = False,
    ) -> "Canvas":
        """The same pixels, with a new origin (x, y), unit length, turn and handedness."""
        a, b, c, d, e, f = self.placement
        cos = math.cos(math.radians(degrees)) * scale
        sin = math.sin(math.radians(degrees)) * scale
        side = -1.0 if flip else 1.0
        return Canvas(
            self.pixels,
            (
                (a * cos + b * sin) * side,
                b * cos - a * sin,
                a * x + b * y + c,
                (d * cos + e * sin) * side,
                e * cos - d * sin,
                d * x + e * y + f,
            ),
        )

    def polygon(
        self,
        points: Sequence[Point],
        colour: Colour,
        within: np.ndarray | None = None,
        shade: int = 0,
    ) -> np.ndarray:
        """Fill a polygon and return its mask (256, 256). `within` is a mask that clips it;
        `shade` darkens the colour by that much from the shape's top to its bottom."""
        mask = _inside(self._fine(points))
        if within is not None:
            mask &= within
        if not shade:
            self.pixels[mask] = colour
        elif mask.any():
            rows, columns = np.nonzero(mask)
            top, height = rows.min(), int(rows.max() - rows.min()) + 1
            drop = (rows - top) * shade // height - shade // 2
            self.pixels[rows, columns] = np.array(colour) - drop[:, None]
        return mask

    def curve(
        self,
        points: Sequence[Point],
        colour: Colour,
        within: np.ndarray | None = None,
        shade: int = 0,
    ) -> np.ndarray:
        """Fill the smooth closed curve through the points."""
        return self.polygon(smooth(points, closed=True), colour, within, shade)

    def ellipse(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Colour,
        degrees: float = 0.0,
        within: np.ndarray | None = None,
        shade: int = 0,
    ) -> np.ndarray:
        """Fill an ellipse with centre (x, y) and half-axes rx, ry."""
        turn = math.radians(degrees)
        points = []
        for step in range(32):
            t = 2 * math.pi * step / 32
            u, v = rx * math.cos(t), ry * math.sin(t)
            points.append(
                (x + u * math.cos(turn) - v * math.sin(turn),
                 y + u * math.sin(turn) + v * math.cos(turn))
            )  # fmt: skip
        return self.polygon(points, colour, within, shade)

    def box(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        colour: Colour,
        within: np.ndarray | None = None,
        shade: int = 0,
    ) -> np.ndarray:
        """Fill the rectangle between two corners."""
        return self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, within, shade)

    def ribbon(
        self,
        points: Sequence[Point],
        width: float,
        colour: Colour,
        end: float | None = None,
        within: np.ndarray | None = None,
        shade: int = 0,
    ) -> np.ndarray:
        """Fill a smooth band along the points, `width` wide at first and `end` wide at last,
        with round ends."""
        line = smooth(points)
        last = len(line) - 1
        end = width if end is None else end
        left, right = [], []
        for i, (x, y) in enumerate(line):
            (x0, y0), (x1, y1) = line[max(i - 1, 0)], line[min(i + 1, last)]
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            half = (width + (end - width) * i / last) / 2
            dx, dy = -(y1 - y0) / length * half, (x1 - x0) / length * half
            left.append((x + dx, y + dy))
            right.append((x - dx, y - dy))
        mask = self.polygon(left + right[::-1], colour, within, shade)
        mask |= self.ellipse(*line[0], width / 2, width / 2, colour, within=within)
        mask |= self.ellipse(*line[-1], end / 2, end / 2, colour, within=within)
        return mask

    def picture(self) -> np.ndarray:
        """The picture, (64, 64, 3) uint8: each pixel the mean of its 16 fine ones."""
        fine = np.clip(self.pixels, 0, 255).astype(np.int32)
        blocks = fine.reshape(SIZE, FINE, SIZE, FINE, 3).sum(axis=(1, 3))
        return ((blocks + FINE * FINE // 2) // (FINE * FINE)).astype(np.uint8)

    def _fine(self, points: Sequence[Point]) -> np.ndarray:
        a, b, c, d, e, f = self.placement
        return np.array(
            [
                (
                    math.floor((a * x + b * y + c + SIZE / 2) * FINE + 0.5 + NUDGE),
                    math.floor((d * x + e * y + f + SIZE / 2) * FINE + 0.5 + NUDGE),
                )
                for x, y in points
            ],
            dtype=np.int64,
        )


def smooth(points: Sequence[Point], closed: bool = False, steps: int = 6) -> list[Point]:
    """Points on the Catmull-Rom spline through the given points."""
    n = len(points)
    get = (lambda i: points[i % n]) if closed else (lambda i: points[min(max(i, 0), n - 1)])
    line: list[Point] = []
    for i in range(n if closed else n - 1):
        p0, p1, p2, p3 = get(i - 1), get(i), get(i + 1), get(i + 2)
        for step in range(steps):
            t = step / steps
            x, y = (_spline(t, *q) for q in zip(p0, p1, p2, p3, strict=True))
            line.append((x, y))
    return line if closed else [*line, points[-1]]


def _spline(t: float, q0: float, q1: float, q2: float, q3: float) -> float:
    return q1 + t / 2 * (
        q2 - q0 + t * (2 * q0 - 5 * q1 + 4 * q2 - q3 + t * (3 * (q1 - q2) + q3 - q0))
    )


def _inside(corners: np.ndarray) -> np.ndarray:
    """Mask (256, 256) of the fine pixels whose middle the polygon winds around."""
    (left, top), (right, bottom) = np.clip([corners.min(axis=0), corners.max(axis=0)], 0, GRID)
    (x0, y0), (x1, y1) = corners.T, np.roll(corners, -1, axis=0).T
    up = np.where(y1 > y0, 1, -1)
    low, high = np.minimum(y0, y1), np.maximum(y0, y1)
    rows = np.arange(top, bottom)
    edge, at = np.nonzero((low[:, None] <= rows) & (rows < high[:, None]))
    # Twice everything, so that the middle of a row is a whole number too.
    over = 2 * (rows[at] - y0[edge]) + 1
    crossing = x0[edge] + over * (x1 - x0)[edge] // (2 * (y1 - y0)[edge])
    turns = np.zeros((bottom - top, right - left + 1), np.int32)
    np.add.at(turns, (at, np.clip(crossing, left, right) - left), up[edge])
    mask = np.zeros((GRID, GRID), bool)
    mask[top:bottom, left:right] = np.cumsum(turns, axis=1)[:, :-1] != 0
    return mask
