"""wrong: difference"""


def outer_sum(u, v):
    return u[:, None] - v
