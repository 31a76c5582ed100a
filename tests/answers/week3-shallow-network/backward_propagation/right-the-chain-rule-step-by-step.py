"""right: the chain rule step by step"""

def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2, W2 = cache["A1"], cache["A2"], parameters["W2"]
    dA2 = -Y / A2 + (1 - Y) / (1 - A2)
    dZ2 = dA2 * A2 * (1 - A2) / m
    dW2, db2 = dZ2.dot(A1.T), dZ2.sum(axis=1, keepdims=True)
    dZ1 = W2.T * dZ2 * (1 - np.tanh(cache['Z1']) ** 2)
    dW1, db1 = dZ1.dot(X.T), dZ1.dot(np.ones((m, 1)))
    return {'dW1': dW1, 'db1': db1, 'dW2': dW2, 'db2': db2, 'dZ1': dZ1, 'dZ2': dZ2}
