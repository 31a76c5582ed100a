"""right: tiny epsilon"""


EPSILON = 1e-15


def propagate(w, b, X, Y):
    m = Y.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A + EPSILON) + (1 - Y) * np.log(1 - A + EPSILON)) / m
    grads = dict(dw=np.dot(X, (A - Y).T) / m, db=np.sum(A - Y) / m)
    return grads, cost
