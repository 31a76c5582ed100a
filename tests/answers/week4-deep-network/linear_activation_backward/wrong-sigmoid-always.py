"""wrong: sigmoid always"""


def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    return linear_backward(dA * sigmoid(Z) * (1 - sigmoid(Z)), linear_cache)
