"""right: type hints"""


def initialize_with_zeros(dim: int) -> tuple[np.ndarray, float]:
    """Create a vector of zeros of shape (dim, 1) for w and initialise b to 0."""
    return np.zeros(shape=(dim, 1), dtype=np.float64), float(0)
