"""right: a tuple, no default"""


def weighted_average(values, beta, bias_correction):
    v, found = 0.0, ()
    for t, x in enumerate(values):
        v += (1 - beta) * (x - v)
        found += (v / (1 - pow(beta, t + 1)) if bias_correction else v,)
    return found
