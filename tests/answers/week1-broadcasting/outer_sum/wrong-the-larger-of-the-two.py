"""wrong: the larger of the two"""

def outer_sum(u, v):
    return np.maximum.outer(u, v)
