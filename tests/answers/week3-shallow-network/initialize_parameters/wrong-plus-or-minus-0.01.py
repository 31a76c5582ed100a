"""wrong: plus or minus 0.01"""


def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    p = {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)), "W2": np.random.choice([-0.01, 0.01], (n_y, n_h)), "b2": np.zeros((n_y, 1))}
    return p
