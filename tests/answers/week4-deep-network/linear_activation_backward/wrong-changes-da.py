"""wrong: changes dA"""


def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    if activation == "relu":
        dA[Z <= 0] = 0
    else:
        dA *= sigmoid(Z) * (1 - sigmoid(Z))
    return linear_backward(dA, linear_cache)
