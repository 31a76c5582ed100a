"""right: at sign and mean"""

def propagate(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {'dw': X @ (A - Y).T / X.shape[1], 'db': np.mean(A - Y)}, cost
