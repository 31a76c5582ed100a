"""right: greater"""


def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    predictions = np.greater(A2, 0.5) * 1
    return predictions
