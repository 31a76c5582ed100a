"""right: while and tuples"""

def L_model_forward(X, parameters):
    A, caches, l = X, (), 1
    while f"W{l}" in parameters:
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = W @ A + b
        caches += (((A, W, b), Z),)
        A = np.maximum(Z, 0)
        l += 1
    return 1 / (1 + np.exp(-Z)), caches
