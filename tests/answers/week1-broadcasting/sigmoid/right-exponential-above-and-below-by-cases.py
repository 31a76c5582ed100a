"""right: exponential above and below, by cases"""


def sigmoid(x):
    x = np.asarray(x, dtype=np.float64)
    positive = x >= 0
    result = np.empty(x.shape)
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    e = np.exp(x[~positive])
    result[~positive] = e / (1 + e)
    return result
