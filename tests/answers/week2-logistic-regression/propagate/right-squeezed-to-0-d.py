"""right: squeezed to 0-d"""

def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.squeeze(-(Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T) / m)
    assert cost.shape == ()
    db = np.squeeze(np.sum(A - Y, axis=1) / m)
    return {'dw': X @ (A - Y).T / m, 'db': db}, cost
