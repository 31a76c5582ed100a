"""right: accumulate"""


from itertools import accumulate


def weighted_average(values, beta, bias_correction=False):
    v = list(accumulate(values, lambda v, x: beta * v + (1 - beta) * x, initial=0.0))[1:]
    powers = np.cumprod(np.full(len(v), beta))
    return np.array(v) / (1 - powers) if bias_correction else np.array(v)
