"""wrong: the last dA handed to every layer

never says: cache of another
"""


def L_model_backward(AL, Y, caches):
    g, L = {}, len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    g[f"dA{L-1}"], g[f"dW{L}"], g[f"db{L}"] = linear_activation_backward(dA, caches[L - 1], "sigmoid")
    for k in range(L - 2, -1, -1):
        g[f"dA{k}"], g[f"dW{k+1}"], g[f"db{k+1}"] = linear_activation_backward(g[f"dA{L-1}"], caches[k], "relu")
    return g
