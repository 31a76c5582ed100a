"""right: a nested list"""


def predict(w, b, X):
    A = sigmoid(w.T @ X + b)
    return [[1 if p > 0.5 else 0 for p in A[0, :]]]
