"""right: broadcast_to"""


def outer_sum(u, v):
    shape = (u.size, v.size)
    return np.broadcast_to(u.reshape(-1, 1), shape) + np.broadcast_to(v, shape)
