"""right: xlogy"""


from scipy.special import xlog1py, xlogy


def propagate(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    cost = -(xlogy(Y, A) + xlog1py(1 - Y, -A)).mean()
    return {"dw": X @ (A - Y).T / Y.shape[1], "db": (A - Y).mean()}, cost
