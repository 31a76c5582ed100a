"""wrong: integers"""


def leaky_relu_derivative(z):
    d = np.ones(z.shape, dtype=int)
    d[z < 0] = 0.01
    return d
