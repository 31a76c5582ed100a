"""right: expand dims and average"""


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    db = np.expand_dims(np.average(dZ, axis=1), 1)
    dW = np.average(dZ[:, None, :] * A_prev[None, :, :], axis=2)
    return np.dot(dZ.T, W).T, dW, db
