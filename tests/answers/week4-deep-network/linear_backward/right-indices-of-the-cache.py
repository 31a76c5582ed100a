"""right: indices of the cache"""


def linear_backward(dZ, cache):
    m = cache[0].shape[1]
    dW = np.inner(dZ, cache[0]) / m
    db = (np.sum(dZ, axis=1) / m)[:, None]
    return np.matmul(np.transpose(cache[1]), dZ), dW, db
