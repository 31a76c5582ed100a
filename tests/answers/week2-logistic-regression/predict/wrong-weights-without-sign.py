"""wrong: weights without sign"""

def predict(w, b, X):
    A = sigmoid(np.dot(abs(w).T, X) + b)
    return (A > 0.5).astype(int)
