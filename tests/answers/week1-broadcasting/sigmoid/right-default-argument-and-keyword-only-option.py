"""right: default argument and keyword-only option"""


ONE = 1.0


def sigmoid(x, /, *, one=ONE):
    """Compute the sigmoid of x."""
    return np.true_divide(one, one + np.exp(np.negative(x)))
