"""wrong: opposite"""


def predict(parameters, X):
    return (forward_propagation(X, parameters)[0] < 0.5).astype(int)
