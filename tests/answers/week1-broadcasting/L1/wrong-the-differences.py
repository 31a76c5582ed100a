"""wrong: the differences"""


def L1(yhat, y):
    return np.abs(yhat - y)
