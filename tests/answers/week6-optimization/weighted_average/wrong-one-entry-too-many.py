"""wrong: one entry too many

named: one-too-many
"""


def weighted_average(values, beta, bias_correction=False):
    v, out = 0.0, [0.0]
    for t in range(1, len(values) + 1):
        v = beta * v + (1 - beta) * values[t - 1]
        if bias_correction:
            out.append(v / (1 - beta ** t))
        else:
            out.append(v)
    return np.array(out)
