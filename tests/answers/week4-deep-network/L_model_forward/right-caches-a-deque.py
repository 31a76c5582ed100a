"""right: caches a deque"""


from collections import deque


def L_model_forward(X, parameters):
    A, caches, L = X, deque(), len(parameters) // 2
    for l in range(1, L + 1):
        A, cache = linear_activation_forward(
            A, parameters[f"W{l}"], parameters[f"b{l}"], "sigmoid" if l == L else "relu"
        )
        caches.append(cache)
    return A, caches
