"""wrong: dA forgotten"""


def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    s = sigmoid(Z)
    return linear_backward((Z > 0) * 1.0 if activation == "relu" else s * (1 - s), linear_cache)
