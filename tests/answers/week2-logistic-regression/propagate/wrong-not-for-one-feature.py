"""wrong: not for one feature"""

def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dZ = A - Y
    dw = np.squeeze(np.dot(X, dZ.T) / m)[:, np.newaxis]
    db = np.sum(dZ) / m
    grads = {"dw": dw, "db": db}
    return grads, cost
