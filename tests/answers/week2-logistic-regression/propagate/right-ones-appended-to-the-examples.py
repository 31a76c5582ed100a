"""right: ones appended to the examples"""


def propagate(w, b, X, Y):
    m = X.shape[1]
    theta = np.vstack([w, [[np.squeeze(b)]]])
    X1 = np.vstack([X, np.ones((1, m))])
    A = sigmoid(theta.T @ X1)
    slopes = X1 @ (A - Y).T / m
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {"dw": slopes[:-1], "db": slopes[-1, 0]}, cost
