"""right: slope one at zero"""


def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    A = sigmoid(Z)
    slope = A * (1 - A) if activation == "sigmoid" else np.where(Z >= 0, 1.0, 0.0)
    return linear_backward(dA * slope, linear_cache)
