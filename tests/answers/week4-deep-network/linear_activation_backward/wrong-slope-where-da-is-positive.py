"""wrong: slope where dA is positive"""


def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    s = sigmoid(Z)
    return linear_backward(np.maximum(dA, 0) if activation == "relu" else dA * s * (1 - s), linear_cache)
