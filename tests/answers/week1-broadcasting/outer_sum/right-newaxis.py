"""right: newaxis"""

def outer_sum(u, v):
    return u[:, np.newaxis] + v
