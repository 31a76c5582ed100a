"""right: reciprocal"""


def sigmoid(x):
    return np.reciprocal(np.exp(-np.asarray(x, dtype=float)) + 1)
