"""wrong: never below 1e 4"""


def tanh_derivative(z):
    return np.maximum(1 - np.tanh(z) ** 2, 1e-4)
