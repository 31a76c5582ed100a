"""right: expit"""


from scipy.special import expit


def sigmoid_derivative(x):
    return expit(x) * expit(-x)
