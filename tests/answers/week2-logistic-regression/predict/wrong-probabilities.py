"""wrong: probabilities"""


def predict(w, b, X):
    return sigmoid(np.dot(w.T, X) + b)
