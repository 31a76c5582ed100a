"""Whole pictures: a background and what stands before it.

Why a hidden layer pays on them: a cat may be dark on light ground or light on dark ground, so
hardly any pixel says "cat" by itself; what does is how the pixels of ears, eyes and tail compare
with those around them. A weighted sum of pixels cannot tell "different, either way"; a pair of
units can.
"""

import numpy as np

from datasets.canvas import Canvas
from datasets.cats import cat
from datasets.others import other
from datasets.scenes import background

# So many in a hundred are dark before light; the others are light before dark. At 50 the mean cat
# would be plain grey and a linear classifier would see next to nothing.
DARK_PERCENT = 40


def draw(seed: int, index: int, is_cat: bool) -> np.ndarray:
    """Picture (64, 64, 3) uint8 number `index` of the series `seed`."""
    rng = np.random.default_rng([seed, index])
    canvas = Canvas()
    dark = bool(rng.integers(100) < DARK_PERCENT)
    background(canvas, rng, not dark)
    (cat if is_cat else other)(canvas, rng, dark)
    return canvas.picture()


def labels_for(seed: int, count: int) -> np.ndarray:
    """Labels (count,) int64 of a series: half cats (1), half not (0), in random order."""
    labels = np.arange(count, dtype=np.int64) % 2
    np.random.default_rng([seed, count]).shuffle(labels)
    return labels
