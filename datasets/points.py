"""Points in the plane in two colours: flower, moons, circles, blobs, spirals.

Each function returns X (2, m) float64 and Y (1, m) int64, one example a column. Coordinates are
rounded to six decimals, so that the last bit of a sine cannot change the file.
"""

import numpy as np

Points = tuple[np.ndarray, np.ndarray]


def flower(rng: np.random.Generator, m: int = 400) -> Points:
    """Petals of one colour, then of the other, along r = 4 sin(4 t) with some noise."""
    half = m // 2
    t = np.concatenate(
        [
            np.linspace(k * 3.12, (k + 1) * 3.12, half) + 0.2 * rng.standard_normal(half)
            for k in (0, 1)
        ]
    )
    r = 4 * np.sin(4 * t) + 0.2 * rng.standard_normal(m)
    return _labelled(r * np.sin(t), r * np.cos(t))


def moons(rng: np.random.Generator, m: int = 400, noise: float = 0.2) -> Points:
    """Two half circles, one inside the bend of the other."""
    t = np.linspace(0, np.pi, m // 2)
    x = np.concatenate([np.cos(t), 1 - np.cos(t)])
    y = np.concatenate([np.sin(t), 0.5 - np.sin(t)])
    return _labelled(x + noise * rng.standard_normal(m), y + noise * rng.standard_normal(m))


def circles(rng: np.random.Generator, m: int = 400, noise: float = 0.1) -> Points:
    """A small circle inside a large one."""
    t = np.linspace(0, 2 * np.pi, m // 2, endpoint=False)
    r = np.repeat([1.0, 0.5], m // 2)
    x, y = r * np.cos(np.tile(t, 2)), r * np.sin(np.tile(t, 2))
    return _labelled(x + noise * rng.standard_normal(m), y + noise * rng.standard_normal(m))


def blobs(rng: np.random.Generator, m: int = 400) -> Points:
    """Four round clouds at the corners of a square, equal colours facing each other: an XOR."""
    corner = np.repeat([[-1.0, 1.0, -1.0, 1.0], [-1.0, 1.0, 1.0, -1.0]], m // 4, axis=1)
    x, y = corner + 0.42 * rng.standard_normal((2, m))
    return _labelled(x, y)


def spirals(rng: np.random.Generator, m: int = 400) -> Points:
    """Two spiral arms around each other."""
    half = m // 2
    r = np.linspace(0.1, 1, half)
    t = np.concatenate([1.5 * np.pi * r + np.pi * k for k in (0, 1)]) + 0.12 * rng.standard_normal(
        m
    )
    r = np.tile(r, 2)
    return _labelled(r * np.sin(t), r * np.cos(t))


def _labelled(x: np.ndarray, y: np.ndarray) -> Points:
    m = x.size
    labels = np.repeat(np.array([[0, 1]], np.int64), m // 2, axis=1)
    return np.round(np.stack([x, y]), 6) + 0.0, labels


SHAPES = {f.__name__: f for f in (flower, moons, circles, blobs, spirals)}


def all_points(seed: int) -> dict[str, Points]:
    """Every shape by its name, each from a stream of its own."""
    return {
        name: shape(np.random.default_rng([seed, number]))
        for number, (name, shape) in enumerate(SHAPES.items())
    }
