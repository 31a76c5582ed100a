"""wrong: the cache"""

def linear_activation_backward(dA, cache, activation):
    return cache[0]
