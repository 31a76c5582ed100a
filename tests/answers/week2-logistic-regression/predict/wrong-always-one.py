"""wrong: always one"""

def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > -1).astype(int)
