"""right: a random state"""


def initialize_parameters(n_x, n_h, n_y):
    random = np.random.RandomState(3)
    return {"W1": random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
            "W2": random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}
