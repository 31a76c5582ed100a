"""right: an ordered dict"""


def initialize_parameters(n_x, n_h, n_y):
    from collections import OrderedDict
    p = {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)), "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}
    p = OrderedDict(p)
    return p
