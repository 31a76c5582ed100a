"""wrong: fails for one layer"""


def L_model_forward(X, parameters):
    A, caches, L = X, [], len(parameters) // 2
    A, cache = linear_activation_forward(A, parameters["W1"], parameters["b1"], "relu")
    caches.append(cache)
    for l in range(2, L):
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    A, cache = linear_activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    caches.append(cache)
    return A, caches
