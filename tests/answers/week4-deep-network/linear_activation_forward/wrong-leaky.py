"""wrong: leaky"""


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = sigmoid(Z) if activation == "sigmoid" else np.maximum(0.01 * Z, Z)
    return A, (linear_cache, Z)
