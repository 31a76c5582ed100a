"""right: select"""


def predict(w, b, X, threshold=0.5):
    A = sigmoid(np.dot(w.T, X) + b)
    return np.select([A > threshold, A <= threshold], [1, 0])
