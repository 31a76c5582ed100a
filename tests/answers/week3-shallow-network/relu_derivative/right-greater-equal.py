"""right: greater_equal"""


def relu_derivative(z):
    return np.greater_equal(z, 0).astype(np.int64)
