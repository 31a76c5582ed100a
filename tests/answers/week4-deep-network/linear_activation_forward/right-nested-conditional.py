"""right: nested conditional"""


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = sigmoid(Z) if activation == "sigmoid" else np.maximum(Z, 0) if activation == "relu" else None
    assert A.shape == (W.shape[0], A_prev.shape[1])
    cache = (linear_cache, Z)
    return A, cache
