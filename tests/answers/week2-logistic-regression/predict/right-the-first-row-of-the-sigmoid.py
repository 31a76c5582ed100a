"""right: the first row of the sigmoid

alone
"""


def predict(w, b, X):
    p = sigmoid(np.dot(w.T, X) + b)[0]
    return np.array([[1 if q > 0.5 else 0 for q in p]])
