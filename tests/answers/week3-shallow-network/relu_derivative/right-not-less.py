"""right: not less"""


def relu_derivative(z):
    return ~(z < 0)
