"""right: reduce"""


from functools import reduce


def L_model_forward(X, parameters):
    L = len(parameters) // 2
    caches = []

    def layer(A, l):
        A, cache = linear_activation_forward(
            A, parameters["W" + str(l)], parameters["b" + str(l)], "relu" if l < L else "sigmoid"
        )
        caches.append(cache)
        return A

    return reduce(layer, range(1, L + 1), X), caches
