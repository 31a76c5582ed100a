"""wrong: sigmoid's slope at Z"""


def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    return linear_backward(dA * (Z > 0) if activation == "relu" else dA * Z * (1 - Z), linear_cache)
