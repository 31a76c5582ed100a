"""right: activations with caches of one's own"""


def sigmoid_with_cache(Z):
    A = 1 / (1 + np.exp(-Z))
    return A, Z


def relu_with_cache(Z):
    return np.maximum(0, Z), Z


def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid_with_cache(Z)
    elif activation == "relu":
        A, activation_cache = relu_with_cache(Z)
    return A, (linear_cache, activation_cache)
