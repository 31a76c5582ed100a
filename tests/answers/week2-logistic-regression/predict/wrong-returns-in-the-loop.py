"""wrong: returns in the loop"""


def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    Y = np.zeros((1, X.shape[1]))
    for i in range(A.shape[1]):
        Y[0, i] = A[0, i] > 0.5
        return Y
