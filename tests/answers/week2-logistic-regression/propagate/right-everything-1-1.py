"""right: everything (1, 1)"""

def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m
    db = np.sum(A - Y, axis=1, keepdims=True) / m
    return {'dw': np.dot(X, (A - Y).T) / m, 'db': db}, cost
