"""right: None"""


def outer_sum(u, v):
    return u[:, None] + v[None, :]
