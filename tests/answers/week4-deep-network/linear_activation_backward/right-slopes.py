"""right: slopes"""

def linear_activation_backward(dA, cache, activation):
    (A_prev, W, b), Z = cache
    m = dA.shape[1]
    slope = np.where(Z > 0, 1, 0) if activation == "relu" else sigmoid(Z) * sigmoid(-Z)
    dZ = np.multiply(dA, slope)
    return np.dot(W.T, dZ), np.dot(dZ, A_prev.T) / m, dZ.sum(1, keepdims=True) / m
