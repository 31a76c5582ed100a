"""right: subtract the negative"""


def outer_sum(u, v):
    return np.subtract.outer(u, -v)
