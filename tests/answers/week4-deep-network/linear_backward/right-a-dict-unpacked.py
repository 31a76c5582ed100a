"""right: a dict unpacked"""


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    grads = {
        "dA": W.T.dot(dZ),
        "dW": dZ.dot(A_prev.T) * (1.0 / m),
        "db": np.sum(dZ, axis=1, keepdims=True) * (1.0 / m),
    }
    return grads["dA"], grads["dW"], grads["db"]
