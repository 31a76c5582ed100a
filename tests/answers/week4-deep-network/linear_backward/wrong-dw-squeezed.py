"""wrong: dW squeezed"""

def linear_backward(dZ, cache):
    A, W, b = cache
    m = A.shape[1]
    return W.T @ dZ, np.squeeze(dZ @ A.T) / m, dZ.sum(1, keepdims=True) / m
