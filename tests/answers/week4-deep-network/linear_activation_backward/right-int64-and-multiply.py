"""right: int64 and multiply"""


def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    Z = activation_cache
    if activation == "relu":
        dZ = np.multiply(dA, np.int64(Z > 0))
    else:
        dZ = np.multiply(dA, np.multiply(sigmoid(Z), 1 - sigmoid(Z)))
    A_prev, W, b = linear_cache
    m = A_prev.shape[1]
    return W.T.dot(dZ), (1 / m) * dZ.dot(A_prev.T), (1 / m) * np.sum(dZ, axis=1, keepdims=True)
