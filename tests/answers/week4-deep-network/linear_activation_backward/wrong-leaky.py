"""wrong: leaky"""

def linear_activation_backward(dA, cache, activation):
    return linear_backward(dA * np.where(cache[1] > 0, 1, 0.01), cache[0])
