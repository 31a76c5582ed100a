"""right: repeat"""


def outer_sum(u, v):
    n, m = u.shape[0], v.shape[0]
    return np.repeat(u, m).reshape(n, m) + np.tile(v, n).reshape(n, m)
