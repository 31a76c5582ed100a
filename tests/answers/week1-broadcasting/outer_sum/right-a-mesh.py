"""right: a mesh"""

def outer_sum(u, v):
    left, right = np.meshgrid(u, v, indexing="ij")
    return left + right
