"""right: greater"""


def predict(w, b, X):
    return np.greater(sigmoid(np.dot(w.T, X) + b), 0.5).astype("float64")
