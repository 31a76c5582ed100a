"""right: a dataclass-like cache"""


from typing import NamedTuple


class Cache(NamedTuple):
    A: np.ndarray
    W: np.ndarray
    b: np.ndarray


def linear_forward(A, W, b):
    return W @ A + b, Cache(A, W, b)
