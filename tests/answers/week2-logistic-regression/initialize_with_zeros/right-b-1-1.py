"""right: b (1, 1)"""

def initialize_with_zeros(dim):
    return np.full((dim, 1), 0.0), np.zeros((1, 1))
