"""wrong: A_prev not transposed

never says: W has to be turned round
"""


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    return np.dot(W.T, dZ), np.dot(dZ, A_prev) / m, dZ.sum(axis=1, keepdims=True) / m
