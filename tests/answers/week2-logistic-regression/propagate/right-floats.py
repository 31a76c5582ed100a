"""right: floats"""

def propagate(w, b, X, Y):
    m = float(X.shape[1])
    A = sigmoid(np.matmul(w.T, X) + b)
    cost = float(-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m)
    return {'dw': (A - Y).dot(X.T).T / m, 'db': float(np.sum(A - Y) / m)}, cost
