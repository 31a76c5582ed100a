"""wrong: capped at 100"""


def relu(z):
    return np.minimum(np.maximum(z, 0), 100)
