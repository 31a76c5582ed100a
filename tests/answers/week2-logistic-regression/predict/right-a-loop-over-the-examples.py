"""right: a loop over the examples"""

def predict(w, b, X):
    out = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        out[0, i] = 1 if sigmoid(np.dot(w.T, X[:, i]) + b)[0] > 0.5 else 0
    return out
