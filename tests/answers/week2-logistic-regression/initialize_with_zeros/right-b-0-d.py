"""right: b 0-d"""

def initialize_with_zeros(dim):
    return np.array([[0.0]] * dim), np.array(0.0)
