"""wrong: a list"""

def initialize_with_zeros(dim):
    w = [[0.0]] * dim
    b = 0.0
    return w, b
