"""wrong: sigmoid everywhere"""


def L_model_backward(AL, Y, caches):
    g, dA = {}, -(Y / AL - (1 - Y) / (1 - AL))
    for l in range(len(caches), 0, -1):
        dA, g[f"dW{l}"], g[f"db{l}"] = linear_activation_backward(dA, caches[l - 1], "sigmoid")
        g[f"dA{l - 1}"] = dA
    return g
