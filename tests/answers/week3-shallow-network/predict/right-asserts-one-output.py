"""right: asserts one output"""


def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    assert A2.shape == (1, X.shape[1])
    return (A2 > 0.5).astype(int)
