"""right: expand dims"""


def outer_sum(u, v):
    return np.expand_dims(u, 1) + np.expand_dims(v, 0)
