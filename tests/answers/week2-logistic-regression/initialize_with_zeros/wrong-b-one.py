"""wrong: b one"""

def initialize_with_zeros(dim):
    w = np.zeros((dim, 1))
    b = 1.0
    return w, b
