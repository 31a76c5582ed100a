"""wrong: clipped gradients"""


def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.clip(np.dot(X, (A - Y).T) / m, -0.1, 0.1)
    return {"dw": dw, "db": np.sum(A - Y) / m}, cost
