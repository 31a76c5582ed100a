"""right: get, format and locals"""


def forward_propagation(X, parameters):
    cache = {}
    A = X
    for layer, activation in ((1, np.tanh), (2, sigmoid)):
        Z = parameters.get("W%d" % layer) @ A + parameters.get("b%d" % layer)
        A = activation(Z)
        cache["Z%d" % layer], cache["A%d" % layer] = Z, A
    return A, cache
