"""right: zeros_like"""


def initialize_with_zeros(dim):
    w = np.zeros_like(np.ones((dim, 1)))
    return (w, np.float64(0))
