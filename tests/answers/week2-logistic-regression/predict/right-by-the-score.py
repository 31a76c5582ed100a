"""right: by the score"""

def predict(w, b, X):
    return (w.T.dot(X) + b > 0).astype(np.uint8)
