"""right: einsum and outer"""

def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2, W2 = cache["A1"], cache["A2"], parameters["W2"]
    dZ2 = A2 - Y
    dW2 = np.einsum('im,jm->ij', dZ2, A1) / m
    db2 = np.sum(dZ2, keepdims=True) / m
    dZ1 = np.multiply(np.outer(W2, dZ2), tanh_derivative(cache['Z1']))
    dW1 = np.einsum('im,jm->ij', dZ1, X) / m
    db1 = dZ1.sum(1).reshape(-1, 1) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
