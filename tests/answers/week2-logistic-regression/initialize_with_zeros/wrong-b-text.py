"""wrong: b text"""

def initialize_with_zeros(dim):
    w = np.zeros((dim, 1))
    b = '0'
    return w, b
