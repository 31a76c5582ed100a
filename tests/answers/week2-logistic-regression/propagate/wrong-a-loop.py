"""wrong: a loop

loses: speed
says: loop
"""

def propagate(w, b, X, Y):
    n, m = X.shape
    J, db = 0.0, 0.0
    dw = np.zeros((n, 1))
    for i in range(m):
        a = 1 / (1 + np.exp(-(w[:, 0] @ X[:, i] + b)))
        J -= Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
        dw += X[:, i : i + 1] * (a - Y[0, i])
        db += a - Y[0, i]
    return {'dw': dw / m, 'db': db / m}, J / m
