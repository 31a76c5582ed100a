"""wrong: small, not zero"""

def initialize_with_zeros(dim):
    w = np.zeros((dim, 1)) + 0.01
    b = 0.0
    return w, b
