"""right: clipped at 1e-15"""

def propagate(w, b, X, Y):
    m = X.shape[1]
    A = np.clip(sigmoid(np.dot(w.T, X) + b), 1e-15, 1 - 1e-15)
    cost = -np.average(Y * np.log(A) + (1 - Y) * np.log1p(-A))
    return {'dw': np.dot(X, (A - Y).T) / m, 'db': np.average(A - Y)}, cost
