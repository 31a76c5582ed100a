"""wrong: t from 0

named: counts-from-zero
"""


def weighted_average(values, beta, bias_correction=False):
    v, out = 0.0, []
    for t in range(1, len(values) + 1):
        v = beta * v + (1 - beta) * values[t - 1]
        if bias_correction:
            out.append(v / (1 - beta ** (t - 1)))
        else:
            out.append(v)
    return np.array(out)
