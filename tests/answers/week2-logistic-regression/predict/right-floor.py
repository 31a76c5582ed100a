"""right: floor"""

def predict(w, b, X):
    return np.floor(sigmoid(np.sum(w * X, axis=0, keepdims=True) + b) + 0.5)
