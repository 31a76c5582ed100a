"""wrong: above 0.495"""


def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    return A2 > 0.495
