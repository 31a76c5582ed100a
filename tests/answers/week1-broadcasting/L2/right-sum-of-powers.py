"""right: sum of powers"""


def L2(yhat, y):
    return np.sum(np.power((y - yhat), 2))
