"""right: einsum and ones"""

def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = dZ.shape[-1]
    dW = np.einsum("im,jm->ij", dZ, A_prev) / m
    return [(dZ.T @ W).T, dW, dZ @ np.full((m, 1), 1 / m)]
