"""right: extra entries"""

def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dZ = A - Y
    grads = {'A': A, 'dZ': dZ, 'dw': np.dot(X, dZ.T) / m, 'db': dZ.sum() / m, 1: None}
    return [grads, -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m]
