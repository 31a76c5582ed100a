"""wrong: entry by entry"""


def outer_sum(u, v):
    return u + v
