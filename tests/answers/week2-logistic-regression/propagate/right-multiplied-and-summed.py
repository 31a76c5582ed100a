"""right: multiplied and summed"""

def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.sum(w * X, axis=0, keepdims=True) + b)
    losses = np.multiply(Y, np.log(A)) + np.multiply(1 - Y, np.log(1 - A))
    cost = (-1 / m) * np.sum(losses)
    dw = (1 / m) * np.sum(X * (A - Y), axis=1, keepdims=True)
    return {'dw': dw, 'db': 1 / m * np.sum(A - Y)}, cost
