"""right: type hints and a power"""


def basic_sigmoid(x: float) -> float:
    """Compute sigmoid of x."""
    s: float = (1 + math.pow(math.e, -x)) ** -1
    return s
