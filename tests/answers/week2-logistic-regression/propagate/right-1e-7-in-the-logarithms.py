"""right: 1e-7 in the logarithms"""

def propagate(w, b, X, Y):
    m, eps = X.shape[1], 1e-7
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A + eps) + (1 - Y) * np.log(1 - A + eps)) / m
    return {'dw': np.dot(X, (A - Y).T) / m, 'db': np.sum(A - Y) / m}, cost
