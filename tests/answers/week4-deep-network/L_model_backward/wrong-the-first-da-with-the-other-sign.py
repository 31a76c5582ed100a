"""wrong: the first dA with the other sign"""


def L_model_backward(AL, Y, caches):
    g, dA, L = {}, Y / AL - (1 - Y) / (1 - AL), len(caches)
    for l in range(L, 0, -1):
        dA, g[f"dW{l}"], g[f"db{l}"] = linear_activation_backward(
            dA, caches[l - 1], "sigmoid" if l == L else "relu")
        g[f"dA{l - 1}"] = dA
    return g
