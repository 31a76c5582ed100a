"""wrong: score above a half"""


def predict(w, b, X):
    return (np.dot(w.T, X) + b > 0.5).astype(int)
