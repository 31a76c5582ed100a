"""right: reshape in place of keepdims"""


def backward_propagation(parameters, cache, X, Y):
    m = Y.size
    A1, A2, W2 = cache["A1"], cache["A2"], parameters["W2"]
    dZ2 = np.subtract(A2, Y)
    dZ1 = np.multiply(np.matmul(W2.T, dZ2), 1 - np.square(A1))
    return dict(
        dW2=np.matmul(dZ2, A1.T) / m,
        db2=np.sum(dZ2, axis=1).reshape(-1, 1) / m,
        dW1=np.matmul(dZ1, X.T) / m,
        db1=np.mean(dZ1, axis=1)[:, np.newaxis],
    )
