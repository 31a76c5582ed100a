"""right: len of the raveled"""


def as_column(a):
    flat = a.flatten()
    n = len(flat)
    return flat.reshape((n, 1))
