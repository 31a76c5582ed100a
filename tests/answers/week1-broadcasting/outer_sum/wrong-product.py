"""wrong: product"""


def outer_sum(u, v):
    return np.outer(u, v)
