"""right: forward again"""


def backward_propagation(parameters, cache, X, Y):
    A2, again = forward_propagation(X, parameters)
    m = X.shape[1]
    error = A2 - Y
    back = np.dot(parameters["W2"].T, error) * (1 - again["A1"] ** 2)
    gradients = {}
    gradients["db2"] = np.sum(error, axis=1, keepdims=True) / m
    gradients["dW2"] = np.dot(error, again["A1"].T) / m
    gradients["db1"] = np.sum(back, axis=1, keepdims=True) / m
    gradients["dW1"] = np.dot(back, X.T) / m
    return gradients
