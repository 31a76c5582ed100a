"""wrong: rounded on the way"""

def propagate(w, b, X, Y):
    m = X.shape[1]
    A = np.round(sigmoid(np.dot(w.T, X) + b), 2)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dZ = A - Y
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    grads = {"dw": dw, "db": db}
    return grads, cost
