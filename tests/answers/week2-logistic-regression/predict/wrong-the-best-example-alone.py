"""wrong: the best example alone"""

def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A == A.max()).astype(int)
