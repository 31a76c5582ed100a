"""right: in the probabilities' own array"""


def predict(parameters, X):
    A2 = forward_propagation(X, parameters)[0].copy()
    A2[A2 > 0.5], A2[A2 <= 0.5] = 1, 0
    return A2
