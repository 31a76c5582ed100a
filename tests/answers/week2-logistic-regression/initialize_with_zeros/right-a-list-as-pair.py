"""right: a list as pair"""


def initialize_with_zeros(dim):
    return [np.zeros((dim, 1)), 0.0]
