"""wrong: a number"""

def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return int((A > 0.5).sum())
