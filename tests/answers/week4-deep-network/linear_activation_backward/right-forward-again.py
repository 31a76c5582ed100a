"""right: forward again"""

def linear_activation_backward(dA, cache, activation):
    A_prev, W, b = cache[0]
    A, _ = linear_activation_forward(A_prev, W, b, activation)
    slope = {"relu": lambda: (A > 0).astype(float), "sigmoid": lambda: A - A**2}[activation]()
    return linear_backward(slope * dA, cache[0])
