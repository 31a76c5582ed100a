"""right: a comprehension"""


def initialize_with_zeros(dim):
    return np.array([[0.0] for _ in range(dim)]), 0.0
