"""wrong: three in the cache

says: 3
never says: a tuple of 3, where a tuple of 3
"""


def linear_activation_forward(A_prev, W, b, activation):
    Z, lc = linear_forward(A_prev, W, b)
    A = sigmoid(Z) if activation == "sigmoid" else relu(Z)
    return A, (lc, Z, activation)
