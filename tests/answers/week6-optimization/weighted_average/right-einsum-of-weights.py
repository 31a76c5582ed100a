"""right: einsum of weights"""

def weighted_average(values, beta, bias_correction=False):
    values = np.asarray(values, dtype=float)
    t = np.arange(values.size)
    W = np.tril(beta ** np.maximum(t[:, None] - t[None, :], 0)) * (1 - beta)
    if bias_correction: W = W / W.sum(axis=1, keepdims=True)
    return np.einsum("ij,j->i", W, values)
