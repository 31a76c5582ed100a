"""wrong: slope of tanh left out

named: no-slope
"""


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = np.dot(parameters["W2"].T, dZ2)
    return {"dW1": dZ1 @ X.T / m, "db1": dZ1.mean(1, keepdims=True),
            "dW2": dZ2 @ cache["A1"].T / m, "db2": dZ2.mean(1, keepdims=True)}
