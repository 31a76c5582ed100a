"""wrong: a list of lists"""

def outer_sum(u, v):
    return [[float(a + b) for b in v] for a in u]
