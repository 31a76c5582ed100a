"""right: all arguments at once"""


def propagate(*args):
    w, b, X, Y = args
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum() / m
    return {"dw": X @ (A - Y).T / m, "db": (A - Y).sum() / m}, cost
