"""wrong: b None"""

def initialize_with_zeros(dim):
    w = np.zeros((dim, 1))
    b = None
    return w, b
