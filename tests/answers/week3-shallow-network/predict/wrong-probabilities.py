"""wrong: probabilities"""


def predict(parameters, X):
    return forward_propagation(X, parameters)[0]
