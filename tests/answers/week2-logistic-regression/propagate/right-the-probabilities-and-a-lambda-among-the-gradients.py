"""right: the probabilities and a lambda among the gradients"""


def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    step = lambda rate: (w - rate * dw, b - rate * db)
    dw, db = X @ (A - Y).T / m, np.mean(A - Y)
    return {"dw": dw, "db": db, "A": A, "step": step, "layers": {1}}, cost
