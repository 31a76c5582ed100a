"""wrong: not absolute"""


def L1(yhat, y):
    return np.sum(yhat - y)
