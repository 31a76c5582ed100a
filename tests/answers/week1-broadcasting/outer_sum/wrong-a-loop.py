"""wrong: a loop

loses: speed
says: loop
"""

def outer_sum(u, v):
    return np.array([[a + b for b in v] for a in u])
