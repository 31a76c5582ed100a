"""right: rounded"""

def predict(w, b, X):
    return np.round(sigmoid(np.dot(w.T, X) + b))
