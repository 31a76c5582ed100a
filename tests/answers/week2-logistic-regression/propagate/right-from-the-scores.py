"""right: from the scores"""

def propagate(w, b, X, Y):
    z = w.T @ X + b
    cost = np.mean(np.logaddexp(0, z) - Y * z)
    dZ = sigmoid(z) - Y
    return dict(dw=X @ dZ.T / X.shape[1], db=dZ.mean()), cost
