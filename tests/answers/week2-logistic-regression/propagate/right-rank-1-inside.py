"""right: rank-1 inside"""

def propagate(w, b, X, Y):
    a = sigmoid(w.ravel() @ X + b)
    y = Y.ravel()
    dw = (X @ (a - y) / y.size)[:, None]
    cost = -(np.log(a[y == 1]).sum() + np.log(1 - a[y == 0]).sum()) / y.size
    return {'dw': dw, 'db': (a - y).sum() / len(y)}, cost
