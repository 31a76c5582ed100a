"""wrong: sigmoid always"""


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    return sigmoid(Z), (linear_cache, Z)
