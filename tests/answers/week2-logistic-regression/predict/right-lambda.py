"""right: lambda"""

predict = lambda w, b, X: np.rint(sigmoid(w.T @ X + b)).astype(bool)
