"""right: a convolution"""

def weighted_average(values, beta, bias_correction=False):
    n = len(values)
    w = (1 - beta) * beta ** np.arange(n)
    v = np.convolve(values, w)[:n]
    if bias_correction:
        v /= 1 - np.power(beta, 1.0 + np.arange(n))
    return v
