"""wrong: half of the units copies"""


def initialize_parameters(n_x, n_h, n_y):
    rng = np.random.default_rng(3)
    W1 = np.resize(rng.standard_normal((n_h // 2, n_x)), (n_h, n_x)) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = rng.standard_normal((n_y, n_h)) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
