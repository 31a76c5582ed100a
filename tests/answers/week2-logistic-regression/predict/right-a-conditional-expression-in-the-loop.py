"""right: a conditional expression in the loop"""


def predict(w, b, X):
    A = sigmoid(w.T @ X + b)
    Y = np.zeros((1, X.shape[1]))
    for i, a in enumerate(A[0]):
        Y[0][i] = 1 if a > 0.5 else 0
    return Y
