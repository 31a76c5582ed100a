"""right: where and Z at least 0"""

def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, _, Z2, A2, W2, _, _, A3, W3, _ = cache
    m = X.shape[1]
    dZ3 = (A3 - Y) / m
    dZ2 = np.where(Z2 >= 0, W3.T.dot(dZ3), 0)
    dZ1 = np.where(Z1 >= 0, W2.T.dot(dZ2), 0)
    k = lambd / m
    return dict(dW1=dZ1.dot(X.T) + k * W1, db1=dZ1.sum(1)[:, None], dW2=dZ2.dot(A1.T) + k * W2,
                db2=dZ2.sum(1)[:, None], dW3=dZ3.dot(A2.T) + k * W3, db3=dZ3.sum(1).reshape(-1, 1))
