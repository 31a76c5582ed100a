"""right: startswith and where"""


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation.lower().startswith("s"):
        return np.where(Z >= 0, 1 / (1 + np.exp(-np.abs(Z))), 1 - 1 / (1 + np.exp(-np.abs(Z)))), (linear_cache, Z)
    return np.where(Z > 0, Z, 0), (linear_cache, Z)
