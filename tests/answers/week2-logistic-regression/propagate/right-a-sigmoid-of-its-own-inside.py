"""right: a sigmoid of its own inside"""

def propagate(w, b, X, Y):
    def squash(z):
        return 1 / (1 + np.exp(-z))
    A = squash(np.dot(w.T, X) + b)
    m = Y.shape[1]
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A), axis=1)
    return {'dw': 1 / m * X.dot((A - Y).T), 'db': 1 / m * np.sum(A - Y, axis=1)}, cost
