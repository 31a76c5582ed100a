"""wrong: in a dict"""

def initialize_with_zeros(dim):
    w = np.zeros((dim, 1))
    b = 0.0
    return {'w': w, 'b': b}
