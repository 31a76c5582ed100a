"""right: matmul, inner, subtract"""


def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.add(np.matmul(np.transpose(w), X), b))
    dZ = np.subtract(A, Y)
    dw = np.divide(np.inner(X, dZ), m)
    cost = -np.divide(np.sum(np.log(np.where(Y, A, 1 - A))), m)
    return {"dw": dw, "db": np.divide(np.sum(dZ), m)}, cost
