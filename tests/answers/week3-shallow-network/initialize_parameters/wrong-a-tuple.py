"""wrong: a tuple"""

def initialize_parameters(n_x, n_h, n_y):
    return np.random.randn(n_h, n_x) * 0.01, np.random.randn(n_y, n_h) * 0.01
