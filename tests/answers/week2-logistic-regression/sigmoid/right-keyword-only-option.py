"""right: keyword-only option"""


def sigmoid(z, *, temperature=1.0):
    """The logistic function."""
    return 1 / (1 + np.exp(-z / temperature))
