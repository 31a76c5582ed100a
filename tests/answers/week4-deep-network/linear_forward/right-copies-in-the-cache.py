"""right: copies in the cache"""


def linear_forward(A, W, b):
    cache = A.copy(), W.copy(), b.copy()
    return (W @ A) + np.tile(b, (1, A.shape[1])), cache
