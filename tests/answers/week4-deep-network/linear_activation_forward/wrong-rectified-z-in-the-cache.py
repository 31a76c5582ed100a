"""wrong: rectified Z in the cache"""


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        return sigmoid(Z), (linear_cache, Z)
    Z[Z < 0] = 0
    return Z, (linear_cache, Z)
