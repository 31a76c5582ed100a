"""right: a loop"""

def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = Y.shape[1]
    grads, dZ = {}, A3 - Y
    for l, (A, W, Z) in zip((3, 2, 1), ((A2, W3, Z2), (A1, W2, Z1), (X, W1, None))):
        grads["dW%d" % l] = (dZ @ A.T + lambd * W) / m
        grads["db%d" % l] = dZ.mean(axis=1, keepdims=True)
        if Z is not None:
            dZ = W.T @ dZ * (Z > 0)
    return grads
