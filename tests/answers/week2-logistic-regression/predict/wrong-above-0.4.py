"""wrong: above 0.4"""

def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.45).astype(int)
