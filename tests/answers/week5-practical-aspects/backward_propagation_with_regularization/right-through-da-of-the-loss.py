"""right: through dA of the loss"""

def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache
    dA3 = -(np.divide(Y, A3) - np.divide(1 - Y, 1 - A3))
    dZ3 = dA3 * A3 * (1 - A3)
    dZ2 = np.dot(W3.T, dZ3); dZ2[Z2 <= 0] = 0
    dZ1 = np.dot(W2.T, dZ2); dZ1[Z1 <= 0] = 0
    out = {}
    for l, dZ, A, W in ((1, dZ1, X, W1), (2, dZ2, A1, W2), (3, dZ3, A2, W3)):
        out["dW" + str(l)] = np.dot(dZ, A.T) / m + np.multiply(lambd / m, W)
        out["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
    return out
