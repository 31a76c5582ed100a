"""right: b (1,)"""

def initialize_with_zeros(dim):
    return np.zeros([dim, 1], order='F'), np.zeros(1)
