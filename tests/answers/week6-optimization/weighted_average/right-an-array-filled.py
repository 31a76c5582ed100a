"""right: an array filled"""


def weighted_average(values, beta, bias_correction=False):
    v = 0
    out = np.zeros(len(values))
    for i in range(len(values)):
        v = beta * v + (1 - beta) * values[i]
        out[i] = v
        if bias_correction:
            out[i] /= 1 - beta ** (i + 1)
    return out
