"""right: from numpy import exp"""


from numpy import exp


def sigmoid(x):
    return 1 / (1 + exp(-x))
