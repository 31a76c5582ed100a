"""right: tiles"""

def outer_sum(u, v):
    n, m = len(u), len(v)
    return np.tile(u.reshape(n, 1), (1, m)) + np.tile(v, (n, 1))
