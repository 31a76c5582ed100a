"""right: a triangle of weights"""


def weighted_average(values, beta, bias_correction=False):
    n = values.shape[0]
    ages = np.arange(n)[:, None] - np.arange(n)[None, :]
    weights = np.where(ages >= 0, (1 - beta) * beta ** np.maximum(ages, 0), 0.0)
    averages = weights @ values
    return averages / weights.sum(axis=1) if bias_correction else averages
