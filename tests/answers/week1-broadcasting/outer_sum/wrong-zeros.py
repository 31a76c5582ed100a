"""wrong: zeros"""

def outer_sum(u, v):
    return np.zeros((len(u), len(v)))
