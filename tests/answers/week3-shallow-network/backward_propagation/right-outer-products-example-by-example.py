"""right: outer products, example by example"""


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    total = {"d" + name: np.zeros(value.shape) for name, value in parameters.items()}
    for i in range(m):
        x, a1 = X[:, i], cache["A1"][:, i]
        dz2 = cache["A2"][:, i] - Y[:, i]
        dz1 = parameters["W2"].T.dot(dz2) * (1 - a1**2)
        total["dW2"] += np.outer(dz2, a1) / m
        total["db2"] += dz2[:, None] / m
        total["dW1"] += np.outer(dz1, x) / m
        total["db1"] += dz1[:, None] / m
    return total
