"""right: add outer"""

def outer_sum(u, v):
    return np.add.outer(u, v)
