"""wrong: of the sigmoid"""


def tanh_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
