"""wrong: b first"""


def initialize_with_zeros(dim):
    return 0.0, np.zeros((dim, 1))
