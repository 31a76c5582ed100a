"""wrong: the sigmoid clipped"""


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A = np.clip(sigmoid(Z), 1e-3, 1 - 1e-3)
    else:
        A = relu(Z)
    return A, (linear_cache, Z)
