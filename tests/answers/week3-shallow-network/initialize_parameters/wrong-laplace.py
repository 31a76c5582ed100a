"""wrong: laplace"""


def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    p = {"W1": np.random.laplace(0, 0.01 / 2**0.5, (n_h, n_x)), "b1": np.zeros((n_h, 1)), "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}
    return p
