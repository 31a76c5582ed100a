"""wrong: a half at zero"""


def relu_derivative(z):
    return np.heaviside(z, 0.5)
