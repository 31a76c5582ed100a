"""right: full and ones"""


def leaky_relu_derivative(z):
    d = np.full(z.shape, 0.01)
    d[z >= 0] = 1.0
    return d
