"""wrong: the corrected value fed back

named: corrected-fed-back
"""


def weighted_average(values, beta, bias_correction=False):
    v, out = 0.0, []
    for t in range(1, len(values) + 1):
        v = beta * v + (1 - beta) * values[t - 1]
        if bias_correction:
            v = v / (1 - beta ** t)
            out.append(v)
        else:
            out.append(v)
    return np.array(out)
