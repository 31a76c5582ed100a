"""wrong: above 0.6"""

def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.6).astype(int)
