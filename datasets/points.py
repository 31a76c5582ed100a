"""Points in the plane in two colours: flower, moons, circles, blobs, spirals.

Each function returns X (2, m) float64 and Y (1, m) int64, one example a column. Coordinates are
rounded to six decimals, so that the last bit of a sine cannot change the file.
"""

import numpy as np

Points = tuple[np.ndarray, np.ndarray]


def flower(rng: np.random.Generator, m: int = 400, petals: int = 6, noise: float = 0.4) -> Points:
    """Petals around the middle, in turn of one colour and of the other."""
    r = 4 * np.sqrt(rng.uniform(0.02, 1, m))
    width = 0.65 * np.sin(np.pi * r / 4)
    petal = np.arange(m) * petals // m
    t = 0.4 + 2 * np.pi * petal / petals + width * rng.uniform(-1, 1, m)
    x, y = r * np.cos(t), r * np.sin(t)
    X = np.stack([x, y]) + noise * rng.standard_normal((2, m))
    return _rounded(X), (petal % 2)[None].astype(np.int64)


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


def spirals(rng: np.random.Generator, m: int = 400, noise: float = 0.07) -> Points:
    """Two spiral arms, each once around the other."""
    r = np.tile(np.linspace(0.2, 2, m // 2), 2)
    t = np.pi * r + np.repeat([0, np.pi], m // 2)
    x, y = r * np.sin(t), r * np.cos(t)
    return _labelled(x + noise * rng.standard_normal(m), y + noise * rng.standard_normal(m))


def _labelled(x: np.ndarray, y: np.ndarray) -> Points:
    """The first half of the points is of class 0, the second of class 1."""
    labels = np.repeat(np.array([[0, 1]], np.int64), x.size // 2, axis=1)
    return _rounded(np.stack([x, y])), labels


def _rounded(X: np.ndarray) -> np.ndarray:
    return np.round(X, 6) + 0.0  # adding 0.0 turns -0.0 into 0.0


SHAPES = {f.__name__: f for f in (flower, moons, circles, blobs, spirals)}


def all_points(seed: int) -> dict[str, Points]:
    """Every shape by its name, each from a stream of its own."""
    return {
        name: shape(np.random.default_rng([seed, number]))
        for number, (name, shape) in enumerate(SHAPES.items())
    }
