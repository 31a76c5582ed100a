"""wrong: above 0.51"""


def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.51).astype(int)
