"""right: a dict of slopes"""


SLOPES = {
    "relu": lambda Z: np.heaviside(Z, 0),
    "sigmoid": lambda Z: 0.25 / np.cosh(Z / 2) ** 2,
}


def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    return linear_backward(dA * SLOPES[activation](Z), linear_cache)
