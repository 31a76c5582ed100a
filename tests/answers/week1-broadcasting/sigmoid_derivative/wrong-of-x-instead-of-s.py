"""wrong: of x instead of s"""


def sigmoid_derivative(x):
    return x * (1 - x)
