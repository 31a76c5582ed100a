"""right: an integer matrix"""


def predict(w, b, X):
    return np.asmatrix(sigmoid(w.T @ X + b) > 0.5).astype(int)
