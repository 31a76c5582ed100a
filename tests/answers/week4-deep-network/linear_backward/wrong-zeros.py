"""wrong: zeros"""

def linear_backward(dZ, cache):
    A, W, b = cache
    return 0 * A, 0 * W, 0 * b
