"""right: counted by the weights"""


def L_model_forward(X, parameters):
    L = sum(name.startswith("W") for name in parameters)
    A, caches = X, [None] * L
    for l in range(L):
        W, b = parameters["W{}".format(l + 1)], parameters["b{}".format(l + 1)]
        activation = "sigmoid" if l == L - 1 else "relu"
        A, caches[l] = linear_activation_forward(A, W, b, activation=activation)
    return A, caches
