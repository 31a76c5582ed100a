"""right: relu's slope"""


def leaky_relu_derivative(z):
    return 0.99 * relu_derivative(z) + 0.01
