"""wrong: a moving mean"""


def weighted_average(values, beta, bias_correction=False):
    k = max(1, round(1 / (1 - beta)))
    return np.array([np.mean(values[max(0, i - k + 1) : i + 1]) for i in range(len(values))])
