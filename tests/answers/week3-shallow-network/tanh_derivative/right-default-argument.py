"""right: default argument"""


def tanh_derivative(z, a=None):
    a = np.tanh(z) if a is None else a
    return np.subtract(1.0, a * a)
