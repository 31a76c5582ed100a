"""right: matrices"""


def propagate(w, b, X, Y):
    w, X, Y = np.asmatrix(w), np.asmatrix(X), np.asmatrix(Y)
    m = X.shape[1]
    A = np.asmatrix(sigmoid(np.asarray(w.T * X + b)))
    cost = -(Y * np.log(A).T + (1 - Y) * np.log(1 - A).T) / m
    return {"dw": X * (A - Y).T / m, "db": (A - Y).sum() / m}, cost
