"""right: db a matrix"""


def linear_backward(dZ, cache):
    A, W, b = cache
    m = A.shape[1]
    return W.T @ dZ, dZ @ A.T / m, np.asmatrix(dZ).mean(axis=1)
