"""right: maximum and minimum"""


def leaky_relu(z):
    return np.maximum(z, 0) + 0.01 * np.minimum(z, 0)
