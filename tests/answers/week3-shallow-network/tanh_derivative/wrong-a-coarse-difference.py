"""wrong: a coarse difference"""


def tanh_derivative(z):
    return (np.tanh(z + 0.01) - np.tanh(z - 0.01)) / 0.02
