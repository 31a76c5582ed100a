"""wrong: strings of digits"""


def predict(w, b, X):
    return (sigmoid(np.dot(w.T, X) + b) > 0.5).astype(int).astype(str)
