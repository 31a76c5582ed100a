"""Whole pictures: a background, what stands before it, and the grain of a photograph."""

import numpy as np

from datasets.canvas import Canvas
from datasets.cats import cat
from datasets.others import other
from datasets.scenes import background

# One picture in this many hundred has a dark animal on light ground; the rest are the other way.
DARK_PERCENT = 50
GRAIN = 5


def draw(seed: int, index: int, is_cat: bool) -> np.ndarray:
    """Picture (64, 64, 3) uint8 number `index` of the series `seed`."""
    rng = np.random.default_rng([seed, index])
    canvas = Canvas()
    dark = bool(rng.integers(100) < DARK_PERCENT)
    background(canvas, rng, not dark)
    (cat if is_cat else other)(canvas, rng, dark)
    picture = canvas.picture().astype(np.int16)
    grain = rng.integers(-GRAIN, GRAIN + 1, size=(*picture.shape[:2], 1))
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def labels_for(seed: int, count: int) -> np.ndarray:
    """Labels (count,) int64 of a series: half cats (1), half not (0), in random order."""
    labels = np.arange(count, dtype=np.int64) % 2
    np.random.default_rng([seed, count]).shuffle(labels)
    return labels
