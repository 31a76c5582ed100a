"""wrong: relu of Z for its slope"""


def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    s = sigmoid(Z)
    return linear_backward(dA * relu(Z) if activation == "relu" else dA * s * (1 - s), linear_cache)
