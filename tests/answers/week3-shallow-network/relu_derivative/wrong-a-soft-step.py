"""wrong: a soft step"""


def relu_derivative(z):
    return 1 / (1 + np.exp(-50 * z))
