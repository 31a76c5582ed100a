"""right: scaled once"""


def backward_propagation(parameters, cache, X, Y):
    dZ2 = (cache["A2"] - Y) / Y.shape[1]
    dZ1 = parameters["W2"].T @ dZ2 * tanh_derivative(cache["Z1"])
    one = np.ones((X.shape[1], 1))
    return {"dW1": dZ1 @ X.T, "db1": dZ1 @ one, "dW2": dZ2 @ cache["A1"].T, "db2": dZ2 @ one}
