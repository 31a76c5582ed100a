"""right: tanh and absolute values"""

def linear_activation_forward(A_prev, W, b, activation="relu"):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = (np.abs(Z) + Z) / 2 if activation == "relu" else (1 + np.tanh(Z / 2)) / 2
    return [A, [linear_cache, Z]]
