"""right: multiplied by one"""


def relu_derivative(z):
    return 1.0 * (z >= 0)
