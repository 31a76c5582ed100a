"""wrong: the largest"""


def L1(yhat, y):
    return np.max(np.abs(yhat - y))
