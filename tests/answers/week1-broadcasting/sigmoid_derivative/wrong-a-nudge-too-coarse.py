"""wrong: a nudge too coarse"""


def sigmoid_derivative(x):
    return (sigmoid(x + 0.1) - sigmoid(x - 0.1)) / 0.2
