"""right: one by one through the chain rule"""

def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dA = -Y / A + (1 - Y) / (1 - A)
    dZ = dA * A * (1 - A)
    cost = -np.sum(np.log(np.abs(1 - Y - A))) / m
    return {'dw': np.dot(X, dZ.T) / m, 'db': np.sum(dZ) / m}, cost
