"""wrong: squares apart"""


def L2(yhat, y):
    return np.sum(yhat**2 - y**2)
