"""right: integers"""

def initialize_with_zeros(dim):
    return np.zeros((dim, 1), dtype=int), np.int64(0)
