"""right: where less"""


def leaky_relu_derivative(z, slope=0.01):
    return np.where(z < 0, slope, 1)
