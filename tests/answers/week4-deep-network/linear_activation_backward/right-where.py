"""right: where"""


def linear_activation_backward(dA, cache, activation="relu"):
    linear_cache, Z = cache
    if activation == "relu":
        dZ = np.where(Z > 0, dA, 0)
    if activation == "sigmoid":
        e = np.exp(-np.abs(Z))
        dZ = dA * e / (1 + e) ** 2
    return linear_backward(dZ, linear_cache)
