"""right: b an array"""


def propagate(w, b, X, Y):
    m = X.shape[1]
    b = np.array(b).reshape(1, 1)
    A = sigmoid(w.T @ X + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A), axis=1, keepdims=True)
    return {"dw": X @ (A - Y).T / m, "db": np.mean(A - Y, axis=1, keepdims=True)}, cost
