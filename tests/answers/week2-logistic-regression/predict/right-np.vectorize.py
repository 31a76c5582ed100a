"""right: np.vectorize"""


def predict(w, b, X):
    decide = np.vectorize(lambda a: 1.0 if a > 0.5 else 0.0)
    return decide(sigmoid(np.dot(w.T, X) + b))
