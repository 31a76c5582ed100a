"""right: maximum of the step"""


def leaky_relu_derivative(z):
    return np.maximum(0.01, z >= 0)
