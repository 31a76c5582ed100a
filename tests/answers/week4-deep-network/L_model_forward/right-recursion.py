"""right: recursion"""


def L_model_forward(X, parameters):
    L = len(parameters) // 2

    def onward(A, l):
        if l > L:
            return A, []
        activation = "sigmoid" if l == L else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], activation)
        A, rest = onward(A, l + 1)
        return A, [cache, *rest]

    return onward(X, 1)
