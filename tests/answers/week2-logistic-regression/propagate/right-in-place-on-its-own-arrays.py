"""right: in place on its own arrays"""


def propagate(w, b, X, Y):
    m = X.shape[1]
    A = np.dot(w.T, X)
    A += b
    np.negative(A, out=A)
    np.exp(A, out=A)
    A += 1
    np.reciprocal(A, out=A)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    A -= Y
    A /= m
    return {"dw": X @ A.T, "db": A.sum()}, cost
