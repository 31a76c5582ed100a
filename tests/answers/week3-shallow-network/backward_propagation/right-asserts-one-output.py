"""right: asserts one output"""


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    n_h = parameters["W1"].shape[0]
    dZ2 = cache["A2"] - Y
    assert dZ2.shape == (1, m)
    dW2 = dZ2 @ cache["A1"].T / m
    assert dW2.shape == (1, n_h)
    db2 = np.array([[dZ2.mean()]])
    dZ1 = parameters["W2"].T * dZ2 * (1 - cache["A1"] ** 2)
    return {"dW1": dZ1 @ X.T / m, "db1": dZ1.mean(axis=1, keepdims=True), "dW2": dW2, "db2": db2}
