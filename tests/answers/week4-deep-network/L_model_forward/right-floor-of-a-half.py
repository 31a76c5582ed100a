"""right: floor of a half"""


def L_model_forward(X, parameters):
    L = int(len(parameters) / 2)
    caches = list()
    A = X.copy()
    for l in np.arange(1, L):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches += [cache]
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    return AL, caches + [cache]
