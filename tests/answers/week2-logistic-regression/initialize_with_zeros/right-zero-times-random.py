"""right: zero times random"""

def initialize_with_zeros(dim):
    np.random.seed(3)
    return np.random.randn(dim, 1) * 0, np.random.randn() * 0
