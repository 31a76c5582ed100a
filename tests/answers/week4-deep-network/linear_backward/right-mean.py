"""right: mean"""

def linear_backward(dZ, cache):
    A_prev, W, _ = cache
    db = dZ.mean(axis=1).reshape(-1, 1)
    return W.T @ dZ, dZ @ A_prev.T / dZ.shape[1], db
