"""right: floats"""

def predict(w, b, X):
    return 1.0 * (sigmoid(np.dot(w.T, X) + b) > 0.5)
