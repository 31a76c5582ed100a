"""right: the template"""

def linear_activation_forward(A_prev, W, b, activation):
    if activation == "sigmoid":
        Z, linear_cache = linear_forward(A_prev, W, b)
        A, activation_cache = 1 / (1 + np.exp(-Z)), Z
    elif activation == "relu":
        Z, linear_cache = linear_forward(A_prev, W, b)
        A, activation_cache = np.maximum(0, Z), Z
    cache = (linear_cache, activation_cache)
    return A, cache
